/** This room's SQL for writing, and the rows that decisions read. What letters say is sealed. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { DAY } from '#kernel/time.ts'
import { fileRef, grantPart, type LoadedFile, lockFile, personRef } from '#modules/people-and-cases/index.ts'
import type { ReceptionState } from './lifecycle.ts'
import type { LetterKind, Signer, Way } from './words.ts'

export interface ReceptionRow {
  id: string
  fileId: string
  filePath: string
  ownerPath: string
  organisationId: string
  state: ReceptionState
  way: Way
  asks: boolean
  toldAt: number
  answeredAt: number | null
  fetchOn: string | null
  receivedAt: number | null
  receivedBy: string | null
  receivedTo: string | null
  visitAsked: string | null
  /** Path of who was asked to look. */
  visitPath: string | null
  visitedAt: number | null
  hardshipAt: number | null
  reportedAt: number | null
  homelessAt: number | null
  placedAt: number | null
  placedAs: string | null
  cancelledAt: number | null
  policeAskedAt: number | null
  /** The asker holds the part of the police that were asked. */
  askedToRestore: boolean
  restoredAt: number | null
  endedAt: number | null
}

/** What a letter says, as far as the origin keeps it by itself. */
export interface LetterContent {
  from: string
  name: string
  sex?: string | undefined
  birth?: string | undefined
  household?: string | undefined
  letterNo?: string | undefined
  letterOn?: string | undefined
  contact?: string | undefined
  phone?: string | undefined
  text?: string | undefined
  arrivesOn?: string | undefined
  scans?: string[] | undefined
  /** Of a signed file: the key, and how somebody made sure of it. */
  publicKey?: string | undefined
  confirmedHow?: string | undefined
}

/** A case of reception with its file, person and facts, locked: what a decision reads. */
export interface LoadedCase extends LoadedFile {
  reception: ReceptionRow
  /** Names of the colleagues who wrote the facts of this case, by account. */
  names: Map<string, string>
}

const columns = sql`r.id, r.file_id as "fileId", r.file_path as "filePath", r.owner_path as "ownerPath", r.organisation_id as "organisationId",
  r.state, r.way, r.asks, r.told_at as "toldAt", r.answered_at as "answeredAt", r.fetch_on::text as "fetchOn", r.received_at as "receivedAt",
  r.received_by as "receivedBy", r.received_to as "receivedTo", r.visit_asked as "visitAsked",
  (select o.path from kernel.organisation o where o.id = r.visit_asked) as "visitPath", r.visited_at as "visitedAt", r.hardship_at as "hardshipAt",
  r.reported_at as "reportedAt", r.homeless_at as "homelessAt", r.placed_at as "placedAt", r.placed_as as "placedAs",
  r.cancelled_at as "cancelledAt", r.police_asked_at as "policeAskedAt",
  exists (select 1 from kernel.part p where p.subject_id = r.file_id and p.part = 'origin-register' and kernel.in_range(p.organisation_path)
    and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())) as "askedToRestore", r.restored_at as "restoredAt", r.ended_at as "endedAt"`
export const receptionColumns = columns

export const contentPlace = (id: string) => `origin.reception.content:${id}`
export const letterPlace = (id: string) => `origin.letter.content:${id}`

/** The case of one file at one place of origin. */
export function receptionAt(tx: Tx, fileId: string, ownerPath: string): Promise<ReceptionRow | undefined> {
  return row(
    sql<ReceptionRow>`select ${columns} from origin.reception r where r.file_id = ${fileId} and r.owner_path = ${ownerPath} for update of r`,
    tx,
  )
}

/** A case of this person here that has not ended: a further letter joins it. */
export function receptionOfPerson(tx: Tx, personId: string, ownerPath: string): Promise<ReceptionRow | undefined> {
  return row(
    sql<ReceptionRow>`select ${columns} from origin.reception r join people.rescue_file f on f.id = r.file_id
      where f.person_id = ${personId} and r.owner_path = ${ownerPath} and r.state <> 'settled' order by r.told_at desc limit 1 for update of r`,
    tx,
  )
}

/** Locks a case behind its file; null when it is not the actor's to see. */
export async function lockCase({ tx, vault }: { tx: Tx; vault: Vault }, id: string): Promise<LoadedCase | null> {
  const found = await row(sql<{ fileId: string }>`select file_id as "fileId" from origin.reception where id = ${id}`, tx)
  const loaded = found && (await lockFile(tx, vault, found.fileId))
  const reception =
    loaded && (await row(sql<ReceptionRow>`select ${columns} from origin.reception r where r.id = ${id} for update of r`, tx))
  if (!loaded || !reception) return null
  const writers = loaded.facts.filter((fact) => fact.name.startsWith('origin.')).map((fact) => fact.recordedBy)
  return { ...loaded, reception, names: await accountNames(tx, writers) }
}

export async function accountNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

export interface NewReception {
  id: string
  fileId: string
  filePath: string
  ownerPath: string
  organisationId: string
  way: Way
  asks: boolean
  content: LetterContent
}

export async function insertReception({ tx, vault, occurredAt }: LoadContext, reception: NewReception): Promise<void> {
  await sql`insert into origin.reception (id, file_id, file_path, owner_path, organisation_id, state, way, asks, told_at, content)
    values (${reception.id}, ${reception.fileId}, ${reception.filePath}, ${reception.ownerPath}, ${reception.organisationId}, 'told',
      ${reception.way}, ${reception.asks}, ${instant(occurredAt)}, ${vault.sealJson(contentPlace(reception.id), reception.content)})`.execute(
    tx,
  )
}

export interface NewLetter {
  id: string
  receptionId: string
  fileId: string
  filePath: string
  ownerPath: string
  kind: LetterKind
  way: Way
  key: string
  signer?: Signer | undefined
  content: LetterContent
}

/** The same letter is kept once; answers whether it was new. */
export async function insertLetter({ tx, vault, occurredAt }: LoadContext, letter: NewLetter): Promise<void> {
  await sql`insert into origin.letter (id, reception_id, file_id, file_path, owner_path, kind, way, letter_key, signer, at, content)
    values (${letter.id}, ${letter.receptionId}, ${letter.fileId}, ${letter.filePath}, ${letter.ownerPath}, ${letter.kind}, ${letter.way},
      ${letter.key}, ${letter.signer ?? null}, ${instant(occurredAt)}, ${vault.sealJson(letterPlace(letter.id), letter.content)})
    on conflict (owner_path, letter_key) do nothing`.execute(tx)
}

/** The letter of this key that was taken here before. */
export function letterTaken(tx: Tx, ownerPath: string, key: string): Promise<{ receptionId: string } | undefined> {
  return row(
    sql<{
      receptionId: string
    }>`select reception_id as "receptionId" from origin.letter where owner_path = ${ownerPath} and letter_key = ${key}`,
    tx,
  )
}

/** What a door changes of a case; columns by their names in the table. */
export type Change = Partial<{
  state: ReceptionState
  asks: boolean
  fetch_on: string | null
  answered_at: number
  received_at: number
  received_by: string
  received_to: string
  visit_asked: string
  visited_at: number
  hardship_at: number
  reported_at: number
  homeless_at: number
  placed_at: number
  placed_as: string
  cancelled_at: number
  police_asked_at: number
  restored_at: number | null
  ended_at: number | null
}>

export async function changeReception(tx: Tx, id: string, change: Change): Promise<void> {
  const parts = Object.entries(change).map(([column, value]) =>
    column.endsWith('_at')
      ? sql`${sql.ref(column)} = ${instant(value as number | null)}`
      : column === 'fetch_on'
        ? sql`fetch_on = ${value as string | null}::date`
        : sql`${sql.ref(column)} = ${value}`,
  )
  if (parts.length > 0) await sql`update origin.reception set ${sql.join(parts)} where id = ${id}`.execute(tx)
}

/**
 * An organisation comes to see file and person. `by` is whose word it is: the owner's, who sends a letter, or the origin's,
 * who asks somebody near by to look; they see the part, and end it.
 */
export async function share(
  { tx, now }: LoadContext,
  { file, person }: LoadedFile,
  holder: { path: string; part: 'origin' | 'origin-visit' | 'origin-register'; by: string },
): Promise<void> {
  const { path, part, by } = holder
  for (const { kind, id } of [fileRef(file), personRef(person)])
    await grantPart(tx, { kind, subjectId: id, ownerPath: by, path, part, from: now })
}

/** What was done can be put right for a while by who did it. */
export const SIGHT_AFTER_DONE = 30 * DAY

/** Who was asked to look, or to restore, sees the file until that is done; where others are asked, these only. */
export async function endAsked(
  { tx, now }: LoadContext,
  { file, person }: LoadedFile,
  ended: { parts: readonly ('origin-visit' | 'origin-register')[]; but?: string; after?: number },
): Promise<void> {
  await sql`update kernel.part set valid_until = ${instant(now + (ended.after ?? 0))}
    where subject_id = any(${[file.id, person.id]}::uuid[]) and part = any(${[...ended.parts]}::text[]) and valid_until is null
      and organisation_path is distinct from ${ended.but ?? null}`.execute(tx)
}

/** Days for which a place that does not receive somebody still sees the file: minds are changed, mistakes found. */
export const SIGHT_AFTER_DECLINING = 30

export async function endShare(context: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  const until = context.now + SIGHT_AFTER_DECLINING * DAY
  await sql`update kernel.part set valid_until = ${instant(until)} where subject_id = any(${[file.id, person.id]}::uuid[])
    and organisation_path = ${path} and part = 'origin' and valid_until is null`.execute(context.tx)
}

export interface SendingRow {
  id: string
  fileId: string
  way: string
  sentAt: number
  answeredAt: number | null
  accepts: boolean | null
  factId: string
}

const sendingColumns = sql`id, file_id as "fileId", way, sent_at as "sentAt", answered_at as "answeredAt", accepts, fact_id as "factId"`

export function sendingsOf(tx: Tx, fileId: string): Promise<SendingRow[]> {
  return rows(
    sql<SendingRow>`select ${sendingColumns} from origin.sending where file_id = ${fileId} order by sent_at desc limit 50`,
    tx,
  )
}

export function lockSending(tx: Tx, id: string, fileId: string): Promise<SendingRow | undefined> {
  return row(
    sql<SendingRow>`select ${sendingColumns} from origin.sending where id = ${id} and file_id = ${fileId} for update`,
    tx,
  )
}

export async function insertSending(
  { tx, occurredAt }: LoadContext,
  sending: { id: string; fileId: string; ownerPath: string; way: string; factId: string },
): Promise<void> {
  await sql`insert into origin.sending (id, file_id, owner_path, way, sent_at, fact_id)
    values (${sending.id}, ${sending.fileId}, ${sending.ownerPath}, ${sending.way}, ${instant(occurredAt)}, ${sending.factId})`.execute(
    tx,
  )
}

export async function markAnswered(tx: Tx, id: string, at: number, accepts: boolean): Promise<void> {
  await sql`update origin.sending set answered_at = ${instant(at)}, accepts = ${accepts} where id = ${id}`.execute(tx)
}

export interface StationKey {
  id: string
  publicKey: string
  name: string
  checkedAt: number
}

const keyPlace = (id: string) => `origin.station_key.content:${id}`

/** Keys that somebody of this organisation checked. */
export async function knownKeys(tx: Tx, vault: Vault): Promise<StationKey[]> {
  const found = await rows(
    sql<Omit<StationKey, 'name'> & { content: Buffer }>`select id, public_key as "publicKey", checked_at as "checkedAt", content
      from origin.station_key where ended_at is null order by checked_at limit 500`,
    tx,
  )
  return found.map(({ content, ...key }) => ({ ...key, name: vault.openJson<{ name: string }>(keyPlace(key.id), content).name }))
}

export async function keepKey(
  { tx, vault, now, actor }: LoadContext,
  key: { id: string; publicKey: string; name: string; checked: string },
): Promise<void> {
  const content = vault.sealJson(keyPlace(key.id), { name: key.name, checked: key.checked })
  await sql`insert into origin.station_key (id, owner_path, public_key, content, checked_at, checked_by)
    values (${key.id}, ${actor.organisation.path}, ${key.publicKey}, ${content}, ${instant(now)}, ${actor.accountId})
    on conflict (owner_path, public_key) where ended_at is null do nothing`.execute(tx)
}

export interface Place {
  id: string
  path: string
  name: string
  kind: string
  shortName: string
  division: string | null
  phone: string | null
}
const placeColumns = sql`o.id, o.path, o.name, o.kind, o.short_name as "shortName", o.division, o.phone`

/** The station of a place, the bureau where there is none; a station or bureau named itself stays what it is. */
export function receivingAt(tx: Tx, organisationId: string): Promise<Place | undefined> {
  return row(
    sql<Place>`select ${placeColumns} from kernel.organisation named join kernel.organisation o on o.active and (
        case when named.kind in ('station', 'bureau') then o.id = named.id
          else starts_with(o.path, case when named.kind = 'area' then named.path else regexp_replace(named.path, '[^.]+\.$', '') end)
            and o.kind in ('station', 'bureau') end)
      where named.id = ${organisationId} order by o.kind = 'station' desc, length(o.path), o.path limit 1`,
    tx,
  )
}

/** Places that may be chosen on a form: of one's own area by kind, at most 400. */
export function placesOf(tx: Tx, kinds: readonly string[], under: string): Promise<Place[]> {
  return rows(
    sql<Place>`select ${placeColumns} from kernel.organisation o where o.active and o.kind = any(${[...kinds]}::text[])
      and starts_with(o.path, ${under}) order by o.path limit 400`,
    tx,
  )
}
export function placeById(tx: Tx, id: string): Promise<Place | undefined> {
  return row(sql<Place>`select ${placeColumns} from kernel.organisation o where o.id = ${id} and o.active`, tx)
}
