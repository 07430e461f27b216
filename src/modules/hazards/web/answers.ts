/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { HazardState } from '../lifecycle.ts'
import type { HazardKind, PlaceKind } from '../words.ts'

export interface HazardLine {
  hazardId: string
  no: string
  place: PlaceKind
  kind: HazardKind
  where: string
  what: string
  at: string | null
  urgent: boolean
  state: HazardState
  late: boolean
  foundAt: number
  dueOn: string | null
  body: string | null
  finder: string
  again: number
  raised: number
}

export interface BoardAnswer {
  states: { state: HazardState; count: number }[]
  places: { place: PlaceKind; open: number; late: number }[]
  late: number
  mine: number
  total: number
  items: HazardLine[]
}

export interface HazardAnswer extends HazardLine {
  source: string | null
  reportNo: string | null
  ask: string | null
  may: string[]
  course: { at: number; fact: string; title: string; lines: string[]; photos: string[]; dueBy: string | null }[]
}

export const useHazard = (hazardId: string) => useAsk<HazardAnswer>('hazards.hazard', { hazardId })
