/**
 * How many questions an interview takes until the right family is among the first three: the next best question against the order
 * of the usual sheet. Both ask the same guests from the same questions, and a question whose answer is already written down is
 * not asked by either. The answer is what the guest's record holds of it, or "doesn't know".
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { gunzipSync } from 'node:zlib'
import { root } from '#kernel/config.ts'
import { chance } from '#modules/matching/engine/fellegi-sunter.ts'
import { openIndex } from '#modules/matching/engine/index.ts'
import { nextQuestions, type QuestionSource } from '#modules/matching/engine/question.ts'
import { parseQuestionBook, type QuestionBook, type QuestionKey, questionKeys } from '#modules/matching/engine/question-book.ts'
import { answeredOf, partedReport, withAnswer } from '#modules/matching/engine/question-traits.ts'
import { type GuestReport, readGuest, readInquiry } from '#modules/matching/engine/report.ts'
import type { Ranking } from '#modules/matching/engine/types.ts'
import { parseWeights } from '#modules/matching/engine/weights.ts'
import { type Bench, median, quantile, rounded } from './lab.ts'

/** The sheet: name, age, where from (large to small), relatives, then what life was like. */
const sheet: readonly QuestionKey[] = [
  'name',
  'age',
  'province',
  'city',
  'county',
  'town',
  'father',
  'mother',
  'spouse',
  'children',
  'siblings',
  'nickname',
  'accent',
  'zodiac',
  'work',
  'parents-work',
  'landmark',
  'family',
  'left',
  'likes',
  'school',
]
/** Records do not say how a mark came about: neither order may ask it. */
const unasked: readonly QuestionKey[] = ['mark']
const FIRST = 3

function readLines(folder: string, name: string): unknown[] {
  const plain = join(folder, `${name}.jsonl`)
  const text = existsSync(plain) ? readFileSync(plain, 'utf8') : gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8')
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]))
}

interface Interview {
  /** Questions put until the right one was among the first three; all that there were, if it never was. */
  asked: number
  reached: boolean
}

type Policy = (guest: GuestReport, ranking: Ranking, asked: ReadonlySet<QuestionKey>) => QuestionKey | undefined

function interview(source: QuestionSource, guest: GuestReport, rightId: string, policy: Policy): Interview {
  const { seen, said } = partedReport(guest)
  const asked = new Set<QuestionKey>(unasked)
  let known = seen
  let ranking = source.rank(known, { limit: 300, explain: 0 })
  const found = () => ranking.candidates.slice(0, FIRST).some(({ inquiryId }) => inquiryId === rightId)
  while (!found()) {
    const key = policy(known, ranking, asked)
    if (!key) return { asked: asked.size - unasked.length, reached: false }
    asked.add(key)
    const parts = said.get(key)
    if (!parts) continue
    known = withAnswer(known, parts)
    ranking = source.rank(known, { limit: 300, explain: 0 })
  }
  return { asked: asked.size - unasked.length, reached: true }
}

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / Math.max(values.length, 1)

/** 95 % range of a figure, guests drawn again and again. */
function range<T>(rows: readonly T[], figure: (rows: readonly T[]) => number): [number, number] {
  const next = chance(17)
  const found = Array.from({ length: 1000 }, () => figure(rows.map(() => rows[Math.floor(next() * rows.length)] as T)))
  return [quantile(found, 0.025), quantile(found, 0.975)]
}

interface Pair {
  best: Interview
  fixed: Interview
}
const saved = (rows: readonly Pair[]) => 1 - mean(rows.map(({ best }) => best.asked)) / mean(rows.map(({ fixed }) => fixed.asked))
const percent = (part: number) => `${rounded(100 * part, 0)} %`

export async function benchInterview(bench: Bench): Promise<void> {
  const folder = bench.directory('matching')
  const place = existsSync(join(folder, 'truth.jsonl')) ? folder : join(folder, 'dev')
  if (!existsSync(join(place, 'truth.jsonl'))) throw new Error('needs --data DIR with matching/dev/: see bench/README.md')
  const weights = parseWeights(readFileSync(join(root, 'weights/matching/2026-hand.yaml'), 'utf8'))
  const book = parseQuestionBook(readFileSync(join(root, 'weights/matching/questions.yaml'), 'utf8'))
  const inquiries = readLines(place, 'inquiries').flatMap((raw) => readInquiry(raw) ?? [])
  const guests = readLines(place, 'guests').flatMap((raw) => readGuest(raw) ?? [])
  const right = new Map(
    (readLines(place, 'truth') as { guestId: string; inquiryId: string | null }[]).map((each) => [each.guestId, each.inquiryId]),
  )
  const index = openIndex(weights, inquiries)
  const reports = new Map(inquiries.map((each) => [each.id, each]))
  const source: QuestionSource = {
    size: inquiries.length,
    report: (id) => reports.get(id),
    reports: () => reports.values(),
    rank: (guest, options) => index.rank(guest, options),
  }
  rates(bench, book, guests)

  const withMate = guests.filter(({ id }) => right.get(id))
  const chosen = bench.quick ? withMate.filter((_, at) => at % 14 === 0) : withMate
  const times: number[] = []
  const best: Policy = (guest, ranking, asked) => {
    const before = performance.now()
    const [question] = nextQuestions(source, guest, ranking, { book, asked, limit: 1, outcomes: false })
    times.push(performance.now() - before)
    return question?.key
  }
  const fixed: Policy = (guest, _ranking, asked) => {
    const answered = answeredOf(guest)
    const child = guest.ageSeen && (guest.ageSeen.min + guest.ageSeen.max) / 2 < 18
    return sheet.find((key) => !asked.has(key) && !answered.has(key) && !(child && book.items[key].adultOnly))
  }
  const rows: (Pair & { half: number })[] = chosen.map((guest) => {
    const rightId = right.get(guest.id) as string
    return {
      best: interview(source, guest, rightId, best),
      fixed: interview(source, guest, rightId, fixed),
      half: guests.indexOf(guest) < guests.length / 2 ? 1 : 2,
    }
  })
  report(bench, rows, chosen.length)
  bench.line({
    name: 'time of a next question',
    figure: `median ${rounded(median(times))} ms`,
    comparedTo: `p95 ${rounded(quantile(times, 0.95))} ms; ${inquiries.length} inquiries, the ranking given`,
    wanted: '≤ 100 ms',
    met: median(times) <= 100,
  })
}

function report(bench: Bench, rows: readonly (Pair & { half: number })[], guests: number): void {
  const either = rows.filter(({ best, fixed }) => best.reached || fixed.reached)
  const talked = either.filter(({ best, fixed }) => best.asked > 0 || fixed.asked > 0)
  const line = (name: string, list: readonly Pair[], wanted: boolean) => {
    const [low, high] = range(list, saved)
    const told = (key: 'best' | 'fixed') =>
      `${rounded(mean(list.map((each) => each[key].asked)), 2)} (median ${median(list.map((each) => each[key].asked))})`
    bench.line({
      name,
      figure: `${percent(saved(list))} fewer (95 %: ${percent(low)} to ${percent(high)})`,
      comparedTo: `mean ${told('best')} against ${told('fixed')}; ${list.length} guests`,
      wanted: wanted ? '≥ 25 % fewer' : '',
      met: !wanted || saved(list) >= 0.25,
    })
  }
  bench.log(
    `  ${guests} guests with an inquiry; among the first ${FIRST} before any question: ${rows.filter(({ best }) => best.reached && best.asked === 0).length}; ` +
      `reached by the next best question ${rows.filter(({ best }) => best.reached).length}, by the sheet ${rows.filter(({ fixed }) => fixed.reached).length}, by neither ${rows.length - either.length}`,
  )
  line('questions until found, guests whom either order finds', talked, true)
  line(
    'the same, guests of the second half of the file',
    talked.filter((each) => (each as { half: number }).half === 2),
    false,
  )
  line('the same, those found before any question included', either, false)
  line('the same, those found by neither counted at the cap', rows, false)
}

/** How often records hold an answer: what the rates of questions.yaml are held against. Looks at no match. */
function rates(bench: Bench, book: QuestionBook, guests: readonly GuestReport[]): void {
  const parts = guests.map((guest) => partedReport(guest).said)
  const halves = [parts.slice(0, parts.length / 2), parts.slice(parts.length / 2)]
  for (const key of questionKeys) {
    const observed = halves.map((half) => half.filter((said) => said.has(key)).length / half.length)
    const supposed = (['speaks', 'fragments', 'silent'] as const).reduce(
      (sum, group) => sum + book.groups[group] * book.items[key].answered[group],
      0,
    )
    bench.log(
      `  ${key}: answered by ${percent(observed[0] as number)} and ${percent(observed[1] as number)} of the two halves, supposed ${percent(supposed)}`,
    )
  }
}
