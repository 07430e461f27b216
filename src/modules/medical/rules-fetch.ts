/** Who fetches a patient who is fit for discharge (大提升第12项). Three-valued: what is not known is said, never guessed. */
import type { ClockFact } from '#modules/people-and-cases/words.ts'
import { stayClock } from '#modules/people-and-cases/words.ts'

export type Three = 'yes' | 'no' | 'unknown'

export interface Circumstances {
  canPay: Three
  /** No family that could come. */
  nobody: Three
  /** Identity verified: who is not verified counts as unknown, as in the policy. */
  verified: boolean
  /** Household register is local. */
  local: Three
  openCase: Three
}

export type Fetcher = 'family' | 'town' | 'bureau'

export interface FetchRule {
  by: Fetcher
  /** Nothing that is still unknown could name somebody else. */
  sure: boolean
  /** Not before the open case is told closed. */
  waiting: boolean
  /** What would have to be known to be sure: facts and their fields. */
  needs: Need[]
  reason: string
  /** Where it is written. */
  clause: string
}

export const needs = {
  canPay: '付得起费用',
  nobody: '有没有家人可接',
  register: '户籍是不是本地',
} as const
export type Need = keyof typeof needs

export const fetchers = { family: '本人或家属', town: '户籍地镇街', bureau: '送医所在地民政部门' } as const
const CLAUSE = '大提升第12项：本地户籍由户籍地镇街接回；非本地的，有未结案件待处理完毕后，由送医地民政部门接回'

function needy({ canPay, nobody, verified }: Circumstances): Three {
  if (canPay === 'no' || nobody === 'yes' || !verified) return 'yes'
  return canPay === 'yes' && nobody === 'no' ? 'no' : 'unknown'
}

const why = ({ canPay, nobody, verified }: Circumstances): string =>
  [canPay === 'no' ? '无力支付' : '', nobody === 'yes' ? '没有家人可接' : '', verified ? '' : '身份未核实']
    .filter(Boolean)
    .join('、')

export function whoFetches(of: Circumstances): FetchRule {
  const need = needy(of)
  if (need === 'no')
    return { by: 'family', sure: true, waiting: false, needs: [], reason: '付得起费用，也有家人可接', clause: CLAUSE }
  const unknown: Need[] = []
  if (need === 'unknown') {
    if (of.canPay === 'unknown') unknown.push('canPay')
    if (of.nobody === 'unknown') unknown.push('nobody')
  }
  if (of.local === 'unknown') unknown.push('register')
  const first = need === 'yes' ? why(of) : '付不付得起、有没有家人还没有问清'
  if (of.local === 'yes')
    return {
      by: 'town',
      sure: need === 'yes',
      waiting: false,
      needs: unknown,
      reason: `${first}；本地户籍，由户籍地镇街接`,
      clause: CLAUSE,
    }
  const register = of.local === 'no' ? '非本地户籍' : '户籍还没有查明'
  // No open case told is none: the exception must be shown.
  const waiting = of.openCase === 'yes'
  return {
    by: 'bureau',
    sure: need === 'yes' && of.local === 'no',
    waiting,
    needs: unknown,
    reason: `${first}；${register}，${waiting ? '有未结案件，处理完毕后' : ''}由送医地民政部门接`,
    clause: CLAUSE,
  }
}

const three = (value: unknown): Three => (value === true ? 'yes' : value === false ? 'no' : 'unknown')

/** What the standing facts of file and person, in order, tell of it. A field left out of a later telling is as before. */
export function circumstancesOf(standing: readonly { name: string; value: Record<string, unknown> }[]): Circumstances {
  const last = (name: string, field: string) =>
    standing.findLast((f) => f.name === name && f.value[field] !== undefined)?.value[field]
  const ready = (field: string) => three(last('medical.discharge-ready', field))
  return {
    canPay: ready('canPay'),
    nobody: ready('nobody'),
    openCase: ready('openCase'),
    verified: last('person.identity-stated', 'status') === 'verified',
    local: three(last('person.register-known', 'local')),
  }
}

/** Hospitalised without having been accepted, and not moved there from the station: the policy's `straight-from-street`. */
export function straightFromStreet(facts: readonly ClockFact[], at: number): boolean {
  if (stayClock(facts, at).now !== null) return false
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  const left = facts
    .filter((fact) => fact.name === 'departure.left' && fact.occurredAt <= at && !gone.has(fact.id))
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
    .at(-1)
  return left?.value.kind !== 'hospital'
}

/** Lies there on a later day than the one on which discharge was possible. */
export function overstays(of: { readyOn: string; today: string; waiting: boolean }): boolean {
  return !of.waiting && of.readyOn < of.today
}
