/** Shapes of the answers about people outside, as the screens read them. */
import { useAsk } from '#web/ui/index.ts'

export interface PlacementShown {
  id: string
  institutionId: string
  institution: string
  state: string
  stateWords: string
  emergency: boolean
  level: string
  proposedAt: number
  decidedAt: number | null
  placedAt: number | null
  endedAt: number | null
  days: number
  proposal: string | null
  decision: string | null
  handover: string | null
  ending: string | null
}

export interface FileAnswer {
  fileState: string
  against: string | null
  current: PlacementShown | null
  pending: PlacementShown | null
  earlier: PlacementShown[]
  reports: { id: string; at: number; by: string; line: string | null }[]
  incidents: { id: string; at: number; kind: string; late: boolean; by: string; line: string | null }[]
  seen: { at: number; by: string; line: string | null }[]
  threeMonthsOn: string | null
  daysOutside: number
}

export const usePlacements = (fileId: string) => useAsk<FileAnswer>('entrusted.of-file', { fileId })

export interface Choice {
  id: string
  name: string
  placed: number
  heads: number | null
  against: string[]
}

interface Guest {
  fileId: string
  no: string
  name: string
  sex: string | null
}

export interface Approval extends Guest {
  id: string
  station: string
  institution: string
  state: string
  stateWords: string
  emergency: boolean
  level: string
  proposedAt: number
  placedAt: number | null
  decidedAt: number | null
  proposal: string | null
  decision: string | null
  against: string[]
}

export interface PersonOutside extends Guest {
  placementId: string
  age: string | null
  institutionId: string
  institution: string
  level: string
  state: string
  stateWords: string
  emergency: boolean
  since: number
  days: number
  identity: string
  seenAt: number | null
  seenBy: string | null
  healthAt: number | null
  condition: string | null
  tracedAt: number | null
  traced: string | null
  untracedDays: number | null
  incident: string | null
  plannedOn: string | null
  threeMonthsOn: string | null
  monthsLeft: number | null
}

export interface PeopleAnswer {
  items: PersonOutside[]
  total: number
  still: number
  unreported: number
  institutions: { id: string; name: string; heads: number }[]
}

export interface BatchLine extends Guest {
  id: string
  placementId: string
  institution: string
  level: string
  state: string
  stateWords: string
  settledAt: number | null
  why: string | null
}

export interface BoardAnswer {
  batches: {
    id: string
    station: string
    on: string
    capacity: number
    state: string
    stateWords: string
    words: string | null
    lines: BatchLine[]
  }[]
  next: (Guest & { placementId: string; institution: string; level: string; since: number; why: string[] })[]
  outside: number
  back: number
  freeBeds: number | null
}
