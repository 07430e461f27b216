/** The life of one duty: it arises, is met, waived or ended, and reads as one state at the instant asked. */

import type { Fact } from '#facts/fact.ts'
import type { Due } from './clock.ts'
import type { CompiledClause } from './compile.ts'
import type { Moment } from './moments.ts'
import type { Progress } from './patterns.ts'
import { isDone, offer } from './patterns.ts'
import type { Timeline, Told } from './timeline.ts'
import { andTold, answerAt, untold } from './timeline.ts'
import type { AdoptedPack, ConditionAnswer, ObligationState, ParameterChosen } from './types.ts'
import type { View } from './view.ts'
import { factsNamed } from './view.ts'

/** One clause looked at for one subject. */
export interface Job {
  clause: CompiledClause
  adopted: AdoptedPack
  view: View
  /** All lasting conditions together. */
  lasting: Timeline
  /** Notes an instant after now at which the answer may change by itself. */
  soon: (instant: number) => void
}

export interface Instance {
  key: string
  moment: Moment
  /** Conditions asked of the moment, together and each. */
  asked: Told
  askedEach: ConditionAnswer[]
  arisenAt: number
  /** When its condition ends (Infinity = not, as far as is known). */
  runUntil: number
  /** One, or one for each step. */
  dues: Due[]
  parameters: ParameterChosen[]
  progress: Progress
  waived?: { by: string; basis: string; at: number }
  /** Out of the condition at the end of its period: nothing was owed, whatever was done. */
  owedAtEnd?: boolean
  members?: { id: string; state: ObligationState }[]
}

/** The due time that counts now: of the first step not yet done, of the last once all are. */
export function currentDue(instance: Instance): Due {
  if (instance.dues.length === 1) return instance.dues[0] as Due
  const open = instance.progress.indexOf(null)
  return instance.dues[open < 0 ? instance.dues.length - 1 : open] as Due
}

/** The instant at which it was met, null while it is not. */
export function doneAt(instance: Instance): number | null {
  let at = -Infinity
  for (const fact of instance.progress) {
    if (fact === null) return null
    if (fact.occurredAt > at) at = fact.occurredAt
  }
  return at
}

/** Ended in time: its condition ceased before it was too late. Such a duty no longer is one. */
function endedBefore(instance: Instance, at: number): boolean {
  return instance.runUntil < at && instance.runUntil < currentDue(instance).end
}

/** Open at an instant: arisen, not met, not waived, not ended in time. */
export function isOpen(instance: Instance, at: number): boolean {
  return instance.arisenAt <= at && !instance.waived && !isDone(instance.progress) && !endedBefore(instance, at)
}

/** Duties and met-bys of one person are matched by a field where the clause says so (an answer to the same kind of question). */
export function sameField(job: Job, instance: Instance, fact: Fact): boolean {
  const field = job.clause.text['same-field']
  return field === undefined || instance.moment.fact?.value[field] === fact.value[field]
}

const byDue = (a: Instance, b: Instance): number => currentDue(a).end - currentDue(b).end || a.arisenAt - b.arisenAt

/** Waivers told for this clause on this subject; without `by` and `basis` it is none. */
export function waiversOf(job: Job): Fact[] {
  return factsNamed(job.view.own, 'obligation.waived').filter(
    (f) => f.value.clause === job.clause.text.id && Boolean(f.value.by) && Boolean(f.value.basis),
  )
}

/** Waives the instance then open with the earliest due; what was met or merely could not be told is not waived. */
export function waive(job: Job, instances: readonly Instance[], waiver: Fact): Instance | null {
  const at = waiver.occurredAt
  const open = instances.filter((instance) => {
    if (!isOpen(instance, at) || instance.asked.answer !== 'yes') return false
    if (typeof waiver.value.instance === 'string' && waiver.value.instance !== instance.key) return false
    return currentDue(instance).end <= at || answerAt(job.lasting, Math.max(at, instance.arisenAt)).answer === 'yes'
  })
  const chosen = open.sort(byDue)[0]
  if (chosen) chosen.waived = { by: waiver.value.by as string, basis: waiver.value.basis as string, at }
  return chosen ?? null
}

export interface Settled {
  state: ObligationState
  needs: readonly string[]
  /** The instant at which its conditions were looked at. */
  judgedAt: number
}

/** The state of an instance at the view's `now`. Applicability comes first, then what was done, then the time. */
export function settle(job: Job, instance: Instance): Settled {
  const now = job.view.now
  const due = currentDue(instance)
  const metAt = doneAt(instance)
  const lastOfRun = instance.runUntil - 1
  if (instance.waived) return { state: 'waived', needs: [], judgedAt: Math.min(instance.waived.at, lastOfRun) }
  if (instance.runUntil <= now) {
    const inTime = instance.runUntil < due.end
    if (instance.owedAtEnd && inTime) return { state: 'not-applicable', needs: [], judgedAt: instance.runUntil }
    if (metAt === null && (inTime || job.clause.text['goes-over']))
      return { state: 'not-applicable', needs: [], judgedAt: instance.runUntil }
  }
  const wanted = metAt !== null ? metAt : Math.min(now, due.end - 1)
  const judgedAt = Math.max(instance.arisenAt, Math.min(wanted, lastOfRun))
  let answer = andTold(instance.asked, answerAt(job.lasting, judgedAt))
  if (due.missingYear !== undefined) answer = andTold(answer, untold([`calendar.${due.missingYear}`]))
  if (answer.answer === 'cannot-tell') return { state: 'cannot-tell', needs: answer.needs, judgedAt }
  if (metAt !== null) return { state: isLate(instance) ? 'met-late' : 'met', needs: [], judgedAt }
  return { state: now >= due.end ? 'overdue' : 'pending', needs: [], judgedAt }
}

/** Whether any step came too late. */
function isLate(instance: Instance): boolean {
  if (instance.dues.length > 1)
    return instance.progress.some((fact, i) => fact !== null && fact.occurredAt >= (instance.dues[i] as Due).end)
  const metAt = doneAt(instance)
  return metAt !== null && metAt >= currentDue(instance).end
}

/**
 * Lets a fact count for the earliest instance open at its time whose condition still lasts; only where there is none, for
 * one left overdue when its condition ended. What is done in a new stay is done for that stay. The one that took it, or null.
 */
export function offerToOpen(job: Job, instances: readonly Instance[], fact: Fact): Instance | null {
  const open = instances.filter((i) => isOpen(i, fact.occurredAt) && sameField(job, i, fact))
  const lasting = open.filter((i) => i.runUntil >= fact.occurredAt)
  for (const instance of [...lasting, ...open]) if (offer(job.clause.steps, instance.progress, fact)) return instance
  return null
}
