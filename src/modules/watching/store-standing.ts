/** Where each child stands: read for lists and boards, written as the facts say. */
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { addDays } from '#kernel/time.ts'
import type { Days, State } from './rules-round.ts'
import type { ListForm } from './schema.ts'
import { DEFAULT_DAYS, PAGE, type Risk, type Trend } from './words.ts'

export interface Paths {
  townPath: string | null
  villagePath: string | null
  schoolPath: string | null
  centrePath: string | null
}
export interface Standing extends State, Paths {
  childId: string
}

const columns = sql`s.child_id as "childId", s.town_path as "townPath", s.village_path as "villagePath", s.school_path as "schoolPath",
  s.centre_path as "centrePath", s.opened_on::text as "openedOn", s.closed, s.risk, s.guardianship, s.last_on::text as "lastOn",
  s.next_on::text as "nextOn", s.missed, s.trend, s.changed_on::text as "changedOn", s.census, s.term`

export const standingById = (tx: Tx, childId: string): Promise<Standing | undefined> =>
  row(sql<Standing>`select ${columns} from watching.standing s where s.child_id = ${childId}`, tx)

/** Writes what the facts say of these children. */
export async function keepStandings(tx: Tx, kept: readonly Standing[], at: number): Promise<void> {
  if (kept.length === 0) return
  await sql`insert into watching.standing (child_id, town_path, village_path, school_path, centre_path, opened_on, closed, risk, guardianship,
      last_on, next_on, missed, trend, changed_on, census, term, changed_at)
    select "childId", "townPath", "villagePath", "schoolPath", "centrePath", "openedOn", closed, risk, guardianship, "lastOn", "nextOn", missed,
      trend, "changedOn", census, term, ${instant(at)}
    from jsonb_to_recordset(${json(kept)}) as r ("childId" uuid, "townPath" text, "villagePath" text, "schoolPath" text, "centrePath" text,
      "openedOn" date, closed boolean, risk text, guardianship text, "lastOn" date, "nextOn" date, missed integer, trend text, "changedOn" date,
      census boolean, term text)
    on conflict (child_id) do update set town_path = excluded.town_path, village_path = excluded.village_path, school_path = excluded.school_path,
      centre_path = excluded.centre_path, opened_on = excluded.opened_on, closed = excluded.closed, risk = excluded.risk,
      guardianship = excluded.guardianship, last_on = excluded.last_on, next_on = excluded.next_on, missed = excluded.missed,
      trend = excluded.trend, changed_on = excluded.changed_on, census = excluded.census, term = excluded.term,
      changed_at = excluded.changed_at`.execute(tx)
}

/** Which of these children are registered for a term already. */
export async function registeredIn(tx: Tx, childIds: readonly string[], term: string): Promise<Set<string>> {
  if (childIds.length === 0) return new Set()
  const found = await rows(
    sql<{
      childId: string
    }>`select child_id as "childId" from watching.standing where child_id = any(${[...childIds]}::uuid[]) and term = ${term}`,
    tx,
  )
  return new Set(found.map((each) => each.childId))
}
export async function registerTerm(tx: Tx, childIds: readonly string[], term: string, at: number): Promise<void> {
  if (childIds.length === 0) return
  await sql`update watching.standing set term = ${term}, changed_at = ${instant(at)} where child_id = any(${[...childIds]}::uuid[])`.execute(
    tx,
  )
}

/** The days until the next look that hold for a path on a day. */
export async function daysFor(tx: Tx, path: string, today: string): Promise<Days> {
  const found = await row(
    sql<{ days: Days }>`select days from watching.days where starts_with(${path}, area_path) and valid_from <= ${today}::date
      order by length(area_path) desc, valid_from desc, set_at desc limit 1`,
    tx,
  )
  return found?.days ?? DEFAULT_DAYS
}

export interface DaysRow {
  from: string
  days: Days
  reason: string
  setAt: number
}
export const daysSet = (tx: Tx): Promise<DaysRow[]> =>
  rows(
    sql<DaysRow>`select valid_from::text as from, days, reason, set_at as "setAt" from watching.days order by valid_from desc, set_at desc limit 20`,
    tx,
  )
export async function insertDays(
  tx: Tx,
  set: { id: string; areaPath: string; from: string; days: Days; reason: string; at: number; by: string },
): Promise<void> {
  await sql`insert into watching.days (id, area_path, valid_from, days, reason, set_at, set_by) values (${set.id}, ${set.areaPath}, ${set.from}::date,
    ${json(set.days)}, ${set.reason}, ${instant(set.at)}, ${set.by})`.execute(tx)
}

export interface PlaceCounts {
  place: string | null
  name: string | null
  total: number
  never: number
  overdue: number
  soon: number
  high: number
  middle: number
  missed: number
  worse: number
  censusDue: number
  censusDone: number
}

const counted = (
  today: string,
  term: string,
) => sql`count(*)::int as total, count(*) filter (where s.last_on is null)::int as never,
  count(*) filter (where s.next_on < ${today}::date)::int as overdue,
  count(*) filter (where s.next_on >= ${today}::date and s.next_on <= ${addDays(today, 30)}::date)::int as soon,
  count(*) filter (where s.risk = 'high')::int as high, count(*) filter (where s.risk = 'middle')::int as middle,
  count(*) filter (where s.missed > 0)::int as missed, count(*) filter (where s.trend = 'worse')::int as worse,
  count(*) filter (where s.census)::int as "censusDue", count(*) filter (where s.census and s.term = ${term})::int as "censusDone"`

/** Whose children an organisation looks after: the column that names it. */
export type Scope = 'town' | 'village' | 'school' | 'centre'
const pathOf = { town: sql`s.town_path`, village: sql`s.village_path`, school: sql`s.school_path`, centre: sql`s.centre_path` }
/** By which column an organisation's board is laid out. */
const groupOf = { town: sql`s.village_path`, village: sql`s.village_path`, school: sql`s.town_path`, centre: sql`s.town_path` }
export const scopeOf = (kind: string): Scope | undefined =>
  kind === 'town' || kind === 'village' || kind === 'school' ? kind : kind === 'protection-centre' ? 'centre' : undefined

/** An organisation's own children by place; one pass over one index. */
export function countsOf(tx: Tx, scope: Scope, path: string, today: string, term: string): Promise<PlaceCounts[]> {
  return rows(
    sql<PlaceCounts>`select c.*, o.name from (select ${groupOf[scope]} as place, ${counted(today, term)} from watching.standing s
        where not s.closed and ${pathOf[scope]} = ${path} group by 1) c
      left join kernel.organisation o on o.path = c.place order by c.overdue desc, o.name limit 2000`,
    tx,
  )
}

/** Numbers by town for a bureau or an education office that holds no part of the files. */
export function countsOfArea(tx: Tx, today: string, term: string): Promise<PlaceCounts[]> {
  return rows(
    sql<PlaceCounts>`select c.place, o.name, c.total, c.never, c.overdue, c.soon, c.high, c.middle, c.missed, c.worse, c.census_due as "censusDue",
        c.census_done as "censusDone"
      from watching.counts_of_area(${today}::date, ${addDays(today, 30)}::date, ${term}) c left join kernel.organisation o on o.path = c.place
      order by c.overdue desc, o.name limit 2000`,
    tx,
  )
}

export interface ChildLine {
  childId: string
  no: string
  name: string
  sex: string | null
  birthFrom: string | null
  birthTo: string | null
  kinds: string[]
  village: string | null
  school: string | null
  risk: Risk | null
  guardianship: string | null
  lastOn: string | null
  nextOn: string
  missed: number
  trend: Trend
  changedOn: string
  census: boolean
  term: string | null
}

function which({ view, bucket, risk, place }: ListForm, scope: Scope, path: string, today: string, term: string) {
  const month = addDays(today, 30)
  const due =
    bucket === undefined
      ? sql`true`
      : {
          overdue: sql`s.next_on < ${today}::date`,
          never: sql`s.last_on is null`,
          month: sql`s.next_on >= ${today}::date and s.next_on <= ${month}::date`,
          later: sql`s.next_on > ${month}::date`,
        }[bucket]
  const seen = {
    due: sql`true`,
    changes: sql`s.trend <> 'same' and s.changed_on >= ${addDays(today, -90)}::date`,
    census: sql`s.census and s.term is distinct from ${term}`,
  }[view]
  return sql`from watching.standing s where not s.closed and ${pathOf[scope]} = ${path} and ${due} and ${seen}
    and ${risk === undefined ? sql`true` : sql`s.risk = ${risk}`}
    and ${place === undefined ? sql`true` : place === '' ? sql`${groupOf[scope]} is null` : sql`${groupOf[scope]} = ${place}`}`
}

const laid = (
  scope: Scope,
  path: string,
) => sql`select s.*, f.no, p.display_name as name, p.sex, p.birth_from::text as "birthFrom", p.birth_to::text as "birthTo",
  v.name as village, sc.name as school,
  array(select distinct k.kind from people.child_kind k where k.child_id = s."childId" and k.until is null and not k.withdrawn) as kinds
  from due s join people.child_file f on f.id = s."childId" join people.person p on p.id = f.person_id
  left join kernel.organisation v on v.path = s."villagePath" left join kernel.organisation sc on sc.path = s."schoolPath"
  where ${pathName[scope]} = ${path}`
const pathName = {
  town: sql`s."townPath"`,
  village: sql`s."villagePath"`,
  school: sql`s."schoolPath"`,
  centre: sql`s."centrePath"`,
}

/** One page, those due first; for changes the latest first. `after` is the last page's `next`. */
export async function childrenPage(
  tx: Tx,
  form: ListForm,
  of: { scope: Scope; path: string; today: string; term: string; size?: number },
): Promise<{ items: ChildLine[]; next: string | null; total: number }> {
  const { scope, path, today, term, size = PAGE } = of
  const down = form.view === 'changes'
  const key = down ? sql`s.changed_on` : sql`s.next_on`
  const [lastKey, lastId] = form.after?.split('|') ?? []
  const behind =
    lastKey && lastId
      ? down
        ? sql`and (${key}, s.child_id) < (${lastKey}::date, ${lastId}::uuid)`
        : sql`and (${key}, s.child_id) > (${lastKey}::date, ${lastId}::uuid)`
      : sql``
  const order = down ? sql`order by ${key} desc, s.child_id desc` : sql`order by ${key}, s.child_id`
  const part = which(form, scope, path, today, term)
  const sent = rows(
    sql<ChildLine>`with due as materialized (select ${columns} ${part} ${behind} ${order} limit ${size + 1}) ${laid(scope, path)}
      order by ${down ? sql`s."changedOn" desc, s."childId" desc` : sql`s."nextOn", s."childId"`}`,
    tx,
  )
  const total = row(sql<{ total: number }>`select count(*)::int as total ${part}`, tx)
  const items = await sent
  const more = items.length > size
  const page = items.slice(0, size)
  const last = page.at(-1)
  return {
    items: page,
    next: more && last ? `${down ? last.changedOn : last.nextOn}|${last.childId}` : null,
    total: (await total)?.total ?? 0,
  }
}

/** Children of an organisation and how many of them wait, for a round. */
export async function waiting(tx: Tx, scope: Scope, path: string): Promise<number> {
  const found = await row(
    sql<{
      children: number
    }>`select count(*)::int as children from watching.standing s where not s.closed and ${pathOf[scope]} = ${path}`,
    tx,
  )
  return found?.children ?? 0
}

/** How many of an organisation's children were seen from a day on. */
export async function seenSince(tx: Tx, scope: Scope, path: string, from: string): Promise<number> {
  const found = await row(
    sql<{ seen: number }>`select count(*)::int as seen from watching.standing s where not s.closed and ${pathOf[scope]} = ${path}
      and s.last_on >= ${from}::date`,
    tx,
  )
  return found?.seen ?? 0
}
