/** The thread that holds the indexes: guests and inquiries as they are compared, nothing else of them. */
import { parentPort } from 'node:worker_threads'
import { openDuplicateIndex, openGuestIndex, openIndex } from './engine/index.ts'
import { nextQuestions, type QuestionSource } from './engine/question.ts'
import { parseQuestionBook, type QuestionBook, questionKeys, type QuestionKey } from './engine/question-book.ts'
import type { GuestReport, InquiryReport } from './engine/report.ts'
import type { DuplicateIndex, GuestIndex, MatchIndex } from './engine/types.ts'
import { parseWeights, type Weights } from './engine/weights.ts'
import type { Answered, MatcherReplies, MatcherRequest, Sent } from './matcher-words.ts'

/** Questions kept with a run: the first, and those behind 换一句. */
const QUESTIONS = 5
/** Bits from which a guest is compared anew when an inquiry comes: below, the list would not change. */
const AFFECTED_BITS = 0

interface Held {
  weights: Weights
  book: QuestionBook
  inquiries: MatchIndex
  guests: GuestIndex
  /** Inquiries beside each other; made when somebody first asks, kept from then on. */
  doubles: DuplicateIndex | undefined
  told: Map<string, InquiryReport>
  open: Map<string, GuestReport>
  source: QuestionSource
}
let held: Held | undefined

function open(weightsText: string, questionsText: string): Held {
  const weights = parseWeights(weightsText)
  const inquiries = openIndex(weights, [])
  const told = new Map<string, InquiryReport>()
  return {
    weights,
    book: parseQuestionBook(questionsText),
    inquiries,
    guests: openGuestIndex(weights),
    doubles: undefined,
    told,
    open: new Map(),
    source: {
      get size() {
        return told.size
      },
      report: (id) => told.get(id),
      reports: () => told.values(),
      rank: (guest, options) => inquiries.rank(guest, options),
    },
  }
}

function put(at: Held, { guests, inquiries, gone }: Extract<MatcherRequest, { op: 'put' }>) {
  for (const id of gone) {
    at.inquiries.drop(id)
    at.guests.drop(id)
    at.doubles?.drop(id)
    at.told.delete(id)
    at.open.delete(id)
  }
  for (const { report, open: sought } of guests) {
    at.guests.put(report)
    if (sought) at.open.set(report.id, report)
    else at.open.delete(report.id)
  }
  for (const report of inquiries) {
    at.inquiries.put(report)
    at.doubles?.put(report)
    at.told.set(report.id, report)
  }
  return { size: at.told.size }
}

function answer(request: MatcherRequest): MatcherReplies[keyof MatcherReplies] {
  if (request.op === 'open') {
    held = open(request.weights, request.questions)
    return { id: held.weights.id }
  }
  if (!held) throw new Error('not open')
  const at = held
  if (request.op === 'put') return put(at, request)
  if (request.op === 'rank') {
    const excluded = new Set(request.excluded)
    const ranking = at.inquiries.rank(request.guest, { limit: 50, explain: 12, excluded })
    const asked = new Set(request.asked.filter((key): key is QuestionKey => (questionKeys as readonly string[]).includes(key)))
    const child = request.guest.ageSeen && (request.guest.ageSeen.min + request.guest.ageSeen.max) / 2 < 18
    const questions =
      at.told.size === 0
        ? []
        : nextQuestions(at.source, request.guest, ranking, {
            book: at.book,
            asked,
            excluded,
            limit: QUESTIONS,
            ...(request.impaired && !child ? { situation: 'impaired' as const } : {}),
          })
    return { ranking, questions }
  }
  if (request.op === 'earlier')
    return at.guests.rank(request.guest, { limit: request.limit, explain: request.limit, excluded: new Set(request.excluded) })
  if (request.op === 'doubles') {
    const asked = at.told.get(request.inquiryId)
    if (!asked) return null
    at.doubles ??= openDuplicateIndex(at.weights, at.told.values())
    return at.doubles.rank(asked, { limit: request.limit, explain: request.limit })
  }
  if (request.op === 'affected') {
    const near = [...at.open.values()].flatMap((guest) => {
      const candidate = at.inquiries.compare(guest, request.inquiryId)
      return candidate && candidate.bits > AFFECTED_BITS ? [{ id: guest.id, bits: candidate.bits }] : []
    })
    return near
      .sort((a, b) => b.bits - a.bits)
      .slice(0, request.limit)
      .map((each) => each.id)
  }
  // One pair by itself, without regard to who else there is.
  return openIndex(at.weights, [request.inquiry]).compare(request.guest, request.inquiry.id) ?? null
}

parentPort?.on('message', ({ id, ...request }: Sent) => {
  let answered: Answered
  try {
    answered = { id, reply: answer(request as MatcherRequest) }
  } catch (error) {
    // Never the message of a fault: it might quote what somebody told.
    answered = { id, fault: (error as Error).name }
  }
  parentPort?.postMessage(answered)
})
