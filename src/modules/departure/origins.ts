/**
 * Where somebody goes home to describes a person, and no policy reads it: it lies in the sealed details of a fact. Whoever
 * reads a guest here finds it among the journey's values again.
 */
import type { NewFact } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import type { Tx } from '#kernel/db.ts'
import { detailsOf, type LedgerFact } from '#kernel/ledger.ts'

const TELLING = new Set([
  'departure.return-planned',
  'departure.sent-home',
  'departure.origin-refused',
  'departure.raised',
  'departure.origin-told',
  'departure.origin-asked',
])

/** Moves a fact's `origin` from the value to the sealed details. */
export function originSealed(fact: NewFact): NewFact {
  const { origin, ...value } = fact.value ?? {}
  return origin === undefined ? fact : { ...fact, value, details: { ...fact.details, origin } }
}

/** Facts with the place of origin among their values. */
export async function withOrigins(tx: Tx, vault: Vault, facts: LedgerFact[]): Promise<LedgerFact[]> {
  const details = await detailsOf(
    tx,
    vault,
    facts.filter((fact) => TELLING.has(fact.name)).map((fact) => fact.id),
  )
  return facts.map((fact) => {
    const origin = details.get(fact.id)?.origin
    return origin === undefined ? fact : { ...fact, value: { ...fact.value, origin } }
  })
}
