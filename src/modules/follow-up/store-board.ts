/** What the board and the lists read: counts by town out of one index, lists page by page. */
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import { addDays } from '#kernel/time.ts'
import type { Bucket, State } from './words.ts'
import type { View } from './words-board.ts'

export const PAGE = 50
/** Longest list of places. */
export const MOST_PLACES = 2000

export interface TownCount {
  townId: string | null
  town: string | null
  overdue: number
  week: number
  month: number
  later: number
  over: number
  total: number
}

/** Everybody in the register by town and next visit. One pass over one index, whatever the number of people. */
export function countsByTown(tx: Tx, today: string): Promise<TownCount[]> {
  const [week, month] = [addDays(today, 7), addDays(today, 30)]
  return rows(
    sql<TownCount>`select c.*, o.name as town from (
      select town_id as "townId", count(*) filter (where next_due < ${today}::date) as overdue,
        count(*) filter (where next_due >= ${today}::date and next_due <= ${week}::date) as week,
        count(*) filter (where next_due > ${week}::date and next_due <= ${month}::date) as month,
        count(*) filter (where next_due > ${month}::date) as later,
        count(*) filter (where next_due is null) as over, count(*) as total
      from follow_up.returnee where state = 'listed' and withdrawn_at is null group by town_id) c
      left join kernel.organisation o on o.id = c."townId" order by c.overdue desc, o.name limit ${MOST_PLACES}`,
    tx,
  )
}

/** Returned and not in the register, with a reason that suggests it. */
export async function suggestedCount(tx: Tx): Promise<number> {
  const found = await row(
    sql<{ count: number }>`select count(*) as count from follow_up.returnee
      where state = 'returned' and withdrawn_at is null and suggested <> '{}'`,
    tx,
  )
  return found?.count ?? 0
}

export interface Filter {
  view: View
  town?: string | undefined
  bucket?: Bucket | undefined
  year?: number | undefined
  kind?: string | undefined
  stationPath?: string | undefined
  mark?: string | undefined
}

export interface PersonLine {
  returneeId: string
  fileId: string | null
  no: string | null
  name: string | null
  sex: string | null
  kind: string | null
  sentAt: number | null
  local: boolean | null
  minor: boolean | null
  state: State
  marks: string[]
  suggested: string[]
  townId: string | null
  town: string | null
  village: string | null
  nextDue: string | null
  endsOn: string | null
  lastVisit: number | null
  visits: number
  missed: number
}

function which(filter: Filter, today: string) {
  const { view, town, bucket, year, kind, stationPath, mark } = filter
  const [week, month] = [addDays(today, 7), addDays(today, 30)]
  const stateOf = {
    due: sql`r.state = 'listed'`,
    ledger: sql`true`,
    suggested: sql`r.state = 'returned' and r.suggested <> '{}'`,
    out: sql`r.state in ('unlisted', 'dead') and r.listed_at is not null`,
  }[view]
  const inBucket =
    bucket === undefined
      ? sql`true`
      : {
          overdue: sql`r.next_due < ${today}::date`,
          week: sql`r.next_due >= ${today}::date and r.next_due <= ${week}::date`,
          month: sql`r.next_due > ${week}::date and r.next_due <= ${month}::date`,
          later: sql`r.next_due > ${month}::date`,
          over: sql`r.next_due is null`,
        }[bucket]
  return sql`r.withdrawn_at is null and ${stateOf} and ${inBucket}
    and ${town === undefined ? sql`true` : town === 'none' ? sql`r.town_id is null` : sql`r.town_id = ${town}::uuid`}
    and ${year === undefined ? sql`true` : sql`r.year = ${year}`}
    and ${kind === undefined ? sql`true` : sql`r.kind = ${kind}`}
    and ${stationPath === undefined ? sql`true` : sql`r.owner_path = ${stationPath}`}
    and ${mark === undefined ? sql`true` : sql`${mark} = any(r.marks)`}`
}

/** Where a page ends: the next begins behind it. Due dates and instants compare as text of one length. */
const keyOf = (view: View) =>
  view === 'due'
    ? sql<string>`coalesce(to_char(r.next_due, 'YYYY-MM-DD'), '9999-12-31')`
    : sql<string>`to_char(coalesce(r.sent_at, r.listed_at, r.changed_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`

export type Page = { items: (PersonLine & { key: string })[]; next: string | null }

/** One page, by the next visit (soonest first) or by the return (latest first). `after` is the last page's `next`. */
export async function peoplePage(tx: Tx, filter: Filter, today: string, after: string | null, size = PAGE): Promise<Page> {
  const key = keyOf(filter.view)
  const down = filter.view !== 'due'
  const [lastKey, lastId] = after?.split('|') ?? []
  const behind =
    lastKey === undefined
      ? sql`true`
      : down
        ? sql`(${key}, r.id) < (${lastKey}, ${lastId}::uuid)`
        : sql`(${key}, r.id) > (${lastKey}, ${lastId}::uuid)`
  const order = down ? sql`1 desc, 2 desc` : sql`1, 2`
  const items = await rows(
    sql<PersonLine & { key: string }>`with page as materialized (
        select ${key} as key, r.* from follow_up.returnee r where ${which(filter, today)} and ${behind}
        order by 1 ${down ? sql`desc` : sql``}, r.id ${down ? sql`desc` : sql``} limit ${size + 1})
      select r.key, r.id as "returneeId", r.file_id as "fileId", f.no, p.display_name as name, p.sex, r.kind, r.sent_at as "sentAt", r.local, r.minor,
        r.state, r.marks, r.suggested, r.town_id as "townId", t.name as town, v.name as village, r.next_due as "nextDue", r.ends_on as "endsOn",
        r.last_visit as "lastVisit", r.visits, r.missed
      from page r left join people.person p on p.id = r.person_id left join people.rescue_file f on f.id = r.file_id
        left join kernel.organisation t on t.id = r.town_id left join kernel.organisation v on v.id = r.village_id
      order by ${order}`,
    tx,
  )
  const shown = items.slice(0, size)
  const last = shown.at(-1)
  return { items: shown, next: items.length > size && last ? `${last.key}|${last.returneeId}` : null }
}

export async function peopleCount(tx: Tx, filter: Filter, today: string): Promise<number> {
  const found = await row(
    sql<{ count: number }>`select count(*) as count from follow_up.returnee r where ${which(filter, today)}`,
    tx,
  )
  return found?.count ?? 0
}

export interface Place {
  id: string
  name: string
  path: string
  phone: string | null
}

/** Organisations of a kind under a path, for pickers. */
export const placesUnder = (tx: Tx, kind: string, path: string): Promise<Place[]> =>
  rows(
    sql<Place>`select id, name, path, phone from kernel.organisation where kind = ${kind} and active and starts_with(path, ${path})
      order by name limit ${MOST_PLACES}`,
    tx,
  )

/** Towns and bureaus elsewhere, to which somebody moves. */
export const placesElsewhere = (tx: Tx, path: string): Promise<Place[]> =>
  rows(
    sql<Place>`select id, name, path, phone from kernel.organisation where kind in ('bureau', 'town') and active
      and not starts_with(path, ${path}) order by kind, name limit ${MOST_PLACES}`,
    tx,
  )
