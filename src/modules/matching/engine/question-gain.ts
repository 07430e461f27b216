/**
 * How much an answer is expected to tell. A model of answers: the right person says one of the things that the family told with
 * chance `right`, otherwise, or when nothing was told, anything as it occurs among all families; and where nothing was told an
 * answer is rarer (`untold`). The gain is the mutual information between the answer and who it is.
 */
import type { Trait } from './question-traits.ts'

/** Of one question, over all inquiries: how often each thing was told, and how much there is to learn. */
export interface Spread {
  counts: ReadonlyMap<string, number>
  total: number
  /** Share of families that told anything. */
  told: number
  /** Bits of the whole distribution. */
  entropy: number
  /** Share of it that is told by so few that they would be the first three. */
  telling: number
}

export function spreadOf(counts: ReadonlyMap<string, number>, told: number): Spread {
  let total = 0
  for (const count of counts.values()) total += count
  let entropy = 0
  for (const count of counts.values()) if (count > 0) entropy -= (count / total) * Math.log2(count / total)
  let telling = 0
  for (const count of counts.values()) telling += Math.min(count, 3) / total
  return { counts, total, told, entropy, telling: total > 0 ? telling : 0 }
}

/** How common a thing is among all that was told; where nothing is counted, one in fifty. */
export const frequency = ({ counts, total }: Spread, key: string): number =>
  total === 0 ? 0.02 : ((counts.get(key) ?? 0) + 0.5) / (total + 0.5 * (counts.size + 1))

export interface Weighed {
  probability: number
  traits: readonly Trait[]
}

/** Everybody not weighed one by one, and that there is no inquiry at all. */
export interface Others {
  rest: number
  nobody: number
}

export interface Answering {
  right: number
  untold: number
}

/** How much was told, 0–1: several things are no more than one. */
export const toldShare = (traits: readonly Trait[]): number => Math.min(1, sumOf(traits))
const sumOf = (traits: readonly Trait[]) => traits.reduce((sum, { weight }) => sum + (weight ?? 1), 0)

/** Chances of who it is once it is known that there is an answer, and how much likelier that makes an answer than usual. */
function answering(candidates: readonly Weighed[], { rest, nobody }: Others, spread: Spread, { untold }: Answering) {
  const rate = (share: number) => untold + (1 - untold) * share
  const usual = rate(spread.told)
  let all = (rest + nobody) * usual
  const raw = candidates.map(({ probability, traits }) => {
    const each = probability * rate(toldShare(traits))
    all += each
    return each
  })
  const total = Math.max(all, 1e-12)
  return {
    probabilities: raw.map((each) => each / total),
    rest: (rest * usual) / total,
    nobody: (nobody * usual) / total,
    likelier: total / usual,
  }
}

/** How likely each thing told by somebody weighed is as the answer; `slack`: of all else, per unit of its commonness. */
function answerChances(
  candidates: readonly Weighed[],
  probabilities: readonly number[],
  unweighed: number,
  spread: Spread,
  right: number,
) {
  const told = new Map<string, number>()
  let slack = unweighed
  candidates.forEach(({ traits }, at) => {
    const probability = probabilities[at] as number
    const sum = Math.max(1, sumOf(traits))
    slack += probability * (1 - right * toldShare(traits))
    for (const { key, weight } of traits) told.set(key, (told.get(key) ?? 0) + (probability * right * (weight ?? 1)) / sum)
  })
  slack = Math.max(slack, 1e-9)
  for (const [key, mass] of told) told.set(key, mass + slack * frequency(spread, key))
  return { told, slack }
}

/** Bits that an answer tells about who it is, and how much likelier an answer is than usual among these candidates. */
export function informationOf(
  candidates: readonly Weighed[],
  others: Others,
  spread: Spread,
  model: Answering,
): { bits: number; likelier: number } {
  const { right } = model
  const { probabilities, rest, nobody, likelier } = answering(candidates, others, spread, model)
  const { told, slack } = answerChances(candidates, probabilities, rest + nobody, spread, right)
  // An answer that is anything with weight w gives w·(usualBits + share·log₂ w) over the things told, and `outside` over all else.
  let usualBits = 0
  let share = 0
  let selfBits = 0
  for (const [key, chance] of told) {
    const usual = frequency(spread, key)
    usualBits += usual * Math.log2(usual / chance)
    selfBits -= usual * Math.log2(usual)
    share += usual
  }
  const elsewhere = Math.max(0, 1 - share)
  const loose = (weight: number) =>
    weight * (usualBits + share * Math.log2(weight)) + weight * elsewhere * Math.log2(weight / slack)
  const anything = loose(1)
  let bits = (nobody + rest * (1 - spread.told)) * anything
  candidates.forEach(({ traits }, at) => {
    const probability = probabilities[at] as number
    if (traits.length === 0) {
      bits += probability * anything
      return
    }
    const sum = Math.max(1, sumOf(traits))
    const wrong = 1 - right * toldShare(traits)
    let own = loose(wrong)
    for (const { key, weight } of traits) {
      const chance = told.get(key) as number
      const usual = wrong * frequency(spread, key)
      const said = (right * (weight ?? 1)) / sum + usual
      own += said * Math.log2(said / chance) - usual * Math.log2(usual / chance)
    }
    bits += probability * own
  })
  // Somebody not weighed one by one has told a thing as common as things are.
  let met = elsewhere * Math.log2(right / slack) + Math.max(0, spread.entropy - selfBits)
  for (const [key, chance] of told) {
    const usual = frequency(spread, key)
    met += usual * Math.log2((right + (1 - right) * usual) / chance)
  }
  bits += rest * spread.told * Math.max(0, right * met + (1 - right) * anything)
  return { bits: Math.max(0, bits), likelier }
}

/**
 * How much likelier it becomes that the right one is among the first `first`: the mean, over the answers, of what the first
 * ones then hold together, less what they hold now. Of somebody not weighed singly it is known only how common their things are.
 */
export function decisiveness(
  candidates: readonly Weighed[],
  others: Others,
  spread: Spread,
  model: Answering,
  first = 3,
): number {
  const { right } = model
  const { probabilities, rest } = answering(candidates, others, spread, model)
  const sums = candidates.map(({ traits }) => Math.max(1, sumOf(traits)))
  const loose = candidates.map(({ traits }, at) => (probabilities[at] as number) * (1 - right * toldShare(traits)))
  const highest = (values: number[]) =>
    values
      .sort((a, b) => b - a)
      .slice(0, first)
      .reduce((sum, each) => sum + each, 0)
  const now = highest([...probabilities])
  const looseFirst = candidates
    .map((_, at) => at)
    .sort((a, b) => (loose[b] as number) - (loose[a] as number))
    .slice(0, first)
  const tellers = new Map<string, number[]>()
  candidates.forEach(({ traits }, at) => {
    for (const { key } of traits) {
      const there = tellers.get(key)
      if (there) there.push(at)
      else tellers.set(key, [at])
    }
  })
  let after = 0
  let share = 0
  for (const [key, list] of tellers) {
    const usual = frequency(spread, key)
    share += usual
    const own = list.map((at) => {
      const trait = (candidates[at] as Weighed).traits.find((each) => each.key === key) as Trait
      return ((probabilities[at] as number) * right * (trait.weight ?? 1)) / (sums[at] as number) + (loose[at] as number) * usual
    })
    const rivals = looseFirst.filter((at) => !list.includes(at)).map((at) => (loose[at] as number) * usual)
    after += highest([...own, ...rivals])
  }
  const elsewhere = Math.max(0, 1 - share)
  const stay = highest(looseFirst.map((at) => loose[at] as number)) * elsewhere
  after += Math.max(stay, rest * spread.told * right * elsewhere * spread.telling)
  return Math.max(0, after - now)
}

/** What a candidate's chance becomes when the answer is `key`, or, without a key, something that no candidate told. */
export function probabilityAfter(
  candidates: readonly Weighed[],
  at: number,
  others: Others,
  spread: Spread,
  model: Answering,
  key?: string,
): number {
  const { right } = model
  const { probabilities, rest, nobody } = answering(candidates, others, spread, model)
  const { told, slack } = answerChances(candidates, probabilities, rest + nobody, spread, right)
  const { traits } = candidates[at] as Weighed
  const probability = probabilities[at] as number
  const anything = 1 - right * toldShare(traits)
  const chance = key === undefined ? undefined : told.get(key)
  if (key === undefined || chance === undefined) return Math.min(1, (probability * anything) / slack)
  const trait = traits.find((each) => each.key === key)
  const own = trait ? (right * (trait.weight ?? 1)) / Math.max(1, sumOf(traits)) : 0
  return Math.min(1, (probability * (own + anything * frequency(spread, key))) / chance)
}
