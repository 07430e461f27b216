/** A reception with all that was told in it, opened: what the page and the papers are drawn from. */
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { ReadContext } from '#kernel/query.ts'
import { fileById, type FileRow, personById, type PersonRow } from '#modules/people-and-cases/index.ts'
import { ofReception } from './rules-facts.ts'

export interface ReadReception {
  file: FileRow
  person: PersonRow
  facts: LedgerFact[]
  /** The file's own facts, and the handover that led to it. */
  own: LedgerFact[]
  details: Map<string, Record<string, unknown>>
}

/** A reception with all that was told in it, opened; null when it is not the actor's to see. */
export async function readReception({ tx, vault }: ReadContext, fileId: string): Promise<ReadReception | null> {
  const file = await fileById(tx, fileId)
  if (!file) return null
  const person = await personById(tx, vault, file.personId)
  if (!person) return null
  const facts = await factsOf(tx, [file.id, file.personId])
  const own = ofReception(facts, file)
  const wanted = own.filter((fact) => fact.name.startsWith('intake.') || fact.name === 'handover.signed')
  const details = await detailsOf(
    tx,
    vault,
    wanted.map((fact) => fact.id),
  )
  return { file, person, facts, own, details }
}
