/** What the screens of repeating read: lists in bounds, names from the hall. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export const LONGEST = 300

export interface AgainLine {
  id: string
  fileId: string | null
  personId: string
  no: string | null
  name: string
  foundAt: number
  source: 'intake' | 'hand'
  newFileId: string | null
  newNo: string | null
  causes: string[]
  toldAt: number | null
  factId: string
  /** Times of this person in sight. */
  times: number
  /** Division of the household register: where from. */
  division: string | null
  station: string | null
  /** When they had gone home before. */
  since: number | null
}

export interface AgainAsked {
  personId?: string | undefined
  cause?: string | undefined
  untold?: boolean | undefined
  from?: number | undefined
  until?: number | undefined
  division?: string | undefined
  limit: number
}

/** The person meant in the end, after mergers. */
const survivor = sql`coalesce(f.person_id, pm.merged_into, a.person_id)`
const base = sql`from follow_up.again a left join people.rescue_file f on f.id = a.file_id
  left join people.person pm on pm.id = a.person_id join people.person p on p.id = ${survivor}
  left join people.rescue_file n on n.id = a.new_file_id left join kernel.organisation o on o.path = a.owner_path`

function which(asked: AgainAsked) {
  return sql`where a.withdrawn_at is null
    and (${asked.personId ?? null}::uuid is null or p.id = ${asked.personId ?? null}::uuid)
    and (${asked.cause ?? null}::text is null or a.causes @> array[${asked.cause ?? null}::text]
      or (${asked.cause ?? null} = 'untold' and a.causes = '{}'))
    and (${asked.untold ?? false} = false or a.told_at is null)
    and (${instant(asked.from)}::timestamptz is null or a.found_at >= ${instant(asked.from)}::timestamptz)
    and (${instant(asked.until)}::timestamptz is null or a.found_at < ${instant(asked.until)}::timestamptz)
    and (${asked.division ?? null}::text is null or p.division = ${asked.division ?? null})`
}

export async function againLines(tx: Tx, asked: AgainAsked): Promise<{ items: AgainLine[]; total: number; persons: number }> {
  const items = await rows(
    sql<AgainLine>`select a.id, a.file_id as "fileId", p.id as "personId", f.no, p.display_name as name, a.found_at as "foundAt", a.source,
        a.new_file_id as "newFileId", n.no as "newNo", a.causes, a.told_at as "toldAt", a.fact_id as "factId", p.division, o.name as station,
        (select count(*)::int from follow_up.again b left join people.rescue_file bf on bf.id = b.file_id
           left join people.person bp on bp.id = b.person_id
           where b.withdrawn_at is null and coalesce(bf.person_id, bp.merged_into, b.person_id) = p.id) as times,
        (select max(l.occurred_at) from kernel.ledger l where l.subject_id = a.file_id and l.occurred_at <= a.found_at
           and l.name = any(array['departure.sent-home', 'origin.received'])
           and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)) as since
      ${base} ${which(asked)} order by a.found_at desc, a.id limit ${asked.limit}`,
    tx,
  )
  const counted = await row(
    sql<{
      total: number
      persons: number
    }>`select count(*)::int as total, count(distinct p.id)::int as persons ${base} ${which(asked)}`,
    tx,
  )
  return { items, total: counted?.total ?? 0, persons: counted?.persons ?? 0 }
}

export interface CauseCell {
  month: string
  cause: string
  times: number
  persons: number
}

/** Month by cause: how often, how many people. A finding of two causes counts in both; none told counts as `untold`. */
export function causeCells(tx: Tx, asked: AgainAsked): Promise<CauseCell[]> {
  return rows(
    sql<CauseCell>`select to_char(a.found_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, c.cause,
        count(*)::int as times, count(distinct p.id)::int as persons
      ${base} cross join lateral unnest(case when a.causes = '{}' then array['untold'] else a.causes end) as c(cause)
      ${which(asked)} group by 1, 2 order by 1 desc, 3 desc limit 500`,
    tx,
  )
}

/** By household register: where those come from who are found again. */
export function divisionCells(tx: Tx, asked: AgainAsked): Promise<{ division: string | null; times: number; persons: number }[]> {
  return rows(
    sql<{
      division: string | null
      times: number
      persons: number
    }>`select p.division, count(*)::int as times, count(distinct p.id)::int as persons
      ${base} ${which(asked)} group by 1 order by 2 desc limit 200`,
    tx,
  )
}
