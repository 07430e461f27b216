import { type ReactNode, useEffect, useRef } from 'react'
import mark from './mark.svg'

/** A page before the lock opens: the house's name, one h1, one thing to do. */
export function Alone({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    document.title = `${title} · 归途`
  }, [title])
  return (
    <main className="s-alone">
      <div className="s-brand">
        <img src={mark} alt="" /> 归途 外勤
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
