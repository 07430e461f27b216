/** Lists of this room. Row-level security keeps each to its range or part. */
import type { Vault } from '#kernel/crypto.ts'
import { json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import type { Where } from '#modules/people-and-cases/words.ts'
import type { SettlementState } from './lifecycle.ts'
import { lookAt, type Steps } from './rules.ts'
import { type CaseRow, caseColumns, openCase, type SealedCase } from './store.ts'

/** Longest list. */
export const LONGEST = 500

export interface CandidateRow {
  fileId: string
  no: string
  name: string
  sex: string | null
  station: string
  acceptedAt: number
  fullOn: string
  where: Where
  steps: Steps
  state: SettlementState | null
  ownerPath: string
}

/** Here, nameless, not put up yet, and three months full by a day; the longest here first. */
const waiting = (until: string) => sql`settlement.candidate k join people.rescue_file f on f.id = k.file_id
    join people.person p on p.id = f.person_id join kernel.organisation o on o.id = f.station_id
    left join settlement.case c on c.file_id = k.file_id
  where k.place is not null and k.full_on <= ${until}::date and p.identity <> 'verified' and p.merged_into is null
    and (c.state is null or c.state in ('candidate', 'file-checked', 'returned', 'declined', 'withdrawn'))
    and (c.state is not null or not (k.steps ->> 'applied')::boolean)`

export async function candidatesUntil(tx: Tx, until: string, limit: number): Promise<{ items: CandidateRow[]; total: number }> {
  const items = await rows(
    sql<CandidateRow>`select k.file_id as "fileId", f.no, p.display_name as name, p.sex, o.name as station,
      f.accepted_at as "acceptedAt", to_char(k.full_on, 'YYYY-MM-DD') as "fullOn", k.place as "where", k.steps, c.state,
      k.owner_path as "ownerPath" from ${waiting(until)} order by k.full_on, f.no limit ${limit}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total from ${waiting(until)}`, tx)
  return { items, total: Number(counted?.total ?? 0) }
}

export type ListedCase = CaseRow & { no: string; name: string; sex: string | null; station: string }

const listedFrom = sql`settlement.case c join people.rescue_file f on f.id = c.file_id join people.person p on p.id = f.person_id
  join kernel.organisation o on o.id = f.station_id`

export async function casesIn(tx: Tx, vault: Vault, states: readonly SettlementState[], limit: number): Promise<ListedCase[]> {
  const found = await rows(
    sql<
      SealedCase & Pick<ListedCase, 'no' | 'name' | 'sex' | 'station'>
    >`select ${caseColumns}, f.no, p.display_name as name, p.sex,
      o.name as station from ${listedFrom} where c.state = any(${[...states]}::text[]) order by c.changed_at, c.id limit ${limit}`,
    tx,
  )
  return found.map((each) => ({ ...each, ...openCase(vault, each) }))
}

export async function casesOfPlan(tx: Tx, vault: Vault, planId: string): Promise<ListedCase[]> {
  const found = await rows(
    sql<
      SealedCase & Pick<ListedCase, 'no' | 'name' | 'sex' | 'station'>
    >`select ${caseColumns}, f.no, p.display_name as name, p.sex,
      o.name as station from ${listedFrom} where c.plan_id = ${planId} order by f.no limit 100`,
    tx,
  )
  return found.map((each) => ({ ...each, ...openCase(vault, each) }))
}

export async function countsByState(tx: Tx): Promise<{ state: SettlementState; count: number }[]> {
  const found = await rows(
    sql<{ state: SettlementState; count: number }>`select state, count(*)::int as count from settlement.case group by state`,
    tx,
  )
  return found.map((each) => ({ ...each, count: Number(each.count) }))
}

export interface CampaignCounts {
  entered: number
  applied: number
  planned: number
  approved: number
  registered: number
  supported: number
  eligible: number
}

/** Of those accepted before the cut-off and nameless then or still: how many have come how far. */
export async function campaignCounts(tx: Tx, cutOff: string): Promise<CampaignCounts> {
  const found = await row(
    sql<CampaignCounts>`select count(*) filter (where c.id is not null or (k.place is not null and p.identity <> 'verified'))::int as entered,
      count(c.applied_at)::int as applied, count(c.planned_at)::int as planned, count(c.approved_at)::int as approved,
      count(c.registered_at)::int as registered, count(c.supported_at)::int as supported,
      count(*) filter (where c.eligible and c.registered_at is not null)::int as eligible
      from settlement.candidate k join people.rescue_file f on f.id = k.file_id join people.person p on p.id = f.person_id
        left join settlement.case c on c.file_id = k.file_id and c.state not in ('withdrawn', 'candidate')
      where (f.accepted_at at time zone 'Asia/Shanghai')::date < ${cutOff}::date`,
    tx,
  )
  const none = { entered: 0, applied: 0, planned: 0, approved: 0, registered: 0, supported: 0, eligible: 0 }
  return found ? (Object.fromEntries(Object.entries(found).map(([key, value]) => [key, Number(value)])) as never) : none
}

/** Organisations of a kind in the city, for the lists on forms. */
export function bodiesOf(tx: Tx, kind: string, city: string): Promise<{ id: string; name: string; phone: string | null }[]> {
  return rows(
    sql`select id, name, phone from kernel.organisation where kind = ${kind} and active and starts_with(path, ${city}) order by name limit 200`,
    tx,
  )
}

export interface OpenConsequence {
  id: string
  fileId: string
  no: string
  name: string
  step: string
  dueOn: string
}

export function openConsequences(tx: Tx, limit: number): Promise<OpenConsequence[]> {
  return rows(
    sql<OpenConsequence>`select q.id, q.file_id as "fileId", f.no, p.display_name as name, q.step, to_char(q.due_on, 'YYYY-MM-DD') as "dueOn"
      from settlement.consequence q join people.rescue_file f on f.id = q.file_id join people.person p on p.id = f.person_id
      where q.done_at is null order by q.due_on, f.no limit ${limit}`,
    tx,
  )
}

/** Accepted files in the order of their ids that have no row here yet; an import brings them, or the first night. */
export async function filesNotLookedAt(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const found = await rows(
    sql<{
      id: string
    }>`select f.id from people.rescue_file f where f.accepted_at is not null and (${after}::uuid is null or f.id > ${after}::uuid)
      and not exists (select 1 from settlement.candidate k where k.file_id = f.id) order by f.id limit ${limit}`,
    tx,
  )
  return found.map((each) => each.id)
}

/** Rows that are not what the facts say; for `guitu doctor`. */
export async function stepsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  const faults: { id: string; kept: unknown; told: unknown }[] = []
  let after: string | null = null
  for (;;) {
    const page: { id: string; fullOn: string; place: string | null; steps: Steps; at: number }[] = await rows(
      sql<{ id: string; fullOn: string; place: string | null; steps: Steps; at: number }>`select file_id as id,
        to_char(full_on, 'YYYY-MM-DD') as "fullOn", place, steps, looked_at as at from settlement.candidate
        where ${after}::uuid is null or file_id > ${after}::uuid order by file_id limit 200`,
      tx,
    )
    const facts = await factsOf(
      tx,
      page.map((each) => each.id),
    )
    for (const { id, fullOn, place, steps, at } of page) {
      const told = lookAt(
        facts.filter((fact) => fact.subject.id === id),
        at,
      )
      const same =
        told.fullOn === fullOn &&
        told.where === place &&
        Object.entries(told.steps).every(([key, value]) => steps[key as keyof Steps] === value)
      if (!same && faults.length < limit) faults.push({ id, kept: { fullOn, place, steps }, told })
    }
    after = page.at(-1)?.id ?? null
    if (page.length < 200 || faults.length >= limit) return faults
  }
}

/** The fact behind each state; several where a later one leaves the state as it was. */
const TOLD_BY: Record<SettlementState, readonly string[]> = {
  candidate: ['file-checked'],
  'file-checked': ['file-checked'],
  applied: ['applied'],
  returned: ['returned', 'file-checked'],
  planned: ['planned'],
  approved: ['approved'],
  named: ['named'],
  registered: ['registered', 'support-assessed'],
  placed: ['placed', 'support-assessed'],
  supported: ['support-granted', 'placed'],
  declined: ['declined'],
  withdrawn: ['withdrawn'],
  correcting: ['named', 'registered', 'placed', 'support-granted', 'support-assessed', 'true-name-followed'],
  corrected: ['true-name-followed'],
}

/** Cases whose state none of the latest facts of their file has told; for `guitu doctor`. */
export function statesUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  const pairs = Object.entries(TOLD_BY).flatMap(([state, names]) => names.map((name) => ({ state, name: `settlement.${name}` })))
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select c.id, c.state as kept, l.names as told from settlement.case c
      left join lateral (select array_agg(name) as names from kernel.ledger l where l.subject_id = c.file_id and l.name like 'settlement.%'
        and l.recorded_at = (select max(recorded_at) from kernel.ledger m where m.subject_id = c.file_id and m.name like 'settlement.%')) l on true
      where not exists (select 1 from jsonb_to_recordset(${json(pairs)}) as t (state text, name text)
        where t.state = c.state and t.name = any(l.names))
      limit ${limit}`,
    tx,
  )
}
