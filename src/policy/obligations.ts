/**
 * The obligations of one subject under the packs in force: a pure function of facts, packs, calendars and the instant
 * asked. The same facts in any order give the same answer, and asking again changes nothing.
 */

import { startOfDay } from '#kernel/time.ts'
import { compilePack, owes } from './compile.ts'
import type { CompiledClause } from './compile.ts'
import { overTime } from './conditions/index.ts'
import { knownLocal } from './conditions/person.ts'
import { linked, networkInstances, officerInstances, screeningInstances } from './counting.ts'
import { explain } from './explain.ts'
import type { Instance, Job } from './life.ts'
import { currentDue, doneAt, settle } from './life.ts'
import { campaignDateInstances, periodicInstances } from './periodic.ts'
import { rollingInstances } from './rolling.ts'
import { singleInstances } from './single.ts'
import { ALWAYS_YES, and } from './timeline.ts'
import type { AdoptedPack, Calendars, Obligation, ObligationInput, ObligationResult, Subject } from './types.ts'
import type { Known, View } from './view.ts'
import { factsNamed, indexKnown, viewOf } from './view.ts'

/** Who owes it: the clause's word, or the one that the facts decide where the clause leaves a choice. */
export function ownerOf(clause: CompiledClause['text'], view: View): string {
  const { owner } = clause
  if (typeof owner === 'string') return owner
  if (owner.when === 'station-known')
    return linked(view, view.subject, 'station') !== undefined ? owner['if-so'] : owner['if-not']
  if (owner.when === 'register-local') return knownLocal(view, view.now) ? owner['if-so'] : owner['if-not']
  throw new Error(`no way to choose an owner by ${owner.when}`)
}

function instancesOf(job: Job, personView: (child: Subject) => View): readonly Instance[] {
  const { clock } = job.clause.text
  if ('every-term' in clock) return rollingInstances(job)
  if ('campaign-dates' in clock) return campaignDateInstances(job)
  if ('counts' in clock) {
    if (clock.counts === 'officer') return officerInstances(job, clock.duty ?? '')
    return clock.counts === 'network' ? networkInstances(job) : screeningInstances(job, personView)
  }
  return 'every' in clock ? periodicInstances(job) : singleInstances(job)
}

/** Cheap first question: whether a clause can have anything to do with this subject at all. */
function concerns(clause: CompiledClause, view: View): boolean {
  const { text } = clause
  if (text.on !== undefined && !owes(text.on, view.subject)) return false
  if ('by-campaign' in text.clock || 'campaign-dates' in text.clock) if (!view.campaign) return false
  if (clause.ofFact && factsNamed(view.own, text.of as string).length === 0) return false
  return true
}

/** A term that ended before the pack was adopted is not judged by it. */
function bindsFrom(adopted: AdoptedPack, instance: Instance): boolean {
  if (adopted.from === null) return true
  const from = startOfDay(adopted.from)
  if (currentDue(instance).end <= from) return false
  const over = Math.min(doneAt(instance) ?? Infinity, instance.waived?.at ?? Infinity, instance.runUntil)
  return over >= from
}

function obligationsOfView(
  view: View,
  adopted: AdoptedPack,
  out: Obligation[],
  soon: (at: number) => void,
  personView: (s: Subject) => View,
) {
  for (const clause of compilePack(adopted.pack)) {
    if (!concerns(clause, view)) continue
    const { text } = clause
    let lasting = ALWAYS_YES
    for (const name of text.while) lasting = and(lasting, overTime(view, name))
    const job: Job = { clause, adopted, view, lasting, soon }
    const instances = instancesOf(job, personView)
    for (const stretch of lasting) soon(stretch.from)
    if (instances.length === 0) continue
    const owner = ownerOf(text, view)
    for (const instance of instances) {
      if (!bindsFrom(adopted, instance)) continue
      const settled = settle(job, instance)
      const due = currentDue(instance)
      const members = instance.members
      let { state } = settled
      // Levels have no facts that date them: the network is complete or not as it stands.
      const allMembers = members !== undefined && state === 'pending' && members.every((m) => m.state === 'met')
      if (allMembers) state = 'met'
      out.push({
        clause: text.id,
        pack: adopted.pack.id,
        subject: view.subject.id,
        instance: instance.key,
        state,
        arisenAt: instance.arisenAt,
        due: due.at,
        dueKind: due.kind,
        metAt: state === 'waived' || state === 'not-applicable' ? null : allMembers ? instance.arisenAt : doneAt(instance),
        owner,
        needs: [...settled.needs].sort(),
        ...(instance.waived ? { waived: instance.waived } : {}),
        ...(text.target !== undefined ? { target: text.target } : {}),
        ...(members ? { members } : {}),
        because: explain(job, instance, settled),
      })
    }
  }
}

/** Everything known at an instant, read once and shared by the computation of many subjects (policy cases, a town's children). */
export interface Board {
  known: Known
  calendars: Calendars
  now: number
  since?: number | undefined
}

/** Obligations of one subject over facts that were indexed already; see `computeObligations`. */
export function obligationsOn(board: Board, subject: Subject, packs: readonly AdoptedPack[]): ObligationResult {
  const out: Obligation[] = []
  let changesAt = Infinity
  const soon = (at: number) => {
    if (at > board.now && at < changesAt) changesAt = at
  }
  const make = (s: Subject, campaign: AdoptedPack['campaign']): View =>
    viewOf(board.known, {
      subject: s,
      calendars: board.calendars,
      campaign: campaign ?? null,
      now: board.now,
      since: board.since,
    })
  const children = new Map<string, View>()
  const personView = (child: Subject): View => {
    const made = children.get(child.id) ?? make(child, null)
    children.set(child.id, made)
    return made
  }
  // Packs without a campaign share one view, and with it every condition already worked out.
  let plain: View | null = null
  for (const adopted of packs) {
    let view: View
    if (adopted.campaign) view = make(subject, adopted.campaign)
    else {
      plain ??= make(subject, null)
      view = plain
    }
    obligationsOfView(view, adopted, out, soon, personView)
  }
  return { obligations: out, changesAt: changesAt === Infinity ? null : changesAt }
}

/**
 * The obligations of one subject at `now`. `related` holds the other files of its person, the person, and for duties that
 * count others the subjects counted, with their facts. `changesAt` is an instant before which the answer stays the same
 * unless a new fact comes.
 */
export function computeObligations(input: ObligationInput): ObligationResult {
  const known = indexKnown([input.subject, ...input.related.subjects], [...input.facts, ...input.related.facts], input.now)
  return obligationsOn({ known, calendars: input.calendars, now: input.now, since: input.since }, input.subject, input.packs)
}

export interface ObligationChange {
  subject: string
  clause: string
  instance: string
  before: Obligation | null
  after: Obligation | null
}

/** What differs between two answers: duties that came, went, or read differently (state, due, owner). For `policy diff`. */
export function diffObligations(before: readonly Obligation[], after: readonly Obligation[]): ObligationChange[] {
  const key = (o: Obligation) => `${o.subject}\n${o.clause}\n${o.instance}`
  const old = new Map(before.map((o) => [key(o), o]))
  const fresh = new Map(after.map((o) => [key(o), o]))
  const out: ObligationChange[] = []
  for (const id of new Set([...old.keys(), ...fresh.keys()])) {
    const a = old.get(id) ?? null
    const b = fresh.get(id) ?? null
    const same =
      a && b && a.state === b.state && a.due === b.due && a.dueKind === b.dueKind && a.owner === b.owner && a.metAt === b.metAt
    if (same) continue
    const one = (a ?? b) as Obligation
    out.push({ subject: one.subject, clause: one.clause, instance: one.instance, before: a, after: b })
  }
  return out.sort((x, y) => (`${x.subject} ${x.clause} ${x.instance}` < `${y.subject} ${y.clause} ${y.instance}` ? -1 : 1))
}
