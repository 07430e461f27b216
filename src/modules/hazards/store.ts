/** This room's only SQL. What and where a hazard is lies sealed in `content`. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Organisation } from '#kernel/org.ts'
import type { HazardState } from './lifecycle.ts'
import { levelsOf } from './rules.ts'
import type { HazardKind, PlaceKind } from './words.ts'

export interface HazardContent {
  what: string
  where: string
  finder: string
  source?: string | undefined
  reportNo?: string | undefined
  /** Name of the body, of the system or not. */
  body?: string | undefined
  ask?: string | undefined
}

export interface HazardRow {
  id: string
  no: string
  ownerPath: string
  placePath: string
  placeName: string | null
  place: PlaceKind
  kind: HazardKind
  urgent: boolean
  state: HazardState
  foundAt: number
  again: number
  bodyId: string | null
  bodyPath: string | null
  assignedAt: number | null
  dueOn: string | null
  rectifiedAt: number | null
  rectifiedBy: string | null
  rectifiedPath: string | null
  closedAt: number | null
  raised: number
  raisedAt: number | null
  changedAt: number
  content: HazardContent
}

const columns = sql`h.id, h.no, h.owner_path as "ownerPath", h.place_path as "placePath",
  (select o.name from kernel.organisation o where o.path = h.place_path) as "placeName", h.place, h.kind, h.urgent, h.state,
  h.found_at as "foundAt", h.again, h.body_id as "bodyId", h.body_path as "bodyPath", h.assigned_at as "assignedAt", h.due_on as "dueOn",
  h.rectified_at as "rectifiedAt", h.rectified_by as "rectifiedBy", h.rectified_path as "rectifiedPath", h.closed_at as "closedAt",
  h.raised, h.raised_at as "raisedAt", h.changed_at as "changedAt", h.content`
const sealed = (id: string) => `hazards.hazard.content:${id}`
type Sealed = Omit<HazardRow, 'content'> & { content: Buffer }
const open = (vault: Vault, found: Sealed): HazardRow => ({
  ...found,
  content: vault.openJson<HazardContent>(sealed(found.id), found.content),
})

export const hazardRef = (hazard: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'hazard',
  id: hazard.id,
  ownerPath: hazard.ownerPath,
})

export async function hazardById(tx: Tx, vault: Vault, id: string, lock = false): Promise<HazardRow | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from hazards.hazard h where h.id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? open(vault, found) : null
}

export const lockHazard = ({ tx, vault }: LoadContext, id: string) => hazardById(tx, vault, id, true)

export async function insertHazard(
  { tx, vault, now }: LoadContext,
  made: Pick<HazardRow, 'id' | 'no' | 'ownerPath' | 'placePath' | 'place' | 'kind' | 'urgent' | 'foundAt' | 'content'>,
): Promise<void> {
  await sql`insert into hazards.hazard (id, no, owner_path, place_path, place, kind, urgent, state, found_at, changed_at, content)
    values (${made.id}, ${made.no}, ${made.ownerPath}, ${made.placePath}, ${made.place}, ${made.kind}, ${made.urgent}, 'found',
      ${instant(made.foundAt)}, ${instant(now)}, ${vault.sealJson(sealed(made.id), made.content)})`.execute(tx)
}

export type HazardChange = Partial<Omit<HazardRow, 'id' | 'no' | 'ownerPath' | 'placeName' | 'changedAt'>>

/** Writes the row anew as it stands after a change; it was locked. */
export async function changeHazard({ tx, vault, now }: LoadContext, before: HazardRow, change: HazardChange): Promise<void> {
  const after = { ...before, ...change }
  await sql`update hazards.hazard set state = ${after.state}, again = ${after.again}, found_at = ${instant(after.foundAt)},
    body_id = ${after.bodyId}, body_path = ${after.bodyPath}, assigned_at = ${instant(after.assignedAt)}, due_on = ${after.dueOn},
    rectified_at = ${instant(after.rectifiedAt)}, rectified_by = ${after.rectifiedBy}, rectified_path = ${after.rectifiedPath},
    closed_at = ${instant(after.closedAt)}, raised = ${after.raised}, raised_at = ${instant(after.raisedAt)}, changed_at = ${instant(now)},
    content = ${vault.sealJson(sealed(before.id), after.content)} where id = ${before.id}`.execute(tx)
}

/** Shows the hazard to some organisations. */
export async function share({ tx, now }: LoadContext, id: string, paths: readonly string[], part: string): Promise<void> {
  for (const path of new Set(paths))
    await sql`select hazards.share(${id}::uuid, ${path}, ${part}, ${instant(now)}::timestamptz)`.execute(tx)
}

export async function unshare({ tx, now }: LoadContext, id: string, path: string, part: string): Promise<void> {
  await sql`select hazards.unshare(${id}::uuid, ${path}, ${part}, ${instant(now)}::timestamptz)`.execute(tx)
}

export interface Around {
  id: string
  path: string
  kind: string
  name: string
}

/** Who has to know of a place: itself, what lies above it, and the centres, points and bureaus beside that way; nearest first. */
export function around(tx: Tx, path: string): Promise<Around[]> {
  const levels = levelsOf(path)
  return rows(
    sql<Around>`select id, path, kind, name from kernel.organisation
      where active and (
        (path = any(${levels}::text[]) and kind in ('town', 'village', 'school'))
        or (kind in ('protection-centre', 'protection-point', 'bureau')
          and regexp_replace(path, '[^.]+\\.$', '') = any(${levels}::text[])))
      order by length(regexp_replace(path, '[^.]+\\.$', '')) desc, (kind = 'bureau'), path limit 20`,
    tx,
  )
}

/** Organisations of a city, for choosing a place or a body. Organisations hold no personal data. */
export function organisationsIn(
  tx: Tx,
  city: string,
  kinds: readonly string[],
): Promise<Pick<Organisation, 'id' | 'name' | 'phone'>[]> {
  return rows(
    sql<Pick<Organisation, 'id' | 'name' | 'phone'>>`select id, name, phone from kernel.organisation
      where active and starts_with(path, ${city}) and kind = any(${[...kinds]}::text[]) order by path limit 500`,
    tx,
  )
}

export interface Filter {
  states?: readonly string[] | undefined
  place?: string | undefined
  /** Late by this day. */
  lateOn?: string | undefined
  /** Given to this organisation. */
  bodyPath?: string | undefined
}

const conditions = ({ states, place, lateOn, bodyPath }: Filter) => sql`h.state <> 'withdrawn'
  ${states ? sql`and h.state = any(${[...states]}::text[])` : sql``} ${place ? sql`and h.place = ${place}` : sql``}
  ${lateOn ? sql`and h.state in ('found', 'assigned', 'rectified') and h.due_on < ${lateOn}::date` : sql``}
  ${bodyPath ? sql`and h.body_path = ${bodyPath}` : sql``}`

/** What the actor sees, open and pressing first. */
export async function hazardsIn(tx: Tx, vault: Vault, filter: Filter, today: string, limit: number): Promise<HazardRow[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from hazards.hazard h where ${conditions(filter)}
      order by (h.state = 'closed'), (not h.urgent), (h.due_on is null or h.due_on >= ${today}::date),
        (h.place not in ('school', 'community')), coalesce(h.due_on, h.found_at::date), h.id limit ${limit}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

export interface Count {
  state: HazardState
  place: PlaceKind
  late: boolean
  /** Given to the organisation that asks. */
  mine: boolean
  count: number
}

/** All that the actor sees, counted once: whatever a board shows is summed from this. */
export function countHazards(tx: Tx, today: string, bodyPath: string): Promise<Count[]> {
  return rows(
    sql<Count>`select h.state, h.place, coalesce(h.state in ('found', 'assigned', 'rectified') and h.due_on < ${today}::date, false) as late,
      coalesce(h.body_path = ${bodyPath}, false) as mine, count(*) as count
      from hazards.hazard h where h.state <> 'withdrawn' group by 1, 2, 3, 4 limit 200`,
    tx,
  )
}

/** Open ones that may have to be told upwards: the rule decides. */
export function openIds(tx: Tx, after: string | null, limit: number): Promise<{ id: string; ownerPath: string }[]> {
  return rows(
    sql<{ id: string; ownerPath: string }>`select id, owner_path as "ownerPath" from hazards.hazard
      where state in ('found', 'assigned', 'rectified') ${after ? sql`and id > ${after}::uuid` : sql``} order by id limit ${limit}`,
    tx,
  )
}

export function organisationOfPath(tx: Tx, path: string): Promise<Around | undefined> {
  return row(sql<Around>`select id, path, kind, name from kernel.organisation where path = ${path}`, tx)
}
