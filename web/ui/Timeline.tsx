import type { ReactNode } from 'react'
import { showInstant } from './time.ts'
import { useNow } from './useNow.ts'

export interface TimelineItem {
  id: string
  at: number
  title: ReactNode
  /** Who recorded or did it. */
  by?: ReactNode
  text?: ReactNode
  /** Papers, links. */
  more?: ReactNode
  /** `key`: filled dot; `bad`: amber. */
  tone?: 'key' | 'bad'
}

/** What happened, newest first: time, dot, what, by whom. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  const now = useNow()
  return (
    <ol className="g-timeline">
      {items.map((item) => (
        <li key={item.id} className={item.tone ? `g-tl-${item.tone}` : ''}>
          <time dateTime={new Date(item.at).toISOString()}>{showInstant(item.at, now)}</time>
          <i aria-hidden="true" />
          <div>
            <div className="g-row g-between">
              <b>{item.title}</b>
              {item.by ? <span className="g-muted">{item.by}</span> : null}
            </div>
            {item.text ? <div className="g-ink-2">{item.text}</div> : null}
            {item.more ? <div className="g-row">{item.more}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
