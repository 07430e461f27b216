/** Figures that are no rates (deaths in the cold, fees charged to a child's family), from the facts of a range. */
import type { Fact, SubjectKind } from '#facts/fact.ts'
import type { Range } from '#kernel/actor.ts'
import type { Tx } from '#kernel/db.ts'
import { valueFigure } from '#policy/figures.ts'
import type { ValueFigureText } from '#policy/pack.ts'
import type { Figure, Obligation, Subject } from '#policy/types.ts'
import { indexKnown } from '#policy/view.ts'
import type { Books } from './books.ts'
import { factsNamed, subjectsOfClause } from './store-lists.ts'

const FEE_CLAUSE = 's0.minor-dna'

/** The figure as of now over what was told in a span; drill-down ids included. */
export async function readValueFigure(
  tx: Tx,
  shelf: Books,
  figure: ValueFigureText,
  asked: { range: Range; from: number; to: number; now: number },
): Promise<Figure> {
  const fees = figure.value.startsWith('fee')
  const name = fees ? 'cost.recorded' : 'incident.happened'
  const told = await factsNamed(tx, { name, ...asked })
  const facts: Fact[] = told.map(({ id, kind, subject, name: factName, value, at, recordedAt, replaces }) => ({
    id,
    subject: { kind: kind as SubjectKind, id: subject },
    name: factName,
    v: 1,
    value: value ?? {},
    occurredAt: at,
    recordedAt,
    recordedBy: '',
    action: '',
    ...(replaces === null ? {} : { replaces }),
  }))
  const subjects = [
    ...new Map(facts.map(({ subject }) => [subject.id, { id: subject.id, kind: subject.kind } satisfies Subject])).values(),
  ]
  const known = indexKnown(subjects, facts, asked.now)
  const files = fees ? await subjectsOfClause(tx, FEE_CLAUSE, asked.range) : []
  const owed = files.map((subject) => ({ clause: FEE_CLAUSE, subject, state: 'met' }) as Obligation)
  const board = { known, calendars: shelf.calendars, now: asked.now }
  return valueFigure(board, figure.id, figure.value, owed, () => true, {})
}
