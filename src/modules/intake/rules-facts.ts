/** Reading a subject's facts. */
import type { LedgerFact } from '#kernel/ledger.ts'

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
