/** What is known of a guest, and what a family tells, made into the two reports that are compared. */
import type { Heard, Relation, Told } from '#facts/fragments.ts'
import { known } from '#kernel/field.ts'
import { dateOf, DAY } from '#kernel/time.ts'
import { ageOn, birthRange, type PersonDescription } from '#modules/people-and-cases/words.ts'
import type { GuestReport, InquiryReport } from './engine/report.ts'

/** Days for which somebody who gave a name and left is still looked for; a nameless one always is. */
export const CLAIMED_SOUGHT_DAYS = 90

export interface GuestSource {
  fileId: string
  arrivedAt: number
  description: PersonDescription
  sex: 'male' | 'female' | null
  /** Name and register were given by rule: every such name of a city is alike, and so is its household. */
  assigned?: boolean | undefined
  /** Where the guest was found, as told on arrival. */
  foundText?: string | undefined
  /** Division of the station: where nothing else is told, the guest came up near it. */
  division: string | null
  /** What interviews heard, in their order. */
  heard: readonly { at: number; heard: Heard }[]
  /** Province codes of an accent in words, read by whoever knows the divisions. */
  provincesOf: (words: string) => string[]
}

const relationWords: [RegExp, Relation][] = [
  [/父|爸|爹|爷(?!爷)/u, 'father'],
  [/母|妈|娘/u, 'mother'],
  [/夫|妻|老公|老婆|爱人|配偶/u, 'spouse'],
  [/儿子|^子$|长子|次子/u, 'son'],
  [/女儿|^女$|闺女/u, 'daughter'],
  [/兄|弟|哥/u, 'brother'],
  [/姐|妹|姊/u, 'sister'],
]

/** The compared kinship in a word of a form: 二弟 → brother; undefined for in-laws, cousins and what is not compared. */
export function relationOf(word: string): Relation | undefined {
  if (/岳|公公|婆婆|嫂|婶|媳|婿|表|堂|侄|孙|舅|姑|姨|叔|伯|祖|爷爷|奶奶|外公|外婆/u.test(word)) return undefined
  return relationWords.find(([pattern]) => pattern.test(word))?.[1]
}

const unique = (texts: readonly (string | undefined)[]) => [
  ...new Set(texts.map((text) => text?.trim()).filter((text): text is string => Boolean(text))),
]

/** Years on the day of entry: what an interview heard, what was seen, what follows from a stated birth. */
function ageOf(source: GuestSource, on: string): { min: number; max: number } | undefined {
  const moved = (age: { min: number; max: number }, seenOn: string) => {
    const years = Math.round((Date.parse(seenOn) - Date.parse(on)) / (365.25 * DAY))
    return { min: Math.max(age.min - years, 0), max: Math.max(age.max - years, 0) }
  }
  const said = source.heard.filter(({ heard }) => heard.age).at(-1)
  if (said?.heard.age) return moved(said.heard.age, said.heard.age.seenOn ?? dateOf(said.at))
  const { birthDate, birthYear, ageSeenMin, ageSeenMax, ageSeenAt } = source.description
  const birth = birthDate || birthYear ? birthRange(source.description) : null
  if (birth) {
    const age = ageOn(birth, on)
    // Two adjacent years: the guest said it.
    return { min: age.from, max: Math.max(age.to, age.from + 1) }
  }
  const min = ageSeenMin ?? ageSeenMax
  const max = ageSeenMax ?? ageSeenMin
  return min === undefined || max === undefined ? undefined : moved({ min, max }, dateOf(ageSeenAt ?? source.arrivedAt))
}

function accentOf(source: GuestSource): GuestReport['accentProvinceGuess'] {
  const heard = source.heard.flatMap(({ heard: { accents } }) => accents ?? [])
  const best = heard.toSorted((a, b) => b.confidence - a.confidence)[0]
  if (best) return { code: best.code, confidence: best.confidence }
  const named = source.description.accent ? source.provincesOf(source.description.accent) : []
  return named[0] ? { code: named[0], confidence: 0.6 } : undefined
}

const lastTold = <K extends keyof Heard>(source: GuestSource, key: K): Heard[K] =>
  source.heard.filter(({ heard }) => heard[key] !== undefined).at(-1)?.heard[key]

/** A guest as the engine compares it. */
export function guestReport(source: GuestSource): GuestReport {
  const { writtenName: _name, household: _household, ...own } = source.description
  const description: PersonDescription = source.assigned ? own : source.description
  const enteredOn = dateOf(source.arrivedAt)
  const all = <T>(pick: (heard: Heard) => T[] | undefined) => source.heard.flatMap(({ heard }) => pick(heard) ?? [])
  const names = unique([...(description.heardNames ?? []), ...all((heard) => heard.names), known(description.writtenName)])
  const nicknames = unique([...(description.nicknames ?? []), ...all((heard) => heard.nicknames)])
  const kin = [
    ...(description.kin ?? []).map(({ name, relation }) => ({ name, relation: relationOf(relation) })),
    ...all((heard) => heard.kin),
  ].filter(
    // The hall keeps what an interview heard as well: the same father counts once.
    (each, at, every) => every.findIndex((other) => other.name === each.name && other.relation === each.relation) === at,
  )
  const found = lastTold(source, 'foundPlace')
  const report: GuestReport = {
    id: source.fileId,
    enteredOn,
    foundPlace: found
      ? { ...(found.code ? { code: found.code } : {}), text: found.text }
      : { ...(source.division ? { code: source.division } : {}), ...(source.foundText ? { text: source.foundText } : {}) },
    sex: source.sex ?? undefined,
    ageSeen: ageOf(source, enteredOn),
    nameHeard: names[0],
    namesHeard: names.slice(1, 7),
    nicknameHeard: nicknames.length > 0 ? nicknames.slice(0, 4).join('、') : undefined,
    kinHeard: kin.slice(0, 16).map(({ name, relation }) => (relation ? { name, relation } : { name })),
    placesHeard: unique([...(description.places ?? []), known(description.household), ...all((heard) => heard.places)]).slice(
      0,
      16,
    ),
    accentProvinceGuess: accentOf(source),
    phrases: unique(all((heard) => heard.phrases)).slice(0, 30),
    marks: unique([...(description.marks ?? []), ...all((heard) => heard.marks)]).slice(0, 20),
    heightCm: lastTold(source, 'heightCm') ?? description.height,
    bloodType: lastTold(source, 'bloodType'),
    clothes: lastTold(source, 'clothes'),
  } as GuestReport
  return told(report)
}

/** An inquiry as the engine compares it. */
export function inquiryReport(id: string, content: Told): InquiryReport {
  const { nicknames, minor: _minor, kin, ...rest } = content
  return told({
    id,
    ...rest,
    nickname: nicknames && nicknames.length > 0 ? nicknames.join('、') : undefined,
    kin: kin?.map(({ name, relation }) => (relation ? { name, relation } : { name })),
  } as InquiryReport)
}

/** Unknown means absent: nothing undefined, no empty list, no empty place. */
function told<T extends object>(report: T): T {
  return Object.fromEntries(
    Object.entries(report).filter(
      ([, value]) =>
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0) &&
        !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
    ),
  ) as T
}

export interface Stay {
  identity: string
  state: string
  leftKind: string | null
  leftAt: number | null
  /** Whether the person has a later file: then that one is looked for. */
  later: boolean
}

/**
 * Whether families' inquiries are compared with this guest: who they are is not verified. A nameless one who left is
 * still looked for, and so is one who died; whom the family fetched is not.
 */
export function soughtNow(stay: Stay, now: number): boolean {
  if (stay.later || stay.identity === 'verified' || !['in', 'left'].includes(stay.state)) return false
  if (stay.leftKind === 'family') return false
  if (stay.state === 'left' && stay.identity === 'claimed')
    return stay.leftKind === 'died' || (stay.leftAt ?? 0) > now - CLAIMED_SOUGHT_DAYS * DAY
  return true
}
