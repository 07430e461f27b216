/** A guest's row on the desk, and the plan of the first days: computed from facts alone. Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { HOUR } from '#kernel/time.ts'
import { standing } from './rules.ts'

/** What the desk shows of a guest, as the facts of the file say it. */
export interface Summary {
  /** Interviews of their own; quick lines are not counted. */
  interviews: number
  sayings: number
  lastHeardAt: number | null
  noticeAt: number | null
  recordsAt: number | null
  recordsResult: string | null
  faceAt: number | null
  faceResult: string | null
  dnaAt: number | null
  dnaSampledAt: number | null
  dnaResult: string | null
  raisedAt: number | null
  place: 'hospital' | 'entrusted' | null
  officerId: string | null
  officerAt: number | null
}

const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export function summaryOf(facts: readonly LedgerFact[]): Summary {
  const hold = standing(facts)
  const last = (of: (fact: LedgerFact) => boolean) => hold.findLast(of)
  const named = (...names: string[]) => last((fact) => names.includes(fact.name))
  const police = (name: string, kind: string) =>
    last((fact) => fact.name === `tracing.police-${name}` && fact.value.kind === kind)
  const heard = hold.filter((fact) => fact.name === 'tracing.interviewed')
  const notice = named('tracing.notice-published', 'tracing.pushed-national')
  const withdrawn = named('tracing.notice-withdrawn')
  const face = last(
    (fact) => fact.name === 'tracing.face-compared' || (fact.name === 'tracing.police-answered' && fact.value.kind === 'face'),
  )
  const place = named('medical.hospitalised', 'medical.fetched', 'entrusted.placed', 'entrusted.brought-back')?.name
  const officer = named('file.officer-named')
  const records = police('asked', 'records')
  const answered = (kind: string, since: LedgerFact | undefined) => {
    const answer = police('answered', kind)
    return answer && (!since || answer.occurredAt >= since.occurredAt) ? word(answer.value.result) : null
  }
  const dna = police('asked', 'dna')
  return {
    interviews: heard.filter((fact) => fact.value.brief !== true).length,
    sayings: heard.filter((fact) => fact.value.brief === true).length,
    lastHeardAt: heard.at(-1)?.occurredAt ?? null,
    // One of several channels taken down leaves the others; a push is not a notice that can be taken down here.
    noticeAt: notice && !(withdrawn && withdrawn.occurredAt > notice.occurredAt) ? notice.occurredAt : null,
    recordsAt: records?.occurredAt ?? null,
    recordsResult: answered('records', records),
    faceAt: face?.occurredAt ?? police('asked', 'face')?.occurredAt ?? null,
    faceResult: word(face?.value.result),
    dnaAt: dna?.occurredAt ?? null,
    dnaSampledAt: named('tracing.dna-sampled')?.occurredAt ?? null,
    dnaResult: answered('dna', dna),
    raisedAt: named('tracing.raised')?.occurredAt ?? null,
    place: place === 'medical.hospitalised' ? 'hospital' : place === 'entrusted.placed' ? 'entrusted' : null,
    officerId: word(officer?.value.officer),
    officerAt: officer?.occurredAt ?? null,
  }
}

/**
 * Several talks in the first three days find most people: practice of stations (广州 and others), no duty of any document.
 * Assumed, and shown as such.
 */
export const RHYTHM = { interviews: 3, hours: 72, source: '广州等地救助站的做法：头 72 小时至少问询三次' } as const

export interface PlanStep {
  /** First, second, third. */
  no: number
  /** Until when it is best done. */
  until: number
  doneAt: number | null
  state: 'done' | 'late' | 'open' | 'missed'
}

/** The plan of the first days: which talks were held, which are still to come. `missed`: the three days are over. */
export function planOf(heldAt: readonly number[], since: number, now: number): PlanStep[] {
  const held = [...heldAt].sort((a, b) => a - b)
  return Array.from({ length: RHYTHM.interviews }, (_, index) => {
    const until = since + ((index + 1) * RHYTHM.hours * HOUR) / RHYTHM.interviews
    const doneAt = held[index] ?? null
    const end = since + RHYTHM.hours * HOUR
    const state = doneAt !== null ? (doneAt <= end ? 'done' : 'late') : now <= end ? 'open' : 'missed'
    return { no: index + 1, until, doneAt, state }
  })
}
