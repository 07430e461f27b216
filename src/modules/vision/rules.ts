/** Pure decisions: whether it may be used at all, by whom, on whom; what is shown; what is kept how long. */
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { addMonths, dateOf } from '#kernel/time.ts'
import { underAge } from '#modules/people-and-cases/words.ts'
import type { SwitchState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import type { Candidate } from './schema.ts'
import { type Band, type Basis, parts, type Part, type Result, type Searched } from './words.ts'

/** Cosine from which somebody is a candidate, and a strong one. Measured; see workers/vision/README.md. */
export const POSSIBLE = 0.4
export const STRONG = 0.5
/** Candidates shown. */
export const MOST = 10
/** Age below which a guardian consents. */
const GUARDIAN_BELOW = 14

/** A bureau's is the level that it stands in, anybody else's is itself. */
export function areaOf(organisation: { kind: string; path: string }): string {
  return organisation.kind === 'bureau' ? organisation.path.replace(/[^.]+\.$/, '') : organisation.path
}

export interface Bureau {
  jurisdiction: string
  organisationId: string
  state: Exclude<SwitchState, 'none'>
  parts: Part[]
  assessedOn: string
  validMonths: number
  retentionDays: number
}

/** The last day on which an assessment carries. */
export const carriesUntil = (of: Pick<Bureau, 'assessedOn' | 'validMonths'>) => addMonths(of.assessedOn, of.validMonths)

/** Whether this part may be used here and now; the refusal says why not. */
export function usable(bureau: Bureau | undefined, part: Part, installed: boolean, now: number): true | Refusal {
  if (bureau?.state !== 'on' || !bureau.parts.includes(part)) return refuse('OFF', { part: parts[part] })
  const until = carriesUntil(bureau)
  if (dateOf(now) > until) return refuse('ASSESSMENT_OLD', { until })
  return installed ? true : refuse('NOT_INSTALLED')
}

/** As much of a fact as these rules read. */
export type Heard = Pick<LedgerFact, 'id' | 'name' | 'value' | 'occurredAt' | 'replaces'>

/** Facts that nobody has taken back or replaced. */
export function standing(facts: readonly Heard[]): Heard[] {
  const replaced = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter((fact) => !replaced.has(fact.id) && fact.name !== 'fact.withdrawn')
}

const DUTY = 'face-comparison'

/** Whether the facts about a member of staff name them for faces: still in post, not relieved. */
export function isOfficer(facts: readonly Heard[]): boolean {
  let named = false
  for (const fact of standing(facts).toSorted((one, two) => one.occurredAt - two.occurredAt)) {
    if (fact.name === 'staff.duty-named' && fact.value.duty === DUTY) named = true
    if (fact.name === 'staff.left' || (fact.name === 'staff.duty-ended' && fact.value.duty === DUTY)) named = false
  }
  return named
}

/** Consent to comparing faces as it stands: what was told last, unless it was withdrawn since. */
export function consents(facts: readonly Heard[]): boolean {
  let given = false
  for (const fact of standing(facts)) {
    if (fact.name === 'inquiry.received' || fact.name === 'inquiry.completed') {
      if (typeof fact.value.faceConsent === 'boolean') given = fact.value.faceConsent
    } else if (fact.name === 'inquiry.consent-withdrawn' && fact.value.what !== 'photo') given = false
  }
  return given
}

/** Whether who somebody is has been verified and not undone. */
export function identified(facts: readonly Heard[]): boolean {
  let known = false
  for (const fact of standing(facts)) {
    if (fact.name === 'person.identity-stated') known = fact.value.status === 'verified'
    else if (fact.name === 'tracing.identified') known = true
    else if (fact.name === 'tracing.identification-undone') known = false
  }
  return known
}

export interface Photo {
  id: string
  type: string
  subjectId: string | null
}

export interface ToCompare {
  kind: Searched
  id: string
  facts: readonly Heard[]
  /** Ids to whom a photograph of this subject may be bound. */
  own: readonly string[]
  birth: { from: string; to: string } | null
  photo: Photo | undefined
  waiting: boolean
}

/** Whether a template of this subject may be kept at all. */
export function mayKeep(kind: Searched, facts: readonly Heard[]): boolean {
  return !identified(facts) && (kind !== 'inquiry' || consents(facts))
}

/** What stands against comparing this subject with this photograph. */
export function comparable(subject: ToCompare, basis: Basis, now: number): true | Refusal {
  if (subject.kind === 'inquiry' && !consents(subject.facts)) return refuse('NO_CONSENT')
  if (identified(subject.facts)) return refuse('KNOWN')
  if (basis === 'consent' && underAge(subject.birth, GUARDIAN_BELOW, dateOf(now)) === 'yes') return refuse('CHILD')
  if (subject.waiting) return refuse('WAIT')
  const { photo } = subject
  if (!photo) return refuse('NO_PHOTO')
  if (!photo.type.startsWith('image/')) return refuse('PHOTO_KIND')
  if (photo.subjectId !== null && !subject.own.includes(photo.subjectId)) return refuse('PHOTO_OF_ANOTHER')
  return true
}

export const bandOf = (score: number): Band | null => (score >= STRONG ? 'strong' : score >= POSSIBLE ? 'possible' : null)

/** The nearest of several lists, each subject once, nearest first, nothing below the bands. */
export function nearest(lists: readonly (readonly Candidate[])[]): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const each of lists.flat()) {
    if (bandOf(each.score) === null) continue
    const known = best.get(each.subjectId)
    if (!known || known.score < each.score) best.set(each.subjectId, each)
  }
  return [...best.values()].sort((one, two) => two.score - one.score).slice(0, MOST)
}

export function resultOf(candidates: readonly Candidate[]): Result {
  const first = candidates[0]
  return (first && bandOf(first.score)) ?? 'none'
}

/** Templates made before this are kept no longer. */
export const keptSince = (retentionDays: number, now: number) => now - retentionDays * 86_400_000

/** Which erasure a fact asks for, or none. */
export function erasureBy(fact: Pick<Heard, 'name' | 'value'>): 'consent-withdrawn' | 'identified' | 'closed' | null {
  if (fact.name === 'inquiry.consent-withdrawn') return fact.value.what === 'photo' ? null : 'consent-withdrawn'
  if (fact.name === 'inquiry.completed') return fact.value.faceConsent === false ? 'consent-withdrawn' : null
  if (fact.name === 'inquiry.closed' || fact.name === 'inquiry.joined') return 'closed'
  if (fact.name === 'tracing.identified') return 'identified'
  if (fact.name === 'person.identity-stated') return fact.value.status === 'verified' ? 'identified' : null
  return null
}
