/** Calendar duties: one instance a period, or one for each date that a campaign covers. A period gone by is not made up. */

import { civilOfDay, dayOf, dayOfCivil, dayOfInstant, daysInMonth, startOfDay, startOfDayNumber } from '#kernel/time.ts'
import type { Fact } from '#facts/fact.ts'
import { dueOnDay } from './clock.ts'
import { periodOfTerm } from './compile.ts'
import type { Instance, Job } from './life.ts'
import { isOpen, waive, waiversOf } from './life.ts'
import { candidates, noProgress, offer } from './patterns.ts'
import type { Period, PeriodKind } from './periods.ts'
import { periodAt } from './periods.ts'
import { parameterOn } from './single.ts'
import { runs, yes } from './timeline.ts'
import type { ParameterChosen } from './types.ts'
import { factsNamed } from './view.ts'

/** First day of interest: what a fact began, else the pack's adoption, else the first instant anything is known of. */
function firstDay(job: Job): number {
  const run = runs(job.lasting)[0]
  const begun = run && run.from !== -Infinity ? run.from : job.view.since
  const adopted = job.adopted.from === null ? -Infinity : startOfDay(job.adopted.from)
  return dayOfInstant(Math.max(begun, adopted))
}

/** The rhythm of a calendar clause: the pack's, or the bureau's where the document left it open. */
function rhythm(job: Job, day: number): { kind: PeriodKind; parameters: ParameterChosen[] } {
  const { clock } = job.clause.text
  const pack = ('every' in clock ? clock.every : undefined) as PeriodKind
  const name = 'period-parameter' in clock ? clock['period-parameter'] : undefined
  if (name === undefined) return { kind: pack, parameters: [] }
  const chosen = parameterOn(job, name, day)
  return { kind: (periodOfTerm(chosen.value) ?? pack) as PeriodKind, parameters: [chosen] }
}

/** Periods that have begun by now, from the first day of interest on; the next beginning is noted. */
export function periodsSoFar(job: Job): { period: Period; parameters: ParameterChosen[] }[] {
  const out: { period: Period; parameters: ParameterChosen[] }[] = []
  let day = firstDay(job)
  for (;;) {
    const { kind, parameters } = rhythm(job, day)
    const period = periodAt(kind, day)
    if (startOfDayNumber(period.first) > job.view.now) {
      job.soon(startOfDayNumber(period.first))
      return out
    }
    out.push({ period, parameters })
    day = period.after
  }
}

interface Window {
  /** First and last day on which it can be met. */
  from: number
  to: number
  dueDay: number
  parameters: ParameterChosen[]
}

function windowOf(job: Job, period: Period): Window {
  const { clock } = job.clause.text
  const whole = { from: period.first, to: period.after - 1, dueDay: period.after - 1, parameters: [] }
  if (!('every' in clock) || 'counts' in clock) return whole
  if (clock.on !== undefined) {
    const day = dayOfCivil(period.year, Number(clock.on.slice(0, 2)), Number(clock.on.slice(3)))
    return { from: day, to: day, dueDay: day, parameters: [] }
  }
  if (clock.during !== undefined) {
    const month = Number(clock.during)
    const last = dayOfCivil(period.year, month, daysInMonth(period.year, month))
    return { from: dayOfCivil(period.year, month, 1), to: last, dueDay: last, parameters: [] }
  }
  if (clock.by !== undefined) {
    const chosen = parameterOn(job, clock.by, period.first)
    const [month, day] = String(chosen.value).split('-').map(Number) as [number, number]
    return {
      ...whole,
      dueDay: dayOfCivil(period.year, month, Math.min(day, daysInMonth(period.year, month))),
      parameters: [chosen],
    }
  }
  if (clock['day-after'] !== undefined) {
    const chosen = parameterOn(job, clock['day-after'], period.first)
    const next = civilOfDay(period.after)
    return { ...whole, dueDay: dayOfCivil(next.year, next.month, Number(chosen.value)), parameters: [chosen] }
  }
  return whole
}

/** The fact at which a field, added up over the period, reaches its amount; decimals to six places are exact. */
function sumReached(job: Job, window: Window): Fact | null {
  const metBy = job.clause.text['met-by']
  if (!metBy || !('sum' in metBy)) return null
  const { fact: name, field, 'at-least': wanted } = metBy.sum
  const millionths = (n: number) => Math.round(n * 1_000_000)
  let sum = 0
  for (const fact of factsNamed(job.view.own, name)) {
    const day = dayOfInstant(fact.occurredAt)
    if (day < window.from || day > window.to) continue
    sum += millionths(typeof fact.value[field] === 'number' ? (fact.value[field] as number) : 0)
    if (sum >= millionths(wanted)) return fact
  }
  return null
}

function metWithin(job: Job, instance: Instance, period: Period, window: Window): void {
  const { text, steps } = job.clause
  const reached = sumReached(job, window)
  if (reached) {
    instance.progress = [reached]
    return
  }
  for (const fact of candidates(job.view, steps, text['any-file-of-person'])) {
    const named = fact.value.period
    const day = dayOfInstant(fact.occurredAt)
    const within = day >= window.from && day <= window.to
    const fits =
      text['names-period'] === 'always'
        ? named === period.key
        : text['names-period'] && named !== undefined
          ? named === period.key
          : within
    if (fits) offer(steps, instance.progress, fact)
  }
}

/** A waiver takes effect where the instance was still open then; what was met before it stays met, what comes after is surplus. */
export function playWaivers(job: Job, instances: readonly Instance[]): void {
  for (const waiver of waiversOf(job)) {
    const held = instances.map((i) => i.progress)
    for (const instance of instances)
      instance.progress = instance.progress.map((f) => (f && f.occurredAt <= waiver.occurredAt ? f : null))
    waive(job, instances, waiver)
    instances.forEach((instance, i) => {
      if (!instance.waived) instance.progress = held[i] as Instance['progress']
    })
  }
}

/** The last unbroken stretch of the condition within a time, as far as it has begun by now. */
function lastRunWithin(job: Job, from: number, until: number): { from: number; until: number } | null {
  const within = runs(job.lasting).filter(
    (run) => run.from < until && run.until > from && Math.max(run.from, from) <= job.view.now,
  )
  return within.at(-1) ?? null
}

/** All instances of a calendar clause for its subject, up to now. */
export function periodicInstances(job: Job): Instance[] {
  const { clock } = job.clause.text
  const out: Instance[] = []
  for (const { period, parameters } of periodsSoFar(job)) {
    const window = windowOf(job, period)
    const due = dueOnDay(window.dueDay)
    const start = startOfDayNumber(period.first)
    const run = lastRunWithin(job, start, due.end)
    if (!run) continue
    const arisenAt = Math.max(start, run.from)
    const instance: Instance = {
      key: period.key,
      moment: { name: 'period', at: start, day: period.first, until: startOfDayNumber(period.after) },
      asked: yes(),
      askedEach: [],
      arisenAt,
      runUntil: run.until,
      dues: [due],
      parameters: [...parameters, ...window.parameters],
      progress: noProgress(job.clause.steps),
      owedAtEnd: 'every' in clock && !('counts' in clock) && clock['owed-at-end'] === true,
    }
    metWithin(job, instance, period, window)
    out.push(instance)
  }
  playWaivers(job, out)
  for (const instance of out) if (isOpen(instance, job.view.now)) job.soon((instance.dues[0] as { end: number }).end)
  return out
}

/** One instance for each listed date that the campaign covers; it arises on the day after the one before. */
export function campaignDateInstances(job: Job): Instance[] {
  const { clock } = job.clause.text
  const campaign = job.view.campaign
  if (!campaign || !('campaign-dates' in clock)) return []
  const opened = dayOf(campaign.opened)
  const closed = campaign.closed === undefined ? Infinity : dayOf(campaign.closed)
  const today = dayOfInstant(job.view.now)
  const chosen = parameterOn(job, clock['campaign-dates'], opened)
  const dates: number[] = []
  for (let year = civilOfDay(opened).year; year <= civilOfDay(today).year + 1; year++) {
    for (const date of String(chosen.value).split(' ')) {
      const month = Number(date.slice(0, 2))
      const day = dayOfCivil(year, month, Math.min(Number(date.slice(3)), daysInMonth(year, month)))
      if (day >= opened && day <= closed) dates.push(day)
    }
  }
  dates.sort((a, b) => a - b)
  const out: Instance[] = []
  dates.forEach((day, i) => {
    const first = i === 0 ? opened : (dates[i - 1] as number) + 1
    const arisenAt = startOfDayNumber(first)
    if (arisenAt > job.view.now) {
      job.soon(arisenAt)
      return
    }
    const { year, month } = civilOfDay(day)
    const period = periodAt('month', dayOfCivil(year, month, 1))
    const instance: Instance = {
      key: period.key,
      moment: { name: 'campaign-date', at: arisenAt, day: first, until: Infinity },
      asked: yes(),
      askedEach: [],
      arisenAt,
      runUntil: Infinity,
      dues: [dueOnDay(day)],
      parameters: [chosen],
      progress: noProgress(job.clause.steps),
    }
    metWithin(job, instance, period, { from: first, to: day, dueDay: day, parameters: [] })
    out.push(instance)
  })
  playWaivers(job, out)
  for (const instance of out) if (isOpen(instance, job.view.now)) job.soon((instance.dues[0] as { end: number }).end)
  return out
}
