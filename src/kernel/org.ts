/** Organisations on four levels. A path segment per level; the organisation's own segment comes last. */
import type { ActorOrganisation } from './actor.ts'
import { instant, row, rows, sql, type Tx } from './db.ts'
import type { Level, OrganisationKind } from './org-words.ts'

export { type Level, levels, type OrganisationKind, organisationKinds } from './org-words.ts'

export interface Organisation extends ActorOrganisation {
  level: Level
  shortName: string
  division: string | null
  phone: string | null
  address: string | null
  parentId: string | null
  active: boolean
}

const columns = sql`id, path, kind, name, level, short_name as "shortName", division, phone, address, parent_id as "parentId", active`

export function organisationById(tx: Tx, id: string): Promise<Organisation | undefined> {
  return row(sql<Organisation>`select ${columns} from kernel.organisation where id = ${id}`, tx)
}

/** Organisations whose path lies under `path`, nearest level first; at most 2,000. */
export function organisationsUnder(tx: Tx, path: string): Promise<Organisation[]> {
  return rows(
    sql<Organisation>`select ${columns} from kernel.organisation where starts_with(path, ${path}) order by path limit 2000`,
    tx,
  )
}

/** Takes the next number of a counter. The row lock orders writers; a rolled-back action leaves no gap. */
export async function nextNumber(tx: Tx, key: string): Promise<number> {
  const taken = await row(
    sql<{ value: number }>`insert into kernel.counter (key, value) values (${key}, 1)
      on conflict (key) do update set value = kernel.counter.value + 1 returning value`,
    tx,
  )
  return (taken as { value: number }).value
}

export interface NewOrganisation {
  id: string
  /** Own segment under the parent: letters, digits, hyphen. */
  segment: string
  parent: Organisation | null
  kind: OrganisationKind
  level: Level
  name: string
  shortName: string
  division?: string | undefined
  phone?: string | undefined
  address?: string | undefined
}

/** Path of a new organisation: the parent's path and its own segment. */
export function pathUnder(parent: { path: string } | null, segment: string): string {
  return `${parent?.path ?? ''}${segment}.`
}

/** Opens an organisation. Runs under the system's or an administrator's actor; organisations hold no personal data. */
export async function insertOrganisation(tx: Tx, organisation: NewOrganisation, now: number): Promise<string> {
  const path = pathUnder(organisation.parent, organisation.segment)
  await sql`insert into kernel.organisation (id, path, parent_id, kind, level, name, short_name, division, phone, address, created_at)
    values (${organisation.id}, ${path}, ${organisation.parent?.id ?? null}, ${organisation.kind}, ${organisation.level}, ${organisation.name},
      ${organisation.shortName}, ${organisation.division ?? null}, ${organisation.phone ?? null}, ${organisation.address ?? null}, ${instant(now)})`.execute(
    tx,
  )
  return path
}

export async function pathTaken(tx: Tx, path: string): Promise<boolean> {
  return (await row(sql`select 1 as there from kernel.organisation where path = ${path}`, tx)) !== undefined
}

/** Changes what may change; path and kind stay for ever. */
export async function changeOrganisationRow(
  tx: Tx,
  id: string,
  change: { name: string; phone?: string | undefined; address?: string | undefined; active: boolean },
): Promise<void> {
  await sql`update kernel.organisation set name = ${change.name}, phone = ${change.phone ?? null}, address = ${change.address ?? null},
    active = ${change.active} where id = ${id}`.execute(tx)
}
