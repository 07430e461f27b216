/** SQL of the street: who was met there, what came in like what, whom to raise it to, figures. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { openReport, reportColumns, type ReportRow } from './store.ts'

type Sealed = Omit<ReportRow, 'content'> & { content: Buffer }

interface Met {
  id: string
  at: number
  factId: string
}

/** People met on the street, as far as the actor sees what happened to them: these, or those of the last days, the latest first. */
export function metPeople(tx: Tx, ids: readonly string[] | null, since = 0): Promise<Met[]> {
  return rows(
    sql<Met>`select * from (select distinct on (l.subject_id) l.subject_id as id, l.occurred_at as at, l.fact_id as "factId"
        from kernel.ledger l where l.name = 'patrol.person-met' and l.subject_kind = 'person' and l.occurred_at >= ${instant(since)}
          and (${ids === null} or l.subject_id = any(${[...(ids ?? [])]}::uuid[])) order by l.subject_id, l.occurred_at desc) m
      order by m.at desc limit 60`,
    tx,
  )
}

/** Reports of the last days that may tell of the same thing, for the desk that directs them. */
export function nearInTime(tx: Tx, vault: Vault, report: ReportRow, around: number): Promise<ReportRow[]> {
  return rows(
    sql<Sealed>`select ${reportColumns} from reports.report r
      where r.id <> ${report.id} and r.closed = ${report.closed} and r.state in ('received', 'working', 'disposed')
        and r.received_at between ${instant(report.receivedAt - around)} and ${instant(report.receivedAt + around)}
        and current_setting('guitu.path', true) = any(r.desk_paths)
      order by abs(extract(epoch from r.received_at - ${instant(report.receivedAt)}::timestamptz)) limit 200`,
    tx,
  ).then((found) => found.map((each) => openReport(vault, each)))
}

interface Waiting {
  id: string
  at: number
  said: string | null
  source: string | null
}

/** What came from the public since then, and nobody took up yet. Where it came from is read by the receiver alone. */
export function waitingOfPublic(tx: Tx, since: number, closedToo: boolean): Promise<Waiting[]> {
  return rows(
    sql<Waiting>`select r.id, r.received_at as at, encode(r.said_key, 'hex') as said, encode(p.source_key, 'hex') as source
      from reports.report r left join reports.reporter p on p.report_id = r.id
      where r.state = 'received' and r.channel = 'web' and r.received_at >= ${instant(since)}
        and r.receiver_path = current_setting('guitu.path', true) and (${closedToo} or not r.closed)
        -- Once somebody said that it is a true one, it stands by itself.
        and not exists (select 1 from kernel.ledger l where l.subject_id = r.id and l.name = 'report.taken-out')
      order by r.received_at limit 2000`,
    tx,
  )
}

/** The fact by which a report was refused last. */
export function refusalOf(tx: Tx, reportId: string): Promise<{ factId: string } | undefined> {
  return row(
    sql<{
      factId: string
    }>`select l.fact_id as "factId" from kernel.ledger l where l.subject_id = ${reportId} and l.name = 'report.refused'
      order by l.recorded_at desc, l.seq desc limit 1`,
    tx,
  )
}

interface Above {
  id: string
  path: string
  name: string
  level: string
}

/** Who stands above an organisation in the four-level network: its town, the bureau of its county, the bureau of its city. */
export function aboveOf(tx: Tx, path: string): Promise<Above[]> {
  return rows(
    sql<Above>`select o.id, o.path, o.name, o.level from kernel.organisation o
      where o.active and o.path <> ${path} and kernel.city_path_of(o.path) = kernel.city_path_of(${path})
        and ((o.kind = 'town' and starts_with(${path}, o.path))
          or (o.kind = 'bureau' and (o.level = 'city' or starts_with(${path}, regexp_replace(o.path, '[^.]+[.]$', '')))))
      order by array_position(array['village', 'town', 'county', 'city'], o.level), length(o.path) desc, o.path limit 12`,
    tx,
  )
}

export interface Figure {
  channel: string
  state: string
  outcome: string | null
  count: number
  answered: number
  onScene: number
}

/** How many by channel and end; of children only those that are open to the asker, as everywhere. */
export function figuresOf(tx: Tx, from: string, to: string, closedToo: boolean): Promise<Figure[]> {
  return rows(
    sql<Figure>`select channel, state, outcome, count(*) as count, count(answered_at) as answered, count(on_scene_at) as "onScene"
      from reports.report where received_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
        and received_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai' and (${closedToo} or not closed)
      group by channel, state, outcome order by channel, state, outcome`,
    tx,
  )
}
