/** Pure decisions about hazards. */
import { addDays } from '#kernel/time.ts'
import { type HazardState, OPEN } from './lifecycle.ts'
import { FIRST, type PlaceKind, RAISE_AGAIN_DAYS, UNASSIGNED_DAYS } from './words.ts'

export interface Standing {
  state: HazardState
  place: PlaceKind
  urgent: boolean
  /** Dates. */
  foundOn: string
  dueOn: string | null
  raisedOn: string | null
}

/** Open beyond the day by which it was to be rectified. Waiting to be verified counts: it is not known to be gone. */
export const isLate = ({ state, dueOn }: Pick<Standing, 'state' | 'dueOn'>, today: string): boolean =>
  OPEN.includes(state) && dueOn !== null && dueOn < today

/** Whether it has to be told upwards today: late, or lying about unassigned, and not told within the week. */
export function toRaise(hazard: Standing, today: string): boolean {
  const lying = hazard.state === 'found' && addDays(hazard.foundOn, UNASSIGNED_DAYS) < today
  if (!lying && !isLate(hazard, today)) return false
  return hazard.raisedOn === null || addDays(hazard.raisedOn, RAISE_AGAIN_DAYS) <= today
}

/** Order of the list: what may hurt at once, the late, schools and communities, then by day. Open before closed. */
export function rankOf(hazard: Standing, today: string): string {
  const bit = (first: boolean) => (first ? '0' : '1')
  return [
    bit(OPEN.includes(hazard.state)),
    bit(hazard.urgent && OPEN.includes(hazard.state)),
    bit(isLate(hazard, today)),
    bit(FIRST.includes(hazard.place)),
    hazard.dueOn ?? hazard.foundOn,
  ].join(' ')
}

/** Paths of the levels above a place, the nearest first: `a.b.c.` → `a.b.c.`, `a.b.`, `a.` */
export function levelsOf(path: string): string[] {
  const parts = path.split('.').slice(0, -1)
  return parts.map((_, index) => `${parts.slice(0, parts.length - index).join('.')}.`)
}
