/**
 * The next best question: of all that could be asked, the one whose answer is expected to tell most about who this is. The gain is
 * the mutual information, in bits, between the answer and "which of the candidates, somebody not listed, or nobody", times the
 * chance that this guest can answer at all, given what was answered and what was not; questions are ordered by it and by how far
 * the answer is expected to bring the right one among the first three (question-gain.ts). Only what families told is looked at.
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
import {
  decisiveness,
  informationOf,
  type Others,
  probabilityAfter,
  type Spread,
  spreadOf,
  toldShare,
  type Weighed,
} from './question-gain.ts'
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
/** How many bits it is worth that the right one surely comes among the first three: many small steps are no arrival. */
const DECISIVE = 20

type Population = { size: number; spreads: ReadonlyMap<QuestionKey, Spread> }

const populations = new WeakMap<QuestionSource, Population>()

/** Counted once; again when the inquiries have become a fifth more or fewer. */
function populationOf(source: QuestionSource): Population {
  const kept = populations.get(source)
  if (kept && Math.abs(source.size - kept.size) <= 0.2 * kept.size) return kept
  const spreads = new Map<QuestionKey, Spread>()
  const all = new Map(questionKeys.map((key) => [key, { counts: new Map<string, number>(), told: 0 }]))
  let size = 0
  for (const inquiry of source.reports()) {
    size += 1
    for (const [key, spread] of all) {
      const told = key === 'mark' ? [] : toldOf(inquiry, key)
      spread.told += toldShare(told)
      for (const { key: thing, weight } of told) spread.counts.set(thing, (spread.counts.get(thing) ?? 0) + (weight ?? 1))
    }
  }
  for (const [key, { counts, told }] of all) spreads.set(key, spreadOf(counts, size > 0 ? told / size : 0))
  const made = { size, spreads }
  populations.set(source, made)
  return made
}

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
    const { bits, likelier } = informationOf(weighed, others, spreads.get(key) as Spread, item)
    const usually = groups.reduce((sum, group) => sum + chances[group] * item.answered[group], 0)
    const answerable = Math.min(1, usually * likelier)
    const gain = answerable * bits
    const decisive = answerable * decisiveness(weighed, others, spreads.get(key) as Spread, item)
    return { key, weighed, answerable, gain, worth: gain + DECISIVE * decisive }
  })
  const limit = options.limit ?? 3
  const questions: Question[] = []
  for (const { key, weighed, answerable, gain } of valued.sort((a, b) => b.worth - a.worth)) {
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
  others: Others,
  spread: Spread,
  { book, excluded }: QuestionOptions,
): Outcome[] {
  const model = book.items[key]
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
      probabilityAfter: found?.probability ?? probabilityAfter(weighed, at, others, spread, model, trait.key),
    })
  }
  const top = people[0]
  if (top && outcomes.length > 0)
    outcomes.push({
      answer: '说的是别的',
      candidateId: top.inquiry.id,
      probabilityAfter: probabilityAfter(weighed, 0, others, spread, model),
    })
  return outcomes
}
