/** Clauses that count other subjects: the named officers of a station, the children of a town, the levels of the network. */

import { startOfDayNumber } from '#kernel/time.ts'
import type { Fact } from '#facts/fact.ts'
import { NO_DUE, dueOnDay } from './clock.ts'
import { minority } from './conditions/person.ts'
import type { Instance, Job } from './life.ts'
import { isOpen } from './life.ts'
import { periodsSoFar, playWaivers } from './periodic.ts'
import type { Period } from './periods.ts'
import type { Timeline } from './timeline.ts'
import { answerAt, no, or, runs, stepwise, yes } from './timeline.ts'
import type { ObligationState, Subject } from './types.ts'
import type { View } from './view.ts'
import { factsNamed, factsOf, onlyOfType } from './view.ts'

/** The organisation a subject names by a link, or the only one of that type where it names none. */
export function linked(view: View, subject: Subject, link: 'station' | 'town'): string | undefined {
  return subject[link] ?? onlyOfType(view, link)
}

/** Named for a duty and still in post, over time. Leaving, or being relieved of that duty, ends the naming. */
function officerOver(view: View, staff: Subject, duty: string): { timeline: Timeline; named: readonly Fact[] } {
  const facts = factsOf(view.bySubject.get(staff.id), 'staff.joined', 'staff.left', 'staff.duty-named', 'staff.duty-ended')
  const everJoined = facts.some((f) => f.name === 'staff.joined')
  let inPost = !everJoined
  let named = false
  const changes = facts.map((fact) => {
    if (fact.name === 'staff.joined') inPost = true
    else if (fact.name === 'staff.left') {
      inPost = false
      named = false
    } else if (fact.value.duty === duty) named = fact.name === 'staff.duty-named'
    return { at: fact.occurredAt, told: inPost && named ? yes([fact.id]) : no([fact.id]) }
  })
  return { timeline: stepwise(no(), changes), named: facts }
}

const blank = (view: View, key: string, at: number): Omit<Instance, 'dues'> => ({
  key,
  moment: { name: 'station-stands', at, day: 0, until: Infinity },
  asked: yes(),
  askedEach: [],
  arisenAt: at,
  runUntil: Infinity,
  parameters: [],
  progress: [null],
})

/** Met by somebody of the station named and in post; when the last one leaves, it arises again. */
export function officerInstances(job: Job, duty: string): Instance[] {
  const { view } = job
  let together: Timeline = stepwise(no(), [])
  const byId = new Map<string, Fact>()
  for (const subject of view.subjects.values()) {
    if (subject.kind !== 'staff' || linked(view, subject, 'station') !== view.subject.id) continue
    const { timeline, named } = officerOver(view, subject, duty)
    together = or(together, timeline)
    for (const fact of named) byId.set(fact.id, fact)
  }
  const begin = Math.min(view.since, view.now)
  const instances: Instance[] = []
  const arise = (at: number) => {
    instances.push({ ...blank(view, String(instances.length + 1), at), dues: [NO_DUE] })
  }
  arise(begin)
  for (const stretch of together) {
    const last = instances[instances.length - 1] as Instance
    const fact = stretch.facts.map((id) => byId.get(id)).findLast((f) => f?.occurredAt === stretch.from)
    if (stretch.answer === 'yes' && last.progress[0] === null && fact) last.progress = [fact]
    if (stretch.answer === 'no' && last.progress[0] !== null) arise(stretch.from)
  }
  playWaivers(job, instances)
  return instances
}

/** The children of a town that its round of a period must reach: file opened before its end, not of age before its beginning. */
interface ChildInRound {
  id: string
  screened: Fact | null
}

function childrenInRound(view: View, town: string, period: Period, personView: (child: Subject) => View): ChildInRound[] {
  const start = startOfDayNumber(period.first)
  const end = startOfDayNumber(period.after)
  const out: ChildInRound[] = []
  for (const child of view.subjects.values()) {
    if (child.kind !== 'child-file' || linked(view, child, 'town') !== town) continue
    const index = view.bySubject.get(child.id)
    const opened = factsNamed(index, 'child.file-opened')[0]
    if (!opened || opened.occurredAt >= end) continue
    const screened = factsNamed(index, 'child.screened').find((f) => f.occurredAt >= start && f.occurredAt < end) ?? null
    const minor = minority(personView(child))
    // Of age before the round, or during it before being reached: no longer one of the town's minors.
    const ask = Math.max(start, opened.occurredAt)
    if (answerAt(minor, ask).answer === 'no') continue
    if (!screened && answerAt(minor, Math.min(end - 1, view.now)).answer === 'no') continue
    out.push({ id: child.id, screened })
  }
  return out.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** One instance a period on the town: met when each of its children has been screened in it. */
export function screeningInstances(job: Job, personView: (child: Subject) => View): Instance[] {
  const { view } = job
  const out: Instance[] = []
  for (const { period, parameters } of periodsSoFar(job)) {
    const start = startOfDayNumber(period.first)
    const due = dueOnDay(period.after - 1)
    const children = childrenInRound(view, view.subject.id, period, personView)
    if (children.length === 0) continue
    for (const child of children) {
      const subject = view.subjects.get(child.id)
      if (subject) for (const run of runs(minority(personView(subject)))) job.soon(run.until)
    }
    const state = (child: ChildInRound): ObligationState => (child.screened ? 'met' : view.now >= due.end ? 'overdue' : 'pending')
    const instance: Instance = {
      ...blank(view, period.key, start),
      moment: { name: 'period', at: start, day: period.first, until: startOfDayNumber(period.after) },
      dues: [due],
      parameters,
      progress: children.map((c) => c.screened),
      members: children.map((c) => ({ id: c.id, state: state(c) })),
    }
    // All steps fall due together, so one due time stands for every child.
    out.push(instance)
    if (isOpen(instance, view.now)) job.soon(due.end)
  }
  playWaivers(job, out)
  return out
}

export const NETWORK_LEVELS = ['city', 'county', 'town', 'village'] as const

/** Protection centres and points by level of the network. */
export function centresByLevel(subjects: Iterable<Subject>): Map<string, string[]> {
  const out = new Map<string, string[]>(NETWORK_LEVELS.map((level) => [level, []]))
  for (const subject of subjects) {
    if (subject.kind !== 'organisation' || (subject.type !== 'protection-centre' && subject.type !== 'protection-point')) continue
    out.get(subject.level ?? '')?.push(subject.id)
  }
  for (const list of out.values()) list.sort()
  return out
}

/** Met when each of the four levels has a centre or point; the levels are its members. */
export function networkInstances(job: Job): Instance[] {
  const { view } = job
  const levels = centresByLevel(view.subjects.values())
  const begin = Math.min(view.since, view.now)
  const members = NETWORK_LEVELS.map((level) => ({
    id: level,
    state: ((levels.get(level)?.length ?? 0) > 0 ? 'met' : 'pending') as ObligationState,
  }))
  const instance: Instance = { ...blank(view, '1', begin), dues: [NO_DUE], members }
  playWaivers(job, [instance])
  return [instance]
}
