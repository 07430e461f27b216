/** What offices wrote in their registers. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, rows, sql, type Tx } from '#kernel/db.ts'
import { identityOf, type Place } from './rules-places.ts'
import type { Entry } from './schema-entry.ts'

const place = (id: string) => `watching.entry.content:${id}`

export interface Keys {
  /** Hex. */
  key: string
  digest: string
  number: string | null
}

/** By what an entry is known again, and by what a change of it is seen; keyed, so that a copy of the table tells nothing. */
export function keysOf(vault: Vault, organisationPath: string, entry: Entry): Keys {
  const whole = JSON.stringify(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const number = entry.idNumber && /^\d{17}[\dX]$/.test(entry.idNumber) ? entry.idNumber : undefined
  return {
    key: vault.blind('watching.entry.key', `${organisationPath} ${identityOf(entry)}`).toString('hex'),
    digest: vault.blind('watching.entry.digest', whole).toString('hex'),
    number: number ? vault.blind('watching.entry.number', number).toString('hex') : null,
  }
}

export interface EntryRow {
  id: string
  childId: string
  key: string
  digest: string
}

/** Entries of an organisation with these keys. Locked: who comes second finds what the first wrote. */
export async function entriesWith(tx: Tx, organisationPath: string, keys: readonly string[]): Promise<Map<string, EntryRow>> {
  if (keys.length === 0) return new Map()
  const found = await rows(
    sql<EntryRow>`select id, child_id as "childId", encode(key, 'hex') as key, encode(digest, 'hex') as digest from watching.entry
      where organisation_path = ${organisationPath} and key = any (array(select decode(k, 'hex') from unnest(${[...keys]}::text[]) k)) for update`,
    tx,
  )
  return new Map(found.map((each) => [each.key, each]))
}

export interface NewEntry extends Keys {
  id: string
  childId: string
  organisationPath: string
  register: string
  entry: Entry
}

export async function insertEntries(tx: Tx, vault: Vault, entries: readonly NewEntry[], at: number): Promise<void> {
  if (entries.length === 0) return
  const listed = entries.map(({ entry, ...each }) => ({
    ...each,
    content: vault.sealJson(place(each.id), entry).toString('base64'),
  }))
  await sql`insert into watching.entry (id, child_id, organisation_path, register, key, digest, number_key, content, told_at, changed_at)
    select id, "childId", "organisationPath", register, decode(key, 'hex'), decode(digest, 'hex'), decode(number, 'hex'), decode(content, 'base64'),
      ${instant(at)}, ${instant(at)}
    from jsonb_to_recordset(${json(listed)}) as r (id uuid, "childId" uuid, "organisationPath" text, register text, key text, digest text, number text,
      content text)`.execute(tx)
}

export async function changeEntries(
  tx: Tx,
  vault: Vault,
  changed: readonly { id: string; digest: string; entry: Entry }[],
  at: number,
): Promise<void> {
  if (changed.length === 0) return
  const listed = changed.map(({ entry, ...each }) => ({
    ...each,
    content: vault.sealJson(place(each.id), entry).toString('base64'),
  }))
  await sql`update watching.entry e set digest = decode(r.digest, 'hex'), content = decode(r.content, 'base64'), changed_at = ${instant(at)}
    from jsonb_to_recordset(${json(listed)}) as r (id uuid, digest text, content text) where e.id = r.id`.execute(tx)
}

export interface EntryLine {
  id: string
  register: string
  by: string | null
  toldAt: number
  changedAt: number
  entry: Entry
}
export async function entriesOf(tx: Tx, vault: Vault, childId: string): Promise<EntryLine[]> {
  const found = await rows(
    sql<
      Omit<EntryLine, 'entry'> & { content: Buffer }
    >`select e.id, e.register, o.name as by, e.told_at as "toldAt", e.changed_at as "changedAt",
        e.content
      from watching.entry e left join kernel.organisation o on o.path = e.organisation_path where e.child_id = ${childId}
      order by e.changed_at desc limit 20`,
    tx,
  )
  return found.map(({ content, ...each }) => ({ ...each, entry: vault.openJson<Entry>(place(each.id), content) }))
}

/** An organisation's own entries, page by page, for its sheet. */
export async function ownEntries(
  tx: Tx,
  vault: Vault,
  path: string,
  after: string | null,
  size: number,
): Promise<(EntryLine & { childId: string })[]> {
  const found = await rows(
    sql<
      Omit<EntryLine, 'entry' | 'by'> & { content: Buffer; childId: string }
    >`select id, child_id as "childId", register, told_at as "toldAt",
        changed_at as "changedAt", content from watching.entry
      where organisation_path = ${path} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${size}`,
    tx,
  )
  return found.map(({ content, ...each }) => ({ ...each, by: null, entry: vault.openJson<Entry>(place(each.id), content) }))
}

/** Files of different offices with one ID number; told to whoever knows both. Only the system looks across offices. */
export async function noteTwins(tx: Tx, organisationPath: string, at: number): Promise<number> {
  const found = await rows(
    sql`insert into watching.twin (child_id, other_id, found_at)
      select distinct least(a.child_id, b.child_id), greatest(a.child_id, b.child_id), ${instant(at)}::timestamptz
      from watching.entry a join watching.entry b on b.number_key = a.number_key and b.child_id <> a.child_id
      where a.organisation_path = ${organisationPath} and a.number_key is not null
      on conflict do nothing returning child_id`,
    tx,
  )
  return found.length
}

/** Towns, villages, schools, centres and justice offices of a city: where the rows of a register can belong. */
export function placesOf(tx: Tx, near: string): Promise<Place[]> {
  return rows(
    sql<Place>`select id, path, kind, name from kernel.organisation where active
      and kind in ('town', 'village', 'school', 'protection-centre', 'protection-point', 'justice-office', 'prison', 'education')
      and kernel.city_path_of(path) = kernel.city_path_of(${near}) order by path limit 20000`,
    tx,
  )
}
/** These organisations, by their ids. */
export async function placesById(tx: Tx, ids: readonly string[]): Promise<Map<string, Place>> {
  const found = await rows(
    sql<Place>`select id, path, kind, name from kernel.organisation where active and id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each]))
}
