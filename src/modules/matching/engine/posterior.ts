/** From bits to an absolute probability. */
import type { Weights } from './weights.ts'

export interface Posterior {
  /** For each total given, in its order. */
  probability: number[]
  low: number[]
  high: number[]
  nobody: number
  /** Probability of all that were not given. */
  rest: number
}

/**
 * `bits`: totals of the best, best first. `mass`: sum over all inquiries of 2^(scaled bits). `relative`: odds that the
 * guest is rather a relative of the one whom that inquiry looks for.
 */
export function posterior(
  weights: Weights,
  bits: readonly number[],
  relative: readonly number[],
  mass: number,
  compared: number,
): Posterior {
  const { prior, calibration } = weights
  // Where only a few families have registered, few guests have theirs among them.
  const registered = prior.inquiry * Math.min(1, compared / prior.whole)
  const each = compared > 0 ? registered / compared : 0
  const weight = (value: number) => 2 ** Math.min(500, value)
  const nobodyWeight = 1 - registered
  let relatives = 0
  const own = bits.map((value, at) => {
    const whole = each * weight(value)
    const odds = relative[at] ?? 0
    relatives += (whole * odds) / (1 + odds)
    return whole / (1 + odds)
  })
  const listed = bits.reduce((sum, value) => sum + each * weight(value), 0)
  const others = Math.max(0, each * mass - listed)
  const total = nobodyWeight + listed + others
  const spread = calibration.spread
  const shifted = (weightOfOne: number, by: number) => {
    const factor = 2 ** by
    return (weightOfOne * factor) / (total - weightOfOne + weightOfOne * factor)
  }
  const probability = own.map((one) => one / total)
  return {
    probability,
    low: own.map((one) => shifted(one, -spread)),
    high: own.map((one) => shifted(one, spread)),
    nobody: (nobodyWeight + relatives) / total,
    rest: others / total,
  }
}
