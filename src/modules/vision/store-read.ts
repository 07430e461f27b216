/** What the room's queries read: the log, who is named, what is shown beside a candidate. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Heard } from './rules.ts'
import type { Result, Searched } from './words.ts'

/** Longest list of this room. */
export const LONGEST = 300

export interface LogLine {
  id: string
  kind: 'face' | 'card'
  subjectKind: Searched | null
  subjectId: string | null
  /** Number of the file; an inquiry's stands in its own room. */
  no: string | null
  organisation: string
  by: string | null
  purpose: string | null
  basis: string | null
  state: 'asked' | 'done'
  result: Result | null
  askedAt: number
  doneAt: number | null
}

/** The log between two instants, or of one subject, latest first. No names stand in it. */
export function logLines(tx: Tx, of: { from: number; to: number } | { subjectId: string }): Promise<LogLine[]> {
  const which =
    'subjectId' in of
      ? sql`u.subject_id = ${of.subjectId}`
      : sql`kernel.in_range(u.owner_path) and u.asked_at >= ${instant(of.from)} and u.asked_at < ${instant(of.to)}`
  return rows(
    sql<LogLine>`select u.id, u.kind, u.subject_kind as "subjectKind", u.subject_id as "subjectId", f.no, o.name as organisation, a.name as by, u.purpose,
      u.basis, u.state, u.result, u.asked_at as "askedAt", u.done_at as "doneAt"
      from vision.use u join kernel.organisation o on o.id = u.organisation_id left join kernel.account a on a.id = u.asked_by
      left join people.rescue_file f on f.id = u.subject_id
      where ${which} order by u.asked_at desc, u.id limit ${LONGEST}`,
    tx,
  )
}

interface DutyRow {
  id: string
  account: string
  name: string
  value: Record<string, unknown> | null
  at: number
  replaces: string | null
  who: string | null
  organisation: string | null
}

/** Facts that make or end a named officer for faces, by account, within the range. */
export async function dutyFacts(tx: Tx): Promise<Map<string, { who: string; organisation: string; facts: Heard[] }>> {
  const found = await rows(
    sql<DutyRow>`with named as (select distinct subject_id from kernel.ledger
        where name = 'staff.duty-named' and value->>'duty' = 'face-comparison' limit 1000)
      select l.fact_id as id, l.subject_id as account, l.name, l.value, l.occurred_at as at, l.replaces, a.name as who, o.name as organisation
      from kernel.ledger l join named n on n.subject_id = l.subject_id left join kernel.account a on a.id = l.subject_id
      left join kernel.organisation o on o.id = a.organisation_id
      where l.name in ('staff.duty-named', 'staff.duty-ended', 'staff.left', 'fact.withdrawn') order by l.recorded_at, l.seq limit 10000`,
    tx,
  )
  const officers: Awaited<ReturnType<typeof dutyFacts>> = new Map()
  for (const { id, account, name, value, at, replaces, who, organisation } of found) {
    const known = officers.get(account) ?? { who: who ?? '', organisation: organisation ?? '', facts: [] }
    known.facts.push({ id, name, value: value ?? {}, occurredAt: at, ...(replaces ? { replaces } : {}) })
    officers.set(account, known)
  }
  return officers
}

export interface Beside {
  id: string
  no: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  arrivedAt: number
  station: string
  personId: string
}

/** What stands beside a candidate for a person to judge, as far as the range reaches. */
export function besideFiles(tx: Tx, ids: readonly string[]): Promise<Beside[]> {
  return rows(
    sql<Beside>`select f.id, f.no, p.display_name as name, p.sex, p.birth_from as "birthFrom", p.birth_to as "birthTo", f.arrived_at as "arrivedAt",
      o.name as station, f.person_id as "personId"
      from people.rescue_file f join people.person p on p.id = f.person_id join kernel.organisation o on o.id = f.station_id
      where f.id = any(${[...ids]}::uuid[])`,
    tx,
  )
}

/** The organisation at a path: which station to ask about a candidate outside one's range. */
export function organisationAt(tx: Tx, path: string): Promise<{ name: string; phone: string | null } | undefined> {
  return row(sql<{ name: string; phone: string | null }>`select name, phone from kernel.organisation where path = ${path}`, tx)
}

/** Every file of a person: one that is left out of the comparison, one whose templates go with the person's verification. */
export async function fileIdsOfPerson(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select id from people.rescue_file where person_id = any(${[...personIds]}::uuid[]) limit 2000`,
    tx,
  )
  return found.map((each) => each.id)
}
