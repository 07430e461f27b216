/** Pure decisions about hazards. */
import { addDays } from '#kernel/time.ts'
import { type HazardState, OPEN } from './lifecycle.ts'
import { RAISE_AGAIN_DAYS, UNASSIGNED_DAYS } from './words.ts'

export interface Standing {
  state: HazardState
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

/** Paths of the levels above a place, the nearest first: `a.b.c.` → `a.b.c.`, `a.b.`, `a.` */
export function levelsOf(path: string): string[] {
  const parts = path.split('.').slice(0, -1)
  return parts.map((_, index) => `${parts.slice(0, parts.length - index).join('.')}.`)
}
