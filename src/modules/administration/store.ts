/** SQL of administration: the audit's view of the ledger, failed jobs. */
import type { Range } from '#kernel/actor.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface LedgerLine {
  organisationId: string
  seq: number
  factId: string
  name: string
  subjectKind: string
  subjectId: string
  recordedAt: number
  occurredAt: number
  recordedBy: string
  reason: string | null
}

interface SealedLine extends Omit<LedgerLine, 'reason'> {
  door: string | null
  details: Buffer | null
}

/** Entries of the ledger without what they say, newest first; of what was looked at or sealed, why. */
export async function ledgerLines(
  tx: Tx,
  vault: Vault,
  range: Range,
  filter: {
    name?: string | undefined
    accountId?: string | undefined
    subjectId?: string | undefined
    before?: number | undefined
    limit: number
  },
): Promise<LedgerLine[]> {
  const lines = await rows(
    sql<SealedLine>`select organisation_id as "organisationId", seq, fact_id as "factId", name, subject_kind as "subjectKind", subject_id as "subjectId",
        recorded_at as "recordedAt", occurred_at as "occurredAt", recorded_by as "recordedBy", door, reason as details
      from kernel.ledger_lines(${range.from}, ${range.to}, ${filter.name ?? null}, ${filter.accountId ?? null}::uuid, ${filter.subjectId ?? null}::uuid,
        ${instant(filter.before)}::timestamptz, ${filter.limit})`,
    tx,
  )
  return lines.map(({ door, details, ...line }) => ({
    ...line,
    reason: details ? (vault.openJson<{ reason?: string }>(`ledger.details:${line.factId}`, details).reason ?? null) : door,
  }))
}

export interface FailedJob {
  id: string
  name: string
  createdAt: number
  failedAt: number | null
  tries: number
}

/** Jobs that gave up, newest first. Their data and error texts stay in the database: they may name people. */
export function failedJobs(tx: Tx): Promise<FailedJob[]> {
  return rows(
    sql<FailedJob>`select id, name, created_on as "createdAt", completed_on as "failedAt", retry_count as tries from jobs.job
      where state = 'failed' order by created_on desc limit 200`,
    tx,
  )
}

/** Puts a failed job back to be tried at once; null when it is not among the failed. */
export async function retryJob(tx: Tx, id: string): Promise<{ id: string; name: string } | null> {
  return (
    (await row(
      sql<{
        id: string
        name: string
      }>`update jobs.job set state = 'retry', retry_count = 0, start_after = now(), completed_on = null
        where id = ${id}::uuid and state = 'failed' returning id, name`,
      tx,
    )) ?? null
  )
}
