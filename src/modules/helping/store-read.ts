/** What the lists read: needs without a plan, referrals by side, counts, and columns unlike the facts. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type ReferralContent, referralColumns, openReferral, type ReferralRow } from './store-referral.ts'

export const LONGEST = 300

export interface Waiting {
  childId: string
  no: string
  name: string
  needs: string[]
  assessedAt: number
}

/** Children of whom an assessment found needs, with neither plan nor referral since; those that the asker may know of. */
export async function waitingForPlan(tx: Tx, limit: number): Promise<{ items: Waiting[]; total: number }> {
  const from = sql`from helping.need n join people.child_file f on f.id = n.child_id join people.person p on p.id = f.person_id
    where n.answered_at is null and f.closed_at is null`
  const items = await rows(
    sql<Waiting>`select n.child_id as "childId", f.no, p.display_name as name, n.needs, n.assessed_at as "assessedAt" ${from}
      order by n.assessed_at, n.child_id limit ${limit}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total ${from}`, tx)
  return { items, total: counted?.total ?? 0 }
}

export async function noteNeed(tx: Tx, childId: string, needs: readonly string[], at: number): Promise<void> {
  await sql`insert into helping.need (child_id, needs, assessed_at) values (${childId}, ${[...needs]}::text[], ${instant(at)})
    on conflict (child_id) do update set needs = excluded.needs, assessed_at = excluded.assessed_at, answered_at = null
      where helping.need.assessed_at <= excluded.assessed_at`.execute(tx)
}

export async function answerNeed(tx: Tx, childId: string, at: number): Promise<void> {
  await sql`update helping.need set answered_at = ${instant(at)} where child_id = ${childId} and answered_at is null
    and assessed_at <= ${instant(at)}`.execute(tx)
}

export async function needOf(tx: Tx, childId: string): Promise<{ needs: string[]; assessedAt: number } | null> {
  const found = await row(
    sql<{
      needs: string[]
      assessedAt: number
    }>`select needs, assessed_at as "assessedAt" from helping.need where child_id = ${childId}`,
    tx,
  )
  return found ?? null
}

export interface Asked {
  side: 'asked' | 'sent' | 'raised'
  path: string
  open?: boolean | undefined
  lateOn?: string | undefined
  service?: string | undefined
}

/** Which side somebody stands on; what was sent is seen by whoever reads the plan, whoever of them sent it. */
const which = ({ side, path, open, lateOn, service }: Asked) => sql`where ${
  side === 'asked'
    ? sql`r.organisation_path = ${path}`
    : side === 'raised'
      ? sql`r.raised_path = ${path}`
      : sql`r.organisation_path is distinct from ${path} and kernel.opens(r.child_id, r.compartment)`
} and (${open ?? false} = false or r.closed_at is null) and (${service ?? null}::text is null or r.service = ${service ?? null})
  and (${lateOn ?? null}::date is null or (r.due_on < ${lateOn ?? null}::date and r.state in ('waiting', 'working')))`

export interface ReferralLine extends ReferralRow {
  /** The file's number and the child's name, for whoever knows the file. */
  no: string | null
  child: string | null
}

export async function referralLines(tx: Tx, vault: Vault, asked: Asked, limit: number): Promise<ReferralLine[]> {
  const found = await rows(
    sql<Omit<ReferralLine, 'content'> & { content: Buffer }>`select ${referralColumns}, f.no, p.display_name as child
      from helping.referral r left join people.child_file f on f.id = r.child_id left join people.person p on p.id = f.person_id
      ${which(asked)} order by r.closed_at is not null, r.due_on nulls last, r.made_at, r.id limit ${limit}`,
    tx,
  )
  return found.map((each) => openReferral(vault, each) as ReferralLine & { content: ReferralContent })
}

export interface Count {
  service: string
  to: string | null
  open: number
  late: number
  granted: number
  all: number
}

/** By service and organisation: how many are open, late, done. */
export function referralCounts(tx: Tx, asked: Asked, today: string): Promise<Count[]> {
  return rows(
    sql<Count>`select r.service, (select o.name from kernel.organisation o where o.path = r.organisation_path) as to,
        (count(*) filter (where r.closed_at is null))::int as open,
        (count(*) filter (where r.state in ('waiting', 'working') and r.due_on < ${today}::date))::int as late,
        (count(*) filter (where r.state = 'granted'))::int as granted, count(*)::int as all
      from helping.referral r ${which(asked)} group by r.service, r.organisation_path order by 3 desc, 1 limit 200`,
    tx,
  )
}

/** Open referrals that may have to be chased, a slice at a time; by the system. */
export function openReferralIds(
  tx: Tx,
  after: string | null,
  before: number,
  limit: number,
): Promise<{ id: string; senderId: string }[]> {
  return rows(
    sql<{ id: string; senderId: string }>`select id, sender_id as "senderId" from helping.referral
      where closed_at is null and state in ('waiting', 'working') and silent_since < ${instant(before)}
        and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`,
    tx,
  )
}

/** Plans that stand as active although the last that was told of the child's plans is an end. */
export function plansUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select p.id, 'active' as kept, 'ended' as told from helping.plan p
      where p.state = 'active' and (select l.name from kernel.ledger l where l.subject_id = p.child_id
        and l.name in ('child.plan-made', 'child.plan-ended') order by l.recorded_at desc, l.seq desc limit 1) = 'child.plan-ended' limit ${limit}`,
    tx,
  )
}
