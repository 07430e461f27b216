/** The row of a child's helping as it is to be, out of what is known. Pure. */
import type { Moment } from '#kernel/action.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { refuse } from './refusals.ts'
import { heldNow } from './rules.ts'
import { seriesOf } from './rules-series.ts'
import type { CareRow, ContactRow, LoadedHelped } from './store.ts'
import { endReasons, type EndReason } from './words.ts'

export const clockWords = (at: number): string => printInstant(at).slice(0, 16).replace('T', ' ')

/** Contacts that hold. */
export const contactTimes = (contacts: readonly ContactRow[]): number[] =>
  contacts.filter((each) => each.kind === 'contacted' && each.withdrawnAt === null).map((each) => each.at)

/** A row for a child that has none yet: somebody waits for a helper since the kind is known. */
export function newCare(loaded: LoadedHelped, justicePath: string | null): CareRow {
  const since = loaded.kinds.filter((each) => heldNow([each]).length > 0).map((each) => each.since)
  return {
    childId: loaded.child.id,
    state: 'waiting',
    justicePath,
    waitingSince: since.length > 0 ? Math.min(...since) : loaded.child.openedAt,
    helperId: null,
    helperPath: null,
    since: null,
    namedAt: null,
    lastContact: null,
    nextDue: null,
    endedAt: null,
    endedWhy: null,
    content: {},
  }
}

/** The row with a change, and what follows from the contacts. */
export function careAfter(care: CareRow, change: Partial<CareRow>, contacts: readonly number[], now: number): CareRow {
  const row = { ...care, ...change }
  const told = contacts.filter((at) => at <= now)
  return {
    ...row,
    lastContact: told.length > 0 ? Math.max(...told) : null,
    nextDue: row.state === 'ended' ? null : seriesOf({ since: row.since, contacts: told, now }).nextDue,
  }
}

/** The helper steps back; who it was stays in the row. */
export function withoutHelper(care: CareRow, why: EndReason, at: number, note?: string): Partial<CareRow> {
  const { helper, organisation, before, ...rest } = care.content
  const gone = {
    helper: [organisation, helper].filter(Boolean).join(' '),
    until: at,
    why: endReasons[why],
    ...(note ? { note } : {}),
  }
  return {
    helperId: null,
    helperPath: null,
    namedAt: null,
    content: { ...rest, before: [...(before ?? []).slice(-11), gone] },
  }
}

/** Why nothing can be done for this child now. */
export function closedFor(loaded: LoadedHelped) {
  if (loaded.child.closedAt !== null) return refuse('CLOSED')
  const { care } = loaded
  if (care?.state === 'ended') return refuse('ENDED', { why: endReasons[care.endedWhy as EndReason] ?? care.endedWhy ?? '' })
  return null
}

/** Why a contact cannot have been then. */
export function untimely(care: CareRow, at: number, moment: Moment) {
  if (at > moment.now) return refuse('IN_FUTURE', { at: clockWords(at) })
  if (care.since !== null && at < care.since) return refuse('BEFORE_NAMED', { at: clockWords(at), named: clockWords(care.since) })
  return null
}

export const today = (moment: { now: number }): string => dateOf(moment.now)
