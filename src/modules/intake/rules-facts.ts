/** Reading a subject's facts. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { DAY } from '#kernel/time.ts'

/** Facts of a subject that still hold: neither replaced nor withdrawn. */
export function standing<F extends { id?: string; name: string; replaces?: string | undefined }>(facts: readonly F[]): F[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter((fact) => !(fact.id && gone.has(fact.id)) && fact.name !== 'fact.withdrawn')
}

/** The last standing fact of a name. */
export function lastOf<F extends { id?: string; name: string; replaces?: string | undefined }>(
  facts: readonly F[],
  name: string,
): F | undefined {
  return standing(facts).findLast((fact) => fact.name === name)
}

/** Facts of one file out of those of a file and its person. */
export function ofFile(facts: readonly LedgerFact[], fileId: string): LedgerFact[] {
  return facts.filter((fact) => fact.subject.id === fileId)
}

/** As much of a file as tells which handover was its own. */
export interface Reached {
  id: string
  stationId: string
  arrivedAt: number
  leftAt: number | null
}

/** A handover written between organisations names the receiver; one of reception's own was received here. */
const ledHere = (fact: LedgerFact, stationId: string): boolean =>
  fact.value['organisation'] === stationId || (fact.value['organisation'] === undefined && fact.value['to'] !== undefined)

/**
 * Facts of one file, and the written handover that brought its person here: signed on the road, before there was a file, to
 * this very station, from a day before the arrival until they left. A handover from here to elsewhere is none of these.
 */
export function ofReception(facts: readonly LedgerFact[], file: Reached): LedgerFact[] {
  const { id, stationId, arrivedAt, leftAt } = file
  const ledToIt = (fact: LedgerFact) =>
    fact.subject.kind === 'person' &&
    fact.name === 'handover.signed' &&
    fact.value['organisation'] === stationId &&
    fact.occurredAt >= arrivedAt - DAY &&
    (leftAt === null || fact.occurredAt <= leftAt)
  const led = new Set(facts.filter(ledToIt).map((fact) => fact.id))
  return facts.filter((fact) =>
    fact.subject.id === id
      ? fact.name !== 'handover.signed' || ledHere(fact, stationId)
      : led.has(fact.id) || (fact.replaces !== undefined && led.has(fact.replaces)),
  )
}
