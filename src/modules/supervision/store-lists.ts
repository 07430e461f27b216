/** The SQL of lists and figures. Every list is bounded; row-level security stands behind each. */
import type { Range } from '#kernel/actor.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { KeptRow } from './keep-rules.ts'

/** A kept row with its subject's kind, as lists read it. */
export interface ListedRow extends KeptRow {
  kind: string
}

const columns = sql`o.subject_id as subject, o.subject_kind as kind, o.clause, o.instance, o.owner_path as "ownerPath", o.owner, o.state,
  o.month, o.arisen_at as arisen, o.due_at as due, o.late_at as late, o.met_at as met, o.needs, o.because, o.due_kind as "dueKind"`

export interface OpenFilter {
  range: Range
  /** Subjects of which this very organisation, or the actor in person, holds a part at an instant, and the organisation itself. */
  held?: { organisation: string; path: string; at: number } | undefined
  owners?: readonly string[] | undefined
  /** Besides, of what is owed by this word, whatever stands at the holder's own path. */
  given?: string | undefined
  clauses?: readonly string[] | undefined
  subjects?: readonly string[] | undefined
  /** Either of these subjects or one of these clauses: what a word typed may mean. */
  either?: { subjects: readonly string[]; clauses: readonly string[] } | undefined
}

/** A stretch of due times: after `from`, up to and with `to`; null = open at that side. `never` = without a term. */
export interface Bucket {
  key: string
  state: 'open' | 'cannot-tell'
  from: number | null
  to: number | null
  never?: boolean
}

function conditions(filter: OpenFilter) {
  const { owners, clauses, subjects, either, held, given } = filter
  const own = held && given ? sql`or (o.owner = ${given} and o.owner_path = ${held.path})` : sql``
  return sql`${owners ? sql`and (string_to_array(o.owner, ', ') && ${[...owners]}::text[] ${own})` : sql``}
    ${clauses ? sql`and o.clause = any(${[...clauses]}::text[])` : sql``}
    ${subjects ? sql`and o.subject_id = any(${[...subjects]}::uuid[])` : sql``}
    ${either ? sql`and (o.subject_id = any(${[...either.subjects]}::uuid[]) or o.clause = any(${[...either.clauses]}::text[]))` : sql``}`
}

/** Written out, not a parameter: each of the two has an index of its own. */
const inState = (bucket: Bucket) => (bucket.state === 'open' ? sql`o.state = 'open'` : sql`o.state = 'cannot-tell'`)
const inOrder = (bucket: Bucket) => (bucket.state === 'open' ? sql`o.late_at` : sql`o.arisen_at`)

function within(bucket: Bucket) {
  if (bucket.state === 'cannot-tell') return sql`true`
  if (bucket.never) return sql`o.late_at is null`
  return sql`o.late_at is not null ${bucket.from === null ? sql`` : sql`and o.late_at > ${instant(bucket.from)}`}
    ${bucket.to === null ? sql`` : sql`and o.late_at <= ${instant(bucket.to)}`}`
}

/**
 * For the rest of the transaction rows are taken in the order of the index and no more than wanted: whether somebody may see
 * a row is asked of each row taken, and a sort would ask it of all.
 */
export async function inIndexOrder(tx: Tx): Promise<void> {
  await sql`select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)`.execute(
    tx,
  )
}

/**
 * The next of a bucket, the earliest due first. Goes from owner to owner along the index, so that a city's list costs as
 * little as a station's.
 */
export function openRows(tx: Tx, filter: OpenFilter, bucket: Bucket, limit: number): Promise<ListedRow[]> {
  const { from, to } = filter.range
  const state = inState(bucket)
  const order = inOrder(bucket)
  const held = ofHolder(filter)
  if (held) {
    return rows(
      sql<ListedRow>`select ${columns} from supervision.obligation o
        where ${held} and ${state} and ${within(bucket)} ${conditions(filter)}
        order by o.late_at nulls last, o.arisen_at limit ${limit}`,
      tx,
    )
  }
  return rows(
    sql<ListedRow>`with recursive homes (path) as (
        (select o.owner_path from supervision.obligation o where ${state}
          and o.owner_path >= ${from} and o.owner_path < ${to} order by o.owner_path limit 1)
        union all
        select (select o.owner_path from supervision.obligation o where ${state}
          and o.owner_path > h.path and o.owner_path < ${to} order by o.owner_path limit 1)
        from homes h where h.path is not null)
      select l.* from homes h cross join lateral (
        select ${columns} from supervision.obligation o
        where o.owner_path = h.path and ${state} and ${within(bucket)} ${conditions(filter)}
        order by ${order} limit ${limit}) l
      order by l.late nulls last, l.arisen limit ${limit}`,
    tx,
  )
}

/** Duties of the subjects of which an organisation holds a part now, and its own. */
function ofHolder({ held, given }: OpenFilter) {
  if (!held) return undefined
  return sql`o.subject_id in (select p.subject_id from kernel.part p where p.organisation_path = ${held.path}
      and (p.account_id is null or p.account_id::text = current_setting('guitu.account', true))
      and p.valid_from <= ${instant(held.at)} and (p.valid_until is null or p.valid_until > ${instant(held.at)})
    union select ${held.organisation}::uuid
    ${given ? sql`union select g.subject_id from supervision.obligation g where g.owner_path = ${held.path} and g.state = 'open' and g.owner = ${given}` : sql``})`
}

/** How many a bucket holds, counted one by one up to `most`. */
export async function countOpen(tx: Tx, filter: OpenFilter, bucket: Bucket, most: number): Promise<number> {
  const { from, to } = filter.range
  const whose = ofHolder(filter) ?? sql`o.owner_path >= ${from} and o.owner_path < ${to}`
  const found = await row(
    sql<{ count: number }>`select count(*) from (select 1 from supervision.obligation o
      where ${whose} and ${inState(bucket)} and ${within(bucket)} ${conditions(filter)} limit ${most}) s`,
    tx,
  )
  return found?.count ?? 0
}

/** Open and untold counts of a range from the figures: by last day in time; `null` = without a term. */
export function openCounts(tx: Tx, range: Range): Promise<{ state: string; lastDay: string | null; count: number }[]> {
  return rows(
    sql<{
      state: string
      lastDay: string | null
      count: number
    }>`select state, nullif(last_day, 'infinity')::text as "lastDay", sum(count)::int as count
      from supervision.figure where owner_path >= ${range.from} and owner_path < ${range.to} and state in ('open', 'cannot-tell')
      group by 1, 2 having sum(count) <> 0`,
    tx,
  )
}

/** Of the duties whose last day is today, those whose minute has passed. */
export function lateToday(
  tx: Tx,
  clauses: readonly string[] | null,
  since: number,
  now: number,
): Promise<{ clause: string; ownerPath: string; month: string; count: number }[]> {
  return rows(
    sql<{
      clause: string
      ownerPath: string
      month: string
      count: number
    }>`select clause, owner_path as "ownerPath", month, count
      from supervision.late_today(${clauses === null ? null : [...clauses]}::text[], ${instant(since)}, ${instant(now)})`,
    tx,
  )
}

/** All open and untold rows of some subjects, for grouping what one act would meet. */
export function openOfSubjects(tx: Tx, subjects: readonly string[]): Promise<ListedRow[]> {
  return rows(
    sql<ListedRow>`select ${columns} from supervision.obligation o
      where o.subject_id = any(${[...new Set(subjects)]}::uuid[]) and o.state in ('open', 'cannot-tell') limit 4000`,
    tx,
  )
}

/** Subjects in which an organisation holds a part now; of one name only, or of one subject, where it is said. */
export async function partsOf(
  tx: Tx,
  range: Range,
  now: number,
  { part, subject }: { part?: string; subject?: string } = {},
): Promise<string[]> {
  const found = await rows(
    sql<{
      id: string
    }>`select distinct subject_id as id from kernel.part where organisation_path >= ${range.from} and organisation_path < ${range.to}
      ${part ? sql`and part = ${part}` : sql``} ${subject ? sql`and subject_id = ${subject}` : sql``}
      and valid_from <= ${instant(now)} and (valid_until is null or valid_until > ${instant(now)}) limit 2000`,
    tx,
  )
  return found.map((each) => each.id)
}

export interface FigureCell {
  clause: string
  month: string
  state: string
  /** Of open ones: whether their last day lies before today. */
  past: boolean
  count: number
}

/** Cells of some clauses in a range and span of months, added up over owners. */
export function figureCells(
  tx: Tx,
  input: { clauses: readonly string[]; range: Range; from: string; to: string; today: string },
): Promise<FigureCell[]> {
  return rows(
    sql<FigureCell>`select clause, month, state, state = 'open' and last_day < ${input.today}::date as past, sum(count)::int as count
      from supervision.figure
      where clause = any(${[...input.clauses]}::text[]) and owner_path >= ${input.range.from} and owner_path < ${input.range.to}
        and month >= ${input.from}::date and month <= ${input.to}::date
      group by 1, 2, 3, 4 having sum(count) <> 0`,
    tx,
  )
}

/** Rows behind a number, at most `limit`. */
export function clauseRows(
  tx: Tx,
  input: {
    clause: string
    state: KeptRow['state']
    range: Range
    from: string
    to: string
    overdue?: boolean | undefined
    now: number
    limit: number
  },
): Promise<ListedRow[]> {
  const { overdue, now } = input
  return rows(
    sql<ListedRow>`select ${columns} from supervision.obligation o
      where o.clause = ${input.clause} and o.state = ${input.state} and o.owner_path >= ${input.range.from} and o.owner_path < ${input.range.to}
        and o.month >= ${input.from}::date and o.month <= ${input.to}::date
        ${overdue === undefined ? sql`` : overdue ? sql`and o.late_at <= ${instant(now)}` : sql`and (o.late_at > ${instant(now)} or o.late_at is null)`}
      ${input.state === 'open' ? sql`order by o.late_at nulls last` : sql``} limit ${input.limit}`,
    tx,
  )
}

/** How many cases behind a number are closed to the actor: they count, and are not listed. At most 1,000. */
export async function hiddenCases(tx: Tx, input: Parameters<typeof clauseRows>[1]): Promise<number> {
  const { range, now, overdue } = input
  const found = await row(
    sql<{
      count: number
    }>`select supervision.hidden_cases(${input.clause}, ${input.state}, ${range.from}, ${range.to}, ${input.from}::date,
      ${input.to}::date, ${instant(now)}, ${overdue ?? null}) as count`,
    tx,
  )
  return found?.count ?? 0
}

export interface NamedFact {
  id: string
  kind: string
  subject: string
  name: string
  value: Record<string, unknown> | null
  at: number
  recordedAt: number
  replaces: string | null
}

/** Ledger facts of a name told in a range and span, and the withdrawals of any of them; at most 5,000. */
export function factsNamed(tx: Tx, input: { name: string; range: Range; from: number; to: number }): Promise<NamedFact[]> {
  return rows(
    sql<NamedFact>`select id, kind, subject, name, value, at, recorded as "recordedAt", replaces
      from supervision.told_of(${input.name}, ${input.range.from}, ${input.range.to}, ${instant(input.from)}, ${instant(input.to)})`,
    tx,
  )
}

/** Subjects that have any row of a clause, in a range. */
export async function subjectsOfClause(tx: Tx, clause: string, range: Range): Promise<string[]> {
  const found = await rows(sql<{ id: string }>`select id from supervision.subjects_of(${clause}, ${range.from}, ${range.to})`, tx)
  return found.map((each) => each.id)
}

/** Names of organisations by path and by id. */
export function organisationNames(
  tx: Tx,
  paths: readonly string[],
  ids: readonly string[],
): Promise<{ id: string; path: string; name: string; kind: string }[]> {
  return rows(
    sql<{ id: string; path: string; name: string; kind: string }>`select id, path, name, kind from kernel.organisation
      where path = any(${[...new Set(paths)]}::text[]) or id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
}

/** Of each institution the last fact whose details say what it is called. */
export function institutionsNamedIn(tx: Tx, ids: readonly string[]): Promise<{ id: string; factId: string }[]> {
  return rows(
    sql<{ id: string; factId: string }>`select distinct on (subject_id) subject_id as id, fact_id as "factId" from kernel.ledger
      where subject_id = any(${[...new Set(ids)]}::uuid[]) and name in ('institution.registered', 'institution.changed')
      order by subject_id, recorded_at desc, seq desc`,
    tx,
  )
}

/** Organisations that own obligations in a range: what a scope can be narrowed to. */
export function scopesIn(tx: Tx, range: Range): Promise<{ path: string; name: string; kind: string }[]> {
  return rows(
    sql<{ path: string; name: string; kind: string }>`select path, name, kind from kernel.organisation
      where path >= ${range.from} and path < ${range.to} and active and kind in ('area', 'station', 'bureau', 'town', 'protection-centre')
      order by path limit 300`,
    tx,
  )
}

/** What members of staff are called. */
export async function staffNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

/** Path of the station to which an account belongs, if it is one of a station. */
export async function stationOfAccount(tx: Tx, id: string): Promise<string | undefined> {
  const [found] = await rows(
    sql<{ path: string }>`select o.path from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = ${id} and o.kind = 'station'`,
    tx,
  )
  return found?.path
}

/** Members of staff whose name holds some text, of whom duties are kept. */
export async function staffNamed(tx: Tx, text: string): Promise<string[]> {
  const found = await rows(
    sql<{
      id: string
    }>`select a.id from kernel.account a join supervision.subject_state s on s.subject_id = a.id and s.kind = 'staff'
      where strpos(a.name, ${text}) > 0 limit 200`,
    tx,
  )
  return found.map((each) => each.id)
}

/** Members of staff of a range of whom duties are kept. */
export async function staffIn(tx: Tx, range: Range): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select subject_id as id from supervision.subject_state
      where kind = 'staff' and owner_path >= ${range.from} and owner_path < ${range.to} order by owner_path, subject_id limit 2000`,
    tx,
  )
  return found.map((each) => each.id)
}
