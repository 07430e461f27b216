/** What several doors of this room look at before they decide. Pure, but for `loads`. */
import type { NewFact } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'
import type { Care, HoldRow, RequestRow } from './store.ts'
import { guardianshipResults, type HoldEnd, holdEnds, type HoldKind, requestKinds, type RequestKind } from './words.ts'
import { holdLife, requestLife } from './lifecycle.ts'
import { type Assessed, assessmentForReturn, returnFault } from './rules.ts'

/** A closed file takes nothing more. */
export const closedFile = ({ child }: Pick<Care, 'child'>): Refusal | undefined =>
  child.closedAt === null ? undefined : refuse('CLOSED')

/** Day and minute, as people read them. */
export const at = (instant: number): string => printInstant(instant).replace('T', ' ')

export const heldAlready = (hold: HoldRow): Refusal =>
  refuse('HELD_ALREADY', { kind: holdLife.states[hold.kind].zh, since: dateOf(hold.since) })

/** Civil affairs is the guardian: more than an emergency. */
export const held = (care: Pick<Care, 'hold'>): HoldRow | undefined =>
  care.hold && care.hold.kind !== 'emergency' ? care.hold : undefined

/** Nobody holds it: somebody else has just ended it, and how; or there never was one. */
export function notHeld(care: Pick<Care, 'lastHold'>, kind: HoldKind, what: string): Refusal {
  const last = care.lastHold
  if (!last || last.endedAt === null || !last.content.ended) return refuse('NOT_HELD', { kind: holdLife.states[kind].zh, what })
  const { by, what: first } = last.content.ended
  return refuse('ENDED_BY', { at: at(last.endedAt), by, what: first, how: last.endGround ? holdEnds[last.endGround] : '' })
}

export const openRequest = (care: Pick<Care, 'requests'>, kind: RequestKind): RequestRow | undefined =>
  care.requests.find((each) => each.kind === kind && (each.state === 'asked' || each.state === 'approved'))

export function askedAlready(care: Pick<Care, 'requests'>, kind: RequestKind): Refusal | undefined {
  const open = openRequest(care, kind)
  return open && refuse('ASKED_ALREADY', { kind: requestKinds[kind], at: at(open.askedAt) })
}

export const alreadyDecided = (request: RequestRow): Refusal =>
  refuse('DECIDED', {
    by: request.content.decision?.by ?? '',
    at: request.decidedAt === null ? '' : at(request.decidedAt),
    state: requestLife.states[request.state].zh,
  })

/** The refusal for a return that the assessment does not open; undefined where it may go on. */
export function returnRefusal(
  care: Pick<Care, 'facts'>,
  hold: HoldRow,
  by: number,
  support: string | undefined,
): Refusal | undefined {
  const assessed = assessmentForReturn(care.facts, hold.since, by)
  const fault = returnFault(assessed, support)
  if (fault === null) return undefined
  return refuse(fault, resultWords(assessed))
}

function resultWords(assessed: Assessed | null): Record<string, string> {
  const result = assessed?.result as keyof typeof guardianshipResults | null | undefined
  return {
    result: result ? `监护${guardianshipResults[result] ?? result}` : '',
    risk: assessed?.risk === 'high' ? '、风险高' : '',
  }
}

/** Facts that say that a guardianship is over. An emergency ends with what follows it. */
export function endingFacts(care: Pick<Care, 'child'>, hold: HoldRow, ground: HoldEnd, occurredAt: number): NewFact[] {
  if (hold.kind === 'emergency') return []
  const name = hold.kind === 'temporary' ? 'child.temporary-guardianship-ended' : 'child.long-term-guardianship-ended'
  return [{ subject: childRef(care.child), name, value: { ground }, occurredAt }]
}

/** The bureau looks at the file until the request is decided; a job ends that. */
export const endSight = (childId: string, bureauPath: string) => ({
  name: 'guardianship.end-sight',
  data: { childId, bureauPath },
})

export const lines = (all: readonly (readonly [string, string | undefined | null])[]): [string, string][] =>
  all.flatMap(([title, words]) => (words ? [[title, words] as [string, string]] : []))
