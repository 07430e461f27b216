/** Pure decisions about complaints: above all, who may look into one. */
import { addDays } from '#kernel/time.ts'
import { type ComplaintState, OPEN } from './lifecycle.ts'
import { terms } from './terms.ts'
import { receiptWords, type ReceiptState } from './words.ts'

export interface Body {
  id: string
  kind: string
  path: string
}

/** What an organisation sees: a bureau the place in which it stands, anybody else itself and what is below. */
export const reachOf = ({ kind, path }: { kind: string; path: string }): string =>
  kind === 'bureau' ? path.replace(/[^.]+\.$/, '') : path

/** Not the one complained of, and nothing that stands within its reach: what lies there, it would read. */
export const isIndependent = (handler: { path: string }, body: { kind: string; path: string } | null): boolean =>
  body === null || !handler.path.startsWith(reachOf(body))

/**
 * Who looks into a complaint: the supervisor named for the body, else the nearest bureau that reaches it and is not under its eyes.
 * Of a bureau that is the level above. `at` is where it was taken down, for a body that is none of ours. Null: nobody may.
 */
export function handlerOf<T extends Body>(
  body: Body | null,
  at: { path: string },
  bureaus: readonly T[],
  named: T | null = null,
): T | null {
  if (named && isIndependent(named, body)) return named
  const place = body ?? at
  const fit = bureaus.filter(
    (each) => each.kind === 'bureau' && place.path.startsWith(reachOf(each)) && isIndependent(each, body),
  )
  return fit.toSorted((a, b) => reachOf(b).length - reachOf(a).length || (a.path < b.path ? -1 : 1))[0] ?? null
}

/** The bureau above the one that answered, for a review; null: another person of the same. */
export const reviewerOf = <T extends Body>(body: Body | null, owner: { path: string }, bureaus: readonly T[]): T | null =>
  handlerOf(
    { id: '', kind: 'bureau', path: owner.path },
    owner,
    bureaus.filter((each) => isIndependent(each, body)),
  )

export interface Delegate {
  organisation: Body
  accountId: string | null
  /** Heads of the organisation, where it is the body complained of. */
  isHead: boolean
}

/**
 * Whether somebody may be given the looking-into: never who is complained of; of the body complained of only its head, for a lesser
 * matter that is about one of his staff or his house's daily work, by the owner's decision.
 */
export function delegateFault(
  to: Delegate,
  complaint: { owner: Body; body: Body | null; accused: readonly string[]; lesser: boolean },
): 'ACCUSED' | 'BODY' | 'OUTSIDE' | 'WHO' | null {
  const { organisation, accountId } = to
  if (accountId !== null && complaint.accused.includes(accountId)) return 'ACCUSED'
  if (organisation.path === complaint.owner.path) return isIndependent(organisation, complaint.body) ? null : 'BODY'
  if (accountId === null) return 'WHO'
  if (!organisation.path.startsWith(reachOf(complaint.owner))) return 'OUTSIDE'
  if (isIndependent(organisation, complaint.body)) return null
  const own = complaint.body?.path === organisation.path && complaint.body.kind !== 'bureau'
  return own && complaint.lesser && to.isHead ? null : 'BODY'
}

export interface Standing {
  state: ComplaintState
  dueOn: string | null
}

/** Open beyond its day. Waiting for an answer counts: it was not heard. */
export const isLate = ({ state, dueOn }: Standing, today: string): boolean =>
  OPEN.includes(state) && dueOn !== null && dueOn < today

export const dueOf = (on: string, term: { value: number }): string => addDays(on, term.value)

/** Until when a review may be asked for. */
export const reviewUntil = (answeredOn: string): string => addDays(answeredOn, terms.reviewAsk.value)

/** Whether it closes by itself: answered, no review asked in its term, nothing left to be put right. */
export const closesBySelf = (
  complaint: { state: ComplaintState; answeredOn: string | null; reviewed: boolean },
  openMeasures: number,
  today: string,
): boolean =>
  complaint.state === 'answered' &&
  openMeasures === 0 &&
  complaint.answeredOn !== null &&
  (complaint.reviewed || reviewUntil(complaint.answeredOn) < today)

/** What the holder of a receipt hears: one of a few sentences. */
export function receiptState(state: string): Exclude<ReceiptState, 'no-match' | 'later'> {
  if (state === 'assigned' || state === 'found') return 'working'
  return state in receiptWords && state !== 'no-match' && state !== 'later'
    ? (state as Exclude<ReceiptState, 'no-match' | 'later'>)
    : 'received'
}

/** Written by hand or read out on a telephone: spaces and dashes do not count. */
export const numberKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[‐-―−]/gu, '-')
    .toUpperCase()

export const codeKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')

/** Founded of those that were looked into, in hundredths; null where none was. */
export const share = (founded: number, lookedInto: number): number | null =>
  lookedInto === 0 ? null : Math.round((founded * 100) / lookedInto)
