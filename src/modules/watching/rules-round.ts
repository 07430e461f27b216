/** When a child is looked at again, what has changed since, and which school term a day lies in. Pure. */
import { addDays, addMonths, dateOf, dayOf, civilOfDay } from '#kernel/time.ts'
import { type Bucket, type Guardianship, type Risk, type Trend } from './words.ts'

export type Days = Record<Risk, number>

/** Last day of the quarter of a date. */
export function quarterEnd(date: string): string {
  const { year, month } = civilOfDay(dayOf(date))
  const first = `${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  return addDays(addMonths(first, 3), -1)
}

/**
 * The day by which a child is to be seen: never seen, by the end of the quarter in which it was registered; seen, after the days that its risk
 * gives and in any case within the next quarter, since each quarter owes its own look.
 */
export function nextLook(child: { openedOn: string; last?: { on: string; risk: Risk } | undefined }, days: Days): string {
  if (!child.last) return quarterEnd(child.openedOn)
  const byRisk = addDays(child.last.on, days[child.last.risk])
  const byQuarter = quarterEnd(addDays(quarterEnd(child.last.on), 1))
  return byRisk < byQuarter ? byRisk : byQuarter
}

export function bucketOf(child: { lastOn: string | null; nextOn: string }, today: string): Bucket {
  if (child.nextOn < today) return 'overdue'
  if (child.lastOn === null) return 'never'
  return child.nextOn <= addDays(today, 30) ? 'month' : 'later'
}

/** The school term of a date, as the policies name it: 2026-autumn runs from September to the end of February. */
export function termOf(date: string): string {
  const { year, month } = civilOfDay(dayOf(date))
  if (month >= 3 && month <= 8) return `${year}-spring`
  return `${month >= 9 ? year : year - 1}-autumn`
}
export const termWords = (term: string): string => {
  const [year, season] = term.split('-')
  return season === 'spring' ? `${year} 年春季学期` : `${year} 年秋季学期`
}

const order: Record<Risk, number> = { low: 0, middle: 1, high: 2 }
const careOrder: Record<Guardianship, number> = { normal: 0, insufficient: 1, improper: 2, missing: 3 }

export interface Look {
  risk: Risk
  guardianship?: Guardianship | undefined
}

/** How a look compares with the one before: the risk first, then the guardianship. */
export function trendOf(before: Look | undefined, now: Look): Trend {
  if (!before) return 'new'
  const risk = order[now.risk] - order[before.risk]
  if (risk !== 0) return risk > 0 ? 'worse' : 'better'
  if (!before.guardianship || !now.guardianship) return 'same'
  const care = careOrder[now.guardianship] - careOrder[before.guardianship]
  return care === 0 ? 'same' : care > 0 ? 'worse' : 'better'
}

/** Facts as this room reads them; the ledger's own shape fits. */
export interface WatchFact {
  id: string
  name: string
  value: Record<string, unknown>
  occurredAt: number
  replaces?: string | undefined
}

export interface State {
  openedOn: string
  closed: boolean
  risk: Risk | null
  guardianship: Guardianship | null
  lastOn: string | null
  nextOn: string
  /** Times that nobody was found since the last look. */
  missed: number
  trend: Trend
  changedOn: string
  /** The latest term in which the child was registered. */
  term: string | null
  census: boolean
}

const isRisk = (value: unknown): value is Risk => value === 'low' || value === 'middle' || value === 'high'
const isCare = (value: unknown): value is Guardianship => typeof value === 'string' && value in careOrder

/**
 * What the row of a child says, out of the facts of its file alone; withdrawn and replaced ones do not count. Undefined while the file was
 * never opened. `census`: whether a school registers the child each term, by the kinds that are known.
 */
export function standingOf(all: readonly WatchFact[], census: boolean, days: Days, fallbackOpened?: string): State | undefined {
  const gone = new Set(all.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  const facts = all
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .toSorted((a, b) => a.occurredAt - b.occurredAt)
  const opened = facts.find((fact) => fact.name === 'child.file-opened')
  const openedOn = opened ? dateOf(opened.occurredAt) : fallbackOpened
  if (openedOn === undefined) return undefined
  const state: State = {
    openedOn,
    closed: false,
    risk: null,
    guardianship: null,
    lastOn: null,
    nextOn: quarterEnd(openedOn),
    missed: 0,
    trend: 'new',
    changedOn: openedOn,
    term: null,
    census,
  }
  for (const fact of facts) {
    const on = dateOf(fact.occurredAt)
    if (fact.name === 'child.file-closed') state.closed = true
    if (fact.name === 'child.file-reopened') state.closed = false
    if (fact.name === 'child.same-child') state.closed = true
    if (fact.name === 'child.census-registered') {
      const term = typeof fact.value['term'] === 'string' ? fact.value['term'] : termOf(on)
      if (state.term === null || termKey(term) > termKey(state.term)) state.term = term
    }
    if (fact.name === 'child.not-found-at-home') {
      state.missed += 1
      state.trend = 'missed'
      state.changedOn = on
    }
    if (fact.name !== 'child.screened') continue
    const risk = isRisk(fact.value['risk']) ? fact.value['risk'] : (state.risk ?? 'low')
    const guardianship = isCare(fact.value['guardianship']) ? fact.value['guardianship'] : undefined
    const before = state.risk && { risk: state.risk, guardianship: state.guardianship ?? undefined }
    const trend = trendOf(before ?? undefined, { risk, guardianship })
    if (trend !== 'same' || state.trend === 'missed') state.changedOn = on
    state.trend = trend
    state.risk = risk
    state.guardianship = guardianship ?? null
    state.lastOn = on
    state.missed = 0
  }
  if (state.lastOn && state.risk) state.nextOn = nextLook({ openedOn, last: { on: state.lastOn, risk: state.risk } }, days)
  return state
}

/** Terms in their order: spring before the autumn of the same year. */
export const termKey = (term: string): string => `${term.slice(0, 4)}${term.endsWith('autumn') ? '2' : '1'}`

/** The next term's first date, for whoever asks when a census begins anew. */
export function termEnds(term: string): string {
  const year = Number(term.slice(0, 4))
  return term.endsWith('spring') ? `${year}-08-31` : addDays(`${year + 1}-03-01`, -1)
}
