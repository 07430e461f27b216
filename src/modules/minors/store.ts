/** This room's SQL: what hangs on a file beside the register. What names or describes somebody is sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { organisationById, type Organisation } from '#kernel/org.ts'
import type { EntrustForm, FamilyForm, HealthForm, SchoolForm } from './schema-family.ts'
import type { Schooling } from './words.ts'

export interface Home {
  /** How the file came to be. */
  from?: string
  found?: string
  address?: string
}

const place = (table: string, id: string) => `minors.${table}.content:${id}`

export async function homeOf(tx: Tx, vault: Vault, childId: string): Promise<Home> {
  const found = await row(sql<{ content: Buffer }>`select content from minors.home where child_id = ${childId}`, tx)
  return found ? vault.openJson<Home>(place('home', childId), found.content) : {}
}

export async function keepHome({ tx, vault }: LoadContext, childId: string, home: Home): Promise<void> {
  await sql`insert into minors.home (child_id, content) values (${childId}, ${vault.sealJson(place('home', childId), home)})
    on conflict (child_id) do update set content = excluded.content`.execute(tx)
}

/** An organisation of one of these kinds in the same city, chosen from a list; undefined where it is none. */
export async function chosen(
  tx: Tx,
  id: string | undefined,
  kinds: readonly string[],
  near: string,
): Promise<Organisation | undefined> {
  const found = id ? await organisationById(tx, id) : undefined
  const city = (path: string) => path.split('.').slice(0, 2).join('.')
  return found && kinds.includes(found.kind) && city(found.path) === city(near) ? found : undefined
}

export type MemberContent = Omit<FamilyForm, 'childId' | 'memberId'> & { ended?: string }
export interface Member {
  id: string
  since: number
  endedAt: number | null
  content: MemberContent
}
interface Sealed {
  content: Buffer
}
type SealedRow<T extends { content: unknown }> = Omit<T, 'content'> & Sealed

const opened =
  <T extends { id: string; content: unknown }>(vault: Vault, table: string) =>
  (sealed: SealedRow<T>): T =>
    ({ ...sealed, content: vault.openJson(place(table, (sealed as { id: string }).id), sealed.content) }) as unknown as T

/** The family as it is, and who was taken out of it. */
export async function membersOf(tx: Tx, vault: Vault, childId: string): Promise<Member[]> {
  const found = await rows(
    sql<SealedRow<Member>>`select id, since, ended_at as "endedAt", content from minors.member where child_id = ${childId}
      order by ended_at nulls first, since limit 60`,
    tx,
  )
  return found.map(opened<Member>(vault, 'member'))
}

export async function keepMember(
  { tx, vault, now }: LoadContext,
  member: { id: string; childId: string; content: MemberContent },
): Promise<void> {
  await sql`insert into minors.member (id, child_id, since, content)
    values (${member.id}, ${member.childId}, ${instant(now)}, ${vault.sealJson(place('member', member.id), member.content)})
    on conflict (id) do update set content = excluded.content`.execute(tx)
}

export async function endMember({ tx, vault, now }: LoadContext, member: Member, reason: string): Promise<void> {
  await sql`update minors.member set ended_at = ${instant(now)},
    content = ${vault.sealJson(place('member', member.id), { ...member.content, ended: reason })} where id = ${member.id}`.execute(
    tx,
  )
}

export type EntrustContent = Omit<EntrustForm, 'childId' | 'files' | 'from' | 'until'> & { ended?: string }
export interface Entrusting {
  id: string
  from: string
  until: string | null
  endedOn: string | null
  content: EntrustContent
}

export async function entrustingsOf(tx: Tx, vault: Vault, childId: string): Promise<Entrusting[]> {
  const found = await rows(
    sql<SealedRow<Entrusting>>`select id, from_on as from, until_on as until, ended_on as "endedOn", content
      from minors.entrusting where child_id = ${childId} order by ended_on desc nulls first, from_on desc limit 30`,
    tx,
  )
  return found.map(opened<Entrusting>(vault, 'entrusting'))
}

export async function insertEntrusting(
  { tx, vault }: LoadContext,
  made: { id: string; childId: string; from: string; until: string | null; content: EntrustContent },
): Promise<void> {
  await sql`insert into minors.entrusting (id, child_id, from_on, until_on, content) values (${made.id}, ${made.childId},
    ${made.from}::date, ${made.until}::date, ${vault.sealJson(place('entrusting', made.id), made.content)})`.execute(tx)
}

export async function endEntrusting({ tx, vault }: LoadContext, of: Entrusting, on: string, reason: string): Promise<void> {
  await sql`update minors.entrusting set ended_on = ${on}::date,
    content = ${vault.sealJson(place('entrusting', of.id), { ...of.content, ended: reason })} where id = ${of.id}`.execute(tx)
}

export type SchoolContent = Omit<SchoolForm, 'childId' | 'state' | 'since'>
export interface SchoolRow {
  id: string
  state: Schooling
  since: string | null
  notedAt: number
  notedBy: string
  content: SchoolContent
}

/** Where the child learns, the latest first. */
export async function schoolingsOf(tx: Tx, vault: Vault, childId: string): Promise<SchoolRow[]> {
  const found = await rows(
    sql<SealedRow<SchoolRow>>`select id, state, since, noted_at as "notedAt", noted_by as "notedBy", content
      from minors.schooling where child_id = ${childId} order by noted_at desc limit 30`,
    tx,
  )
  return found.map(opened<SchoolRow>(vault, 'schooling'))
}

export async function insertSchooling(
  { tx, vault, now, actor }: LoadContext,
  made: { id: string; childId: string; state: Schooling; since: string | null; content: SchoolContent },
): Promise<void> {
  await sql`insert into minors.schooling (id, child_id, state, since, noted_at, noted_by, content)
    values (${made.id}, ${made.childId}, ${made.state}, ${made.since}::date, ${instant(now)}, ${actor.accountId},
      ${vault.sealJson(place('schooling', made.id), made.content)})`.execute(tx)
}

export type HealthContent = Omit<HealthForm, 'childId' | 'files'>
export interface HealthRow {
  id: string
  notedAt: number
  notedBy: string
  content: HealthContent
}

export async function healthOf(tx: Tx, vault: Vault, childId: string): Promise<HealthRow[]> {
  const found = await rows(
    sql<SealedRow<HealthRow>>`select id, noted_at as "notedAt", noted_by as "notedBy", content
      from minors.health where child_id = ${childId} order by noted_at desc limit 30`,
    tx,
  )
  return found.map(opened<HealthRow>(vault, 'health'))
}

export async function insertHealth(
  { tx, vault, now, actor }: LoadContext,
  made: { id: string; childId: string; content: HealthContent },
): Promise<void> {
  await sql`insert into minors.health (id, child_id, noted_at, noted_by, content)
    values (${made.id}, ${made.childId}, ${instant(now)}, ${actor.accountId},
      ${vault.sealJson(place('health', made.id), made.content)})`.execute(tx)
}
