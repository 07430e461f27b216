/** Reports of villages, sealed until a bureau takes the person up. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Report } from './schema.ts'

export interface ReportRow {
  id: string
  ownerPath: string
  organisationId: string
  organisation: string
  state: 'sent' | 'returned' | 'accepted'
  content: Report
  missing: string | null
  sentAt: number
  settledAt: number | null
  personId: string | null
}

const columns = sql`r.id, r.owner_path as "ownerPath", r.organisation_id as "organisationId", o.name as organisation, r.state, r.content, r.answer,
  r.sent_at as "sentAt", r.settled_at as "settledAt", r.person_id as "personId"`

type Sealed = Omit<ReportRow, 'content' | 'missing'> & { content: Buffer; answer: Buffer | null }

const opened = (vault: Vault, { answer, ...each }: Sealed): ReportRow => ({
  ...each,
  content: vault.openJson<Report>(`follow_up.report.content:${each.id}`, each.content),
  missing: answer ? vault.open(`follow_up.report.answer:${each.id}`, answer) : null,
})

export async function lockReport(tx: Tx, vault: Vault, id: string): Promise<ReportRow | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from follow_up.report r join kernel.organisation o on o.id = r.organisation_id where r.id = ${id} for update of r`,
    tx,
  )
  return found ? opened(vault, found) : null
}

/** Open ones first, the oldest waiting first. */
export async function reportsInSight(tx: Tx, vault: Vault): Promise<ReportRow[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from follow_up.report r join kernel.organisation o on o.id = r.organisation_id
      order by r.state = 'accepted', r.sent_at limit 300`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

const sealedContent = (vault: Vault, id: string, content: Report) => vault.sealJson(`follow_up.report.content:${id}`, content)

export async function insertReport(
  tx: Tx,
  vault: Vault,
  report: { id: string; ownerPath: string; organisationId: string; content: Report; sentAt: number },
): Promise<void> {
  await sql`insert into follow_up.report (id, owner_path, organisation_id, state, content, sent_at)
    values (${report.id}, ${report.ownerPath}, ${report.organisationId}, 'sent', ${sealedContent(vault, report.id, report.content)},
      ${instant(report.sentAt)})`.execute(tx)
}

export async function correctReportRow(tx: Tx, vault: Vault, id: string, content: Report, at: number): Promise<void> {
  await sql`update follow_up.report set state = 'sent', content = ${sealedContent(vault, id, content)}, answer = null, sent_at = ${instant(at)}
    where id = ${id}`.execute(tx)
}

export async function returnReportRow(tx: Tx, vault: Vault, id: string, missing: string): Promise<void> {
  await sql`update follow_up.report set state = 'returned', answer = ${vault.seal(`follow_up.report.answer:${id}`, missing)} where id = ${id}`.execute(
    tx,
  )
}

export async function acceptReportRow(tx: Tx, id: string, personId: string, at: number): Promise<void> {
  await sql`update follow_up.report set state = 'accepted', person_id = ${personId}, settled_at = ${instant(at)} where id = ${id}`.execute(
    tx,
  )
}
