/** What tracing's lists read: the desk, the board of a campaign. Bounded, one pass each. */
import type { Range } from '#kernel/actor.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'
import { RHYTHM } from './rules-guest.ts'
import type { DeskFilter, Where } from './words.ts'

/** Longest list of the desk in one answer; the rest is counted. */
export const LONGEST = 1000

export interface DeskRow {
  fileId: string
  no: string
  name: string
  sex: string | null
  birthFrom: string | null
  birthTo: string | null
  identity: string
  stationId: string
  station: string
  where: Where
  since: number
  interviews: number
  sayings: number
  lastHeardAt: number | null
  noticeAt: number | null
  recordsAt: number | null
  recordsResult: string | null
  faceAt: number | null
  faceResult: string | null
  dnaAt: number | null
  dnaSampledAt: number | null
  dnaResult: string | null
  raisedAt: number | null
  officerId: string | null
  officer: string | null
  leads: number
}

/** Who is here and not identified: asking, in the station, in hospital or in care outside. */
const present = (range: Range, stationId: string | undefined) =>
  sql`select * from tracing.present(${range.from}, ${range.to}, ${stationId ?? null}::uuid)`

/** What narrows the desk; SQL over a row of `present`. */
function narrowed(filter: DeskFilter, accountId: string) {
  switch (filter) {
    case 'unknown':
      return sql`x.identity = 'unknown'`
    case 'claimed':
      return sql`x.identity = 'claimed'`
    case 'no-interview':
      return sql`x.interviews = 0`
    case 'few-interviews':
      return sql`x.interviews < ${RHYTHM.interviews}`
    case 'no-notice':
      return sql`x.notice_at is null`
    case 'no-records':
      return sql`x.records_at is null`
    case 'no-face':
      return sql`x.face_at is null`
    case 'no-dna':
      return sql`x.dna_at is null and x.dna_sampled_at is null`
    case 'no-officer':
      return sql`x.officer_id is null`
    case 'mine':
      return sql`x.officer_id = ${accountId}`
    default:
      return sql`true`
  }
}

const FILTERS: DeskFilter[] = [
  'all',
  'unknown',
  'claimed',
  'no-interview',
  'few-interviews',
  'no-notice',
  'no-records',
  'no-face',
  'no-dna',
  'no-officer',
  'mine',
]

export interface Desk {
  rows: DeskRow[]
  counts: Record<DeskFilter, number>
}

/** The desk and its counts from one pass over whoever is present; the longest nameless first. */
export async function deskOf(
  tx: Tx,
  range: Range,
  accountId: string,
  wanted: { filter: DeskFilter; stationId?: string | undefined; limit: number },
): Promise<Desk> {
  const counts = sql.join(
    FILTERS.map((filter) => sql`count(*) filter (where ${narrowed(filter, accountId)}) as ${sql.ref(filter)}`),
  )
  const found = await rows(
    sql<DeskRow & { counts: Record<DeskFilter, number> }>`
      with x as materialized (${present(range, wanted.stationId)}),
        counted as (select to_jsonb(c) as counts from (select ${counts} from x) c)
      select x.file_id as "fileId", x.no, x.display_name as name, x.sex, x.birth_from as "birthFrom", x.birth_to as "birthTo", x.identity,
        x.station_id as "stationId", o.name as station,
        case when x.place is not null and x.state = 'in' then x.place else x.state end as where, x.since, x.interviews, x.sayings,
        x.last_heard_at as "lastHeardAt", x.notice_at as "noticeAt", x.records_at as "recordsAt", x.records_result as "recordsResult",
        x.face_at as "faceAt", x.face_result as "faceResult", x.dna_at as "dnaAt", x.dna_sampled_at as "dnaSampledAt", x.dna_result as "dnaResult",
        x.raised_at as "raisedAt", x.officer_id as "officerId", a.name as officer,
        (select count(*) from tracing.lead l where l.file_id = x.file_id and l.state = 'open') as leads, counted.counts
      from counted left join (select * from x where ${narrowed(wanted.filter, accountId)} order by x.since, x.file_id limit ${wanted.limit}) x on true
        left join kernel.organisation o on o.id = x.station_id left join kernel.account a on a.id = x.officer_id
      order by x.since, x.file_id`,
    tx,
  )
  const none = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<DeskFilter, number>
  return {
    rows: found.filter((each) => each.fileId !== null).map(({ counts: _counts, ...each }) => each),
    counts: { ...none, ...found[0]?.counts },
  }
}

export interface BoardRow {
  fileId: string
  no: string
  name: string
  stationId: string
  station: string
  arrivedAt: number
  state: string
  leftAt: number | null
  interviews: number
  asked: boolean
  noticed: boolean
  leads: number
  consulted: number
  identifiedAt: number | null
}

const ASKED = ['tracing.police-asked', 'tracing.dna-sampled', 'tracing.face-compared']
const NOTICED = ['tracing.notice-published', 'tracing.notice-renewed', 'tracing.pushed-national']
const READ = [
  ...ASKED,
  ...NOTICED,
  'tracing.interviewed',
  'tracing.expert-consulted',
  'tracing.lead-noted',
  'person.identity-stated',
]

/** Everybody on a campaign's list and what the facts say has happened to each between its opening and its end. */
export function boardOf(tx: Tx, campaign: { id: string; openedAt: number; until: number }): Promise<BoardRow[]> {
  const between = sql`l.occurred_at >= ${instant(campaign.openedAt)} and l.occurred_at <= ${instant(campaign.until)}`
  return rows(
    sql<BoardRow>`select f.id as "fileId", f.no, p.display_name as name, f.station_id as "stationId", o.name as station, f.arrived_at as "arrivedAt",
        f.state, f.left_at as "leftAt", coalesce(t.interviews, 0) as interviews, coalesce(t.asked, false) as asked,
        coalesce(t.noticed, false) as noticed, coalesce(t.leads, 0) as leads, coalesce(t.consulted, 0) as consulted,
        case when p.identity in ('verified', 'assigned') then t.identified_at end as "identifiedAt"
      from tracing.campaign_guest c join people.rescue_file f on f.id = c.file_id join people.person p on p.id = f.person_id
        join kernel.organisation o on o.id = f.station_id
        left join lateral (
          select count(*) filter (where l.name = 'tracing.interviewed' and l.value->>'brief' is distinct from 'true') as interviews,
            bool_or(l.name = any(${ASKED}::text[])) as asked, bool_or(l.name = any(${NOTICED}::text[])) as noticed,
            count(*) filter (where l.name = 'tracing.lead-noted') as leads,
            count(*) filter (where l.name = 'tracing.expert-consulted') as consulted,
            max(l.occurred_at) filter (where l.name = 'person.identity-stated' and l.value->>'status' = 'verified') as identified_at
          from kernel.ledger l where l.subject_id in (f.id, f.person_id) and l.name = any(${READ}::text[]) and ${between}
            and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)) t on true
      where c.campaign_id = ${campaign.id} order by o.path, f.arrived_at, f.id limit 5000`,
    tx,
  )
}
