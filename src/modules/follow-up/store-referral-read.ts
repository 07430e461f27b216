/** What the screens of needs read. */
import type { Actor } from '#kernel/actor.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import { referralColumns, type ReferralRow, tellingColumns, type TellingRow } from './store-referral.ts'

export const LONGEST = 400

export interface ReferralLine extends ReferralRow {
  no: string | null
  name: string
}

export interface ReferralAsked {
  open?: boolean | undefined
  department?: string | undefined
  town?: string | undefined
  /** Only those handed to organisations in this range: what one has to answer. */
  to?: { from: string; to: string } | undefined
}

const base = sql`from follow_up.referral r join people.person p on p.id = r.person_id left join people.rescue_file f on f.id = r.file_id`
/** The town that looks after the person, by the ledger of returnees. */
const town = sql`(select t.town_id from follow_up.returnee t where t.person_id = r.person_id and t.withdrawn_at is null
  order by (t.file_id = r.file_id) desc nulls last, t.sent_at desc nulls last limit 1)`

/**
 * A list of work is of one's own range: what was asked of one, what one asked oneself, and whom one was given to look in on.
 * Another's file of which one is the place of origin is on that file's page.
 */
const ours = (actor: Actor) => sql`(kernel.in_range(r.owner_path) or kernel.in_range(r.organisation_path)
  or exists (select 1 from kernel.part p where p.subject_id = coalesce(r.file_id, r.person_id) and p.part = 'follow-up'
    and kernel.in_range(p.organisation_path) and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment()))
  or exists (select 1 from kernel.ledger l where l.fact_id = r.fact_id and l.organisation_id = ${actor.organisation.id}))`

const which = (
  actor: Actor,
  asked: ReferralAsked,
) => sql`where ${ours(actor)} and (${asked.open ?? false} = false or r.closed_at is null)
  and (${asked.department ?? null}::text is null or r.department = ${asked.department ?? null})
  and (${asked.town ?? null}::uuid is null or ${town} = ${asked.town ?? null}::uuid)
  and (${asked.to?.from ?? null}::text is null or (r.organisation_path >= ${asked.to?.from ?? ''} and r.organisation_path < ${asked.to?.to ?? ''}))`

export async function referralLines(
  tx: Tx,
  actor: Actor,
  asked: ReferralAsked,
): Promise<{ items: ReferralLine[]; total: number }> {
  const items = await rows(
    sql<ReferralLine>`select ${referralColumns}, f.no, p.display_name as name ${base} ${which(actor, asked)}
      order by r.closed_at is not null, r.silent_since, r.id limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total ${base} ${which(actor, asked)}`, tx)
  return { items, total: counted?.total ?? 0 }
}

export interface OpenGroup {
  key: string | null
  name: string | null
  open: number
  oldest: number
}

/** Open ones by department, with the one that waits longest. */
export function openByDepartment(tx: Tx, actor: Actor): Promise<OpenGroup[]> {
  return rows(
    sql<OpenGroup>`select r.department as key, null::text as name, count(*)::int as open, min(r.silent_since) as oldest
      from follow_up.referral r where r.closed_at is null and ${ours(actor)} group by 1 order by 4 limit 50`,
    tx,
  )
}

/** Open ones by the town that looks after the person. */
export function openByTown(tx: Tx, actor: Actor): Promise<OpenGroup[]> {
  return rows(
    sql<OpenGroup>`select x.town::text as key, o.name, count(*)::int as open, min(x.since) as oldest
      from (select ${town} as town, r.silent_since as since from follow_up.referral r where r.closed_at is null and ${ours(actor)}) x
      left join kernel.organisation o on o.id = x.town group by 1, 2 order by 4 limit 300`,
    tx,
  )
}

export interface TellingLine extends TellingRow {
  no: string | null
  name: string
  birthFrom: string | null
  birthTo: string | null
}

export async function tellingLines(tx: Tx): Promise<{ items: TellingLine[]; total: number }> {
  const from = sql`from follow_up.abandonment t join people.person p on p.id = t.person_id left join people.rescue_file f on f.id = t.file_id`
  const items = await rows(
    sql<TellingLine>`select ${tellingColumns}, f.no, p.display_name as name, p.birth_from::text as "birthFrom", p.birth_to::text as "birthTo"
      ${from} order by t.answered_at is not null, t.told_at desc limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total ${from}`, tx)
  return { items, total: counted?.total ?? 0 }
}

/** Organisations of these kinds, for the lists on the forms. */
export function organisationsOf(tx: Tx, kinds: readonly string[]): Promise<{ id: string; name: string; phone: string | null }[]> {
  return rows(
    sql`select id, name, phone from kernel.organisation where kind = any(${[...kinds]}::text[]) and active order by kind, name limit 400`,
    tx,
  )
}

/** Columns that repeat facts: those unlike them. */
export function referralsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select r.id, r.state as kept, l.value->>'result' as told
      from follow_up.referral r join kernel.ledger l on l.fact_id = r.answer_fact_id
      where r.state in ('granted', 'declined', 'refused') and r.state is distinct from l.value->>'result' limit ${limit}`,
    tx,
  )
}

export function causesUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select a.id, to_jsonb(a.causes) as kept, l.value->'causes' as told
      from follow_up.again a join kernel.ledger l on l.fact_id = a.fact_id
      where a.withdrawn_at is null and to_jsonb(a.causes) is distinct from coalesce(l.value->'causes', '[]'::jsonb) limit ${limit}`,
    tx,
  )
}
