/** SQL of who reported: one row for each report, read by the receiver's desk, by the reporter's own organisation, by the police after a release. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ReporterContent } from './store.ts'

export interface ReporterRow {
  reportId: string
  receiverPath: string
  reporterPath: string | null
  releasedTo: string[]
  askedBy: string[]
  mandatory: boolean
  wants: 'phone' | 'receipt' | 'none'
  answeredAt: number | null
  answer: string | null
}

const columns = sql`p.report_id as "reportId", p.receiver_path as "receiverPath", p.reporter_path as "reporterPath", p.released_to as "releasedTo",
  p.asked_by as "askedBy", p.mandatory, p.wants, p.answered_at as "answeredAt", p.answer`

export async function reporterOf(tx: Tx, reportId: string): Promise<ReporterRow | null> {
  return (await row(sql<ReporterRow>`select ${columns} from reports.reporter p where p.report_id = ${reportId}`, tx)) ?? null
}

/** Opened with a reason that stands in the ledger. */
export async function openReporter(tx: Tx, vault: Vault, reportId: string): Promise<ReporterContent | null> {
  const found = await row(sql<{ content: Buffer }>`select content from reports.reporter where report_id = ${reportId}`, tx)
  return found ? vault.openJson<ReporterContent>(`reports.reporter.content:${reportId}`, found.content) : null
}

export async function answerReporterRow({ tx }: LoadContext, reportId: string, answer: string, at: number): Promise<void> {
  await sql`update reports.reporter set answer = ${answer}, answered_at = ${instant(at)} where report_id = ${reportId}`.execute(
    tx,
  )
}

/** The police have no row of the reporter until it is released: they leave their question through a function. */
export async function askForReporter(tx: Tx, reportId: string): Promise<void> {
  await sql`select reports.ask_reporter(${reportId})`.execute(tx)
}

/** Whether the actor's organisation asked, and what came of it; nothing of who reported. */
export async function askedHere(tx: Tx, reportId: string): Promise<{ asked: boolean; released: boolean }> {
  const found = await row(
    sql<{ asked: boolean; released: boolean }>`select asked, released from reports.asked_here(${reportId})`,
    tx,
  )
  return found ?? { asked: false, released: false }
}

export async function releaseReporterRow(
  tx: Tx,
  reportId: string,
  to: readonly string[],
  left: readonly string[],
): Promise<void> {
  await sql`update reports.reporter set released_to = ${[...to]}, asked_by = ${[...left]} where report_id = ${reportId}`.execute(
    tx,
  )
}

interface MadeReport {
  id: string
  no: string
  receivedAt: number
  state: string
  answer: string | null
  answeredAt: number | null
}

export function madeByUs(tx: Tx, most: number): Promise<MadeReport[]> {
  return rows(
    sql<MadeReport>`select id, no, received_at as "receivedAt", state, answer, answered_at as "answeredAt" from reports.made_by_us(${most})`,
    tx,
  )
}
