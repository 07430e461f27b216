/** The desk starts here. */
import '../ui/tokens.css'
import '../ui/ui.css'
import '../ui/parts.css'
import '../ui/float.css'
import '../ui/handheld.css'
import '../ui/form/form.css'
import './alone.css'
import './desk.css'
import './rail.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AskRefused, mayRetry } from '../ui/api.ts'
import { Theme } from '../ui/theme.tsx'
import { Toasts } from '../ui/toast.tsx'
import { Desk } from './Desk.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'

// A page that stands open while the house is brought up to date asks for parts that are gone: it loads anew, once a minute at most.
window.addEventListener('vite:preloadError', (event) => {
  const key = 'guitu-loaded-anew'
  const last = Number(sessionStorage.getItem(key) ?? 0)
  if (performance.timeOrigin + performance.now() - last < 60_000) return
  event.preventDefault()
  sessionStorage.setItem(key, String(performance.timeOrigin + performance.now()))
  location.reload()
})

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // a refusal is an answer; only a line that broke is tried again, once
      retry: (count, error) => count < 1 && error instanceof AskRefused && mayRetry(error.refusal),
    },
  },
})

createRoot(document.getElementById('desk') as HTMLElement).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Theme>
          <Desk />
          <Toasts />
        </Theme>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
)
