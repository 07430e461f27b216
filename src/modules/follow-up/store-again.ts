/** SQL of who was found again. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface AgainRow {
  id: string
  fileId: string | null
  personId: string
  ownerPath: string
  foundAt: number
  source: 'intake' | 'hand'
  newFileId: string | null
  causes: string[]
  toldAt: number | null
  factId: string
  withdrawnAt: number | null
}

const columns = sql`a.id, a.file_id as "fileId", a.person_id as "personId", a.owner_path as "ownerPath", a.found_at as "foundAt", a.source,
  a.new_file_id as "newFileId", a.causes, a.told_at as "toldAt", a.fact_id as "factId", a.withdrawn_at as "withdrawnAt"`

export function againById(tx: Tx, id: string): Promise<AgainRow | undefined> {
  return row(sql<AgainRow>`select ${columns} from follow_up.again a where a.id = ${id}`, tx)
}

/** Locks the row for a decision. */
export function lockAgain(tx: Tx, id: string): Promise<AgainRow | undefined> {
  return row(sql<AgainRow>`select ${columns} from follow_up.again a where a.id = ${id} for update`, tx)
}

export async function insertAgain({ tx }: LoadContext, again: Omit<AgainRow, 'toldAt' | 'withdrawnAt'>): Promise<void> {
  await sql`insert into follow_up.again (id, file_id, person_id, owner_path, found_at, source, new_file_id, causes, fact_id)
    values (${again.id}, ${again.fileId}, ${again.personId}, ${again.ownerPath}, ${instant(again.foundAt)}, ${again.source}, ${again.newFileId},
      ${again.causes}::text[], ${again.factId})`.execute(tx)
}

export async function changeAgain(
  tx: Tx,
  id: string,
  change: { causes?: string[]; factId?: string; toldAt?: number; withdrawnAt?: number },
): Promise<void> {
  await sql`update follow_up.again set causes = coalesce(${change.causes ?? null}::text[], causes), fact_id = coalesce(${change.factId ?? null}, fact_id),
    told_at = coalesce(told_at, ${instant(change.toldAt)}), withdrawn_at = coalesce(withdrawn_at, ${instant(change.withdrawnAt)})
    where id = ${id}`.execute(tx)
}

/** What is kept of takings-in that hang on these files, from either end, or on the person alone. */
export function againOfFiles(tx: Tx, fileIds: string[], personId: string): Promise<AgainRow[]> {
  return rows(
    sql<AgainRow>`select ${columns} from follow_up.again a where a.withdrawn_at is null and a.new_file_id is not null
      and (a.new_file_id = any(${fileIds}::uuid[]) or a.file_id = any(${fileIds}::uuid[]) or (a.file_id is null and a.person_id = ${personId}))`,
    tx,
  )
}

/** Facts of these names about these files and persons, as SQL's own, so that a person of many files is read at once. */
export interface Told {
  id: string
  subject: string
  name: string
  value: Record<string, unknown> | null
  at: number
}
export function factsTold(tx: Tx, subjects: string[], names: string[]): Promise<Told[]> {
  return rows(
    sql<Told>`select l.fact_id as id, l.subject_id as subject, l.name, l.value, l.occurred_at as at from kernel.ledger l
      where l.subject_id = any(${subjects}::uuid[]) and l.name = any(${names}::text[])
        and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)
      order by l.occurred_at, l.recorded_at`,
    tx,
  )
}

/** Facts whose replacement holds their place still tell the same happening: when it first stood does not matter here. */
export const GONE_HOME = ['departure.sent-home', 'origin.received'] as const
