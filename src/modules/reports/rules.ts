/** Pure decisions of reports: what closes one, who may be sent with which part, when it is raised, what a reporter hears. */
import { MINUTE } from '#kernel/time.ts'
import { clueOf, type SituationKey } from './mandatory.ts'
import { type About, type Answer, answerOfOutcome, answers, type ClueKind, type Outcome, receiptWords } from './words.ts'

/** A report about a minor, and every clue of abuse, is closed to all without a part. */
export const isClosed = (about: readonly About[]): boolean => about.includes('minor') || about.includes('abuse-clue')

interface Saying {
  about: readonly About[]
  situations?: readonly SituationKey[] | undefined
  clueKind?: ClueKind | undefined
  danger?: 'yes' | 'no' | 'unknown' | undefined
  emergency?: boolean | undefined
}

/** What follows from what was told: a situation of the mandatory list makes it a clue, present danger an emergency. */
export function reading(said: Saying): { about: About[]; emergency: boolean; clue: ClueKind | undefined } {
  const named = clueOf(said.situations ?? [])
  const isClue = said.about.includes('abuse-clue') || named !== undefined
  const about: About[] = [...new Set<About>([...said.about, ...(isClue ? (['abuse-clue'] as const) : [])])]
  return {
    about,
    emergency: said.emergency === true || said.danger === 'yes',
    clue: isClue ? (said.clueKind ?? named ?? 'abuse') : undefined,
  }
}

/** After how long without an answer the body sent is passed over: the documents say 及时; assumed, as clause s1.joint. */
const silence = {
  emergency: 15 * MINUTE,
  other: 60 * MINUTE,
  citation: '“及时到场”，文件未定时限；暂按 15 分钟（紧急）、1 小时',
} as const

export const dueToAcknowledge = (at: number, emergency: boolean): number => at + (emergency ? silence.emergency : silence.other)

/** Who took part in a matter keeps reading it so long after its end; assumed. */
export const KEPT_AFTER_END_DAYS = 30

const JOINT = [
  'town',
  'village',
  'school',
  'hospital',
  'protection-centre',
  'protection-point',
  'justice-office',
  'station',
  'prison',
]

/** The part that somebody sent holds of a closed report; undefined: not to be sent to one. */
export function partOf(kind: string): 'police' | 'joint' | 'desk' | undefined {
  if (kind === 'police') return 'police'
  if (kind === 'bureau') return 'desk'
  return JOINT.includes(kind) ? 'joint' : undefined
}

/** Which kinds of organisation can be sent at all. */
export const sendable = ['police', ...JOINT, 'bureau'] as const

/** What a receipt's holder hears: one of a few sentences, the same for every child. */
export type ReceiptState = 'received' | 'working' | 'closed' | 'answered'
export function receiptState(state: string, answer: string | null): ReceiptState {
  if (answer) return 'answered'
  if (state === 'disposed' || state === 'refused') return 'closed'
  return state === 'working' ? 'working' : 'received'
}

export function receiptSentence(state: ReceiptState | 'no-match' | 'later', answer: string | null): string {
  if (state === 'answered') return answers[answer as Answer] ?? answers.handled
  return receiptWords[state]
}

/** The answer that a desk gives when it says nothing else. */
export const answerFor = (report: { state: string; outcome: string | null }): Answer | undefined =>
  report.state === 'refused' ? 'refused' : report.outcome ? answerOfOutcome[report.outcome as Outcome] : undefined

/** Written by hand or read out on a telephone: spaces and dashes do not count. */
export const numberKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[‐-―−]/gu, '-')
    .toUpperCase()

export const codeKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')
