/** SQL of helpers: who they are lies sealed; what each did is counted. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface HelperContent {
  name: string
  place?: string | undefined
  phone?: string | undefined
  contact?: string | undefined
  checkedHow: string
  note?: string | undefined
}

export interface HelperRow {
  id: string
  ownerPath: string
  kind: string
  since: number
  checkedBy: string
  endedAt: number | null
}
export type Helper = HelperRow & { content: HelperContent }

const columns = sql`h.id, h.owner_path as "ownerPath", h.kind, h.since, h.checked_by as "checkedBy", h.ended_at as "endedAt", h.content`
type Sealed = HelperRow & { content: Buffer }

const opened = <T extends Sealed>(vault: Vault, sealed: T): Omit<T, 'content'> & { content: HelperContent } => ({
  ...sealed,
  content: vault.openJson<HelperContent>(`inquiries.helper.content:${sealed.id}`, sealed.content),
})

export async function lockHelper(tx: Tx, vault: Vault, id: string): Promise<Helper | null> {
  const found = await row(sql<Sealed>`select ${columns} from inquiries.helper h where h.id = ${id} for update`, tx)
  return found ? opened(vault, found) : null
}

export async function insertHelper(
  context: LoadContext,
  helper: { id: string; kind: string; content: HelperContent },
): Promise<void> {
  const { tx, vault, actor, now } = context
  await sql`insert into inquiries.helper (id, owner_path, kind, content, since, checked_by)
    values (${helper.id}, ${actor.organisation.path}, ${helper.kind}, ${vault.sealJson(`inquiries.helper.content:${helper.id}`, helper.content)},
      ${instant(now)}, ${actor.accountId})`.execute(tx)
}

export async function endHelper(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update inquiries.helper set ended_at = ${instant(at)} where id = ${id}`.execute(tx)
}

/** An inquiry or a rescue file. */
export interface On {
  inquiryId: string | null
  fileId: string | null
  ownerPath: string
}

export async function engaged(tx: Tx, helperId: string, on: On): Promise<boolean> {
  const found = await row(
    sql`select 1 as there from inquiries.engagement where helper_id = ${helperId} and coalesce(inquiry_id, file_id) = ${on.inquiryId ?? on.fileId}`,
    tx,
  )
  return found !== undefined
}

export async function insertEngagement(
  tx: Tx,
  of: On & { id: string; helperId: string; at: number; factId: string },
): Promise<void> {
  await sql`insert into inquiries.engagement (id, helper_id, owner_path, inquiry_id, file_id, since, fact_id)
    values (${of.id}, ${of.helperId}, ${of.ownerPath}, ${of.inquiryId}, ${of.fileId}, ${instant(of.at)}, ${of.factId})`.execute(
    tx,
  )
}

export async function insertFinding(
  tx: Tx,
  of: On & { id: string; helperId: string; at: number; outcome: string; factId: string },
): Promise<void> {
  await sql`insert into inquiries.finding (id, helper_id, owner_path, inquiry_id, file_id, at, outcome, fact_id)
    values (${of.id}, ${of.helperId}, ${of.ownerPath}, ${of.inquiryId}, ${of.fileId}, ${instant(of.at)}, ${of.outcome}, ${of.factId})`.execute(
    tx,
  )
}

export type CountedHelper = Helper & { engagements: number; findings: number; led: number; checker: string | null }

/** Helpers with what each did, the present ones first. */
export async function helpersOf(tx: Tx, vault: Vault, limit: number): Promise<{ items: CountedHelper[]; total: number }> {
  const found = await rows(
    sql<Sealed & { engagements: number; findings: number; led: number; checker: string | null; total: number }>`select ${columns},
      (select count(*) from inquiries.engagement e where e.helper_id = h.id) as engagements,
      (select count(*) from inquiries.finding f where f.helper_id = h.id) as findings,
      (select count(*) from inquiries.finding f where f.helper_id = h.id and f.outcome in ('led', 'identified')) as led,
      (select a.name from kernel.account a where a.id = h.checked_by) as checker, count(*) over () as total
      from inquiries.helper h order by h.ended_at is not null, h.since desc limit ${limit}`,
    tx,
  )
  return { items: found.map(({ total: _total, ...each }) => opened(vault, each)), total: found[0]?.total ?? 0 }
}

export interface HelpLine {
  id: string
  helperId: string
  name: string
  kind: string
  at: number
  outcome: string | null
  factId: string
}

/** Who helps with an inquiry or a file, and what each found; newest first. */
export async function helpOn(tx: Tx, vault: Vault, subjectId: string): Promise<HelpLine[]> {
  const found = await rows(
    sql<{ id: string; helperId: string; kind: string; content: Buffer; at: number; outcome: string | null; factId: string }>`
      select e.id, e.helper_id as "helperId", h.kind, h.content, e.since as at, null as outcome, e.fact_id as "factId"
        from inquiries.engagement e join inquiries.helper h on h.id = e.helper_id where coalesce(e.inquiry_id, e.file_id) = ${subjectId}
      union all
      select f.id, f.helper_id, h.kind, h.content, f.at, f.outcome, f.fact_id
        from inquiries.finding f join inquiries.helper h on h.id = f.helper_id where coalesce(f.inquiry_id, f.file_id) = ${subjectId}
      order by at desc limit 200`,
    tx,
  )
  return found.map(({ content, ...line }) => ({
    ...line,
    name: vault.openJson<HelperContent>(`inquiries.helper.content:${line.helperId}`, content).name,
  }))
}
