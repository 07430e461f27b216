/** What other rooms say in the details of their facts, as far as this room understands it. Pure. */
import { type Place, placeSchema, placeWords } from '#kernel/place.ts'
import { addDays, dayOf, dayOfDate } from '#kernel/time.ts'
import { type ShiftKind, shiftKinds } from './words.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined)

/**
 * A report that was given to somebody who patrols: its number, where, what is asked. A report about a child is told without its
 * number: it is nobody's stop, since whoever works on the street alone is not to know of it.
 */
export function errandOf(told: Record<string, unknown>): Errand | null {
  const no = text(told['no'])
  if (!no) return null
  const spot = placeSchema.safeParse(told['spot'])
  const what = text(told['asked']) ?? text(told['note'])
  return {
    no,
    place: text(told['place']) ?? (spot.success ? placeWords(spot.data) : ''),
    ...(spot.success ? { spot: spot.data } : {}),
    ...(what ? { what } : {}),
  }
}

export interface Errand {
  no: string
  place: string
  spot?: Place | undefined
  what?: string | undefined
}

export interface Round {
  kind: ShiftKind
  areaIds: string[]
  days: string[]
  from: string
  to: string
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const LONGEST = 60

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])
const minutes = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))
const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The extra rounds of an operation: the hours of a night in as many parts as there are rounds. */
export function roundsOf(told: Record<string, unknown>, kind: string | null): Round[] {
  const own = text(told['kind']) ?? kind ?? ''
  const areas = Array.isArray(told['areas']) ? told['areas'].map((each) => (each as { areaId?: unknown } | null)?.areaId) : []
  const areaIds = [...new Set([...strings(told['areaIds']), ...strings(areas)])].filter((each) => uuid.test(each)).slice(0, 200)
  const [from, until] = [text(told['from']), text(told['until'])]
  const [begin, end] = [text(told['fromTime']), text(told['toTime'])]
  const dates = strings(told['dates']).filter((each) => dayOfDate(each) !== null)
  const days = dates.length > 0 ? dates.slice(0, LONGEST) : daysBetween(from, until)
  if (!(own in shiftKinds) || areaIds.length === 0 || days.length === 0 || !begin || !end) return []
  if (!clock.test(begin) || !clock.test(end) || begin === end) return []
  const count = Math.min(Math.max(Math.trunc(Number(told['rounds'] ?? 1)) || 0, 0), 12)
  const start = minutes(begin)
  const length = minutes(end) > start ? minutes(end) - start : minutes(end) + 1440 - start
  return Array.from({ length: count }, (_each, index) => {
    const [first, last] = [start + Math.floor((length * index) / count), start + Math.floor((length * (index + 1)) / count)]
    // A round that begins after midnight lies on the next day.
    const on = first >= 1440 ? days.map((day) => addDays(day, 1)) : days
    return { kind: own as ShiftKind, areaIds, days: on, from: clockOf(first), to: clockOf(last) }
  })
}

function daysBetween(from: string | undefined, until: string | undefined): string[] {
  if (!from || !until || dayOfDate(from) === null || dayOfDate(until) === null) return []
  const length = Math.min(dayOf(until) - dayOf(from) + 1, LONGEST)
  return Array.from({ length: Math.max(length, 0) }, (_each, index) => addDays(from, index))
}
