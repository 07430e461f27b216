/** Pure decisions about rosters and the network. */
import { addDays, DAY, dayOf, parseInstant } from '#kernel/time.ts'
import { MOST_DAYS, type NetworkLevel, type Turn } from './words.ts'

export interface Shift {
  person: number
  turn: 1 | 2
  startsAt: number
  endsAt: number
}

interface Wanted {
  from: string
  until: string
  startsAt: string
  turn: Turn
  people: number
  backup: boolean
}

/** Whether these days can be put on a roster. */
export const daysFit = (from: string, until: string, today: string): boolean =>
  from >= today && until >= from && dayOf(until) - dayOf(from) < MOST_DAYS

/** The shifts of some days: one answers first at every moment of them, from change to change. */
export function shiftsOf({ from, until, startsAt, turn, people, backup }: Wanted): Shift[] {
  const count = dayOf(until) - dayOf(from) + 1
  return Array.from({ length: count }, (_, index) => {
    const begins = parseInstant(`${addDays(from, index)}T${startsAt}`) as number
    const times = { startsAt: begins, endsAt: begins + DAY }
    const first = turn === 'together' ? 0 : (turn === 'weekly' ? Math.floor(index / 7) : index) % people
    const own: Shift = { person: first, turn: 1, ...times }
    const others =
      turn === 'together'
        ? Array.from({ length: people - 1 }, (_each, other) => other + 1)
        : backup && people > 1
          ? [(first + 1) % people]
          : []
    return [own, ...others.map((person): Shift => ({ person, turn: 2, ...times }))]
  }).flat()
}

/** What a centre or point of a level may stand in. */
export function mayStand(level: NetworkLevel, parentKind: string): boolean {
  if (level === 'city' || level === 'county') return parentKind === 'area'
  return parentKind === 'town' || parentKind === 'area'
}
export const kindOfLevel = (level: NetworkLevel): 'protection-centre' | 'protection-point' =>
  level === 'city' || level === 'county' ? 'protection-centre' : 'protection-point'

/** How many of the days from an instant on have somebody who answers at noon. */
export function daysCovered(shifts: readonly { startsAt: number; endsAt: number }[], today: string, ahead: number): number {
  return Array.from({ length: ahead }, (_, index) => parseInstant(`${addDays(today, index)}T12:00`) as number).filter((noon) =>
    shifts.some((shift) => shift.startsAt <= noon && noon < shift.endsAt),
  ).length
}
