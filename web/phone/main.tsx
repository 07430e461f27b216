/** The phone starts here. */
import '../ui/tokens.css'
import '../ui/phone/kit.css'
import './shell.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { openPhoneBook } from './engine/book.ts'
import { browserParts } from './engine/parts.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { missing } from './ready.ts'
import { Unsupported } from './Unsupported.tsx'
import { keepApp } from './update.ts'
import { Toasts } from '../ui/toast.tsx'

const root = createRoot(document.getElementById('phone') as HTMLElement)
const lacks = missing()

if (lacks) root.render(<Unsupported lacks={lacks} />)
else {
  void keepApp()
  const book = openPhoneBook(browserParts())
  root.render(
    <StrictMode>
      <ErrorBoundary>
        <App book={book} />
        <Toasts />
      </ErrorBoundary>
    </StrictMode>,
  )
}
