/** From what the engine answers to what is kept: rows without the word overdue, what changed, and what it does to the figures. */
import { dateOf } from '#kernel/time.ts'
import type { Obligation, ObligationState } from '#policy/types.ts'

export const keptStates = ['open', 'met', 'met-late', 'cannot-tell', 'waived', 'ended'] as const
export type KeptState = (typeof keptStates)[number]

/** What a list shows of the reason. */
export interface ShortBecause {
  /** Fact or moment that the clock counts from. */
  moment: string
  at: number | null
  params?: { key: string; value: string | number; assumed: boolean }[]
  waived?: { by: string; basis: string; at: number }
  /** For a clause that counts others: how many of them are done and how many are not. */
  members?: { met: number; open: number }
}

/** One obligation as it is kept. Instants are epoch ms. */
export interface KeptRow {
  subject: string
  clause: string
  instance: string
  ownerPath: string
  owner: string
  state: KeptState
  /** First day of the month in which it arose. */
  month: string
  arisen: number
  due: number | null
  /** First instant that is too late. */
  late: number | null
  met: number | null
  needs: string[]
  because: ShortBecause
  dueKind: 'minute' | 'day' | 'none'
}

export interface PutRow extends KeptRow {
  kind: string
  pack: string
}

export interface Delta {
  clause: string
  owner_path: string
  month: string
  state: KeptState
  /** Of open ones: the last day on which they are in time. */
  last_day: string | null
  count: number
}

const MINUTE = 60_000

/** Pending and overdue are both kept as open: which of them it is, the clock says at reading. */
export function keptState(state: ObligationState): KeptState {
  if (state === 'pending' || state === 'overdue') return 'open'
  return state === 'not-applicable' ? 'ended' : state
}

/** The state to be read at `now`. */
export function stateAt(row: { state: KeptState; late: number | null }, now: number): ObligationState {
  if (row.state === 'open') return row.late !== null && now >= row.late ? 'overdue' : 'pending'
  return row.state === 'ended' ? 'not-applicable' : row.state
}

export function monthOf(instant: number): string {
  return `${dateOf(instant).slice(0, 7)}-01`
}

/** An obligation as a row of its subject. */
export function rowOf(obligation: Obligation, subject: { id: string; kind: string; ownerPath: string }): PutRow {
  const { because, due, dueKind } = obligation
  const finite = (at: number) => (Number.isFinite(at) ? at : null)
  return {
    subject: subject.id,
    kind: subject.kind,
    clause: obligation.clause,
    instance: obligation.instance,
    pack: obligation.pack,
    ownerPath: subject.ownerPath,
    owner: obligation.owner,
    state: keptState(obligation.state),
    month: monthOf(obligation.arisenAt),
    arisen: obligation.arisenAt,
    due,
    late: due === null ? null : dueKind === 'minute' ? Math.floor(due / MINUTE) * MINUTE + MINUTE : due,
    met: obligation.metAt,
    needs: obligation.needs,
    because: {
      moment: because.countsFrom.moment,
      at: finite(because.countsFrom.at),
      ...(because.parameters.length > 0
        ? { params: because.parameters.map(({ key, value, assumed }) => ({ key, value, assumed })) }
        : {}),
      ...(obligation.waived ? { waived: obligation.waived } : {}),
      ...(obligation.members ? { members: countMembers(obligation.members) } : {}),
    },
    dueKind,
  }
}

function countMembers(members: readonly { state: ObligationState }[]): { met: number; open: number } {
  const met = members.filter((each) => each.state === 'met').length
  return { met, open: members.length - met }
}

const keyOf = (row: { subject: string; clause: string; instance: string }) => `${row.subject} ${row.clause} ${row.instance}`

function sameBecause(a: ShortBecause, b: ShortBecause): boolean {
  const [x, y] = [a.params ?? [], b.params ?? []]
  return (
    a.moment === b.moment &&
    a.at === b.at &&
    a.waived?.at === b.waived?.at &&
    a.waived?.basis === b.waived?.basis &&
    a.waived?.by === b.waived?.by &&
    a.members?.met === b.members?.met &&
    a.members?.open === b.members?.open &&
    x.length === y.length &&
    x.every((each, i) => each.key === y[i]?.key && each.value === y[i]?.value && each.assumed === y[i]?.assumed)
  )
}

/** Whether two rows of one obligation say the same. */
export function sameRow(a: KeptRow, b: KeptRow): boolean {
  return (
    a.state === b.state &&
    a.arisen === b.arisen &&
    a.due === b.due &&
    a.late === b.late &&
    a.met === b.met &&
    a.owner === b.owner &&
    a.ownerPath === b.ownerPath &&
    a.dueKind === b.dueKind &&
    a.needs.length === b.needs.length &&
    a.needs.every((each, i) => each === b.needs[i]) &&
    sameBecause(a.because, b.because)
  )
}

export interface Difference {
  put: PutRow[]
  gone: KeptRow[]
  /** Rows put that were there before, as they were. */
  before: Map<PutRow, KeptRow>
  deltas: Delta[]
}

/** The cells that a row counts in. A duty about others (a town's children) counts each of them. */
function cellsOf(row: KeptRow): Delta[] {
  const { clause, ownerPath: owner_path, month, state, late } = row
  const cell = (of: KeptState, count: number): Delta => ({
    clause,
    owner_path,
    month,
    state: of,
    last_day: of === 'open' && late !== null ? dateOf(late - 1) : null,
    count,
  })
  const { members } = row.because
  if (!members || (state !== 'open' && state !== 'met')) return [cell(state, 1)]
  return [cell('met', members.met), cell('open', members.open)]
}

export function addCell(cells: Map<string, Delta>, delta: Delta): void {
  const key = `${delta.clause}|${delta.owner_path}|${delta.month}|${delta.state}|${delta.last_day}`
  const known = cells.get(key)
  if (known) known.count += delta.count
  else cells.set(key, { ...delta })
}

/** What has to be written so that `kept` becomes `computed`. Unchanged rows are not touched. */
export function difference(kept: readonly KeptRow[], computed: readonly PutRow[]): Difference {
  const was = new Map(kept.map((row) => [keyOf(row), row]))
  const before = new Map<PutRow, KeptRow>()
  const put: PutRow[] = []
  const cells = new Map<string, Delta>()
  const count = (row: KeptRow, by: 1 | -1) => {
    for (const cell of cellsOf(row)) addCell(cells, { ...cell, count: cell.count * by })
  }
  for (const row of computed) {
    const old = was.get(keyOf(row))
    was.delete(keyOf(row))
    if (old && sameRow(old, row)) continue
    if (old) {
      before.set(row, old)
      count(old, -1)
    }
    count(row, 1)
    put.push(row)
  }
  const gone = [...was.values()]
  for (const row of gone) count(row, -1)
  return { put, gone, before, deltas: [...cells.values()].filter((cell) => cell.count !== 0) }
}
