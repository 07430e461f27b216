/** Pure decisions about requests to the police, faces and what is left to do for the unidentified. */
import { known } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { dateOf } from '#kernel/time.ts'
import { ageOn, type PersonDescription, type PersonRow, sexes } from '#modules/people-and-cases/words.ts'
import { mayMove, policeRequest, type RequestState } from './lifecycle.ts'
import { type Level, levels, type Result, type Sendable, type Step, steps } from './words.ts'

/** Facts that hold: none that a later one replaced or withdrew, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

/** The last standing fact of a name. */
export const lastOf = (facts: readonly LedgerFact[], ...names: string[]): LedgerFact | undefined =>
  standing(facts)
    .filter((fact) => names.includes(fact.name))
    .at(-1)

const ladder = Object.keys(levels) as Level[]

/** The next level up, or undefined at the top. */
export const levelAbove = (level: Level): Level | undefined => ladder[ladder.indexOf(level) + 1]

/** State that an answer leads to. */
export const stateOfResult = (result: Result): RequestState => (result === 'cannot-at-this-level' ? 'cannot' : result)

/** Whether this answer may be written down now: a hit in the base may come after "nothing found". */
export const mayAnswerWith = (state: RequestState, result: Result): boolean =>
  mayMove(policeRequest, state, 'identification.record-answer', stateOfResult(result))

/** Where a request stands again when its answer is taken back. */
export function stateBefore(request: { sampledAt: number | null; raisedAt: number | null }): RequestState {
  const { sampledAt, raisedAt } = request
  if (sampledAt !== null && (raisedAt === null || sampledAt >= raisedAt)) return 'sampled'
  return raisedAt === null ? 'asked' : 'raised'
}

/** Label and value of what a request tells, in the order of the list: only what was ticked, and only what is known. */
export function tellOf(person: PersonRow, sends: readonly Sendable[], now: number): { key: Sendable; value: string }[] {
  const { description } = person
  const told: Record<Sendable, string | undefined> = {
    name: known(description.writtenName),
    heard: joined(description.heardNames) ?? joined(description.nicknames),
    sex: person.sex ? sexes[person.sex] : undefined,
    age: ageWords(description, now),
    height: description.height === undefined ? undefined : `${description.height} cm`,
    marks: joined(description.marks),
    accent: description.accent,
    places: joined(description.places),
    kin: joined(description.kin?.map((each) => `${each.relation} ${each.name}`)),
    idNumber: known(description.idNumber),
    photo: (description.photos?.length ?? 0) > 0 ? '随函附照片' : undefined,
  }
  return (Object.keys(told) as Sendable[]).flatMap((key) => {
    const value = told[key]
    return sends.includes(key) && value ? [{ key, value }] : []
  })
}

const joined = (list: readonly string[] | undefined) => (list && list.length > 0 ? list.join('、') : undefined)

/** `1967-03-02` · `1967 年` · `约 55 至 65 岁`, the age moved on to today. */
export function ageWords(description: PersonDescription, now: number): string | undefined {
  if (description.birthDate) return `${description.birthDate} 出生`
  if (description.birthYear) return `${description.birthYear} 年出生`
  const { ageSeenMin, ageSeenMax, ageSeenAt } = description
  const [min, max] = [ageSeenMin ?? ageSeenMax, ageSeenMax ?? ageSeenMin]
  if (min === undefined || max === undefined) return undefined
  const seenOn = dateOf(ageSeenAt ?? now)
  const since = ageOn({ from: seenOn, to: seenOn }, dateOf(now)).from
  return min === max ? `约 ${min + since} 岁` : `看上去 ${min + since} 至 ${max + since} 岁`
}

/** Whether an account is a named officer for faces, by the facts about its member of staff: still in post, not relieved. */
export function comparesFaces(facts: readonly LedgerFact[]): boolean {
  const own = standing(facts)
  const named = own.filter((fact) => fact.name === 'staff.duty-named' && fact.value.duty === 'face-comparison').at(-1)
  const over = own
    .filter((fact) => fact.name === 'staff.left' || (fact.name === 'staff.duty-ended' && fact.value.duty === 'face-comparison'))
    .at(-1)
  return named !== undefined && (over === undefined || over.occurredAt < named.occurredAt)
}

/** Consent to comparing faces: what was told last; what a later telling leaves out is as before. */
export function consents(facts: readonly LedgerFact[]): boolean {
  const told = standing(facts).filter(
    (fact) =>
      (fact.name === 'inquiry.received' || fact.name === 'inquiry.completed') && typeof fact.value.faceConsent === 'boolean',
  )
  return told.at(-1)?.value.faceConsent === true
}

export interface Covered {
  /** When it was done, or null. */
  at: Record<Step, number | null>
  /** Steps for which somebody named a reason why not, with the fact that holds it. */
  exceptions: { step: Step; factId: string; at: number }[]
  receipt: string | null
}

/** What was done of the three steps that every unidentified guest is owed; only the standing facts count. */
export function coverageOf(facts: readonly LedgerFact[]): Covered {
  const own = standing(facts)
  const last = (step: Step) => own.filter((fact) => does(fact, step)).at(-1)
  const first = (step: Step) => own.find((fact) => does(fact, step))?.occurredAt ?? null
  const at = { pushed: first('pushed'), dna: first('dna'), face: first('face') }
  const exceptions = own
    .filter((fact) => fact.name === 'identification.exception-named')
    .flatMap((fact) => {
      const step = fact.value.step as Step
      return step in steps && at[step] === null ? [{ step, factId: fact.id, at: fact.occurredAt }] : []
    })
  const named = new Map(exceptions.map((each) => [each.step, each]))
  const { receipt } = last('pushed')?.value ?? {}
  return { at, exceptions: [...named.values()], receipt: typeof receipt === 'string' ? receipt : null }
}

function does(fact: LedgerFact, step: Step): boolean {
  if (step === 'pushed') return fact.name === 'tracing.pushed-national'
  if (step === 'face') return fact.name === 'tracing.face-compared'
  return fact.name === 'tracing.police-asked' && fact.value.kind === 'dna'
}

/** How many of the unidentified each step has reached, and how many are explained: the two together should be all. */
export function counted(all: readonly Covered[]): Record<Step, { done: number; explained: number }> {
  const of = (step: Step) => ({
    done: all.filter((each) => each.at[step] !== null).length,
    explained: all.filter((each) => each.at[step] === null && each.exceptions.some((named) => named.step === step)).length,
  })
  return { pushed: of('pushed'), dna: of('dna'), face: of('face') }
}
