/** This room's only SQL. Rosters lie in the hall, since every room asks them. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Organisation } from '#kernel/org.ts'
import type { Post } from './words.ts'

export const organisationRef = (organisation: { id: string; path: string }): SubjectRef => ({
  kind: 'organisation',
  id: organisation.id,
  ownerPath: organisation.path,
})

const organisationColumns = sql`o.id, o.path, o.kind, o.name, o.level, o.short_name as "shortName", o.division, o.phone, o.address,
  o.parent_id as "parentId", o.active`

/** Locked: of two who make a roster of one organisation the second waits. */
export async function lockOrganisation(tx: Tx, id: string): Promise<Organisation | null> {
  const found = await row(
    sql<Organisation>`select ${organisationColumns} from kernel.organisation o where o.id = ${id} for update`,
    tx,
  )
  return found ?? null
}

export async function lockShift(
  tx: Tx,
  id: string,
): Promise<{ organisation: Organisation; turn: 1 | 2; startsAt: number; endsAt: number; replaced: boolean } | null> {
  const found = await row(
    sql<
      Organisation & { turn: 1 | 2; startsAt: number; endsAt: number; replaced: boolean }
    >`select ${organisationColumns}, d.turn,
      d.starts_at as "startsAt", d.ends_at as "endsAt", d.replaced_at is not null as replaced
      from people.duty d join kernel.organisation o on o.id = d.organisation_id where d.id = ${id} for update of d`,
    tx,
  )
  if (!found) return null
  const { turn, startsAt, endsAt, replaced, ...organisation } = found
  return { organisation, turn, startsAt, endsAt, replaced }
}

export interface PostRow {
  id: string
  organisationId: string
  ownerPath: string
  post: Post
  since: string
  until: string | null
  name: string
  phone: string
}

const postPlace = (id: string) => `network.post.content:${id}`
type SealedPost = Omit<PostRow, 'name' | 'phone'> & { content: Buffer }
const openPost = (vault: Vault, { content, ...post }: SealedPost): PostRow => ({
  ...post,
  ...vault.openJson<{ name: string; phone: string }>(postPlace(post.id), content),
})
const postColumns = sql`p.id, p.organisation_id as "organisationId", p.owner_path as "ownerPath", p.post, p.since, p.until, p.content`

export async function postNow(tx: Tx, vault: Vault, organisationId: string): Promise<PostRow | null> {
  const found = await row(
    sql<SealedPost>`select ${postColumns} from network.post p where p.organisation_id = ${organisationId} and p.until is null for update`,
    tx,
  )
  return found ? openPost(vault, found) : null
}

export async function lockPost(tx: Tx, vault: Vault, id: string): Promise<PostRow | null> {
  const found = await row(sql<SealedPost>`select ${postColumns} from network.post p where p.id = ${id} for update`, tx)
  return found ? openPost(vault, found) : null
}

/** Posts held now below a path; at most `limit`. */
export async function postsBelow(tx: Tx, vault: Vault, path: string, limit: number): Promise<PostRow[]> {
  const found = await rows(
    sql<SealedPost>`select ${postColumns} from network.post p
      where starts_with(p.owner_path, ${path}) and p.until is null order by p.owner_path limit ${limit}`,
    tx,
  )
  return found.map((each) => openPost(vault, each))
}

export async function insertPost(
  { tx, vault, now }: LoadContext,
  made: { id: string; organisation: Organisation; post: Post; since: string; name: string; phone: string },
): Promise<void> {
  const { id, organisation, post, since, name, phone } = made
  await sql`insert into network.post (id, owner_path, organisation_id, post, since, content, made_at)
    values (${id}, ${organisation.path}, ${organisation.id}, ${post}, ${since}, ${vault.sealJson(postPlace(id), { name, phone })}, ${instant(now)})`.execute(
    tx,
  )
}

export async function endPost(tx: Tx, id: string, until: string): Promise<void> {
  await sql`update network.post set until = ${until} where id = ${id}`.execute(tx)
}

export interface PointTexts {
  hours?: string | undefined
  way?: string | undefined
}
const pointPlace = (id: string) => `network.point.content:${id}`

export async function writePoint({ tx, vault, now }: LoadContext, id: string, texts: PointTexts): Promise<void> {
  await sql`insert into network.point (organisation_id, content, changed_at)
    values (${id}, ${vault.sealJson(pointPlace(id), texts)}, ${instant(now)})
    on conflict (organisation_id) do update set content = excluded.content, changed_at = excluded.changed_at`.execute(tx)
}

export interface PointRow extends PointTexts {
  id: string
  path: string
  kind: string
  level: string
  name: string
  phone: string | null
  address: string | null
  parentName: string | null
}

/** Centres and points below a path, the city's first. */
export async function pointsBelow(tx: Tx, vault: Vault, path: string, limit: number): Promise<PointRow[]> {
  const found = await rows(
    sql<
      Omit<PointRow, 'hours' | 'way'> & { content: Buffer | null }
    >`select o.id, o.path, o.kind, o.level, o.name, o.phone, o.address,
      parent.name as "parentName", p.content
      from kernel.organisation o left join network.point p on p.organisation_id = o.id
        left join kernel.organisation parent on parent.id = o.parent_id
      where o.active and o.kind in ('protection-centre', 'protection-point') and starts_with(o.path, ${path})
      order by array_position(array['city', 'county', 'town', 'village'], o.level), o.path limit ${limit}`,
    tx,
  )
  return found.map(({ content, ...each }) => ({
    ...each,
    ...(content ? vault.openJson<PointTexts>(pointPlace(each.id), content) : {}),
  }))
}

export interface PlaceRow {
  id: string
  path: string
  kind: string
  level: string
  name: string
  phone: string | null
}

/** Towns and villages below a path, in the order of the tree. */
export function placesBelow(tx: Tx, path: string, limit: number): Promise<PlaceRow[]> {
  return rows(
    sql<PlaceRow>`select o.id, o.path, o.kind, o.level, o.name, o.phone from kernel.organisation o
      where o.active and o.kind in ('town', 'village') and starts_with(o.path, ${path}) order by o.path limit ${limit}`,
    tx,
  )
}

/** Where a centre or point may be set up: areas and towns below a path, the path itself among them. */
export function standsBelow(tx: Tx, path: string): Promise<Pick<PlaceRow, 'id' | 'name' | 'kind' | 'level'>[]> {
  return rows(
    sql<Pick<PlaceRow, 'id' | 'name' | 'kind' | 'level'>>`select o.id, o.name, o.kind, o.level from kernel.organisation o
      where o.active and o.kind in ('area', 'town') and starts_with(o.path, ${path}) order by o.path limit 500`,
    tx,
  )
}
