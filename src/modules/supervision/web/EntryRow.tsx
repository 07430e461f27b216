import { Assumed } from '#web/ui/index.ts'
import type { Entry } from './answers.ts'
import { Figure } from './Figure.tsx'

/** An entry in our own words, beside it its figures. */
export function EntryRow({
  entry,
  heading,
  scope,
  period,
}: {
  entry: Entry
  heading: string | null
  scope: string | undefined
  period: { from: string; to: string }
}) {
  return (
    <>
      {heading ? <h2 className="s-heading">{heading}</h2> : null}
      <article id={entry.id} className="s-entry">
        <div className="s-words">
          <h3>
            <span className="g-t-acc">{entry.number}</span> {entry.title}
          </h3>
          <p className="s-song">{entry.summary}</p>
          {entry.kind === 'manual' && entry.evidence ? <p className="g-muted">人工填报，凭据：{entry.evidence}</p> : null}
          {entry.note ? <p className="g-muted">注：{entry.note}</p> : null}
          <EntryDuties entry={entry} />
        </div>
        <div className="s-figures">
          {entry.figures.map((figure) => (
            <Figure key={figure.clause} figure={figure} scope={scope} period={period} />
          ))}
        </div>
      </article>
    </>
  )
}

/** What follows from an entry: who must do what by when. */
export function EntryDuties({ entry }: { entry: Entry }) {
  if (entry.duties.length === 0) return null
  return (
    <div className="s-duties">
      <span className="g-muted">由本条算出的应办事项</span>
      {entry.duties.map((duty) => (
        <div key={duty.clause}>
          <span>{duty.title}</span>
          <span>
            {duty.clock} {duty.assumed ? <Assumed>时限</Assumed> : null}
          </span>
          <span className="g-muted">{duty.owner}</span>
        </div>
      ))}
    </div>
  )
}
