/** What the phone has received of handovers. */
import type { HandoverState } from '../../lifecycle.ts'
import type { abouts, reasons } from '../../words.ts'

export interface HandoverLine {
  handoverId: string
  no: string
  version: number
  state: HandoverState
  about: keyof typeof abouts
  subjectId: string
  who: string | null
  from: string
  to: string
  side: 'from' | 'to' | null
  waits: boolean
  reason: keyof typeof reasons
  condition: string | null
  officer: string | null
  receiver: string | null
  signedOnOne: boolean
  preparedAt: number
  signedAt: number | null
}

export interface Mine {
  items: HandoverLine[]
  receivers: { id: string; name: string; kind: string }[]
  giver: string
}
