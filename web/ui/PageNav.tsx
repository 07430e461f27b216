import type { ReactNode } from 'react'
import { Go } from './go.tsx'
import { useMay } from './me.ts'

export interface PageOfRoom {
  to: string
  title: ReactNode
  /** Shown only to who may open this door. */
  door: string
}

/** The pages of a room that one may open, always in the same place; the one that stands open is marked. */
export function PageNav({ pages, here, label }: { pages: readonly PageOfRoom[]; here: string; label: string }) {
  const may = useMay()
  return (
    <nav className="g-page-nav" aria-label={label}>
      {pages
        .filter((page) => page.to === here || may(page.door))
        .map((page) => (
          <Go key={page.to} to={page.to} className={page.to === here ? 'g-page-here' : 'g-page-other'}>
            {page.title}
          </Go>
        ))}
    </nav>
  )
}
