/** What a way of leaving asks of its form: who, to whom, with which papers. Pure. */
import type { Guest } from './guest.ts'
import { needsConsent } from './rules.ts'
import { teamFault } from './rules-team.ts'
import { type LeaveForm, type LeavingKind, leavingKinds, transports, type yesNoUnknown } from './schema.ts'

type Key = keyof LeaveForm

const asked: Record<LeavingKind, Partial<Record<Key, string>>> = {
  own: { signedHow: '声明书要本人签名或按手印' },
  'gave-up': { signedHow: '声明书要本人签名或按手印', record: '写明为什么放弃、怎么劝过' },
  family: {
    collectorName: '写接领人',
    collectorRelation: '写与本人的关系',
    collectorChecked: '接领人的证件要核对',
    collectorCopies: '接领人的证件要留存复印件',
    origin: '写接到哪里',
  },
  escort: { origin: '写送到哪里', via: '选交通方式' },
  hospital: { receiver: '写医院全称' },
  police: { receiver: '写派出所或公安机关全称', receiverContact: '写接收的民警' },
  settled: { receiver: '写安置机构' },
  'other-station': { receiver: '写对方救助站' },
  absconded: { record: '写明经过：何时发现、找过哪里' },
  terminated: { ground: '选终止理由', record: '写明事实经过' },
}

/** Fields that this way still lacks: field → sentence. */
export function lacking(form: LeaveForm, guest: Guest): Record<string, string> {
  const lacks: Record<string, string> = {}
  for (const [key, sentence] of Object.entries(asked[form.kind])) {
    const value = form[key as Key]
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) lacks[key] = sentence
  }
  if (form.kind !== 'absconded' && !form.secondStaff) lacks.secondStaff = '离站手续要两人经办'
  if ((form.kind === 'own' || form.kind === 'gave-up') && form.signedHow === 'thumbprint' && !form.readBy)
    lacks.readBy = '按手印的要写宣读人'
  if ((form.kind === 'own' || form.kind === 'gave-up') && needsConsent(guest) && !form.consentBy)
    lacks.consentBy = '16 至 17 岁离站要写同意人'
  return lacks
}

/** Escorts: two at least, and a woman among them for a woman; those of the form, else those named for the plan. */
export function escortFault(
  form: Pick<LeaveForm, 'kind' | 'escorts'>,
  guest: Pick<Guest, 'sex'>,
): 'TWO_ESCORTS' | 'WOMAN_ESCORT' | undefined {
  if (form.kind !== 'escort' && form.kind !== 'other-station') return undefined
  return teamFault(form.escorts ?? [], guest, { need: [] }) as 'TWO_ESCORTS' | 'WOMAN_ESCORT' | undefined
}

/** yes → true, no → false, not known → nothing: a policy then answers "cannot tell". */
export function threeValued(answer: keyof typeof yesNoUnknown | undefined): boolean | undefined {
  return answer === undefined || answer === 'unknown' ? undefined : answer === 'yes'
}

export interface Journey {
  local?: boolean
  crossProvince?: boolean
  via?: string
  origin?: string
}

/** The journey as policies read it: what the form tells, else what was planned. */
export function journeyOf(
  form: Partial<Pick<LeaveForm, 'origin' | 'local' | 'crossProvince' | 'via'>>,
  planned: Record<string, unknown> = {},
): Journey {
  const told = {
    local: threeValued(form.local),
    crossProvince: threeValued(form.crossProvince),
    via: form.via,
    origin: form.origin,
  }
  const result: Record<string, unknown> = {}
  for (const key of ['local', 'crossProvince', 'via', 'origin'] as const) {
    const value = told[key] ?? planned[key]
    if (value !== undefined) result[key] = value
  }
  // Within one's own area is never across a province.
  if (result.local === true) result.crossProvince = false
  return result as Journey
}

/** Whether the station sends this guest home: escorted, collected, or on the station's ticket. */
export function isSentHome(form: Pick<LeaveForm, 'kind' | 'goesHome'>, guest: Pick<Guest, 'voucherHome'>): boolean {
  if (form.kind === 'escort' || form.kind === 'family') return true
  return form.kind === 'own' && guest.voucherHome && form.goesHome !== 'no'
}

export interface TicketWords {
  kind: string
  transport?: string | undefined
  to?: string | undefined
  number?: string | undefined
  fareFen: number
}

/** Fen as yuan with two digits. */
export function yuanOf(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(fen)
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

/** Yuan as told → fen, rounded to the nearest. */
export function fenOf(yuan: number): number {
  return Math.round(yuan * 100)
}

/** One line for the next reception: how, where to, which tickets. Names nobody. At most 200 characters. */
export function noteOf(
  kind: LeavingKind | 'died',
  journey: Journey,
  receiver: string | undefined,
  tickets: TicketWords[],
): string {
  const parts: string[] = [kind === 'died' ? '死亡' : leavingKinds[kind]]
  if (receiver) parts.push(`到${receiver}`)
  else if (journey.origin) parts.push(`回${journey.origin}`)
  if (journey.via) parts.push(transports[journey.via as keyof typeof transports] ?? journey.via)
  for (const ticket of tickets) {
    const what = ticket.kind === 'short-fare' ? '短途车费' : '车票'
    parts.push(
      `${what}${ticket.number ? ` ${ticket.number}` : ''}${ticket.to ? ` 到${ticket.to}` : ''} ${yuanOf(ticket.fareFen)} 元`,
    )
  }
  return Array.from(parts.join('，')).slice(0, 200).join('')
}

/** A short fare is at most twenty yuan and signed for. */
export function shortFareHolds(
  form: { kind: string; fareYuan: number; receiptSigned?: boolean | undefined },
  limitYuan: number,
): boolean {
  return form.kind !== 'short-fare' || (fenOf(form.fareYuan) <= limitYuan * 100 && form.receiptSigned === true)
}

/** `云救终〔2026〕003`: number of a notice or letter. */
export function documentNumber(shortName: string, mark: string, year: string, number: number): string {
  return `${shortName}${mark}〔${year}〕${String(number).padStart(3, '0')}`
}

/** What is left out when undefined. */
export function defined<T extends Record<string, unknown>>(record: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
