/** Getting about, without rooms having to know the router. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface GoProps {
  /** `/beds`, `/inquiries/…`, with `?…` when wanted. */
  to: string
  children: ReactNode
  className?: string
}

function split(to: string): { to: string; search: Record<string, string> } {
  const [path, query] = to.split('?')
  return { to: path as string, search: Object.fromEntries(new URLSearchParams(query ?? '')) }
}

/** A link inside the desk. */
export function Go({ to, children, className }: GoProps) {
  const target = split(to)
  return (
    <Link to={target.to} search={target.search as never} {...(className ? { className } : {})}>
      {children}
    </Link>
  )
}

/** Goes somewhere: `const go = useGo(); go('/beds')`. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate()
  return (to) => {
    const target = split(to)
    void navigate({ to: target.to, search: target.search as never })
  }
}

/** Where we are: parameters of the path, and what stands behind `?`, all as words. `setSearch` changes that (filters, pages). */
export function useRoute(): {
  params: Record<string, string>
  search: Record<string, string>
  setSearch(next: Record<string, string | undefined>): void
} {
  const params = useParams({ strict: false }) as Record<string, string>
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const search = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, String(value)]))
  return {
    params,
    search,
    setSearch(next) {
      const merged = Object.fromEntries(
        Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined && value !== ''),
      )
      void navigate({ to: '.', search: merged as never, replace: true })
    },
  }
}
