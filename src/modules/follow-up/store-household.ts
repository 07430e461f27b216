/** SQL of households at the edge. Who heads one and how they live lies sealed. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { HouseholdState } from './lifecycle-needs.ts'

export interface HouseholdBody {
  head: string
  address?: string | undefined
  people?: number | undefined
  situation?: string | undefined
}

export interface HouseholdRow {
  id: string
  ownerPath: string
  carePath: string | null
  townId: string | null
  division: string | null
  state: HouseholdState
  reasons: string[]
  listedAt: number
  nextReview: string | null
  reviewedAt: number | null
  finding: string | null
  unlistedAt: number | null
  unlistedReason: string | null
  body: HouseholdBody
}

export interface MemberRow {
  id: string
  householdId: string
  fileId: string | null
  personId: string
  ownerPath: string
  relation: string | null
  factId: string
}

const columns = sql`h.id, h.owner_path as "ownerPath", h.care_path as "carePath", h.town_id as "townId", h.division, h.state, h.reasons,
  h.listed_at as "listedAt", h.next_review::text as "nextReview", h.reviewed_at as "reviewedAt", h.finding, h.unlisted_at as "unlistedAt",
  h.unlisted_reason as "unlistedReason", h.body`
const memberColumns = sql`m.id, m.household_id as "householdId", m.file_id as "fileId", m.person_id as "personId", m.owner_path as "ownerPath",
  m.relation, m.fact_id as "factId"`

const bodyKey = (id: string) => `follow_up.household.body:${id}`
const relationKey = (id: string) => `follow_up.household_member.relation:${id}`

const opened = (vault: Vault, found: Omit<HouseholdRow, 'body'> & { body: Buffer }): HouseholdRow => ({
  ...found,
  body: vault.openJson<HouseholdBody>(bodyKey(found.id), found.body),
})

export async function lockHousehold(tx: Tx, vault: Vault, id: string): Promise<HouseholdRow | null> {
  const found = await row(
    sql<
      Omit<HouseholdRow, 'body'> & { body: Buffer }
    >`select ${columns} from follow_up.household h where h.id = ${id} for update`,
    tx,
  )
  return found ? opened(vault, found) : null
}

/** Households in sight, those due for a look first; of these ids, where given. */
export async function householdsSeen(
  tx: Tx,
  vault: Vault,
  of: { ids?: readonly string[]; state?: HouseholdState; limit: number },
): Promise<{ items: HouseholdRow[]; total: number }> {
  const which = sql`where (${of.ids ? [...of.ids] : null}::uuid[] is null or h.id = any(${of.ids ? [...of.ids] : null}::uuid[]))
    and (${of.state ?? null}::text is null or h.state = ${of.state ?? null})`
  const found = await rows(
    sql<Omit<HouseholdRow, 'body'> & { body: Buffer }>`select ${columns} from follow_up.household h ${which}
      order by h.next_review nulls last, h.id limit ${of.limit}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total from follow_up.household h ${which}`, tx)
  return { items: found.map((each) => opened(vault, each)), total: counted?.total ?? 0 }
}

export interface MemberLine extends MemberRow {
  name: string
  times: number
  lastFound: number | null
}

/** Members in sight, with how often each was found again. */
export async function membersOf(tx: Tx, vault: Vault, householdIds: readonly string[]): Promise<MemberLine[]> {
  const found = await rows(
    sql<Omit<MemberLine, 'relation'> & { relation: Buffer }>`select ${memberColumns}, p.display_name as name,
        (select count(*)::int from follow_up.again a where a.person_id = m.person_id and a.withdrawn_at is null) as times,
        (select max(a.found_at) from follow_up.again a where a.person_id = m.person_id and a.withdrawn_at is null) as "lastFound"
      from follow_up.household_member m join people.person p on p.id = m.person_id
      where m.household_id = any(${[...householdIds]}::uuid[]) order by m.since, m.id limit 2000`,
    tx,
  )
  return found.map((each) => ({ ...each, relation: vault.openJson<string | null>(relationKey(each.id), each.relation) }))
}

/** The household in force of a person, where there is one in sight. */
export async function householdOf(tx: Tx, vault: Vault, personId: string): Promise<HouseholdRow | null> {
  const found = await row(
    sql<Omit<HouseholdRow, 'body'> & { body: Buffer }>`select ${columns} from follow_up.household h
      join follow_up.household_member m on m.household_id = h.id
      where m.person_id = ${personId} and h.state = 'listed' order by h.listed_at desc limit 1`,
    tx,
  )
  return found ? opened(vault, found) : null
}

export async function insertHousehold(
  { tx, vault, occurredAt }: LoadContext,
  household: Pick<HouseholdRow, 'id' | 'ownerPath' | 'carePath' | 'townId' | 'division' | 'reasons' | 'body'> & {
    nextReview: string
  },
): Promise<void> {
  await sql`insert into follow_up.household (id, owner_path, care_path, town_id, division, state, reasons, listed_at, next_review, body)
    values (${household.id}, ${household.ownerPath}, ${household.carePath}, ${household.townId}, ${household.division}, 'listed',
      ${household.reasons}::text[], ${instant(occurredAt)}, ${household.nextReview}::date,
      ${vault.sealJson(bodyKey(household.id), household.body)})`.execute(tx)
}

export async function insertMember(
  { tx, vault, now }: LoadContext,
  member: MemberRow & { carePath: string | null },
): Promise<void> {
  await sql`insert into follow_up.household_member (id, household_id, file_id, person_id, owner_path, care_path, relation, fact_id, since)
    values (${member.id}, ${member.householdId}, ${member.fileId}, ${member.personId}, ${member.ownerPath}, ${member.carePath},
      ${vault.sealJson(relationKey(member.id), member.relation)}, ${member.factId}, ${instant(now)})`.execute(tx)
}

export async function reviewHouseholdRow(
  tx: Tx,
  id: string,
  review: { at: number; finding: string; nextReview: string },
): Promise<void> {
  await sql`update follow_up.household set reviewed_at = ${instant(review.at)}, finding = ${review.finding},
    next_review = ${review.nextReview}::date where id = ${id}`.execute(tx)
}

export async function unlistHouseholdRow(tx: Tx, id: string, at: number, reason: string): Promise<void> {
  await sql`update follow_up.household set state = 'unlisted', unlisted_at = ${instant(at)}, unlisted_reason = ${reason}, next_review = null
    where id = ${id}`.execute(tx)
}

export interface ShareRow {
  id: string
  at: number
  by: string | null
  department: string
  columns: string[]
  households: string[]
  body: { toName?: string | undefined; purpose: string }
}

const shareKey = (id: string) => `follow_up.share.body:${id}`

export async function insertShare({ tx, vault, actor, now }: LoadContext, share: Omit<ShareRow, 'at' | 'by'>): Promise<void> {
  await sql`insert into follow_up.share (id, owner_path, at, by_id, department, columns, households, body)
    values (${share.id}, ${actor.organisation.path}, ${instant(now)}, ${actor.accountId}, ${share.department}, ${share.columns}::text[],
      ${share.households}::uuid[], ${vault.sealJson(shareKey(share.id), share.body)})`.execute(tx)
}

/** What was shared, newest first; or one of them. */
export async function sharesSeen(tx: Tx, vault: Vault, id: string | null, limit: number): Promise<ShareRow[]> {
  const found = await rows(
    sql<Omit<ShareRow, 'body'> & { body: Buffer }>`select s.id, s.at, a.name as by, s.department, s.columns, s.households, s.body
      from follow_up.share s left join kernel.account a on a.id = s.by_id
      where ${id}::uuid is null or s.id = ${id}::uuid order by s.at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => ({ ...each, body: vault.openJson<ShareRow['body']>(shareKey(each.id), each.body) }))
}
