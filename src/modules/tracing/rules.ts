/** Pure decisions about what was heard: its shape for other rooms, how it lies over what the hall knows, what a line says. */
import { type Heard, heardSchema, relations } from '#facts/fragments.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import type { InterviewForm, SayingForm } from './schema.ts'
import { type Province, provinces, type SayingKind, sureness, surenessShare, zodiacs } from './words.ts'

/** Facts that hold: none that a later one replaced or withdrew, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

/** What is left out when undefined or empty. */
export function told<T extends Record<string, unknown>>(record: T): Partial<T> {
  const empty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !empty(value))) as Partial<T>
}

const unique = (list: readonly string[] | undefined) => [...new Set((list ?? []).map((each) => each.trim()).filter(Boolean))]

/**
 * What an interview brought, in the shape that other rooms compare by. An age said is two adjacent years, because the old
 * way of counting is a year ahead; a zodiac is a saying.
 */
export function heardOf(form: Omit<InterviewForm, 'fileId' | 'result'>, listener: string, on: string): Heard {
  const accents = (form.accents ?? []).map(({ code, sure, by }) => ({
    code,
    confidence: surenessShare[sure],
    by: by ?? listener,
  }))
  const phrases = unique([...(form.phrases ?? []), ...(form.zodiac ? [`属${zodiacs[form.zodiac]}`] : [])])
  const age = form.ageSaid === undefined ? undefined : { min: Math.max(0, form.ageSaid - 1), max: form.ageSaid, seenOn: on }
  return heardSchema.parse(
    told({
      names: unique(form.names),
      nicknames: unique(form.nicknames),
      kin: (form.kin ?? []).map((each) => told(each)),
      places: unique(form.places),
      phrases,
      accents,
      marks: unique(form.marks),
      age,
    }),
  )
}

/** One quick line; undefined where an accent names no province. */
export function sayingHeard(
  form: Pick<SayingForm, 'kind' | 'text' | 'relation' | 'code' | 'sure'>,
  listener: string,
): Heard | undefined {
  const { kind, text } = form
  if (kind === 'accent') {
    if (!form.code) return undefined
    const confidence = surenessShare[form.sure ?? 'perhaps']
    return {
      accents: [{ code: form.code, confidence, by: listener }],
      phrases: text === provinces[form.code] ? undefined : [text],
    }
  }
  if (kind === 'kin') return { kin: [told({ relation: form.relation, name: text.slice(0, 60) }) as { name: string }] }
  const key = { phrase: 'phrases', name: 'names', nickname: 'nicknames', place: 'places', mark: 'marks' } as const
  return { [key[kind]]: [kind === 'name' || kind === 'nickname' ? text.slice(0, 60) : text] }
}

export const nothingHeard = (heard: Heard): boolean => Object.values(heard).every((each) => each === undefined)

/** Longest lists of the hall's description. */
const MOST = { heardNames: 8, nicknames: 8, places: 12, marks: 12, kin: 10 } as const
/** Longest words there. */
const LONGEST = { heardNames: 40, nicknames: 40, places: 60, marks: 80, kin: 40 } as const

/** The first of a list and its latest: the name that everybody calls somebody by stays, old middle ones make room. */
export function firstAndLatest<T>(list: readonly T[], most: number): T[] {
  return list.length <= most ? [...list] : [list[0] as T, ...list.slice(list.length - most + 1)]
}

export type Added = Pick<PersonDescription, 'heardNames' | 'nicknames' | 'places' | 'marks' | 'kin' | 'accent'>

const relationWord = (relation: string | undefined) => (relation ? relations[relation as keyof typeof relations] : '亲属')

/** `湖南口音（很像）`, of the surest; of equally sure ones the latest. */
export function accentWord(accents: NonNullable<Heard['accents']>): string | undefined {
  const best = accents.reduce<(typeof accents)[number] | undefined>(
    (a, b) => (a && a.confidence > b.confidence ? a : b),
    undefined,
  )
  if (!best) return undefined
  const sure =
    (Object.keys(sureness) as (keyof typeof sureness)[]).find((key) => surenessShare[key] <= best.confidence) ?? 'perhaps'
  return `${provinces[best.code as Province] ?? best.code}口音（${sureness[sure]}）`
}

/**
 * What was heard, laid over what the hall knows: added to it, nothing taken away. `added` is what was not there before.
 * `accents`: all that were ever heard, so that a vague ear does not overrule a sure one.
 */
export function laidOverHall(
  before: PersonDescription,
  heard: Heard,
  accents: NonNullable<Heard['accents']> = heard.accents ?? [],
): { description: PersonDescription; added: Added } {
  const description: PersonDescription = { ...before }
  const added: Added = {}
  const add = (key: 'heardNames' | 'nicknames' | 'places' | 'marks', words: readonly string[] | undefined) => {
    const had = before[key] ?? []
    const fresh = unique(words)
      .map((each) => Array.from(each).slice(0, LONGEST[key]).join(''))
      .filter((each) => !had.includes(each))
    if (fresh.length === 0) return
    added[key] = fresh
    description[key] = firstAndLatest([...had, ...fresh], MOST[key])
  }
  add('heardNames', heard.names)
  add('nicknames', heard.nicknames)
  add('places', heard.places)
  add('marks', heard.marks)
  const had = before.kin ?? []
  const kin = (heard.kin ?? [])
    .map((each) => ({ name: Array.from(each.name).slice(0, LONGEST.kin).join(''), relation: relationWord(each.relation) }))
    .filter((each) => !had.some((other) => other.name === each.name && other.relation === each.relation))
  if (kin.length > 0) {
    added.kin = kin
    description.kin = firstAndLatest([...had, ...kin], MOST.kin)
  }
  const accent = heard.accents?.length ? accentWord(accents) : undefined
  if (accent && accent !== before.accent) {
    added.accent = accent
    description.accent = accent
  }
  return { description, added }
}

/** Takes back what one interview alone had added; what another one that holds told as well stays. */
export function takenBack(before: PersonDescription, added: Added, others: readonly Heard[]): PersonDescription {
  const description: PersonDescription = { ...before }
  const elsewhere = {
    heardNames: new Set(others.flatMap((each) => each.names ?? [])),
    nicknames: new Set(others.flatMap((each) => each.nicknames ?? [])),
    places: new Set(others.flatMap((each) => each.places ?? [])),
    marks: new Set(others.flatMap((each) => each.marks ?? [])),
  }
  for (const key of ['heardNames', 'nicknames', 'places', 'marks'] as const) {
    const gone = new Set((added[key] ?? []).filter((each) => !elsewhere[key].has(each)))
    if (gone.size === 0 || !before[key]) continue
    const left = before[key].filter((each) => !gone.has(each))
    if (left.length > 0) description[key] = left
    else delete description[key]
  }
  if (added.kin && before.kin) {
    const kept = new Set(others.flatMap((each) => (each.kin ?? []).map((kin) => `${relationWord(kin.relation)} ${kin.name}`)))
    const gone = new Set(added.kin.map((kin) => `${kin.relation} ${kin.name}`).filter((each) => !kept.has(each)))
    // A relative with a telephone or an address was told by more than this interview.
    const left = before.kin.filter((kin) => kin.phone || kin.address || !gone.has(`${kin.relation} ${kin.name}`))
    if (left.length > 0) description.kin = left
    else delete description.kin
  }
  if (added.accent && before.accent === added.accent) {
    const accent = accentWord(others.flatMap((each) => each.accents ?? []))
    if (accent) description.accent = accent
    else delete description.accent
  }
  return description
}

export interface Saying {
  kind: SayingKind | 'age'
  text: string
}

/** What was heard as pieces that can be quoted, one entry each. */
export function piecesOf(heard: Heard): Saying[] {
  const of = (kind: Saying['kind'], words: readonly string[] | undefined) => (words ?? []).map((text) => ({ kind, text }))
  const { age } = heard
  return [
    ...of(
      'name',
      heard.names?.map((each) => (/[（(]音[）)]$/.test(each) ? each : `${each}（音）`)),
    ),
    ...of('nickname', heard.nicknames),
    ...(heard.kin ?? []).map((kin): Saying => ({ kind: 'kin', text: `${relationWord(kin.relation)}叫${kin.name}（音）` })),
    ...of('place', heard.places),
    ...of('phrase', heard.phrases),
    ...(heard.accents ?? []).map((each): Saying => ({ kind: 'accent', text: accentWord([each]) as string })),
    ...of('mark', heard.marks),
    ...(age ? [{ kind: 'age' as const, text: age.max - age.min <= 1 ? `自称 ${age.max} 岁` : `${age.min}–${age.max} 岁` }] : []),
  ]
}
