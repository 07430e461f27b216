import type { ReactNode } from 'react'
import type { Refusal } from './api.ts'

/** A refusal in words: what happened, on what basis, and what is safe. `extra`: what may be done next. */
export function RefusalNote({ refusal, extra }: { refusal: Refusal | null | undefined; extra?: ReactNode }) {
  if (!refusal) return null
  return (
    <div className="g-refusal" role="alert">
      <b>{refusal.sentence}</b>
      {refusal.basis ? <p className="g-muted">依据：{refusal.basis}</p> : null}
      {extra ? <div className="g-row">{extra}</div> : null}
    </div>
  )
}
