/** Shapes of this room's answers, as its screens read them. */
import { useAsk } from '#web/ui/index.ts'
import type { CasualtyKind, Cause, Kind, Level, Standing, Way } from '../words.ts'

export interface Casualties {
  deaths: number
  injuries: number
  unknown: number
  others: number
  beside: number
}
export interface Head {
  operationId: string
  no: string
  kind: Kind
  state: 'open' | 'closed'
  from: string
  until: string
  level: Level | null
  rounds: number
  may: string[]
}
export interface AreaLine {
  areaId: string | null
  name: string
  planned: number
  held: number
  known: number
  seen: number
  brought: number
  looked: number
  notSeen: number
  missing: number
  standing: Record<Standing, number>
  goods: number
}
export interface StockLine {
  item: string
  in: number
  out: number
  stock: number
}
export interface Running extends Head, Casualties {
  day: number
  areas: AreaLine[]
  goods: StockLine[]
}
export interface BoardAnswer {
  tonight: string
  operations: Running[]
  year: Casualties
  outside: Casualties
  closed: (Head & Casualties)[]
  mayRecord: boolean
}
export interface Figures extends Casualties {
  nights: number
  planned: number
  held: number
  people: number
  sightings: number
  brought: number
  goodsIn: number
  goodsOut: number
}
export interface Course {
  at: number
  title: string
  lines: string[]
}
export interface OperationAnswer extends Head {
  ground: string | null
  measures: string | null
  shelter: boolean
  times: string | null
  summary: string | null
  areas: { id: string; name: string; patrolled: boolean }[]
  figures: Figures
  before: { operationId: string; no: string; from: string; until: string; figures: Figures } | null
  series: { night: string; planned: number; held: number; seen: number; looked: number; brought: number }[]
  goods: StockLine[]
  movements: { at: number; item: string; count: number; way: Way; area: string | null; note: string | null }[]
  course: Course[]
}
export interface MissingAnswer {
  total: number
  items: {
    personId: string
    areaId: string | null
    area: string
    lastSeenAt: number | null
    nights: number
    looked: boolean
    standing: Standing
  }[]
}
export interface CasualtyLine {
  casualtyId: string
  no: string
  kind: CasualtyKind
  cause: Cause | null
  laterKind: CasualtyKind | null
  laterCause: Cause | null
  at: number
  recordedAt: number
  area: string | null
  place: string | null
  toldBy: string | null
  who: string | null
  before: string | null
  personId: string | null
  bureauToldAt: number | null
  governmentToldAt: number | null
  superiorToldAt: number | null
  may: boolean
  course: Course[]
}
export interface CasualtiesAnswer extends Casualties {
  items: CasualtyLine[]
}

export const useBoard = () => useAsk<BoardAnswer>('weather.board', {}, { every: 120_000 })
