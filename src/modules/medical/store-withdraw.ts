/** Taking back an entry of the log: the rows that it wrote go back to how they were. */
import { instant, row, sql, type Tx } from '#kernel/db.ts'
import type { LogKind } from './schema.ts'

export interface Entry {
  id: string
  kind: LogKind
  at: number
  factId: string
  withdrawn: boolean
}

/** An entry about a guest, locked. */
export function lockEntry(tx: Tx, fileId: string, id: string): Promise<Entry | undefined> {
  return row(
    sql<Entry>`select id, kind, at, fact_id as "factId", withdrawn_at is not null as withdrawn from medical.log_entry
      where id = ${id} and file_id = ${fileId} for update`,
    tx,
  )
}

/**
 * Marks the entry and undoes its row: a beginning taken back never was, an ending taken back opens again. The unique indexes
 * refuse where something newer is open by now.
 */
export async function withdrawEntry(tx: Tx, fileId: string, entry: Entry, now: number): Promise<void> {
  const at = instant(now)
  await sql`update medical.log_entry set withdrawn_at = ${at} where id = ${entry.id}`.execute(tx)
  const { factId } = entry
  const then = instant(entry.at)
  if (entry.kind === 'screened')
    await sql`update medical.screening set withdrawn_at = ${at} where fact_id = ${factId}`.execute(tx)
  if (entry.kind === 'isolated')
    await sql`update medical.isolation set withdrawn_at = ${at}, until = coalesce(until, ${at}) where fact_id = ${factId}`.execute(
      tx,
    )
  if (entry.kind === 'isolation-ended')
    await sql`update medical.isolation set until = null, outcome = null
      where file_id = ${fileId} and until = ${then} and withdrawn_at is null`.execute(tx)
  if (entry.kind === 'hospitalised')
    await sql`update medical.hospital_stay set withdrawn_at = ${at}, until = coalesce(until, ${at}) where fact_id = ${factId}`.execute(
      tx,
    )
  if (entry.kind === 'fetched')
    await sql`update medical.hospital_stay set until = null, ended_as = null
      where file_id = ${fileId} and until = ${then} and withdrawn_at is null`.execute(tx)
  if (entry.kind === 'identified-at-bedside')
    await sql`update medical.hospital_stay set identified_at = null where file_id = ${fileId} and identified_at = ${then}`.execute(
      tx,
    )
  if (entry.kind === 'discharge-ready')
    await sql`update medical.hospital_stay set ready_at = null where file_id = ${fileId} and ready_at = ${then}`.execute(tx)
}
