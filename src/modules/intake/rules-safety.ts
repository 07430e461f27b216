/** First look and safety check. */
import type { Decision, Moment, NewFact } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import type { SubjectRef } from '#kernel/action.ts'
import { refuse } from './refusals.ts'
import { signsWith, treatFirst } from './rules-triage.ts'
import { type foundItem, type SafetyForm } from './schema-steps.ts'
import type { z } from 'zod'
import { forPolice, type triageDecisions, type triageSigns } from './words.ts'

type Sign = keyof typeof triageSigns
type TriageDecision = keyof typeof triageDecisions

export interface TriageSaid {
  signs?: Sign[] | undefined
  temperature?: number | undefined
  injuries?: unknown
  decision: TriageDecision
}

/** The fact of a first look. It never stops anything: help comes before paper. */
export function triageFact(subject: SubjectRef, said: TriageSaid): NewFact {
  const signs = signsWith(said.signs, said.temperature)
  return {
    subject,
    name: 'intake.triaged',
    value: { decision: said.decision, signs },
    details: { signs, temperature: said.temperature, injuries: said.injuries, advised: treatFirst(signs) },
  }
}

export type SafetySaid = Pick<
  SafetyForm,
  'consent' | 'guardianConsent' | 'secondStaff' | 'bodyCheckBy' | 'found' | 'deferredWhy' | 'safety'
>

/**
 * The fact of a safety check. Refuses: fewer than two members of staff, a woman searched by a man, things found that are
 * not named, and dangerous goods that would stay with the station.
 */
export function safetyFact(
  subject: SubjectRef,
  sex: 'male' | 'female' | null,
  said: SafetySaid,
  moment: Moment,
): NewFact | Refusal {
  if (said.safety === 'refused') return { subject, name: 'intake.safety-refused', details: { said } }
  if (said.safety === 'deferred') {
    if (!said.deferredWhy) return refuse('DEFERRED_WHY')
    return { subject, name: 'intake.safety-deferred', details: { why: said.deferredWhy } }
  }
  if (!twoStaff(said.secondStaff, moment)) return refuse('TWO_STAFF')
  if (sex === 'female' && said.bodyCheckBy === 'male') return refuse('WOMEN_BY_WOMEN')
  const trouble = foundTrouble(said.safety, said.found)
  if (trouble) return trouble
  return {
    subject,
    name: 'intake.safety-checked',
    details: { ...said, consent: said.consent ?? 'given', firstStaff: moment.actor.name },
  }
}

/** Whether a second member of staff is named who is not the actor. */
export function twoStaff(second: string | undefined, moment: Pick<Moment, 'actor'>): boolean {
  return second !== undefined && second.trim() !== '' && second.trim() !== moment.actor.name.trim()
}

function foundTrouble(
  result: SafetyForm['safety'],
  found: readonly z.output<typeof foundItem>[] | undefined,
): Refusal | undefined {
  if (result === 'found' && (found ?? []).length === 0) return refuse('FOUND_WHAT')
  const kept = (found ?? []).some((item) => forPolice.includes(item.kind) && item.disposal !== 'police')
  return kept ? refuse('TO_POLICE') : undefined
}

/** A decision of one fact, or the refusal that stood in its place. */
export function only(fact: NewFact | Refusal, reply: Record<string, unknown>): Decision<null> | Refusal {
  return isRefusal(fact) ? fact : { facts: [fact], changes: null, reply }
}
