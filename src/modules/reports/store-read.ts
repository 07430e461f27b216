/** SQL for lists and pages of reports. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { openReport, reportColumns, type ReportRow } from './store.ts'

export const LONGEST = 300

export interface BoardLine extends ReportRow {
  desk: string
  /** Sent and not yet acknowledged; the earliest of their terms. */
  waiting: number
  sent: number
  acknowledged: number
  nextDue: number | null
  silent: number
  joinedHere: number
  intoNo: string | null
  clue: string | null
}

type Sealed = Omit<BoardLine, 'content'> & { content: Buffer }

interface BoardAsked {
  state: 'open' | 'answer' | 'all'
  about?: string | undefined
  /** Only what was sent to this organisation. */
  sentTo?: string | undefined
  childId?: string | undefined
  channel?: string | undefined
  /** Received since then. */
  since?: number | undefined
  /** Whether the asker may be told of children. */
  closedToo: boolean
  /** Left out: those that stand in a flood. */
  without?: readonly string[] | undefined
}

export async function boardLines(tx: Tx, vault: Vault, asked: BoardAsked): Promise<{ items: BoardLine[]; total: number }> {
  const where = sql`(${asked.state} = 'all' or (${asked.state} = 'open' and r.state in ('received', 'working'))
      or (${asked.state} = 'answer' and r.answered_at is null and r.state <> 'received' and r.receiver_path = current_setting('guitu.path', true)))
    and (${asked.about ?? null}::text is null or ${asked.about ?? null} = any(r.about))
    and (${asked.sentTo ?? null}::text is null or ${asked.sentTo ?? null} = any(r.dispatched_paths))
    and (${asked.childId ?? null}::uuid is null or r.child_id = ${asked.childId ?? null}::uuid)
    and (${asked.closedToo} or not r.closed) and (${asked.channel ?? null}::text is null or r.channel = ${asked.channel ?? null})
    and (${instant(asked.since)}::timestamptz is null or r.received_at >= ${instant(asked.since)}::timestamptz)
    and not r.id = any (${[...(asked.without ?? [])]}::uuid[])`
  const found = await rows(
    sql<Sealed>`select ${reportColumns}, o.name as desk, d.sent, d.acknowledged, d.waiting, d.next_due as "nextDue", d.silent,
        (select count(*) from reports.report j where j.joined_into = r.id) as "joinedHere", i.no as "intoNo",
        (select c.state from reports.clue c where c.report_id = r.id order by (c.state = 'found') desc, c.found_at limit 1) as clue
      from reports.report r join kernel.organisation o on o.id = r.desk_id
        left join reports.report i on i.id = r.joined_into
        left join lateral (select count(*) filter (where declined_at is null) as sent, count(acknowledged_at) as acknowledged,
            count(*) filter (where acknowledged_at is null and declined_at is null) as waiting,
            min(due_at) filter (where acknowledged_at is null and declined_at is null) as next_due, count(raised_at) as silent
          from reports.dispatch d where d.report_id = r.id) d on true
      where ${where}
      order by (r.state in ('received', 'working')) desc, r.emergency desc, r.received_at desc, r.id limit ${LONGEST}`,
    tx,
  )
  const total =
    found.length < LONGEST
      ? found.length
      : ((await row(sql<{ count: number }>`select count(*) as count from reports.report r where ${where}`, tx))?.count ?? 0)
  return { items: found.map((each) => ({ ...each, ...openReport(vault, each) })), total }
}

/** How many wait for what; a badge asks nothing more. */
export async function waitingCounts(
  tx: Tx,
  closedToo: boolean,
): Promise<{ received: number; mine: number; clues: number; answers: number }> {
  const found = await row(
    sql<{ received: number; mine: number; clues: number; answers: number }>`select
      (select count(*) from reports.report where state = 'received' and (${closedToo} or not closed) and current_setting('guitu.path', true) = any(desk_paths)) as received,
      (select count(*) from reports.dispatch d join reports.report r on r.id = d.report_id where d.organisation_path = current_setting('guitu.path', true)
        and d.acknowledged_at is null and d.declined_at is null and r.state = 'working' and (${closedToo} or not r.closed)) as mine,
      (select count(*) from reports.clue where state = 'found' and ${closedToo}) as clues,
      (select count(*) from reports.report where (${closedToo} or not closed) and answered_at is null and state in ('disposed', 'refused', 'joined')
        and receiver_path = current_setting('guitu.path', true)) as answers`,
    tx,
  )
  return found ?? { received: 0, mine: 0, clues: 0, answers: 0 }
}

interface JoinedLine {
  id: string
  no: string
  receivedAt: number
  answeredAt: number | null
  receiver: string
}

export function joinedLines(tx: Tx, id: string): Promise<JoinedLine[]> {
  return rows(
    sql<JoinedLine>`select r.id, r.no, r.received_at as "receivedAt", r.answered_at as "answeredAt", o.name as receiver
      from reports.report r join kernel.organisation o on o.id = r.receiver_id where r.joined_into = ${id} order by r.received_at limit 50`,
    tx,
  )
}

interface EventLine {
  factId: string
  name: string
  at: number
  /** Null for what came with the report itself: where it was told is where the reporter sits. */
  organisation: string | null
  value: Record<string, unknown>
}

export function eventsOf(tx: Tx, reportId: string): Promise<EventLine[]> {
  return rows(
    sql<EventLine>`select l.fact_id as "factId", l.name, l.occurred_at as at, l.value,
        case when l.action_id in (select b.action_id from kernel.ledger b where b.subject_id = ${reportId} and b.name = 'report.received')
          then null else o.name end as organisation
      from kernel.ledger l left join kernel.organisation o on o.id = l.organisation_id
      where l.subject_id = ${reportId} order by l.occurred_at, l.recorded_at, l.fact_id limit 500`,
    tx,
  )
}

export async function receiverOfDispatch(tx: Tx, dispatchId: string): Promise<string | undefined> {
  const found = await row(
    sql<{
      id: string
    }>`select r.receiver_id as id from reports.dispatch d join reports.report r on r.id = d.report_id where d.id = ${dispatchId}`,
    tx,
  )
  return found?.id
}

/** Reports that an open one may be joined into: of the same kind, of the last days, directed by the same desk. */
export function joinable(tx: Tx, vault: Vault, report: ReportRow, since: string): Promise<ReportRow[]> {
  return rows(
    sql<Omit<ReportRow, 'content'> & { content: Buffer }>`select ${reportColumns} from reports.report r
      where r.id <> ${report.id} and r.closed = ${report.closed} and r.state in ('received', 'working', 'disposed') and r.received_at >= ${since}::date
        and current_setting('guitu.path', true) = any(r.desk_paths) order by r.received_at desc limit 60`,
    tx,
  ).then((found) => found.map((each) => openReport(vault, each)))
}

/** Rows whose state the facts do not bear out. */
export function reportsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{
      id: string
      kept: unknown
      told: unknown
    }>`select r.id, r.state as kept, 'no ' || (case r.state when 'disposed' then 'report.disposed' else 'report.refused' end) as told
      from reports.report r where r.state in ('disposed', 'refused')
        and not exists (select 1 from kernel.ledger l where l.subject_id = r.id
          and l.name = case r.state when 'disposed' then 'report.disposed' else 'report.refused' end) limit ${limit}`,
    tx,
  )
}
