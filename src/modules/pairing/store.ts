/** This room's SQL. What names or describes somebody is sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { all, instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import type { PairState, VolunteerState } from './lifecycle.ts'
import type { PairKind } from './words.ts'

export interface VolunteerContent {
  name: string
  sex: 'male' | 'female'
  phone: string
  idNumber: string
  skills?: string
  note?: string
  checks?: { on: string; clear: boolean; source: string; why?: string }[]
  left?: string
}
export interface VolunteerRow {
  id: string
  ownerPath: string
  state: VolunteerState
  accountId: string | null
  enrolledAt: number
  checkedOn: string | null
  clearUntil: string | null
  /** Family of some child on file. */
  guardian: boolean
  children: number
  content: VolunteerContent
}
export interface PairContent {
  wish: string
  consent: string
  need: string
  by: string
  plan?: string
  changed?: string[]
  reason?: string
  note?: string
}
export interface PairRow {
  id: string
  childId: string
  kind: PairKind
  state: PairState
  federationPath: string
  wantedAt: number
  pairedAt: number | null
  lastMet: number | null
  endedAt: number | null
  content: PairContent
}
export interface MemberRow {
  pairId: string
  childId: string
  volunteerId: string
  accountId: string | null
  since: number
  until: number | null
  content: { name: string }
}
export interface MeetingRow {
  id: string
  pairId: string
  childId: string
  at: number
  toldAt: number
  byAccount: string
  content: { kind: string; note?: string; by: string }
}

type Sealed<T> = Omit<T, 'content'> & { content: Buffer }
const place = {
  volunteer: (id: string) => `pairing.volunteer.content:${id}`,
  pair: (id: string) => `pairing.pair.content:${id}`,
  member: (pairId: string, id: string) => `pairing.member.content:${pairId}:${id}`,
  meeting: (id: string) => `pairing.meeting.content:${id}`,
} as const
const opened = <T extends { content: unknown }>(vault: Vault, at: string, sealed: Sealed<T>): T =>
  ({ ...sealed, content: vault.openJson(at, sealed.content) }) as unknown as T

/** Index of an ID number, the same for volunteers and for the family of children. */
export const numberKey = (vault: Vault, number: string): Buffer => vault.blind('pairing.number', number)

const volunteerColumns = (but: string | null) => sql`v.id, v.owner_path as "ownerPath", v.state, v.account_id as "accountId",
  v.enrolled_at as "enrolledAt", to_char(v.checked_on, 'YYYY-MM-DD') as "checkedOn", to_char(v.clear_until, 'YYYY-MM-DD') as "clearUntil",
  pairing.guards(v.number_key, null) as guardian, pairing.children_of(v.id, ${but}::uuid) as children, v.content`
const pairColumns = sql`p.id, p.child_id as "childId", p.kind, p.state, p.federation_path as "federationPath", p.wanted_at as "wantedAt",
  p.paired_at as "pairedAt", p.last_met as "lastMet", p.ended_at as "endedAt", p.content`
const memberColumns = sql`m.pair_id as "pairId", m.child_id as "childId", m.volunteer_id as "volunteerId", m.account_id as "accountId",
  m.since, m.until, m.content`
const meetingColumns = sql`t.id, t.pair_id as "pairId", t.child_id as "childId", t.at, t.told_at as "toldAt", t.by_account as "byAccount", t.content`

export async function lockVolunteer(tx: Tx, vault: Vault, id: string): Promise<VolunteerRow | undefined> {
  const found = await row(
    sql<Sealed<VolunteerRow>>`select ${volunteerColumns(null)} from pairing.volunteer v where v.id = ${id} for update`,
    tx,
  )
  return found && opened<VolunteerRow>(vault, place.volunteer(id), found)
}

/** Of one organisation; those in the list, or all. Locked where something is decided on them. */
export async function volunteersOf(
  tx: Tx,
  vault: Vault,
  path: string,
  more: { ids?: readonly string[]; but?: string; lock?: boolean; limit?: number } = {},
): Promise<VolunteerRow[]> {
  const found = await rows(
    sql<Sealed<VolunteerRow>>`select ${volunteerColumns(more.but ?? null)} from pairing.volunteer v
      where v.owner_path = ${path} and ${more.ids ? sql`v.id = any(${[...more.ids]}::uuid[])` : sql`true`}
      order by v.state = 'left', v.clear_until nulls first, v.enrolled_at, v.id limit ${more.limit ?? 500} ${more.lock ? sql`for update` : sql``}`,
    tx,
  )
  return found.map((each) => opened<VolunteerRow>(vault, place.volunteer(each.id), each))
}

export async function volunteerCount(tx: Tx, path: string): Promise<number> {
  const found = await row(
    sql<{ total: number }>`select count(*)::int as total from pairing.volunteer where owner_path = ${path}`,
    tx,
  )
  return found?.total ?? 0
}

export async function numberTaken(tx: Tx, path: string, key: Buffer): Promise<boolean> {
  const found = await row(
    sql`select 1 as taken from pairing.volunteer where owner_path = ${path} and number_key = ${key} and state <> 'left'`,
    tx,
  )
  return found !== undefined
}

/** Whether whoever bears the number of this volunteer is noted as this child's family. */
export async function guardsChild(tx: Tx, volunteerId: string, childId: string): Promise<boolean> {
  const found = await row(
    sql<{
      own: boolean
    }>`select pairing.guards(v.number_key, ${childId}::uuid) as own from pairing.volunteer v where v.id = ${volunteerId}`,
    tx,
  )
  return found?.own === true
}

/** Accounts that may come in as who is paired. */
export const accountsFor = (tx: Tx, path: string): Promise<{ id: string; name: string }[]> =>
  rows(
    sql<{
      id: string
      name: string
    }>`select a.id, a.name from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.disabled_at is null and o.path = ${path} and exists (select 1 from kernel.account_role r
        where r.account_id = a.id and r.role = 'contact-helper' and r.revoked_at is null) order by a.name limit 300`,
    tx,
  )

export async function insertVolunteer(context: LoadContext, each: VolunteerRow, key: Buffer): Promise<void> {
  await sql`insert into pairing.volunteer (id, owner_path, state, account_id, enrolled_at, number_key, content)
    values (${each.id}, ${each.ownerPath}, ${each.state}, ${each.accountId}, ${instant(each.enrolledAt)}, ${key},
      ${context.vault.sealJson(place.volunteer(each.id), each.content)})`.execute(context.tx)
}

export async function changeVolunteer({ tx, vault }: LoadContext, each: VolunteerRow): Promise<void> {
  await sql`update pairing.volunteer set state = ${each.state}, checked_on = ${each.checkedOn}::date, clear_until = ${each.clearUntil}::date,
    content = ${vault.sealJson(place.volunteer(each.id), each.content)} where id = ${each.id}`.execute(tx)
}

const openPairs = (vault: Vault, found: Sealed<PairRow>[]) =>
  found.map((each) => opened<PairRow>(vault, place.pair(each.id), each))

export async function pairsOf(tx: Tx, vault: Vault, childId: string): Promise<PairRow[]> {
  const found = await rows(
    sql<
      Sealed<PairRow>
    >`select ${pairColumns} from pairing.pair p where p.child_id = ${childId} order by p.wanted_at desc limit 40`,
    tx,
  )
  return openPairs(vault, found)
}

/** Pairs in which a volunteer is now; read by the system. */
export async function pairsOfVolunteer(tx: Tx, vault: Vault, volunteerId: string): Promise<PairRow[]> {
  const found = await rows(
    sql<
      Sealed<PairRow>
    >`select ${pairColumns} from pairing.pair p where p.state = 'paired' and exists (select 1 from pairing.member m
      where m.pair_id = p.id and m.volunteer_id = ${volunteerId} and m.until is null) order by p.id limit 100 for update`,
    tx,
  )
  return openPairs(vault, found)
}

export interface ListedPair {
  no: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
}

/** Pairs with their children: of one organisation, or of one person. Those that wait first. */
export async function pairsListed(
  tx: Tx,
  vault: Vault,
  of: { path?: string; accountId?: string },
  limit: number,
): Promise<(PairRow & ListedPair)[]> {
  const found = await rows(
    sql<
      Sealed<PairRow> & ListedPair
    >`select ${pairColumns}, f.no, n.display_name as name, n.sex, n.birth_from as "birthFrom", n.birth_to as "birthTo"
      from pairing.pair p join people.child_file f on f.id = p.child_id join people.person n on n.id = f.person_id
      where ${
        of.path
          ? sql`p.federation_path = ${of.path}`
          : sql`p.state = 'paired' and exists (select 1 from pairing.member m where m.pair_id = p.id and m.until is null and m.account_id = ${of.accountId})`
      }
      order by p.state = 'wanted' desc, p.state = 'paired' desc, p.last_met nulls first, p.wanted_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => opened<PairRow & ListedPair>(vault, place.pair(each.id), each))
}

export async function membersOf(tx: Tx, vault: Vault, pairIds: readonly string[]): Promise<MemberRow[]> {
  const found = await rows(
    sql<Sealed<MemberRow>>`select ${memberColumns} from pairing.member m where m.pair_id = any(${[...pairIds]}::uuid[])
      order by m.since, m.volunteer_id limit 5000`,
    tx,
  )
  return found.map((each) => opened<MemberRow>(vault, place.member(each.pairId, each.volunteerId), each))
}

export async function meetingsOf(tx: Tx, vault: Vault, pairIds: readonly string[], limit: number): Promise<MeetingRow[]> {
  const found = await rows(
    sql<Sealed<MeetingRow>>`select ${meetingColumns} from pairing.meeting t where t.pair_id = any(${[...pairIds]}::uuid[])
      order by t.at desc, t.id limit ${limit}`,
    tx,
  )
  return found.map((each) => opened<MeetingRow>(vault, place.meeting(each.id), each))
}

export interface LoadedPair extends LoadedChild {
  pair: PairRow
  members: MemberRow[]
}

/** A pairing with its child's file, locked: the file first, as everywhere. */
export async function lockPair({ tx, vault }: LoadContext, id: string): Promise<LoadedPair | null> {
  const known = await row(sql<{ childId: string }>`select child_id as "childId" from pairing.pair where id = ${id}`, tx)
  const loaded = known && (await lockChild(tx, vault, known.childId))
  if (!loaded) return null
  const found = await row(sql<Sealed<PairRow>>`select ${pairColumns} from pairing.pair p where p.id = ${id} for update`, tx)
  if (!found) return null
  const [members] = await all([membersOf(tx, vault, [id])])
  return { ...loaded, pair: opened<PairRow>(vault, place.pair(id), found), members }
}

export async function insertPair({ tx, vault }: LoadContext, each: PairRow): Promise<void> {
  await sql`insert into pairing.pair (id, child_id, kind, state, federation_path, wanted_at, content)
    values (${each.id}, ${each.childId}, ${each.kind}, ${each.state}, ${each.federationPath}, ${instant(each.wantedAt)},
      ${vault.sealJson(place.pair(each.id), each.content)})`.execute(tx)
}

export async function changePair({ tx, vault }: LoadContext, each: PairRow): Promise<void> {
  await sql`update pairing.pair set state = ${each.state}, paired_at = ${instant(each.pairedAt)}, last_met = ${instant(each.lastMet)},
    ended_at = ${instant(each.endedAt)}, content = ${vault.sealJson(place.pair(each.id), each.content)} where id = ${each.id}`.execute(
    tx,
  )
}

export async function insertMember({ tx, vault }: LoadContext, each: MemberRow): Promise<void> {
  await sql`insert into pairing.member (pair_id, child_id, volunteer_id, account_id, since, content)
    values (${each.pairId}, ${each.childId}, ${each.volunteerId}, ${each.accountId}, ${instant(each.since)},
      ${vault.sealJson(place.member(each.pairId, each.volunteerId), each.content)})`.execute(tx)
}

export async function endMembers({ tx, now }: LoadContext, pairId: string, volunteerIds: readonly string[]): Promise<void> {
  await sql`update pairing.member set until = ${instant(now)} where pair_id = ${pairId} and until is null
    and volunteer_id = any(${[...volunteerIds]}::uuid[])`.execute(tx)
}

export async function insertMeeting({ tx, vault }: LoadContext, each: MeetingRow): Promise<void> {
  await sql`insert into pairing.meeting (id, pair_id, child_id, at, told_at, by_account, content)
    values (${each.id}, ${each.pairId}, ${each.childId}, ${instant(each.at)}, ${instant(each.toldAt)}, ${each.byAccount},
      ${vault.sealJson(place.meeting(each.id), each.content)})`.execute(tx)
}

/** Remembers that whoever bears this number belongs to the child. By the system. */
export async function noteGuardian(tx: Tx, key: Buffer, childId: string): Promise<void> {
  await sql`insert into pairing.guardian_key (key, child_id) values (${key}, ${childId}) on conflict do nothing`.execute(tx)
}

/** Ended pairs of a file go to the other file of the same child; what was open there already stays with the first. */
export async function movePairs({ tx }: LoadContext, from: string, into: string): Promise<void> {
  await sql`update pairing.pair p set child_id = ${into} where p.child_id = ${from} and not (p.state in ('wanted', 'paired') and exists (
    select 1 from pairing.pair o where o.child_id = ${into} and o.kind = p.kind and o.state in ('wanted', 'paired')))`.execute(tx)
  await sql`update pairing.member m set child_id = ${into} from pairing.pair p where p.id = m.pair_id and p.child_id = ${into}`.execute(
    tx,
  )
  await sql`update pairing.meeting t set child_id = ${into} from pairing.pair p where p.id = t.pair_id and p.child_id = ${into}`.execute(
    tx,
  )
}
