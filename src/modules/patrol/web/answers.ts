/** Shapes of this room's answers, as the desk's screens read them. */
import type { Place } from '#kernel/place.ts'
import { useAsk } from '#web/ui/index.ts'
import type { EscortState, ShiftState, SleeperState } from '../lifecycle.ts'
import type { AreaKind, Group, HelpAnswer, ShiftKind, Sign } from '../words.ts'

export interface EncounterLine {
  encounterId: string
  personId: string
  called: string
  metAt: number
  area: string | null
  place: string | null
  group: Group | null
  signs: Sign[]
  flags: string[]
  look: string | null
  answer: HelpAnswer | null
  done: { what: string; at: number }[]
  goods: number
  goodsKinds: string[]
  photos: string[]
  organisation: string
  by: string
  known: boolean
  escort: EscortState
  toName: string | null
  escortStartedAt: number | null
  vehicle: string | null
  handoverId: string | null
  mayCorrect: boolean
}

export interface ShiftLine {
  shiftId: string
  areaId: string
  area: string
  kind: ShiftKind
  state: ShiftState
  day: string
  from: number
  to: number
  planned: boolean
  repeats: boolean
  crew: string[]
  out: number
  met: number
  checked: number
  lastAt: number | null
  lastPlace: string | null
  note: string | null
}

export interface Aside {
  id: string
  door: string
  title: string
  by: string
  reason: string
  refusal: string | null
  form: string
  recordedAt: number
  setAsideAt: number
}

export interface BoardAnswer {
  night: string
  shifts: ShiftLine[]
  areas: { areaId: string; name: string; sleepers: number; unseen: number; met: number }[]
  met: { total: number; items: EncounterLine[] }
  setAside: Aside[]
}

export interface ShiftAnswer extends ShiftLine {
  told: string[]
  reason: string | null
  visits: { at: number; stop: string | null; people: number | null; lookedFor: string | null; note: string | null }[]
  encounters: EncounterLine[]
  track: { at: number; lat: number; lng: number }[][]
  mayCancel: boolean
}

export interface AreaLine {
  areaId: string
  name: string
  kinds: AreaKind[]
  stationId: string
  station: string
  leaderId: string | null
  leader: string | null
  memberIds: string[]
  members: string[]
  active: boolean
  sleepers: number
  maySet: boolean
  stops: { stopId: string; name: string; place: Place | null; note: string | null }[]
}

export interface SleeperLine {
  sleeperId: string
  alias: string
  named: boolean
  group: Group | null
  look: string | null
  area: string | null
  stop: string | null
  state: SleeperState
  met: number
  lastMetAt: number
  missedAt: number | null
  nights: number
  seenLastNight: boolean
  offered: string[]
  photo: string | null
  photos: number
}

export const useBoard = () => useAsk<BoardAnswer>('patrol.board', {}, { keepPrevious: true })
export const useAreas = () => useAsk<{ items: AreaLine[]; track: { days: number; basis: string | null } }>('patrol.areas', {})
export const useComing = () => useAsk<{ items: EncounterLine[] }>('patrol.coming', {})
export const usePersonEncounters = (personId: string) =>
  useAsk<{ total: number; items: EncounterLine[] }>('patrol.encounters-of-person', { personId })
export const useFileEncounters = (fileId: string) =>
  useAsk<{ total: number; items: EncounterLine[] }>('patrol.encounters-of-person', { fileId })
