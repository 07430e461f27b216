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
  /** Sent there by a report; `where` only when it was told otherwise than the stop is called. */
  reports: { reportId: string; number: string; what: string | null; where?: string | null }[]
  /** False: a report's place, a stop of this night alone. */
  fixed?: boolean
  /** By anybody of the shift, as of the answer. */
  visitedAt: number | null
  peopleSeen: number | null
}

export interface Area {
  areaId: string
  area: string
  stops: Stop[]
  station: { id: string; name: string; phone: string | null } | null
  /** Whom to ask when in doubt. */
  leader: { id: string; name: string; phone: string | null } | null
}

export interface Shift extends Area {
  shiftId: string
  kind: ShiftKind
  state: 'planned' | 'started' | 'ended'
  from: number
  to: number
  /** `邹凯 公安` */
  crew: string[]
  note: string | null
}

export interface Tonight {
  shifts: Shift[]
  /** For an outing that nobody planned. */
  areas: Area[]
  /** Where somebody may be brought, whom to tell. */
  organisations: { id: string; name: string; kind: string; phone: string | null }[]
}

export interface Sleeper {
  sleeperId: string
  alias: string
  group: string | null
  look: string | null
  areaId: string | null
  area: string | null
  stopId: string | null
  stop: string | null
  lastMetAt: number
  missedAt: number | null
  /** Nights since. */
  nights: number
  /** `劝过 3 次，都不愿` */
  offered: string[]
  photo: string | null
}

export interface SleeperList {
  items: Sleeper[]
  total: number
}
