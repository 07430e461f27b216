/** How long a stay may last, and when it may be extended. Dates are Asia/Shanghai. */
import { addDays, dateOf, dayOf, dayOfInstant } from '#kernel/time.ts'
import type { Tri } from './rules-zones.ts'

/** 民政部令第24号：救助期限一般不超过 10 天. The day of acceptance is not counted. */
export const STAY_DAYS = 10
/** Longest extension in one go; the rule names none, the house keeps this one (assumed). */
export const EXTENSION_DAYS = 30

export interface StayTold {
  acceptedAt: number
  underSixteen: Tri
  /** Legal capacity as noted; undefined when nobody noted it. */
  capacity: 'full' | 'limited' | 'none' | undefined
  /** Noted mental disorder, intellectual disability or dementia. */
  impaired: boolean
  inHospital: boolean
  /** Latest day of all extensions, or null. */
  extendedTo: string | null
}

export type StayLimit =
  | { kind: 'limited'; on: string; extended: boolean }
  | { kind: 'exempt'; why: string }
  | { kind: 'cannot-tell'; on: string; needs: string }

/** Full days since acceptance, the day of acceptance not counted. */
export function daysOfStay(acceptedAt: number, now: number): number {
  return Math.max(dayOfInstant(now) - dayOfInstant(acceptedAt), 0)
}

/** Last day of the stay, why there is none, or what would have to be known. Source: 工作规程 离站；令24号. */
export function stayLimit(told: StayTold): StayLimit {
  if (told.underSixteen === 'yes') return { kind: 'exempt', why: '未满 16 岁' }
  if (told.capacity === 'none' || told.capacity === 'limited') return { kind: 'exempt', why: '非完全民事行为能力' }
  if (told.impaired) return { kind: 'exempt', why: '疑似精神障碍、智力障碍或失智' }
  if (told.inHospital) return { kind: 'exempt', why: '住院' }
  const usual = addDays(dateOf(told.acceptedAt), STAY_DAYS)
  const on = told.extendedTo && told.extendedTo > usual ? told.extendedTo : usual
  if (told.underSixteen === 'unknown') return { kind: 'cannot-tell', on, needs: '年龄' }
  if (told.capacity === undefined) return { kind: 'cannot-tell', on, needs: '民事行为能力' }
  return { kind: 'limited', on, extended: on !== usual }
}

/** Whole days until the limit: 0 on its last day, negative once it has passed; null without a limit. */
export function daysToLimit(limit: StayLimit, now: number): number | null {
  return limit.kind === 'exempt' ? null : dayOf(limit.on) - dayOfInstant(now)
}

export type ExtensionFault = 'NOT_LATER' | 'TOO_FAR' | null

/** Whether a stay may be extended to a day: later than its present end, at most thirty days beyond the later of that and today. */
export function extensionFault(presentEnd: string, until: string, today: string): ExtensionFault {
  if (until <= presentEnd || until <= today) return 'NOT_LATER'
  const from = presentEnd > today ? presentEnd : today
  return until > addDays(from, EXTENSION_DAYS) ? 'TOO_FAR' : null
}
