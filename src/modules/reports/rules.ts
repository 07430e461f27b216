/** Pure decisions of reports: what closes one, who may be sent with which part, when it is raised, what a reporter hears. */
import { MINUTE } from '#kernel/time.ts'
import { clueOf, mayReceiveReports, type SituationKey } from './mandatory.ts'
import {
  type About,
  type Answer,
  answerOfOutcome,
  answers,
  type ClueKind,
  type Outcome,
  outcomes,
  receiptWords,
  streetOutcomes,
} from './words.ts'

/** A report about a minor, and every clue of abuse, is closed to all without a part. */
export const isClosed = (about: readonly About[]): boolean => about.includes('minor') || about.includes('abuse-clue')

interface Saying {
  about: readonly About[]
  situations?: readonly SituationKey[] | undefined
  clueKind?: ClueKind | undefined
  danger?: 'yes' | 'no' | 'unknown' | undefined
  /** What was seen on the street: a child among them closes the report, somebody unconscious makes it an emergency. */
  groups?: readonly string[] | undefined
  signs?: readonly string[] | undefined
  emergency?: boolean | undefined
}

/** What follows from what was told: a situation of the mandatory list makes it a clue, present danger an emergency. */
export function reading(said: Saying): { about: About[]; emergency: boolean; clue: ClueKind | undefined } {
  const named = clueOf(said.situations ?? [])
  const isClue = said.about.includes('abuse-clue') || named !== undefined
  const child = said.groups?.includes('minor') === true
  const about: About[] = [
    ...new Set<About>([...said.about, ...(child ? (['minor'] as const) : []), ...(isClue ? (['abuse-clue'] as const) : [])]),
  ]
  return {
    about,
    emergency: said.emergency === true || said.danger === 'yes' || said.signs?.includes('critical') === true,
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

/** Until when the police are to be there, and whoever was sent to an emergency; assumed, as clauses s0.report and s1.joint. */
const scene = { street: 30 * MINUTE, emergency: 60 * MINUTE } as const
export function dueOnScene(report: {
  receivedAt: number
  about: readonly string[]
  channel: string
  emergency: boolean
}): number | undefined {
  const street = report.about.includes('vagrant') && report.channel !== 'patrol'
  if (street) return report.receivedAt + scene.street
  return report.emergency ? report.receivedAt + scene.emergency : undefined
}

/** How a report can end: of the street in its own words, of a child in those of protection. */
export function outcomesOf(report: { about: readonly string[]; closed: boolean }): Outcome[] {
  const street = report.about.some((each) => each === 'vagrant' || each === 'found-again' || each === 'hazard')
  const own = streetOutcomes as readonly string[]
  return (Object.keys(outcomes) as Outcome[]).filter(
    (each) =>
      (street || !own.includes(each)) &&
      (report.closed || (each !== 'protected' && each !== 'safe')) &&
      (each !== 'made-safe' || report.about.includes('hazard')),
  )
}

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

/** Who works on the street and is told of no child. */
const STREET = ['city-management', 'transport', 'social-organisation']

/** The part that somebody sent holds of a report; undefined: not to be sent to one. Of a closed one the street is told nothing. */
export function partOf(kind: string, closed = true): 'police' | 'joint' | 'desk' | undefined {
  if (kind === 'police') return 'police'
  if (kind === 'bureau') return 'desk'
  return JOINT.includes(kind) || (!closed && STREET.includes(kind)) ? 'joint' : undefined
}

/** Who has a desk for reports; 12319 rings at the city management, and of a child it only passes on. */
export const receivesReports = (kind: string, closed: boolean): boolean =>
  (mayReceiveReports as readonly string[]).includes(kind) || (!closed && (kind === 'city-management' || kind === 'transport'))

/** Which kinds of organisation can be sent at all. */
export const sendable = (closed: boolean): string[] => ['police', ...JOINT, ...(closed ? [] : STREET), 'bureau']

/** What a receipt's holder hears: one of a few sentences, the same for every child. */
export type ReceiptState = 'received' | 'working' | 'reached' | 'closed' | 'answered'
export function receiptState(state: string, answer: string | null, reached = false): ReceiptState {
  if (answer) return 'answered'
  if (state === 'disposed' || state === 'refused') return 'closed'
  if (reached) return 'reached'
  return state === 'working' ? 'working' : 'received'
}

export function receiptSentence(state: ReceiptState | 'no-match' | 'later', answer: string | null): string {
  if (state === 'answered') return answers[answer as Answer] ?? answers.handled
  return receiptWords[state]
}

/** The answer that a desk gives when it says nothing else. */
export const answerFor = (report: { state: string; outcome: string | null }): Answer | undefined =>
  report.state === 'refused' ? 'refused' : report.outcome ? answerOfOutcome[report.outcome as Outcome] : undefined

/** What is laid before the desk to answer with: once somebody was there, that they were, also before the end. */
export const answerSuggested = (report: {
  state: string
  outcome: string | null
  closed: boolean
  onSceneAt: number | null
}): Answer | undefined => answerFor(report) ?? (report.onSceneAt !== null && !report.closed ? 'checked-on' : undefined)

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
