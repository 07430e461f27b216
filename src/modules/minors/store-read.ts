/** This room's SQL for reading lists and the names behind ids. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { organisationsOf } from '#modules/people-and-cases/index.ts'
import type { ChildKind, ListFilter } from './words.ts'

/** Names of organisations by path. */
export async function namesOfPaths(tx: Tx, paths: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(paths.filter((path): path is string => path !== null))]
  if (wanted.length === 0) return new Map()
  const found = await rows(
    sql<{ path: string; name: string }>`select path, name from kernel.organisation where path = any(${wanted}::text[])`,
    tx,
  )
  return new Map(found.map((each) => [each.path, each.name]))
}

/** The area that a centre or bureau looks after: the place in which it stands. */
export const areaOf = (path: string): string => path.replace(/[^.]+\.$/, '')

/** Who is in charge of children of a place: the nearest protection centre, or a bureau that is nearer; of one place the centre. */
export async function inChargeOf(tx: Tx, path: string): Promise<{ path: string; name: string } | undefined> {
  const near = (await organisationsOf(tx, ['protection-centre', 'bureau'], path)).filter((each) =>
    path.startsWith(areaOf(each.path)),
  )
  const nearest = Math.max(...near.map((each) => areaOf(each.path).length))
  const there = near.filter((each) => areaOf(each.path).length === nearest)
  return there.find((each) => each.kind === 'protection-centre') ?? there[0]
}

export interface Who {
  id: string
  name: string
  post: string | null
  organisation: string
  path: string
  kind: string
  roles: string[]
}

const whoColumns = sql`a.id, a.name, a.post, o.name as organisation, o.path, o.kind,
  array(select r.role from kernel.account_role r where r.account_id = a.id and r.revoked_at is null order by r.role) as roles`

export async function accountsById(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, Who>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Map()
  const found = await rows(
    sql<Who>`select ${whoColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = any(${wanted}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each]))
}

/** Roles of those who may be named in a child's file. */
export const NAMED_ROLES = [
  'minors-officer',
  'centre-head',
  'child-supervisor',
  'child-director',
  'school-officer',
  'department-officer',
  'justice-officer',
  'contact-helper',
  'police-officer',
  'hospital-officer',
  'bureau-officer',
  'bureau-leader',
  'station-head',
  'duty-leader',
] as const

/** Open accounts of the city that may be named, the nearest first. */
export function namable(tx: Tx, near: string, limit: number): Promise<Who[]> {
  return rows(
    sql<Who>`select ${whoColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.disabled_at is null and o.active and kernel.city_path_of(o.path) = kernel.city_path_of(${near})
        and exists (select 1 from kernel.account_role r where r.account_id = a.id and r.revoked_at is null
          and r.role = any(${[...NAMED_ROLES]}::text[]))
      order by o.path = ${near} desc, o.path, a.name limit ${limit}`,
    tx,
  )
}

/** One of them; undefined where the account may not be named. */
export function namableById(tx: Tx, near: string, id: string): Promise<Who | undefined> {
  return row(
    sql<Who>`select ${whoColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = ${id} and a.disabled_at is null and o.active and kernel.city_path_of(o.path) = kernel.city_path_of(${near})
        and exists (select 1 from kernel.account_role r where r.account_id = a.id and r.revoked_at is null
          and r.role = any(${[...NAMED_ROLES]}::text[]))`,
    tx,
  )
}

/** Children of a list with how many there are in all; row-level security bounds them to those whom the actor knows. */
export async function listIds(
  tx: Tx,
  ask: { filter: ListFilter; accountId: string; now: number; adultBefore: string; limit: number },
): Promise<{ ids: string[]; total: number }> {
  const open = sql`f.closed_at is null`
  const condition = {
    mine: sql`${open} and f.worker_id = ${ask.accountId}::uuid`,
    all: open,
    'no-worker': sql`${open} and f.worker_id is null`,
    moving: sql`${open} and f.town_path is not null and exists (
      select 1 from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = f.worker_id and not starts_with(f.town_path, regexp_replace(o.path, '[^.]+[.]$', '')))`,
    'soon-adult': sql`${open} and p.birth_to <= ${ask.adultBefore}::date`,
    closed: sql`f.closed_at is not null`,
  }[ask.filter]
  // From the parts of the asker: a city's sixty thousand files are not walked for somebody's thirty.
  const found = await rows(
    sql<{ id: string; total: number }>`select f.id, count(*) over ()::int as total
      from people.child_file f join people.person p on p.id = f.person_id
      where f.id in (select k.subject_id from kernel.part k where k.organisation_path = current_setting('guitu.path', true)
          and k.subject_kind = 'child-file' and (k.valid_until is null or k.valid_until > ${instant(ask.now)}))
        and ${condition}
      order by f.opened_at desc, f.id limit ${ask.limit}`,
    tx,
  )
  return { ids: found.map((each) => each.id), total: found[0]?.total ?? 0 }
}

/** Kinds that hold now of several children, as far as the asker may know them. */
export async function kindsNowOf(tx: Tx, ids: readonly string[]): Promise<Map<string, { kind: ChildKind; until: null }[]>> {
  const found = await rows(
    sql<{ childId: string; kind: ChildKind }>`select child_id as "childId", kind from people.child_kind
      where child_id = any(${[...ids]}::uuid[]) and until is null`,
    tx,
  )
  const kinds = new Map<string, { kind: ChildKind; until: null }[]>()
  for (const { childId, kind } of found) kinds.set(childId, [...(kinds.get(childId) ?? []), { kind, until: null }])
  return kinds
}
