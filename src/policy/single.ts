/** Duties that arise once for each moment: within a term, before something, by a date, or with no term. */

import { DAY, dayOf, dayOfInstant } from '#kernel/time.ts'
import type { Fact } from '#facts/fact.ts'
import type { Due } from './clock.ts'
import { NO_DUE, dueAfter, dueMinute, dueOnDay } from './clock.ts'
import { termOf } from './compile.ts'
import { momentConditions } from './conditions/index.ts'
import { presenceOf } from './conditions/stay.ts'
import type { Instance, Job } from './life.ts'
import { currentDue, isOpen, offerToOpen, sameField, waive, waiversOf } from './life.ts'
import type { Moment } from './moments.ts'
import { chained, momentsOf } from './moments.ts'
import { chooseParameter, parameterKey } from './parameters.ts'
import { candidates, isDone, noProgress, offer } from './patterns.ts'
import type { Told } from './timeline.ts'
import { andTold, answerAt, runs, yes } from './timeline.ts'
import type { ConditionAnswer, ParameterChosen } from './types.ts'
import { factsNamed } from './view.ts'

interface Asked {
  moment: Moment
  together: Told
  each: ConditionAnswer[]
}

/** The moments of a clause whose own conditions are not known to be false; each reaches until the next of them. */
export function askedMoments(job: Job): Asked[] {
  const { text } = job.clause
  let out: Asked[] = []
  for (const moment of momentsOf(job.view, text.of as string)) {
    let together = yes()
    const each: ConditionAnswer[] = []
    for (const name of text.when) {
      const answer = (momentConditions[name] as { of: (v: typeof job.view, m: Moment) => Told }).of(job.view, moment)
      each.push({ condition: name, answer: answer.answer, needs: [...answer.needs], facts: [...answer.facts] })
      together = andTold(together, answer)
    }
    if (together.answer !== 'no') out.push({ moment, together, each })
  }
  const own = out.filter((asked) => !asked.moment.goneOver)
  out = own.length > 0 ? own : out.slice(0, 1)
  chained(out.map((asked) => asked.moment))
  return out
}

/** Parameter of a clause by name, as it holds on a day. */
export function parameterOn(job: Job, name: string, day: number): ParameterChosen {
  const key = parameterKey(job.clause.text.id, name)
  const parameter = job.clause.text.parameters[name]
  if (!parameter) throw new Error(`no parameter ${key}`)
  return chooseParameter(key, parameter, job.adopted.parameters?.[key], day)
}

function duesOf(job: Job, moment: Moment, arisenAt: number): { dues: Due[]; parameters: ParameterChosen[] } {
  const { clock } = job.clause.text
  const { calendars, campaign } = job.view
  const day = arisenAt === moment.at ? moment.day : dayOfInstant(arisenAt)
  if ('within' in clock) {
    // Each step of `in-turn` may have a term of its own; all count from the same moment.
    const own = job.clause.steps.mode === 'in-turn' && job.clause.steps.terms.some((t) => t !== undefined)
    const names = own ? job.clause.steps.terms.map((t) => t ?? clock.within) : [clock.within]
    const parameters = names.map((name) => parameterOn(job, name, dayOfInstant(arisenAt)))
    return { dues: parameters.map((p) => dueAfter(termOf(p.value), arisenAt, day, calendars)), parameters }
  }
  if ('before' in clock) {
    const fact = factsNamed(job.view.own, clock.before).find((f) => f.occurredAt >= moment.at && f.occurredAt < moment.until)
    return { dues: [fact ? dueMinute(fact.occurredAt) : NO_DUE], parameters: [] }
  }
  if ('by-campaign' in clock && campaign) return { dues: [dueOnDay(dayOf(campaign[clock['by-campaign']]))], parameters: [] }
  return { dues: [NO_DUE], parameters: [] }
}

/** Instances in order of arising: at the moment, or when the condition comes true after it, or again after it had ended. */
function arise(job: Job): Instance[] {
  const { view, lasting } = job
  const out: Instance[] = []
  for (const asked of askedMoments(job)) {
    const { moment } = asked
    job.soon(moment.at)
    for (const run of runs(lasting)) {
      // What has held as far back as anything is known begins where knowledge does.
      const begun = Math.max(run.from, moment.at)
      const from = begun === -Infinity ? Math.min(view.since, view.now) : begun
      if (from >= run.until || from >= moment.until || from > view.now) continue
      // Where it could not be told at first and then came true, it arose when it came true.
      const firstYes = lasting.find((s) => s.answer === 'yes' && s.from > from && s.from < run.until && s.from <= view.now)
      const arisenAt = answerAt(lasting, from).answer === 'yes' || !firstYes ? from : firstYes.from
      const { dues, parameters } = duesOf(job, moment, arisenAt)
      // Who comes under a dated duty only after its date is outside it.
      if ('by-campaign' in job.clause.text.clock && arisenAt >= (dues[0] as Due).end) continue
      out.push({
        key: '',
        moment,
        asked: asked.together,
        askedEach: asked.each,
        arisenAt,
        runUntil: run.until,
        dues,
        parameters,
        progress: noProgress(job.clause.steps),
      })
    }
  }
  out.sort((a, b) => a.arisenAt - b.arisenAt || a.moment.at - b.moment.at)
  out.forEach((instance, i) => {
    instance.key = String(i + 1)
  })
  return out
}

type Event = { at: number; order: number; instance?: Instance; met?: Fact; waiver?: Fact }

/**
 * Plays what happened in order. A fact counts for the earliest instance open at its time; where none is open it is kept
 * for the next to arise (done at the bedside, then accepted), unless an instance already met still runs: then it is
 * surplus and serves no later one.
 */
function play(job: Job, instances: Instance[]): void {
  const { text, steps } = job.clause
  const events: Event[] = instances.map((instance) => ({ at: instance.arisenAt, order: 0, instance }))
  const own = candidates(job.view, steps, text['any-file-of-person'])
  for (const met of [...own, ...onTheRoad(job, instances)]) events.push({ at: met.occurredAt, order: 1, met })
  for (const waiver of waiversOf(job)) events.push({ at: waiver.occurredAt, order: 2, waiver })
  events.sort((a, b) => a.at - b.at || a.order - b.order)
  let kept: Fact[] = []
  for (const event of events) {
    if (event.instance) {
      const instance = event.instance
      if (text['only-after']) continue
      const left: Fact[] = []
      for (const fact of kept) {
        const fits = sameField(job, instance, fact)
        if (!fits) left.push(fact)
        else if (fact.name === 'intake.accepted' && !stayRuns(job, fact, instance.arisenAt)) continue
        else if (!isDone(instance.progress)) offer(steps, instance.progress, fact)
      }
      kept = left
    } else if (event.met) {
      const { met } = event
      if (offerToOpen(job, instances, met)) continue
      const served = instances.some((i) => isSurplusOf(job, i, met))
      if (!served) kept.push(met)
    } else if (event.waiver) {
      waive(job, instances, event.waiver)
    }
  }
}

/** What was told of the person on the way to this file: from a day before a moment until its duty ends, and not to somewhere else. */
function onTheRoad({ view, clause }: Job, instances: readonly Instance[]): Fact[] {
  const { text, steps } = clause
  if (text['on-the-road'].length === 0) return []
  const { station } = view.subject
  return view
    .filesOfPerson()
    .filter((id) => view.subjects.get(id)?.kind === 'person')
    .flatMap((id) => text['on-the-road'].flatMap((name) => factsNamed(view.bySubject.get(id), name)))
    .filter((fact) => steps.patterns.some((pattern) => pattern.matches(fact)))
    .filter(({ value }) => value['organisation'] === undefined || station === undefined || value['organisation'] === station)
    .filter(({ occurredAt }) => instances.some((each) => occurredAt >= each.moment.at - DAY && occurredAt < each.moment.until))
}

/**
 * Whether a fact only repeats what an instance already met (or waived) had asked for: it still runs, and nobody was
 * accepted anew since. What must come before something is settled once that has happened; an approval after it is for
 * the next.
 */
function isSurplusOf(job: Job, instance: Instance, met: Fact): boolean {
  const at = met.occurredAt
  if (instance.arisenAt > at || instance.runUntil < at || !sameField(job, instance, met)) return false
  if (!isDone(instance.progress) && !instance.waived) return false
  if ('before' in job.clause.text.clock) return at < currentDue(instance).end
  return !factsNamed(job.view.own, 'intake.accepted').some((f) => f.occurredAt > instance.arisenAt && f.occurredAt <= at)
}

/** An acceptance counts later only while the guest is still there: a stay long over brought nobody to safety now. */
function stayRuns(job: Job, accepted: Fact, at: number): boolean {
  return answerAt(presenceOf(job.view, accepted.subject.id), at).answer === 'yes'
}

/** All instances of a clause for its subject, as played up to now. */
export function singleInstances(job: Job): Instance[] {
  const instances = arise(job)
  if (instances.length > 0) play(job, instances)
  for (const instance of instances) {
    if (isOpen(instance, job.view.now)) for (const due of instance.dues) job.soon(due.end)
  }
  return instances
}
