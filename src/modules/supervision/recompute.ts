/** Computes the duties of some subjects from their facts and the packs in force, and keeps what changed. */
import { factDef } from '#facts/index.ts'
import type { Tx } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { obligationsOn } from '#policy/obligations.ts'
import type { ClauseText } from '#policy/pack.ts'
import type { Obligation, ObligationResult } from '#policy/types.ts'
import { indexKnown, type Known } from '#policy/view.ts'
import { factsMeeting } from './act-rules.ts'
import { type Books, forceBy } from './books.ts'
import { type Asked, families, type Gathered, readGathered } from './gathered.ts'
import { asDecided, bindingAt, comingChange, type InForce } from './in-force.ts'
import { addCell, type Delta, difference, type KeptRow, type PutRow, rowOf } from './keep-rules.ts'
import { givenPaths } from './given-duties.ts'
import { originClauses, originPaths } from './origin-duties.ts'
import { gather, settle, type StateRow } from './store.ts'

const counting = new WeakMap<ClauseText, boolean>()

/** Whether a clause looks at other subjects than its own and their person: the staff of a station, a town's children. */
export function countsOthers(clause: ClauseText): boolean {
  let answer = counting.get(clause)
  if (answer === undefined) {
    const ofOrganisation = clause.on?.startsWith('organisation') ?? false
    const toldElsewhere = factsMeeting(clause).some(({ fact }) => factDef(fact) && !factDef(fact)?.kinds.includes('organisation'))
    answer = 'counts' in clause.clock || (ofOrganisation && toldElsewhere)
    counting.set(clause, answer)
  }
  return answer
}

/** Facts of one file that speak for other files of the same person as well. */
function crossing(shelf: Books, facts: readonly LedgerFact[]): boolean {
  const names = new Set(
    [...shelf.clauses.values()].flatMap(({ clause }) => [...clause['any-file-of-person'], ...clause['on-the-road']]),
  )
  return facts.some(
    ({ name }) =>
      name.startsWith('person.') || name === 'report.joined' || names.has(name) || names.has(`${name.split('.')[0]}.*`),
  )
}

/** Facts and subjects of one family, indexed once for all of its members. */
export type Boards = Map<readonly string[], Known>

/** The engine's whole answer for one subject of what was gathered, as the bureaus decided. */
export function dutiesOf(
  shelf: Books,
  gathered: Gathered,
  group: readonly string[],
  id: string,
  force: InForce,
  now: number,
  boards: Boards,
): ObligationResult {
  const subject = gathered.subjects.get(id)
  if (!subject) throw new Error('a subject that was not gathered')
  // Duties sit on what happened to somebody. Of most persons only who they are is told: half of all subjects, none of the work.
  if (subject.kind === 'person' && !gathered.facts.get(id)?.some((fact) => !fact.name.startsWith('person.')))
    return { obligations: [], changesAt: null }
  let known = boards.get(group)
  if (!known) {
    const members = group.map((each) => gathered.subjects.get(each)).filter((each) => each !== undefined)
    // The station that a file names stands in view, so that no other is taken for it.
    const homes = members
      .map((each) => (each.station ? gathered.subjects.get(each.station) : undefined))
      .filter((each) => each !== undefined)
    known = indexKnown(
      [...members, ...homes],
      group.flatMap((each) => gathered.facts.get(each) ?? []),
      now,
    )
    boards.set(group, known)
  }
  const since = subject.kind === 'organisation' ? force.since : undefined
  const answer = obligationsOn({ known, calendars: shelf.calendars, now, since }, subject, bindingAt(force, now))
  const coming = comingChange(force, now)
  return {
    obligations: asDecided(answer.obligations, force, now),
    changesAt: coming === null ? answer.changesAt : Math.min(coming, answer.changesAt ?? coming),
  }
}

export interface Recomputed {
  gathered: Gathered
  put: PutRow[]
  /** Rows put that stood before, as they were. */
  before: Map<PutRow, KeptRow>
  gone: KeptRow[]
  /** The engine's words for what was put, for whoever shows it. */
  told: Map<PutRow, Obligation>
}

export interface RecomputeInput {
  now: number
  asked: readonly Asked[]
  /** Facts of an action under way, not in the ledger yet. */
  fresh?: readonly LedgerFact[]
  /** Other subjects that stand in view: the staff of the station asked for, the children of the town. */
  inView?: readonly Asked[]
  /** Takes the writing of the result, where somebody else waits for it. */
  later?: (work: Promise<unknown>) => void
}

/**
 * Recomputes subjects and keeps the result: two statements, whatever their number, and a third where a return or something given to a body is among them.
 * Clauses that count others are left as they are unless `inView` brings those others.
 */
export async function recompute(tx: Tx, shelf: Books, input: RecomputeInput): Promise<Recomputed> {
  const { now, asked, fresh = [], inView } = input
  const all = inView ? [...asked, ...inView] : asked
  const gathered = readGathered(await gather(tx, all, true), all, fresh)
  const force = await forceBy(tx, shelf, gathered.version)
  const groups = families(gathered)
  const targets = new Set(asked.map((each) => each.id))
  if (crossing(shelf, fresh)) {
    for (const { id } of asked) for (const other of groups.get(id) ?? []) if (gathered.duty.has(other)) targets.add(other)
  } else if (fresh.length > 0) {
    // A person's own duties look at each file; a file that changed may meet them.
    for (const { id } of asked) {
      for (const other of groups.get(id) ?? [])
        if (gathered.subjects.get(other)?.kind === 'person' && gathered.duty.has(other)) targets.add(other)
    }
  }
  const view = inView?.map((each) => each.id) ?? []
  const work: { put: PutRow[]; gone: KeptRow[]; deltas: Delta[] } = { put: [], gone: [], deltas: [] }
  const before = new Map<PutRow, KeptRow>()
  const told = new Map<PutRow, Obligation>()
  const states: StateRow[] = []
  const cells = new Map<string, Delta>()
  const boards: Boards = new Map()
  const opened = originClauses(shelf)
  const origins = await originPaths(tx, gathered, targets)
  const given = await givenPaths(tx, shelf, gathered, targets)
  for (const id of targets) {
    const subject = gathered.subjects.get(id)
    const ownerPath = gathered.owners.get(id)
    if (!subject || ownerPath === undefined) continue
    const family = groups.get(id) ?? [id]
    const group = view.length > 0 ? [...new Set([...family, ...view, ...view.flatMap((each) => groups.get(each) ?? [])])] : family
    const answer = dutiesOf(shelf, gathered, group, id, force(ownerPath), now, boards)
    const mine = (clause: string) => {
      const known = shelf.clauses.get(clause)?.clause
      return inView !== undefined || !known || !countsOthers(known)
    }
    const rows: PutRow[] = []
    for (const obligation of answer.obligations) {
      if (obligation.state === 'not-applicable' || !mine(obligation.clause)) continue
      // Owed there, kept there: figures and lists go by the path of whoever owes it.
      const owedAt = opened.has(obligation.clause) ? origins.get(id) : given(id, obligation.clause, obligation.arisenAt)
      const row = rowOf(obligation, { id, kind: subject.kind, ownerPath: owedAt ?? ownerPath })
      rows.push(row)
      told.set(row, obligation)
    }
    const kept = (gathered.kept.get(id) ?? []).filter((row) => mine(row.clause))
    const change = difference(kept, rows)
    work.put.push(...change.put)
    work.gone.push(...change.gone)
    for (const [row, old] of change.before) before.set(row, old)
    for (const delta of change.deltas) addCell(cells, delta)
    states.push({
      id,
      kind: subject.kind,
      ownerPath,
      root: gathered.roots.get(id) ?? joinedRoot(gathered, id),
      changesAt: answer.changesAt,
    })
  }
  work.deltas = [...cells.values()].filter((cell) => cell.count !== 0)
  const settled = settle(tx, { now, version: gathered.version, states, difference: work })
  if (input.later) input.later(settled)
  else await settled
  return { gathered, put: work.put, before, gone: work.gone, told }
}

/** The report that a report was joined into. */
function joinedRoot(gathered: Gathered, id: string): string | null {
  const joined = gathered.facts.get(id)?.findLast((fact) => fact.name === 'report.joined')
  return typeof joined?.value.into === 'string' ? joined.value.into : null
}

/**
 * The whole answer for one subject as of now, nothing kept: what a page shows that explains itself. `inView` as in
 * `recompute`.
 */
export async function answerNow(
  tx: Tx,
  shelf: Books,
  asked: Asked,
  now: number,
  inView: readonly Asked[] = [],
): Promise<{ gathered: Gathered; obligations: Obligation[]; force: InForce }> {
  const all = [asked, ...inView]
  const gathered = readGathered(await gather(tx, all, false), all, [])
  const force = (await forceBy(tx, shelf, gathered.version))(gathered.owners.get(asked.id) ?? asked.ownerPath)
  const groups = families(gathered)
  const family = groups.get(asked.id) ?? [asked.id]
  const group =
    inView.length > 0 ? [...new Set([...family, ...inView.flatMap((each) => groups.get(each.id) ?? [each.id])])] : family
  const { obligations } = dutiesOf(shelf, gathered, group, asked.id, force, now, new Map())
  return { gathered, obligations, force }
}
