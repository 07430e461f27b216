/** Care by each guest's needs: what is due when, and what a guest of this kind usually needs. */
import { DAY, HOUR, startOfDayNumber, dayOfInstant } from '#kernel/time.ts'
import type { Guest } from './rules-zones.ts'
import type { CareKind, ZoneKind } from './words.ts'

export interface Need {
  care: CareKind
  everyHours: number
  /** Epoch ms from which it is counted when it was never done. */
  since: number
  /** What guests of this kind usually need; nobody has set it, so nobody can be late with it. */
  usual?: boolean
}

export interface DueCare {
  care: CareKind
  dueAt: number
  late: boolean
  lastAt: number | null
}

/** Hours at which a shift begins (assumed; the station's own roster names its people). */
const SHIFTS = [
  { from: 0, zh: '夜班' },
  { from: 8, zh: '早班' },
  { from: 16, zh: '中班' },
] as const

/** The shift that runs at an instant: name, first instant, first instant after it. */
export function shiftAt(now: number): { zh: string; from: number; to: number } {
  const midnight = startOfDayNumber(dayOfInstant(now))
  const at = SHIFTS.findLastIndex((shift) => now >= midnight + shift.from * HOUR)
  const shift = SHIFTS[at] as (typeof SHIFTS)[number]
  const following = SHIFTS[at + 1]
  return { zh: shift.zh, from: midnight + shift.from * HOUR, to: following ? midnight + following.from * HOUR : midnight + DAY }
}

/**
 * What is due until an instant. `last` holds the last time each kind was done or offered; what could not be done stays
 * due. Each need comes once, however often it was missed; a usual one is never late, it is due now.
 */
export function dueCare(needs: readonly Need[], last: ReadonlyMap<CareKind, number>, now: number, until: number): DueCare[] {
  return needs
    .map((need) => {
      const lastAt = last.get(need.care) ?? null
      const dueAt = (lastAt === null ? need.since : Math.max(lastAt, need.since)) + need.everyHours * HOUR
      return { care: need.care, dueAt: need.usual ? Math.max(dueAt, now) : dueAt, late: !need.usual && dueAt < now, lastAt }
    })
    .filter((due) => due.dueAt <= until)
    .sort((a, b) => a.dueAt - b.dueAt || (a.care < b.care ? -1 : 1))
}

/** What a guest usually needs, until somebody sets it otherwise. Bedding: weekly (在站管理). The hours are the house's own (assumed). */
export function usualNeeds(guest: Guest, zone: ZoneKind | null): { care: CareKind; everyHours: number }[] {
  const needs = new Map<CareKind, number>([
    ['meals', 8],
    ['hygiene', 24],
    ['bedding', 168],
  ])
  if (zone === 'observation' && guest.infection !== 'ruled-out') needs.set('temperature', 2).set('watch', 2)
  if (guest.special.includes('immobile')) needs.set('feeding', 8).set('toilet', 4).set('watch', 4)
  if (guest.special.includes('mental') || guest.special.includes('dementia')) needs.set('watch', 2).set('counselling', 72)
  if (guest.special.includes('intellectual') || guest.special.includes('disabled')) needs.set('rehabilitation', 72)
  if (guest.minor === 'yes') needs.set('education', 24).set('activity', 24).set('counselling', 168)
  return [...needs].map(([care, everyHours]) => ({ care, everyHours }))
}
