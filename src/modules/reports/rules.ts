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

/** Until when the police are to be there, and whoever was sent to an emergency; assumed, as clauses s0.report and s1.joint. */
const scene = { street: 30 * MINUTE, emergency: 60 * MINUTE } as const

interface Timed {
  receivedAt: number
  about: readonly string[]
  channel: string
  emergency: boolean
}
export function dueOnScene(report: Timed): number | undefined {
  const street = report.about.includes('vagrant') && report.channel !== 'patrol'
  if (street) return report.receivedAt + scene.street
  return report.emergency ? report.receivedAt + scene.emergency : undefined
}

/** After how long without an answer the body sent is passed over: the documents say 及时; assumed, as clause s1.joint. */
const silence = {
  emergency: 15 * MINUTE,
  other: 60 * MINUTE,
  least: 5 * MINUTE,
} as const

/**
 * Until when whoever was sent, or the level it was raised to, is waited for. Where somebody is to be on scene by a term, no
 * longer than half of what is left of it, so that every level above hears of it while there is still time; never under five minutes.
 */
export function dueToAcknowledge(at: number, report: Timed): number {
  const most = report.emergency ? silence.emergency : silence.other
  const scene = dueOnScene(report)
  return at + (scene === undefined ? most : Math.min(most, Math.max((scene - at) / 2, silence.least)))
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

/** Who goes to somebody on the street, whoever goes first. */
const GOING = ['police', 'own', 'city-management', 'hospital', 'town']
/** Who is seldom sent to somebody on the street. */
const SELDOM = ['school', 'prison', 'justice-office']

interface Body {
  id: string
  kind: string
}

/**
 * Whom to offer for a report of the street, the nearest given first: the police of the place, the own organisation, the nearest
 * of whoever patrols and helps, then who is on duty, then the rest as near as they are. Of a child's report the order given stays
 * and the own organisation is left out.
 */
export function offered<T extends Body>(nearest: readonly T[], own: string, closed: boolean, onDuty: readonly string[]): T[] {
  const turn = (id: string) => (onDuty.includes(id) ? onDuty.indexOf(id) : onDuty.length)
  if (closed) return nearest.filter((each) => each.id !== own).toSorted((a, b) => turn(a.id) - turn(b.id))
  const others = nearest.filter((each) => each.id !== own)
  const first = GOING.flatMap((kind) => {
    const found = kind === 'own' ? nearest.find((each) => each.id === own) : others.find((each) => each.kind === kind)
    return found ? [found] : []
  })
  const seldom = (each: T) => (SELDOM.includes(each.kind) ? 1 : 0)
  const rest = nearest.filter((each) => !first.includes(each))
  return [...first, ...rest.toSorted((a, b) => turn(a.id) - turn(b.id) || seldom(a) - seldom(b))]
}

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

/** The full numbers that somebody may mean who wrote `0003` or `2026-0003` of one desk; anything else is the number itself. */
export function numbersMeant(text: string, desk: string, year: number): string[] {
  const short = /^(?:(\d{4})-)?(\d{1,6})$/.exec(numberKey(text))
  if (!short?.[2]) return [numberKey(text)]
  const count = String(Number(short[2])).padStart(4, '0')
  const years = short[1] ? [short[1]] : [year, year - 1]
  return years.map((each) => numberKey(`${desk}报 ${each}-${count}`))
}

export const codeKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')
