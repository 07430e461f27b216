/** Looking a person up by the whole of an ID number; by digest, the number itself lies sealed. */
import type { Vault } from '#kernel/crypto.ts'
import { rows, sql, type Tx } from '#kernel/db.ts'
import { idParts } from './id-number.ts'
import { personById, type PersonRow } from './store.ts'

/** More bearers of one number than this are a slip of whoever wrote it down. */
const BEARERS = 10
const MERGES = 20

/** Persons within reach who bear this number, merged ones as the person they became. */
export async function personsWithNumber(tx: Tx, vault: Vault, idNumber: string): Promise<PersonRow[]> {
  const whole = idParts(idNumber)?.whole
  if (!whole) return []
  const found = await rows(
    sql<{ id: string }>`select distinct person_id as id from people.document_index
      where part = 'whole' and blind = ${vault.blind('person.document.whole', whole)} limit ${BEARERS}`,
    tx,
  )
  const persons = new Map<string, PersonRow>()
  for (const { id } of found) {
    let person = await personById(tx, vault, id)
    for (let step = 0; person?.mergedInto && step < MERGES; step += 1) person = await personById(tx, vault, person.mergedInto)
    if (person) persons.set(person.id, person)
  }
  return [...persons.values()]
}
