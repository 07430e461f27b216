/**
 * The next best question: of all that could be asked, the one whose answer is expected to tell most about who this is. The gain is
 * the mutual information, in bits, between the answer and "which of the candidates, somebody not listed, or nobody", times the
 * chance that this guest can answer at all, given what was answered and what was not. Only what families told is looked at.
 */
import {
  type Group,
  groups,
  type QuestionBook,
  type QuestionKey,
  questionKeys,
  type Situation,
  wordingsOf,
} from './question-book.ts'
import { answeredOf, answerFrom, bodyPartOf, type Trait, toldOf, toldWords, withAnswer } from './question-traits.ts'
import type { GuestReport, InquiryReport } from './report.ts'
import type { Ranking, RankOptions } from './types.ts'

export interface Outcome {
  /** In words for the interviewer, never for the guest. */
  answer: string
  candidateId: string
  probabilityAfter: number
}

export interface Question {
  key: QuestionKey
  /** What it is about, for a heading. */
  item: string
  text: string
  how: string
  /** Other ways to put it; a yes-or-no form is the last of them, if there is one. */
  otherWays: { text: string; how: string }[]
  outcomes: Outcome[]
  /** Bits. */
  gain: number
  /** The chance that this guest can answer it. */
  answerable: number
}

/** What is needed of the index of inquiries. */
export interface QuestionSource {
  readonly size: number
  report(id: string): InquiryReport | undefined
  reports(): Iterable<InquiryReport>
  rank(guest: GuestReport, options?: RankOptions): Ranking
}

export interface QuestionOptions {
  book: QuestionBook
  asked: ReadonlySet<QuestionKey>
  limit?: number
  situation?: Situation
  excluded?: ReadonlySet<string>
  /** Without outcomes it is quicker. */
  outcomes?: boolean
}

/** How many candidates are weighed one by one; the rest together. */
const WEIGHED = 300

/** Of one question, over all inquiries: how often each thing was told, and how much there is to learn. */
export interface Spread {
  counts: ReadonlyMap<string, number>
  total: number
  /** Share of families that told anything. */
  told: number
  /** Bits of the whole distribution. */
  entropy: number
}
type Population = { size: number; spreads: ReadonlyMap<QuestionKey, Spread> }

const populations = new WeakMap<QuestionSource, Population>()

/** Counted once; again when the inquiries have become a fifth more or fewer. */
function populationOf(source: QuestionSource): Population {
  const kept = populations.get(source)
  if (kept && Math.abs(source.size - kept.size) <= 0.2 * kept.size) return kept
  const spreads = new Map<QuestionKey, Spread>()
  const all = new Map(questionKeys.map((key) => [key, { counts: new Map<string, number>(), total: 0, tellers: 0 }]))
  let size = 0
  for (const inquiry of source.reports()) {
    size += 1
    for (const [key, spread] of all) {
      const traits = key === 'mark' ? [] : toldOf(inquiry, key)
      if (traits.length > 0) spread.tellers += 1
      for (const trait of traits) {
        spread.counts.set(trait.key, (spread.counts.get(trait.key) ?? 0) + 1)
        spread.total += 1
      }
    }
  }
  for (const [key, { counts, total, tellers }] of all) {
    let entropy = 0
    for (const count of counts.values()) entropy -= (count / total) * Math.log2(count / total)
    spreads.set(key, { counts, total, told: size > 0 ? tellers / size : 0, entropy })
  }
  const made = { size, spreads }
  populations.set(source, made)
  return made
}

/** How common a thing is among all that was told; where nothing is counted, one in fifty. */
const frequency = ({ counts, total }: Spread, key: string): number =>
  total === 0 ? 0.02 : ((counts.get(key) ?? 0) + 0.5) / (total + 0.5 * (counts.size + 1))

/** The chances of the three groups for a guest who answered these and did not answer those. */
export function groupChances(
  book: QuestionBook,
  answered: ReadonlySet<QuestionKey>,
  asked: ReadonlySet<QuestionKey>,
): Record<Group, number> {
  const raw = groups.map((group) => {
    let chance = book.groups[group]
    for (const key of questionKeys) {
      const rate = book.items[key].answered[group]
      if (answered.has(key)) chance *= rate
      else if (asked.has(key)) chance *= 1 - rate
    }
    return chance
  })
  const total = raw.reduce((sum, each) => sum + each, 0)
  return Object.fromEntries(groups.map((group, at) => [group, (raw[at] as number) / total])) as Record<Group, number>
}

export interface Weighed {
  probability: number
  traits: readonly Trait[]
}

/**
 * Bits that the answer tells about who it is. An answer of the right person is one of the things told with chance `right`, and
 * otherwise, or when nothing was told, anything as it occurs among all. `rest` is the chance of everybody not weighed singly,
 * `nobody` that there is no inquiry.
 */
export function informationOf(
  candidates: readonly Weighed[],
  others: { rest: number; nobody: number },
  spread: Spread,
  right: number,
): number {
  const chances = answerChances(candidates, others, spread, right)
  const { told, slack } = chances
  const wrong = 1 - right
  // For an answer that is anything with weight w, over the things told: w·(usual bits + share·log₂ w); over all else: see outside.
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
  const outside = (weight: number) => weight * elsewhere * Math.log2(weight / slack)
  const anything = usualBits + outside(1)
  let bits = 0
  for (const { probability, traits } of candidates) {
    if (traits.length === 0) {
      bits += probability * anything
      continue
    }
    let own = wrong * (usualBits + share * Math.log2(wrong)) + outside(wrong)
    for (const { key } of traits) {
      const chance = told.get(key) as number
      const usual = wrong * frequency(spread, key)
      const said = right / traits.length + usual
      own += said * Math.log2(said / chance) - usual * Math.log2(usual / chance)
    }
    bits += probability * own
  }
  // Somebody not weighed singly has told a thing as common as things are.
  let met = elsewhere * Math.log2(right / slack) + Math.max(0, spread.entropy - selfBits)
  for (const [key, chance] of told) {
    const usual = frequency(spread, key)
    met += usual * Math.log2((right + wrong * usual) / chance)
  }
  bits += (others.nobody + others.rest * (1 - spread.told)) * anything
  bits += others.rest * spread.told * Math.max(0, right * met + wrong * anything)
  return Math.max(0, bits)
}

/** How likely each thing told by somebody weighed is as the answer; `slack`: of all that is not told by any, per unit of its commonness. */
function answerChances(candidates: readonly Weighed[], others: { rest: number; nobody: number }, spread: Spread, right: number) {
  const told = new Map<string, number>()
  let slack = others.rest + others.nobody
  for (const { probability, traits } of candidates) {
    slack += probability * (traits.length > 0 ? 1 - right : 1)
    for (const { key } of traits) told.set(key, (told.get(key) ?? 0) + (probability * right) / traits.length)
  }
  slack = Math.max(slack, 1e-9)
  for (const [key, mass] of told) told.set(key, mass + slack * frequency(spread, key))
  return { told, slack }
}

/** What a candidate's chance becomes when the answer is `key`, or, without a key, something that no candidate told. */
export function probabilityAfter(
  candidates: readonly Weighed[],
  at: number,
  others: { rest: number; nobody: number },
  spread: Spread,
  right: number,
  key?: string,
): number {
  const { told, slack } = answerChances(candidates, others, spread, right)
  const { probability, traits } = candidates[at] as Weighed
  const anything = traits.length > 0 ? 1 - right : 1
  if (key === undefined) return Math.min(1, (probability * anything) / slack)
  const own = traits.some((trait) => trait.key === key) ? right / traits.length : 0
  const chance = told.get(key)
  if (chance === undefined) return Math.min(1, (probability * anything) / slack)
  return Math.min(1, (probability * (own + anything * frequency(spread, key))) / chance)
}

const traits = new WeakMap<InquiryReport, Map<QuestionKey, Trait[]>>()

/** Kept for the candidates of this interview, as long as their reports live. */
function traitsOf(inquiry: InquiryReport, key: QuestionKey, guest: GuestReport): readonly Trait[] {
  if (key === 'mark') return toldOf(inquiry, key, guest)
  const known = traits.get(inquiry) ?? new Map<QuestionKey, Trait[]>()
  if (known.size === 0) traits.set(inquiry, known)
  const found = known.get(key) ?? toldOf(inquiry, key)
  known.set(key, found)
  return found
}

const isChild = ({ ageSeen }: GuestReport) => ageSeen !== undefined && (ageSeen.min + ageSeen.max) / 2 < 18

/** The questions that are left, the one that tells most first. None that was asked or answered, none that has no neutral wording. */
export function nextQuestions(
  source: QuestionSource,
  guest: GuestReport,
  ranking: Ranking,
  options: QuestionOptions,
): Question[] {
  const { book, asked } = options
  const situation = options.situation ?? (isChild(guest) ? 'child' : 'adult')
  const answered = answeredOf(guest)
  const chances = groupChances(book, answered, asked)
  const wide =
    ranking.candidates.length >= WEIGHED || ranking.candidates.length >= ranking.compared
      ? ranking
      : source.rank(guest, { limit: WEIGHED, explain: 0, ...(options.excluded && { excluded: options.excluded }) })
  const people = wide.candidates.flatMap(({ inquiryId, probability }) => {
    const inquiry = source.report(inquiryId)
    return inquiry ? [{ inquiry, probability }] : []
  })
  const others = { rest: wide.rest, nobody: wide.nobody }
  const { spreads } = populationOf(source)
  const open = questionKeys.filter(
    (key) => !asked.has(key) && !answered.has(key) && !(situation === 'child' && book.items[key].adultOnly),
  )
  const forbidden = new Set(people.slice(0, 50).flatMap(({ inquiry }) => toldWords(inquiry)))
  const valued = open.map((key) => {
    const item = book.items[key]
    const weighed = people.map(({ inquiry, probability }): Weighed => ({ probability, traits: traitsOf(inquiry, key, guest) }))
    const answerable = groups.reduce((sum, group) => sum + chances[group] * item.answered[group], 0)
    const gain = answerable * informationOf(weighed, others, spreads.get(key) as Spread, item.right)
    return { key, weighed, answerable, gain }
  })
  const limit = options.limit ?? 3
  const questions: Question[] = []
  for (const { key, weighed, answerable, gain } of valued.sort((a, b) => b.gain - a.gain)) {
    if (questions.length >= limit) break
    const mark = key === 'mark' ? guest.marks?.map(bodyPartOf).find((part) => part !== undefined) : undefined
    const use = { situation, forbidden, ...(mark && { mark }) }
    const [first, ...others_] = [...wordingsOf(book, key, use), ...wordingsOf(book, key, { ...use, last: true })]
    if (!first || (key === 'mark' && !mark)) continue
    const outcomes =
      options.outcomes === false
        ? []
        : outcomesOf(source, guest, key, people, weighed, others, spreads.get(key) as Spread, options)
    questions.push({ key, item: book.items[key].title, ...first, otherWays: others_, outcomes, gain, answerable })
  }
  return questions
}

/** For the interviewer: what the answer would change, for the candidates that it would tell apart, and if it is none of theirs. */
function outcomesOf(
  source: QuestionSource,
  guest: GuestReport,
  key: QuestionKey,
  people: readonly { inquiry: InquiryReport; probability: number }[],
  weighed: readonly Weighed[],
  others: { rest: number; nobody: number },
  spread: Spread,
  { book, excluded }: QuestionOptions,
): Outcome[] {
  const { right } = book.items[key]
  const outcomes: Outcome[] = []
  const seen = new Set<string>()
  for (let at = 0; at < Math.min(people.length, 10) && outcomes.length < 3; at += 1) {
    const [trait] = (weighed[at] as Weighed).traits
    const { inquiry } = people[at] as (typeof people)[number]
    if (!trait || seen.has(trait.key)) continue
    seen.add(trait.key)
    const said = answerFrom(key, trait, guest)
    const again = said && source.rank(withAnswer(guest, [said]), { limit: 10, explain: 0, ...(excluded && { excluded }) })
    const found = again?.candidates.find(({ inquiryId }) => inquiryId === inquiry.id)
    outcomes.push({
      answer: `说到${trait.words}`,
      candidateId: inquiry.id,
      probabilityAfter: found?.probability ?? probabilityAfter(weighed, at, others, spread, right, trait.key),
    })
  }
  const top = people[0]
  if (top && outcomes.length > 0)
    outcomes.push({
      answer: '说的是别的',
      candidateId: top.inquiry.id,
      probabilityAfter: probabilityAfter(weighed, 0, others, spread, right),
    })
  return outcomes
}
