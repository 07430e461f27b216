import type { ReactNode } from 'react'

/** A page without the frame: sign-in, first start, no connection. */
export function Alone({ title, children, wide }: { title: string; children: ReactNode; wide?: boolean }) {
  return (
    <main className={wide ? 'd-alone d-alone-wide' : 'd-alone'}>
      <title>{`${title} · 归途`}</title>
      <div className="d-mark" aria-hidden="true">
        归
      </div>
      <h1>{title}</h1>
      <div className="g-stack">{children}</div>
    </main>
  )
}
