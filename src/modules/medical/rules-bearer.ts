/** Who bears what others do not cover: one order, as data. */

export type Certain = 'yes' | 'no' | 'unknown'

export interface Payer {
  insured: Certain
  canPay: Certain
  hasFamily: Certain
  /** An emergency, or somebody whose identity is not known: the emergency fund's two cases. */
  emergency: boolean
  verified: boolean
  /** Accepted by a station: helped with its funds. */
  accepted: boolean
}

interface Step {
  bearer: 'insurance' | 'emergency-fund' | 'family' | 'guest' | 'fund'
  basis: string
  /** Whether this bearer comes in: yes, no, or what has to be asked first. */
  applies(of: Payer): Certain
}

/** In this order, each for what the ones before it leave. */
export const bearerOrder: readonly Step[] = [
  { bearer: 'insurance', basis: '基本医疗保险先支付', applies: (of) => of.insured },
  {
    bearer: 'guest',
    basis: '有能力支付的，由本人支付',
    applies: (of) => of.canPay,
  },
  {
    bearer: 'family',
    basis: '有家属的，由家属支付',
    applies: (of) => (of.canPay === 'yes' ? 'no' : of.hasFamily),
  },
  {
    bearer: 'emergency-fund',
    basis: '身份不明或无力支付的急救费用，疾病应急救助基金（国办发〔2013〕15号）',
    applies: (of) =>
      !of.emergency || of.canPay === 'yes' ? 'no' : of.verified ? (of.canPay === 'no' ? 'yes' : 'unknown') : 'yes',
  },
  { bearer: 'fund', basis: '受助人员其余费用，救助资金', applies: (of) => (of.accepted ? 'yes' : 'no') },
]

export interface BearerStep {
  bearer: Step['bearer']
  basis: string
  answer: 'yes' | 'unknown'
}

/** Those who come in, in order; the last one that is certain bears the rest. */
export function whoBears(of: Payer): { steps: BearerStep[]; rest: Step['bearer'] | null } {
  const steps = bearerOrder.flatMap(({ bearer, basis, applies }): BearerStep[] => {
    const answer = applies(of)
    return answer === 'no' ? [] : [{ bearer, basis, answer }]
  })
  return { steps, rest: steps.filter((step) => step.answer === 'yes').at(-1)?.bearer ?? null }
}
