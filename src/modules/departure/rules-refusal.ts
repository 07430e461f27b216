/** The ladder of a refusal: from which level to which, and what an answer makes of refusal and plan. Pure. */
import { addDays, dateOf } from '#kernel/time.ts'
import { leads, originRefusal, type PlanState, type RefusalState, returnPlan } from './lifecycle.ts'
import type { RaiseLevel } from './schema-letters.ts'

const order: readonly RaiseLevel[] = ['county', 'city', 'province', 'ministry']

/** Levels that may be asked next: above the last one asked about this refusal. */
export function levelsAbove(asked: readonly RaiseLevel[]): RaiseLevel[] {
  const highest = Math.max(-1, ...asked.map((each) => order.indexOf(each)))
  return order.slice(highest + 1)
}

export type Result = 'receives' | 'cannot-settle' | 'stays-here'
const settles: Record<Result, RefusalState> = { receives: 'settled', 'cannot-settle': 'unsettled', 'stays-here': 'stays' }

/** The refusal after an answer; undefined where no answer is waited for. */
export function afterAnswer(state: RefusalState, result: Result): RefusalState | undefined {
  const to = settles[result]
  return leads(originRefusal, state, 'departure.answer-raise', to) ? to : undefined
}

/** The plan that was refused, after the refusal ended; the same state where nothing ends. */
export function planAfter(state: PlanState, refusal: RefusalState, guest: { left: boolean; approved: boolean }): PlanState {
  if (state !== 'refused') return state
  if (refusal === 'settled') return guest.left ? 'under-way' : guest.approved ? 'approved' : 'drafted'
  return refusal === 'stays' ? 'cancelled' : state
}

export const isOpen = (state: RefusalState) =>
  originRefusal.states[state] !== undefined && !('final' in originRefusal.states[state])
export const isLive = (state: PlanState) => !('final' in returnPlan.states[state])

/** Whether somebody under way has by all likelihood arrived: by the day told, at once where relatives took over, else after two days. */
export function hasArrived(way: { kind: string; leftAt: number; arrivesOn: string | null }, today: string): boolean {
  if (way.kind === 'family') return true
  return today > (way.arrivesOn ?? addDays(dateOf(way.leftAt), 2)) || (way.arrivesOn !== null && today >= way.arrivesOn)
}
