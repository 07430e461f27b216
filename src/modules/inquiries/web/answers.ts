/** Shapes of this room's answers, as its screens read them. */
import { isUnknown, unknownKinds } from '#kernel/field.ts'
import { useAsk } from '#web/ui/index.ts'
import type { AskerForm, ToldForm } from '../schema.ts'
import type { AlertKind, Channel, Tab } from '../words.ts'

export interface InquiryLine {
  inquiryId: string
  no: string
  state: string
  stateWord: string
  channel: Channel
  lead: boolean
  risk: boolean
  name: string | null
  sex: 'male' | 'female' | null
  lostOn: string | null
  home: string | null
  minor: boolean | null
  photos: number
  faceConsent: boolean
  doubles: number
  organisation: string
  receivedAt: number
  changedAt: number
}
export type Counts = Record<Tab, number>
export interface ListAnswer {
  counts: Counts
  total: number
  items: InquiryLine[]
}
export interface SummaryAnswer {
  counts: Counts
  alertsTotal: number
  alerts: { alertId: string; inquiryId: string; no: string; kind: AlertKind; at: number; own: boolean }[]
}
export interface InquiryAnswer {
  inquiryId: string
  no: string
  state: string
  stateWord: string
  channel: Channel
  from: string | null
  lead: boolean
  source: { record: string; name: string | null; entered: string | null } | null
  expiresAt: number | null
  receivedAt: number
  keeper: string | null
  own: boolean
  minor: boolean | null
  photos: number
  faceConsent: boolean
  publishConsent: boolean
  callPlanned: boolean
  hasReceipt: boolean
  risk: boolean
  mayTell: boolean
  form: ToldForm
  contact: AskerForm | null
  questions: string[]
  similar: { inquiryId: string; no: string; stateWord: string; sameContact: boolean; sameName: boolean }[]
  joined: { inquiryId: string; no: string; contact: AskerForm | null }[]
  joinedInto: { inquiryId: string; no: string } | null
  notes: { id: string; at: number | null; line: string }[]
  course: { id: string; name: string; title: string; at: number; by: string | null; line: string }[]
}
export interface HelpLine {
  id: string
  helperId: string
  name: string | null
  kind: string
  at: number
  outcome: string | null
}
export interface HelperLine {
  helperId: string
  kind: string
  name: string | null
  place: string | null
  phone: string | null
  checker: string | null
  since: number
  endedAt: number | null
  engagements: number
  findings: number
  led: number
}

export const useInquiry = (inquiryId: string) => useAsk<InquiryAnswer>('inquiries.inquiry', { inquiryId })
export const isOpen = (inquiry: { state: string }) => ['admitted', 'matched', 'answered'].includes(inquiry.state)

/** A value as told, or how it is not known; undefined leaves the line out. */
export function told(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (isUnknown(value)) return unknownKinds[value.unknown]
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).join('、') : undefined
  return String(value)
}
