/** Pure decisions about signs. */
import { addDays, addMonths } from '#kernel/time.ts'
import type { SignState } from './lifecycle.ts'
import { CHECK_MONTHS, REPAIR_DAYS } from './words.ts'

/** When it has to be looked at next: a sound one after half a year, a broken one soon. */
export const nextDue = (on: string, sound: boolean): string =>
  sound ? addMonths(on, CHECK_MONTHS.value) : addDays(on, REPAIR_DAYS.value)

export const isDue = (sign: { state: SignState; dueOn: string }, today: string): boolean =>
  sign.state !== 'removed' && sign.dueOn <= today

export interface Counted {
  townId: string | null
  placeKind: string
  state: SignState
  count: number
}

export interface Cover {
  townId: string | null
  name: string
  standing: number
  broken: number
  /** Kinds of place at which one stands here. */
  at: Record<string, number>
}

/** By town, those without any first: what stands, what is broken. A removed sign covers nothing. */
export function coverage(towns: readonly { id: string; name: string }[], counted: readonly Counted[]): Cover[] {
  const covers = new Map<string, Cover>(towns.map(({ id, name }) => [id, { townId: id, name, standing: 0, broken: 0, at: {} }]))
  for (const { townId, placeKind, state, count } of counted) {
    if (state === 'removed') continue
    const key = townId !== null && covers.has(townId) ? townId : ''
    const cover = covers.get(key) ?? { townId: null, name: '没有写镇街', standing: 0, broken: 0, at: {} }
    cover[state === 'standing' ? 'standing' : 'broken'] += count
    if (state === 'standing') cover.at[placeKind] = (cover.at[placeKind] ?? 0) + count
    covers.set(key, cover)
  }
  return [...covers.values()].toSorted((a, b) => a.standing - b.standing || (a.name < b.name ? -1 : 1))
}
