/** SQL of confirmed pairs, alerts and the seal of a risk. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { InquiryState } from './lifecycle.ts'
import type { Telling } from './rules.ts'
import type { AlertKind } from './words.ts'

/** For each standing pair whether the family may be told. */
export async function tellingsOf(tx: Tx, inquiryId: string): Promise<Telling[]> {
  const found = await rows(
    sql<{ telling: Telling }>`select telling from inquiries.pair where inquiry_id = ${inquiryId} and undone_at is null`,
    tx,
  )
  return found.map((each) => each.telling)
}

export async function putPair(
  tx: Tx,
  pair: { inquiryId: string; fileId: string; ownerPath: string; at: number; undone: boolean },
): Promise<void> {
  await sql`insert into inquiries.pair (inquiry_id, file_id, owner_path, since, undone_at)
    values (${pair.inquiryId}, ${pair.fileId}, ${pair.ownerPath}, ${instant(pair.at)}, ${pair.undone ? instant(pair.at) : null})
    on conflict (inquiry_id, file_id) do update set undone_at = excluded.undone_at, telling =
      case when excluded.undone_at is null then inquiries.pair.telling else 'no' end`.execute(tx)
}

/** The guest's word; before a pair is confirmed it is kept for then. Answers whether the pair stands. */
export async function writeTelling(
  tx: Tx,
  pair: { inquiryId: string; fileId: string; ownerPath: string; at: number; telling: Telling },
): Promise<boolean> {
  const written = await row(
    sql<{ standing: boolean }>`insert into inquiries.pair (inquiry_id, file_id, owner_path, since, undone_at, telling)
      values (${pair.inquiryId}, ${pair.fileId}, ${pair.ownerPath}, ${instant(pair.at)}, ${instant(pair.at)}, ${pair.telling})
      on conflict (inquiry_id, file_id) do update set telling = excluded.telling returning undone_at is null as standing`,
    tx,
  )
  return written?.standing === true
}

export async function insertAlert(
  tx: Tx,
  alert: { id: string; inquiryId: string; ownerPath: string; kind: AlertKind; at: number },
): Promise<void> {
  await sql`insert into inquiries.alert (id, inquiry_id, owner_path, kind, at)
    values (${alert.id}, ${alert.inquiryId}, ${alert.ownerPath}, ${alert.kind}, ${instant(alert.at)}) on conflict do nothing`.execute(
    tx,
  )
}

export interface AlertRow {
  id: string
  inquiryId: string
  ownerPath: string
  no: string
  kind: AlertKind
  at: number
  seenAt: number | null
  keeper: string | null
}

export async function openAlerts(tx: Tx, limit: number): Promise<{ items: AlertRow[]; total: number }> {
  const found = await rows(
    sql<AlertRow & { total: number }>`select a.id, a.inquiry_id as "inquiryId", a.owner_path as "ownerPath", i.no, a.kind, a.at,
      a.seen_at as "seenAt", i.keeper, count(*) over () as total from inquiries.alert a join inquiries.inquiry i on i.id = a.inquiry_id
      where a.seen_at is null order by a.at desc limit ${limit}`,
    tx,
  )
  return { items: found.map(({ total: _total, ...alert }) => alert), total: found[0]?.total ?? 0 }
}

export function lockAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  return row(
    sql<AlertRow>`select a.id, a.inquiry_id as "inquiryId", a.owner_path as "ownerPath", i.no, a.kind, a.at, a.seen_at as "seenAt", i.keeper
      from inquiries.alert a join inquiries.inquiry i on i.id = a.inquiry_id where a.id = ${id} for update of a`,
    tx,
  )
}

export async function markSeen(tx: Tx, id: string, at: number, by: string): Promise<void> {
  await sql`update inquiries.alert set seen_at = ${instant(at)}, seen_by = ${by} where id = ${id}`.execute(tx)
}

/** Whose an inquiry is, for the system that follows other rooms' facts. */
export function organisationOf(tx: Tx, inquiryId: string): Promise<{ organisationId: string; state: InquiryState } | undefined> {
  return row(
    sql<{ organisationId: string; state: InquiryState }>`select organisation_id as "organisationId", state from inquiries.inquiry
      where id = ${inquiryId}`,
    tx,
  )
}

export interface Seal {
  readers: string[]
}

export async function sealOf(tx: Tx, inquiryId: string): Promise<Seal | null> {
  const sealed = await row(sql`select 1 as there from kernel.seal where subject_id = ${inquiryId}`, tx)
  if (!sealed) return null
  const readers = await rows(
    sql<{ id: string }>`select account_id as id from kernel.seal_reader where subject_id = ${inquiryId}`,
    tx,
  )
  return { readers: readers.map((each) => each.id) }
}

/** Which of these accounts may read behind a seal: open ones of the owner's range, or of a bureau above it. */
export async function possibleReaders(tx: Tx, accountIds: readonly string[], ownerPath: string): Promise<Set<string>> {
  const found = await rows(
    sql<{ id: string }>`select a.id from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = any(${[...accountIds]}::uuid[]) and a.disabled_at is null
        and (starts_with(o.path, ${ownerPath}) or (o.kind = 'bureau' and starts_with(${ownerPath}, regexp_replace(o.path, '[^.]+[.]$', ''))))`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

export async function sealInquiry(
  tx: Tx,
  inquiry: { id: string; ownerPath: string },
  seal: { readers: readonly string[]; by: string; at: number; openUntil: number },
): Promise<void> {
  await sql`insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by)
    values (${inquiry.id}, 'inquiry', ${inquiry.ownerPath}, ${instant(seal.at)}, ${seal.by}) on conflict do nothing`.execute(tx)
  await sql`insert into kernel.seal_reader (subject_id, account_id, opened_until)
    select ${inquiry.id}, reader, case when reader = ${seal.by}::uuid then ${instant(seal.openUntil)}::timestamptz end
    from unnest(${[...seal.readers]}::uuid[]) reader on conflict do nothing`.execute(tx)
}

export async function unsealInquiry(tx: Tx, inquiryId: string): Promise<void> {
  await sql`delete from kernel.seal where subject_id = ${inquiryId}`.execute(tx)
}

export async function openSeal(tx: Tx, inquiryId: string, accountId: string, until: number): Promise<void> {
  await sql`update kernel.seal_reader set opened_until = ${instant(until)} where subject_id = ${inquiryId} and account_id = ${accountId}`.execute(
    tx,
  )
}

/** Leads whose day has come. */
export function dueLeads(tx: Tx): Promise<{ id: string }[]> {
  return rows(
    sql<{ id: string }>`select id from inquiries.inquiry where expires_at <= kernel.moment() and state <> 'erased' limit 1000`,
    tx,
  )
}
