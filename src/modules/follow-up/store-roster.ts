/** Rosters' SQL: who stands in a town's roster, runs, papers as they were sent. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import type { RosterLine } from './rules-roster.ts'

export interface RunRow {
  id: string
  ownerPath: string
  bureauId: string
  asOf: string
  state: 'under-way' | 'done' | 'cancelled'
  towns: string[]
  startedAt: number
  endedAt: number | null
}

const runColumns = sql`id, owner_path as "ownerPath", bureau_id as "bureauId", as_of as "asOf", state, towns, started_at as "startedAt", ended_at as "endedAt"`

export const runById = (tx: Tx, id: string): Promise<RunRow | undefined> =>
  row(sql<RunRow>`select ${runColumns} from follow_up.roster_run where id = ${id}`, tx)
export const lockRun = (tx: Tx, id: string): Promise<RunRow | undefined> =>
  row(sql<RunRow>`select ${runColumns} from follow_up.roster_run where id = ${id} for update`, tx)
export const runUnderWay = (tx: Tx, bureauId: string): Promise<RunRow | undefined> =>
  row(sql<RunRow>`select ${runColumns} from follow_up.roster_run where bureau_id = ${bureauId} and state = 'under-way'`, tx)
export const recentRuns = (tx: Tx): Promise<RunRow[]> =>
  rows(sql<RunRow>`select ${runColumns} from follow_up.roster_run order by started_at desc limit 20`, tx)

export async function insertRun(
  tx: Tx,
  run: { id: string; ownerPath: string; bureauId: string; asOf: string; towns: string[]; startedAt: number; startedBy: string },
): Promise<void> {
  await sql`insert into follow_up.roster_run (id, owner_path, bureau_id, as_of, state, towns, started_at, started_by)
    values (${run.id}, ${run.ownerPath}, ${run.bureauId}, ${run.asOf}, 'under-way', ${run.towns}::uuid[], ${instant(run.startedAt)},
      ${run.startedBy})`.execute(tx)
}

export async function endRunRow(tx: Tx, id: string, state: 'done' | 'cancelled', at: number): Promise<void> {
  await sql`update follow_up.roster_run set state = ${state}, ended_at = ${instant(at)} where id = ${id} and state = 'under-way'`.execute(
    tx,
  )
}

/** Towns below a path in which somebody is in the register, or that were sent a roster before (which may now be empty). */
export const townsWithPeople = (tx: Tx, area: string): Promise<{ id: string; name: string; path: string }[]> =>
  rows(
    sql<{ id: string; name: string; path: string }>`select o.id, o.name, o.path from kernel.organisation o
      where o.kind = 'town' and starts_with(o.path, ${area}) and (
        exists (select 1 from follow_up.returnee r where r.town_id = o.id and r.state = 'listed' and r.withdrawn_at is null)
        or exists (select 1 from follow_up.roster x where x.town_id = o.id and x.sent_at is not null and x.people > 0))
      order by o.name limit 2000`,
    tx,
  )

export interface Listed {
  returneeId: string
  personId: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  description: PersonDescription
  sentAt: number | null
  marks: string[]
  village: string | null
  lastVisit: number | null
  nextDue: string | null
  endsOn: string | null
}

/** Everybody in the register of a town who is not sealed, and how many are. At most 20,000: a town has hundreds. */
export async function listedOfTown(tx: Tx, vault: Vault, townId: string): Promise<{ people: Listed[]; closed: number }> {
  const found = await rows(
    sql<
      Omit<Listed, 'description'> & { description: Buffer | null; sealed: boolean }
    >`select r.id as "returneeId", r.person_id as "personId",
      p.display_name as name, p.sex, p.birth_from as "birthFrom", p.birth_to as "birthTo", p.description, r.sent_at as "sentAt", r.marks,
      v.name as village, r.last_visit as "lastVisit", r.next_due as "nextDue", r.ends_on as "endsOn",
      exists (select 1 from kernel.seal s where s.subject_id in (r.person_id, r.file_id)) as sealed
      from follow_up.returnee r left join people.person p on p.id = r.person_id left join kernel.organisation v on v.id = r.village_id
      where r.town_id = ${townId} and r.state = 'listed' and r.withdrawn_at is null
      order by v.name nulls first, p.display_name, r.id limit 20000`,
    tx,
  )
  const open = found.filter((each) => !each.sealed && each.name !== null)
  const people = open.map(({ sealed: _sealed, ...each }) => ({
    ...each,
    description: each.description
      ? vault.openJson<PersonDescription>(`person.description:${each.personId}`, each.description)
      : {},
  }))
  return { people, closed: found.length - open.length }
}

/** The lines of the last roster that was sent to a town. */
export async function lastLines(tx: Tx, townId: string): Promise<Map<string, string>> {
  const found = await rows(
    sql<{ returneeId: string; digest: string }>`select returnee_id as "returneeId", digest from follow_up.roster_line
      where roster_id = (select id from follow_up.roster where town_id = ${townId} and sent_at is not null order by sent_at desc, made_at desc limit 1)`,
    tx,
  )
  return new Map(found.map((each) => [each.returneeId, each.digest]))
}

/** What became of those who no longer stand in it, with their names as far as they are in sight. */
export const fatesOf = (tx: Tx, ids: readonly string[]) =>
  rows(
    sql<{
      id: string
      name: string | null
      state: string
      townId: string | null
      unlistedAs: string | null
    }>`select r.id, p.display_name as name, r.state,
      r.town_id as "townId", r.unlisted_as as "unlistedAs" from follow_up.returnee r left join people.person p on p.id = r.person_id
      where r.id = any(${[...ids]}::uuid[])`,
    tx,
  )

export interface RosterRow {
  id: string
  runId: string
  townId: string
  town: string
  ownerPath: string
  carePath: string
  no: string
  asOf: string
  people: number
  added: number
  gone: number
  changed: number
  closed: number
  madeAt: number
  sentAt: number | null
  acknowledgedAt: number | null
  acknowledgedBy: string | null
}

const rosterColumns = sql`r.id, r.run_id as "runId", r.town_id as "townId", o.name as town, r.owner_path as "ownerPath", r.care_path as "carePath", r.no,
  r.as_of as "asOf", r.people, r.added, r.gone, r.changed, r.closed, r.made_at as "madeAt", r.sent_at as "sentAt", r.acknowledged_at as "acknowledgedAt",
  a.name as "acknowledgedBy"`
const rosterFrom = sql`from follow_up.roster r join kernel.organisation o on o.id = r.town_id left join kernel.account a on a.id = r.acknowledged_by`

export const rosterById = (tx: Tx, id: string): Promise<RosterRow | undefined> =>
  row(sql<RosterRow>`select ${rosterColumns} ${rosterFrom} where r.id = ${id}`, tx)
export async function lockRoster(tx: Tx, id: string): Promise<RosterRow | undefined> {
  await sql`select 1 from follow_up.roster where id = ${id} for update`.execute(tx)
  return rosterById(tx, id)
}
export const rostersOfRun = (tx: Tx, runId: string): Promise<RosterRow[]> =>
  rows(sql<RosterRow>`select ${rosterColumns} ${rosterFrom} where r.run_id = ${runId} order by r.made_at, r.no limit 2000`, tx)
export const recentRosters = (tx: Tx, sentOnly: boolean): Promise<RosterRow[]> =>
  rows(
    sql<RosterRow>`select ${rosterColumns} ${rosterFrom} where ${sentOnly ? sql`r.sent_at is not null` : sql`true`} order by r.made_at desc, r.no desc limit 300`,
    tx,
  )

/** Keeps a roster with its papers, and who stands in it. */
export async function insertRoster(
  tx: Tx,
  vault: Vault,
  roster: Omit<RosterRow, 'town' | 'sentAt' | 'acknowledgedAt' | 'acknowledgedBy'> & {
    lines: readonly RosterLine[]
    sheet: Uint8Array
    paper: Uint8Array | null
  },
): Promise<void> {
  const sealed = (column: string, body: Uint8Array) =>
    vault.seal(`follow_up.roster.${column}:${roster.id}`, Buffer.from(body).toString('base64'))
  await sql`insert into follow_up.roster (id, run_id, owner_path, care_path, town_id, no, as_of, people, added, gone, changed, closed, sheet, paper, made_at)
    values (${roster.id}, ${roster.runId}, ${roster.ownerPath}, ${roster.carePath}, ${roster.townId}, ${roster.no}, ${roster.asOf}, ${roster.people},
      ${roster.added}, ${roster.gone}, ${roster.changed}, ${roster.closed}, ${sealed('sheet', roster.sheet)},
      ${roster.paper ? sealed('paper', roster.paper) : null}, ${instant(roster.madeAt)})`.execute(tx)
  await sql`insert into follow_up.roster_line (roster_id, returnee_id, owner_path, care_path, digest, change)
    select ${roster.id}, l.id, ${roster.ownerPath}, ${roster.carePath}, l.digest, l.change
    from unnest(${roster.lines.map((line) => line.returneeId)}::uuid[], ${roster.lines.map((line) => line.digest)}::text[],
      ${roster.lines.map((line) => line.change)}::text[]) as l(id, digest, change)`.execute(tx)
}

/** Bytes of a roster's sheet or paper, as sent. */
export async function papersOf(tx: Tx, vault: Vault, id: string, column: 'sheet' | 'paper'): Promise<Buffer | null> {
  const found = await row(
    sql<{ body: Buffer | null }>`select ${sql.raw(column)} as body from follow_up.roster where id = ${id}`,
    tx,
  )
  return found?.body ? Buffer.from(vault.open(`follow_up.roster.${column}:${id}`, found.body), 'base64') : null
}

/** Subjects whom this roster tells of for the first time, or anew. */
export const toldSubjects = (
  tx: Tx,
  rosterId: string,
): Promise<{ fileId: string | null; personId: string; ownerPath: string }[]> =>
  rows(
    sql<{
      fileId: string | null
      personId: string
      ownerPath: string
    }>`select r.file_id as "fileId", r.person_id as "personId", r.owner_path as "ownerPath"
      from follow_up.roster_line l join follow_up.returnee r on r.id = l.returnee_id
      where l.roster_id = ${rosterId} and l.change is not null order by r.id`,
    tx,
  )

export async function markSent(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update follow_up.roster set sent_at = ${instant(at)} where id = ${id} and sent_at is null`.execute(tx)
}

export async function markAcknowledged(tx: Tx, id: string, at: number, by: string): Promise<void> {
  await sql`update follow_up.roster set acknowledged_at = ${instant(at)}, acknowledged_by = ${by} where id = ${id}`.execute(tx)
}
