import { showDate, showInstant, useNow } from '#web/ui/index.ts'
import type { Term, TermState } from '../rules-series.ts'
import './series.css'

const words: Record<TermState, string> = { done: '已回访', late: '晚了', overdue: '超期', next: '下次' }

/** The year of visits as a row of terms: done, late, owed, next; each with its words, colour never alone. */
export function Series({ terms, endsOn }: { terms: readonly Term[]; endsOn: string | null }) {
  const now = useNow()
  if (terms.length === 0) return null
  return (
    <ol className="follow-series" aria-label={endsOn ? `回访期，到 ${endsOn}` : '回访期'}>
      {terms.map((term) => (
        <li key={term.from} className={`follow-term follow-${term.state}`}>
          <b>{words[term.state]}</b>
          <span>{term.metAt === null ? `${showDate(term.due, now)} 前` : showInstant(term.metAt, now)}</span>
        </li>
      ))}
      {endsOn ? (
        <li className="follow-term follow-end">
          <b>满一年</b>
          <span>{showDate(endsOn, now)}</span>
        </li>
      ) : null}
    </ol>
  )
}
