/** Shapes of the answers about hospitals and costs, as the screens read them. */
import { showLength } from '#web/ui/index.ts'
import type { fetchers, Need } from '../rules-fetch.ts'
import { bearers, costKinds } from '../schema.ts'
import type { hospitalKinds } from '../schema-back.ts'

export interface Patient {
  fileId: string
  no: string
  name: string | null
  sex: string | null
  identity: string
  station: string
  hospital: string
  since: number
  days: number
  fromStreet: boolean
  identifiedAt: number | null
  readyAt: number | null
  readyDays: number | null
  overstays: boolean
  fetch: {
    by: keyof typeof fetchers
    sure: boolean
    waiting: boolean
    needs: Need[]
    reason: string
    clause: string
    division: string | null
  } | null
  assigned: { by: string; name: string; at: number } | null
  explained: { reason: string; text: string | null; at: number } | null
  bears: { bearer: string; basis: string; answer: 'yes' | 'unknown' }[]
  costFen: number
  unpaidFen: number
  line: string | null
}

export interface Patients {
  items: Patient[]
  total: number
  ready: number
  overstayed: number
  unidentified: number
}

export interface Designated {
  items: {
    id: string
    name: string
    kinds: (keyof typeof hospitalKinds)[]
    agreementNo: string | null
    since: string
    until: string | null
    state: 'holds' | 'coming' | 'over' | 'ended'
    bureau: string
    contact: string | null
    phone: string | null
  }[]
  total: number
  mayDesignate: boolean
}

export interface CostRow {
  id: string
  fileId: string
  no: string
  name: string | null
  stayId: string | null
  hospital: string | null
  billId: string | null
  kind: string
  fen: number
  chargedTo: string
  at: number
  paidAt: number | null
  withdrawn: boolean
}

export interface Costs {
  month: string
  items: CostRow[]
  total: number
  totals: { hospital: string | null; chargedTo: string; fen: number; paidFen: number; count: number; guests: number }[]
  fen: number
  paidFen: number
}

export interface FileCosts {
  items: CostRow[]
  byKind: { key: string; fen: number; paidFen: number }[]
  byBearer: { key: string; fen: number; paidFen: number }[]
  byStay: { key: string; fen: number; paidFen: number }[]
  fen: number
  paidFen: number
}

export interface Bills {
  items: {
    id: string
    hospital: string
    month: string
    billNo: string | null
    fen: number
    standingFen: number
    lines: number
    receivedAt: number
    paidAt: number | null
  }[]
}

export const kindWord = (kind: string): string =>
  kind === 'infirmary' ? '站内诊治' : (costKinds[kind as keyof typeof costKinds] ?? '其他')
export const bearerWord = (key: string): string => bearers[key as keyof typeof bearers] ?? key

/** How long ago, never below nought. */
export const since = (at: number, now: number): string => showLength(Math.max(now - at, 0))
