/** What the phone received, as its screens read it. */
import type { Place } from '#kernel/place.ts'
import type { ShiftKind } from '../../words.ts'

export interface Stop {
  stopId: string
  name: string
  place?: Place | null
  note?: string | null
  /** Who usually sleeps there. */
  sleepers: { sleeperId: string; seenLastNight: boolean }[]
  /** Sent there by a report. */
  reports: { reportId: string; number: string }[]
  /** By anybody of the shift, as of the answer. */
  visitedAt: number | null
  peopleSeen: number | null
}

export interface Shift {
  shiftId: string
  areaId: string
  area: string
  kind: ShiftKind
  state: 'planned' | 'started' | 'ended'
  from: number
  to: number
  /** `邹凯 公安` */
  crew: string[]
  note: string | null
  stops: Stop[]
  station: { id: string; name: string; phone: string | null } | null
}
