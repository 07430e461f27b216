/** SQL of merges, splits and exclusions. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { type FileRow, fileById, insertPerson, lockPerson, type PersonRow } from './store.ts'

export interface NewDecision {
  id: string
  kind: 'merge' | 'split' | 'different'
  personId: string
  otherId: string
  fileId?: string
  ownerPath: string
  reason: string
  moved: { files?: string[] }
}

export async function keepDecision({ tx, vault, actor, now }: LoadContext, decision: NewDecision): Promise<void> {
  await sql`insert into people.link_decision (id, kind, person_id, other_id, file_id, owner_path, reason, moved, decided_at, decided_by)
    values (${decision.id}, ${decision.kind}, ${decision.personId}, ${decision.otherId}, ${decision.fileId ?? null}, ${decision.ownerPath},
      ${vault.sealJson(`link_decision.reason:${decision.id}`, { reason: decision.reason })}, ${json(decision.moved)}, ${instant(now)}, ${actor.accountId})`.execute(
    tx,
  )
}

export async function moveFiles(tx: Tx, fileIds: string[], personId: string): Promise<void> {
  await sql`update people.rescue_file set person_id = ${personId} where id = any(${fileIds}::uuid[])`.execute(tx)
}

export async function markMerged(tx: Tx, personId: string, into: string | null): Promise<void> {
  await sql`update people.person set merged_into = ${into} where id = ${personId}`.execute(tx)
}

/** The person that a split makes: nothing is known of them yet but that they are somebody else. */
export async function insertPersonCopy(
  context: LoadContext,
  person: { id: string; ownerPath: string; stationId: string },
): Promise<void> {
  await insertPerson(context, { ...person, description: {}, identity: 'unknown' })
}

export interface LoadedDecision {
  id: string
  kind: NewDecision['kind']
  personId: string
  otherId: string
  undoneAt: number | null
  person: PersonRow
  /** Files that the decision moved and that are still there. */
  files: FileRow[]
  /** The fact that told of the decision. */
  told: LedgerFact | undefined
}

export async function lockDecision(tx: Tx, vault: Vault, id: string): Promise<LoadedDecision | null> {
  const found = await row(
    sql<{
      id: string
      kind: NewDecision['kind']
      personId: string
      otherId: string
      undoneAt: number | null
      moved: { files?: string[] }
    }>`
      select id, kind, person_id as "personId", other_id as "otherId", undone_at as "undoneAt", moved from people.link_decision where id = ${id} for update`,
    tx,
  )
  if (!found) return null
  const person = await lockPerson(tx, vault, found.personId)
  if (!person) return null
  const files = (await Promise.all((found.moved.files ?? []).map((fileId) => fileById(tx, fileId)))).filter(
    (file) => file !== undefined,
  )
  const facts = await factsOf(tx, [found.personId, found.otherId])
  // Merged, undone and merged again: the first telling is withdrawn already.
  const gone = new Set(facts.map((fact) => fact.replaces))
  const told = facts
    .filter((fact) => !gone.has(fact.id))
    .find((fact) =>
      fact.name === 'person.merged'
        ? fact.subject.id === found.otherId && fact.value.into === found.personId
        : fact.name === 'person.split' && fact.value.to === found.otherId,
    )
  return { ...found, person, files, told }
}

export async function markUndone({ tx, actor, now }: LoadContext, id: string): Promise<void> {
  await sql`update people.link_decision set undone_at = ${instant(now)}, undone_by = ${actor.accountId} where id = ${id}`.execute(
    tx,
  )
}

export interface DecisionLine {
  id: string
  kind: NewDecision['kind']
  otherId: string
  decidedAt: number
  undoneAt: number | null
}

/** Decisions about a person, newest first. */
export function decisionsOf(tx: Tx, personId: string): Promise<DecisionLine[]> {
  return rows(
    sql<DecisionLine>`select id, kind, case when person_id = ${personId} then other_id else person_id end as "otherId",
        decided_at as "decidedAt", undone_at as "undoneAt"
      from people.link_decision where person_id = ${personId} or other_id = ${personId} order by decided_at desc limit 100`,
    tx,
  )
}
