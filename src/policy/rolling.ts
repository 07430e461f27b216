/** Rolling series: first due a term after the moment, then a term after each met-by; one instance open at a time. */

import { addMonthsToDay, dayOfInstant, startOfDayNumber } from '#kernel/time.ts'
import type { Fact } from '#facts/fact.ts'
import { dueAfter } from './clock.ts'
import { termOf } from './compile.ts'
import type { Instance, Job } from './life.ts'
import { currentDue, isOpen, offerToOpen, waive, waiversOf } from './life.ts'
import type { Moment } from './moments.ts'
import { candidates, isDone, noProgress } from './patterns.ts'
import { askedMoments, parameterOn } from './single.ts'
import { runs } from './timeline.ts'

interface Series {
  moment: Moment
  runUntil: number
  /** First instant after the time for which the series lasts. */
  limit: number
  current: Instance | null
  /** Where no instance is open: the day from which the next would count. */
  restFrom: number
}

export function rollingInstances(job: Job): Instance[] {
  const { clock } = job.clause.text
  if (!('every-term' in clock)) return []
  const asked = askedMoments(job)
  const out: Instance[] = []
  const facts = candidates(job.view, job.clause.steps, job.clause.text['any-file-of-person'])
  const waivers = waiversOf(job)
  const limitOf = (moment: Moment): number => {
    if (clock.for === undefined) return Infinity
    const chosen = parameterOn(job, clock.for, dayOfInstant(moment.at))
    const term = termOf(chosen.value)
    return term.unit === 'months' ? startOfDayNumber(addMonthsToDay(moment.day, term.amount) + 1) : Infinity
  }

  for (const run of runs(job.lasting)) {
    const begins = asked.filter((a) => a.moment.at < run.until)
    if (begins.length === 0 || run.from > job.view.now) continue
    // Moments before the run began count as one, from its beginning.
    const starts = begins.filter((a, i) => a.moment.at >= run.from || (begins[i + 1]?.moment.at ?? Infinity) > run.from)
    let series: Series | null = null

    const open = (s: Series, arisenAt: number, day: number, instant: number, from: (typeof asked)[number]) => {
      const chosen = parameterOn(job, clock['every-term'], day)
      const due = dueAfter(termOf(chosen.value), instant, day, job.view.calendars)
      s.restFrom = day
      s.current = null
      if (due.end > s.limit || arisenAt > job.view.now) return
      s.current = {
        key: '',
        moment: from.moment,
        asked: from.together,
        askedEach: from.each,
        arisenAt,
        runUntil: run.until,
        dues: [due],
        parameters: [chosen],
        progress: noProgress(job.clause.steps),
      }
      out.push(s.current)
    }

    type Event = { at: number; order: number; start?: (typeof asked)[number]; met?: Fact; waiver?: Fact }
    const events: Event[] = starts.map((start) => ({ at: Math.max(start.moment.at, run.from), order: 0, start }))
    for (const met of facts)
      if (met.occurredAt >= run.from && met.occurredAt <= run.until) events.push({ at: met.occurredAt, order: 1, met })
    for (const waiver of waivers) if (waiver.occurredAt >= run.from) events.push({ at: waiver.occurredAt, order: 2, waiver })
    events.sort((a, b) => a.at - b.at || a.order - b.order)

    let from = starts[0] as (typeof asked)[number]
    for (const event of events) {
      if (event.start) {
        const { moment } = event.start
        const limit = limitOf(moment)
        const running: boolean = series !== null && (series.current !== null || event.at < series.limit)
        if (running && series) {
          series.limit = Math.max(series.limit, limit)
          // Dormant because the next would have come too late: the longer time may now hold it.
          if (series.current === null) open(series, event.at, series.restFrom, startOfDayNumber(series.restFrom), from)
          continue
        }
        from = event.start
        series = { moment, runUntil: run.until, limit, current: null, restFrom: 0 }
        const day = event.at === moment.at ? moment.day : dayOfInstant(event.at)
        open(series, event.at, day, event.at, from)
      } else if (event.met) {
        const took = offerToOpen(job, out, event.met)
        if (took && series && took === series.current && isDone(took.progress)) {
          open(series, event.at, dayOfInstant(event.at), event.at, from)
        }
      } else if (event.waiver) {
        const took = waive(job, out, event.waiver)
        if (took && series && took === series.current) {
          const due = currentDue(took)
          const day = due.kind === 'day' ? dayOfInstant((due.at as number) - 1) : dayOfInstant(due.at ?? event.at)
          open(series, event.at, day, due.at ?? event.at, from)
        }
      }
    }
  }
  // An instance left overdue when its condition ended is met by whatever comes later.
  for (const fact of facts) if (!out.some((i) => i.progress.includes(fact))) offerAfterRun(job, out, fact)
  out.sort((a, b) => a.arisenAt - b.arisenAt)
  out.forEach((instance, i) => {
    instance.key = String(i + 1)
    if (isOpen(instance, job.view.now)) job.soon(currentDue(instance).end)
  })
  return out
}

/** A fact after the end of a run meets what was already overdue when it ended. */
function offerAfterRun(job: Job, instances: readonly Instance[], fact: Fact): void {
  const overdue = instances.filter((i) => i.runUntil < fact.occurredAt && isOpen(i, fact.occurredAt))
  offerToOpen(job, overdue, fact)
}
