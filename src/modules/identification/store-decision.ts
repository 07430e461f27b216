/** This room's SQL for decisions who somebody is. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PersonDescription, PersonRow } from '#modules/people-and-cases/words.ts'
import type { DecisionState } from './lifecycle.ts'
import type { Way } from './rules-identity.ts'
import type { Evidence } from './words.ts'

/** What a decision says; lies sealed in its row. */
export interface DecisionContent {
  source: string
  writes: PersonDescription
  note?: string
  files?: string[]
  /** What was written of the person before, in the places that the decision changed; since it was decided. */
  was?: PersonDescription
  identityBefore?: PersonRow['identity']
  seen?: string
  rejected?: string
  undo?: { status: 'claimed' | 'unknown'; reason: string; seen?: string; kept?: string }
}

export interface DecisionRow {
  id: string
  fileId: string
  personId: string
  ownerPath: string
  state: DecisionState
  way: Way
  evidence: Evidence[]
  content: DecisionContent
  proposedAt: number
  proposedBy: string
  decidedAt: number | null
  decidedBy: string | null
  decidedAction: string | null
  undoAt: number | null
  undoBy: string | null
  undoneAt: number | null
  undoneBy: string | null
}

type Sealed = Omit<DecisionRow, 'content'> & { content: Buffer }

const place = (id: string) => `identification.decision.content:${id}`
const columns = sql`id, file_id as "fileId", person_id as "personId", owner_path as "ownerPath", state, way, evidence, content,
  proposed_at as "proposedAt", proposed_by as "proposedBy", decided_at as "decidedAt", decided_by as "decidedBy", decided_action as "decidedAction",
  undo_at as "undoAt", undo_by as "undoBy", undone_at as "undoneAt", undone_by as "undoneBy"`
const opened = (vault: Vault, sealed: Sealed): DecisionRow => ({
  ...sealed,
  content: vault.openJson<DecisionContent>(place(sealed.id), sealed.content),
})

export async function lockDecision(tx: Tx, vault: Vault, id: string): Promise<DecisionRow | undefined> {
  const found = await row(sql<Sealed>`select ${columns} from identification.decision where id = ${id} for update`, tx)
  return found && opened(vault, found)
}

export async function decisionById(tx: Tx, vault: Vault, id: string): Promise<DecisionRow | undefined> {
  const found = await row(sql<Sealed>`select ${columns} from identification.decision where id = ${id}`, tx)
  return found && opened(vault, found)
}

/** Whose decision it is, to lock the file before it. */
export async function fileOfDecision(tx: Tx, id: string): Promise<string | undefined> {
  return (await row(sql<{ fileId: string }>`select file_id as "fileId" from identification.decision where id = ${id}`, tx))
    ?.fileId
}

/** Decisions of a file, the latest first. */
export async function decisionsOf(tx: Tx, vault: Vault, fileId: string): Promise<DecisionRow[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from identification.decision where file_id = ${fileId} order by proposed_at desc, id limit 30`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

/** A decision that waits for its second person, or whose undoing does. */
export async function openDecision(tx: Tx, fileId: string): Promise<boolean> {
  return (
    (await row(
      sql`select 1 as there from identification.decision where file_id = ${fileId} and state in ('proposed', 'undoing')`,
      tx,
    )) !== undefined
  )
}

export async function insertDecision(
  { tx, vault, actor, occurredAt, actionId }: LoadContext,
  decision: Pick<DecisionRow, 'id' | 'fileId' | 'personId' | 'ownerPath' | 'way' | 'evidence' | 'content'> & {
    state: 'proposed' | 'decided'
  },
): Promise<void> {
  const by = decision.state === 'decided' ? { at: instant(occurredAt), id: actor.accountId, action: actionId } : null
  await sql`insert into identification.decision (id, file_id, person_id, owner_path, state, way, evidence, content, proposed_at, proposed_by, decided_at,
      decided_by, decided_action)
    values (${decision.id}, ${decision.fileId}, ${decision.personId}, ${decision.ownerPath}, ${decision.state}, ${decision.way},
      ${[...decision.evidence]}::text[], ${vault.sealJson(place(decision.id), decision.content)}, ${instant(occurredAt)}, ${actor.accountId},
      ${by?.at ?? null}, ${by?.id ?? null}, ${by?.action ?? null})`.execute(tx)
}

/** Moves a decision on; what is left out stays. */
export async function moveDecision({ tx, vault }: LoadContext, before: DecisionRow, change: Partial<DecisionRow>): Promise<void> {
  const after = { ...before, ...change }
  await sql`update identification.decision set state = ${after.state}, content = ${vault.sealJson(place(after.id), after.content)},
    decided_at = ${instant(after.decidedAt)}, decided_by = ${after.decidedBy}, decided_action = ${after.decidedAction},
    undo_at = ${instant(after.undoAt)}, undo_by = ${after.undoBy}, undone_at = ${instant(after.undoneAt)}, undone_by = ${after.undoneBy}
    where id = ${after.id}`.execute(tx)
}
