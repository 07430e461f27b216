/** The hall's SQL: person index and rescue files. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { all, instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { nextNumber } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { FileState } from './lifecycle.ts'
import { birthRange, displayName } from './rules.ts'
import type { PersonDescription } from './schema.ts'
import { indexPerson } from './search.ts'

export interface PersonRow {
  id: string
  ownerPath: string
  displayName: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identity: 'unknown' | 'claimed' | 'verified' | 'assigned'
  namelessNo: string | null
  division: string | null
  description: PersonDescription
  mergedInto: string | null
}

export interface FileRow {
  id: string
  personId: string
  no: string
  stationId: string
  ownerPath: string
  state: FileState
  arrival: string | null
  arrivedAt: number
  acceptedAt: number | null
  leftAt: number | null
  leftKind: string | null
}

/** A file with its person and all facts of both, locked: what a decision reads. */
export interface LoadedFile {
  file: FileRow
  person: PersonRow
  /** Facts of the file and of its person, in the order of recording. */
  facts: LedgerFact[]
}

const fileColumns = sql`id, person_id as "personId", no, station_id as "stationId", owner_path as "ownerPath", state, arrival,
  arrived_at as "arrivedAt", accepted_at as "acceptedAt", left_at as "leftAt", left_kind as "leftKind"`

interface SealedPerson extends Omit<PersonRow, 'description'> {
  description: Buffer | null
}

const personColumns = sql`id, owner_path as "ownerPath", display_name as "displayName", sex, birth_from as "birthFrom", birth_to as "birthTo",
  identity, nameless_no as "namelessNo", division, description, merged_into as "mergedInto"`

function openPerson(vault: Vault, sealed: SealedPerson): PersonRow {
  return {
    ...sealed,
    description: sealed.description
      ? vault.openJson<PersonDescription>(`person.description:${sealed.id}`, sealed.description)
      : {},
  }
}

/** A person as far as the actor's range or part reaches. */
export async function personById(tx: Tx, vault: Vault, id: string): Promise<PersonRow | null> {
  const found = await row(sql<SealedPerson>`select ${personColumns} from people.person where id = ${id}`, tx)
  return found ? openPerson(vault, found) : null
}

/** Several persons at once, those within reach. */
export async function personsById(tx: Tx, vault: Vault, ids: readonly string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return []
  const found = await rows(
    sql<SealedPerson>`select ${personColumns} from people.person where id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return found.map((each) => openPerson(vault, each))
}

/** Locks a person row for a decision about who somebody is. */
export async function lockPerson(tx: Tx, vault: Vault, id: string): Promise<PersonRow | null> {
  const found = await row(sql<SealedPerson>`select ${personColumns} from people.person where id = ${id} for update`, tx)
  return found ? openPerson(vault, found) : null
}

/** A person whom the actor may change: one's own, or somebody who has a file in one's own range. */
export type Changeable = PersonRow & { mine: boolean }

/** Locks a person for a decision that changes who somebody is; says whether it is the actor's to change. */
export async function lockToChange(tx: Tx, vault: Vault, id: string): Promise<Changeable | null> {
  const person = await lockPerson(tx, vault, id)
  if (!person) return null
  const own = await row(
    sql<{ mine: boolean }>`select kernel.in_range(${person.ownerPath}) or exists (select 1 from people.rescue_file f
      where f.person_id = ${id} and kernel.in_range(f.owner_path)) as mine`,
    tx,
  )
  return { ...person, mine: own?.mine ?? false }
}

export function fileById(tx: Tx, id: string): Promise<FileRow | undefined> {
  return row(sql<FileRow>`select ${fileColumns} from people.rescue_file where id = ${id}`, tx)
}

export function filesOfPerson(tx: Tx, personId: string): Promise<FileRow[]> {
  return rows(
    sql<FileRow>`select ${fileColumns} from people.rescue_file where person_id = ${personId} order by arrived_at desc limit 500`,
    tx,
  )
}

/** Ids of files in the order of their ids, after one of them: for jobs that walk all of them. */
export async function fileIdsAfter(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const found = await rows(
    sql<{
      id: string
    }>`select id from people.rescue_file where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}`,
    tx,
  )
  return found.map((each) => each.id)
}

/** Locks a file and reads what a decision about it needs; null when it is not the actor's to see. */
export async function lockFile(tx: Tx, vault: Vault, id: string): Promise<LoadedFile | null> {
  const file = await row(sql<FileRow>`select ${fileColumns} from people.rescue_file where id = ${id} for update`, tx)
  if (!file) return null
  const [person, facts] = await all([personById(tx, vault, file.personId), factsOf(tx, [file.id, file.personId])])
  return person ? { file, person, facts } : null
}

export const fileRef = (file: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'rescue-file',
  id: file.id,
  ownerPath: file.ownerPath,
})
export const personRef = (person: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'person',
  id: person.id,
  ownerPath: person.ownerPath,
})

/** Number of a nameless person: `无名氏 20261121-03`, counted per station and day. */
export async function namelessNumber(tx: Tx, stationId: string, at: number): Promise<string> {
  const day = dateOf(at).replaceAll('-', '')
  const number = await nextNumber(tx, `nameless:${stationId}:${day}`)
  return `${day}-${String(number).padStart(2, '0')}`
}

/** A file's number: `云救 2026-1187`, counted per station and year without gaps. `prefix` is the station's short name. */
export async function fileNumber(tx: Tx, stationId: string, prefix: string, at: number): Promise<string> {
  const year = dateOf(at).slice(0, 4)
  return `${prefix} ${year}-${String(await nextNumber(tx, `file:${stationId}:${year}`)).padStart(4, '0')}`
}

/** Puts a new person into the index. Without any name the person gets a nameless number. */
export async function insertPerson(
  context: LoadContext,
  person: { id: string; ownerPath: string; stationId: string; description: PersonDescription; identity: PersonRow['identity'] },
): Promise<PersonRow> {
  const { tx, vault, now } = context
  const { description } = person
  const nameless = displayName(description, null) === null ? await namelessNumber(tx, person.stationId, now) : null
  const birth = birthRange(description)
  const kept: PersonRow = {
    id: person.id,
    ownerPath: person.ownerPath,
    displayName: displayName(description, nameless) as string,
    sex: description.sex ?? null,
    birthFrom: birth?.from ?? null,
    birthTo: birth?.to ?? null,
    identity: person.identity,
    namelessNo: nameless,
    division: description.division ?? null,
    description,
    mergedInto: null,
  }
  await sql`insert into people.person (id, owner_path, display_name, sex, birth_from, birth_to, identity, nameless_no, division, description, created_at)
    values (${kept.id}, ${kept.ownerPath}, ${kept.displayName}, ${kept.sex}, ${kept.birthFrom}::date, ${kept.birthTo}::date, ${kept.identity},
      ${kept.namelessNo}, ${kept.division}, ${vault.sealJson(`person.description:${kept.id}`, description)}, ${instant(now)})`.execute(
    tx,
  )
  await indexPerson(tx, vault, kept)
  return kept
}

/** Writes what is now known of a person and renews the search index. */
export async function updatePerson(
  context: LoadContext,
  person: PersonRow,
  change: { description?: PersonDescription; identity?: PersonRow['identity'] },
): Promise<PersonRow> {
  const { tx, vault } = context
  const description = change.description ?? person.description
  const birth = birthRange(description)
  const named = displayName(description, null)
  const namelessNo = person.namelessNo
  const kept: PersonRow = {
    ...person,
    description,
    displayName: named ?? (displayName(description, namelessNo) as string) ?? person.displayName,
    sex: description.sex ?? null,
    birthFrom: birth?.from ?? null,
    birthTo: birth?.to ?? null,
    identity: change.identity ?? person.identity,
    division: description.division ?? null,
  }
  await sql`update people.person set display_name = ${kept.displayName}, sex = ${kept.sex}, birth_from = ${kept.birthFrom}::date,
    birth_to = ${kept.birthTo}::date, identity = ${kept.identity}, division = ${kept.division},
    description = ${vault.sealJson(`person.description:${kept.id}`, description)} where id = ${kept.id}`.execute(tx)
  if (change.description) await indexPerson(tx, vault, kept)
  return kept
}

/** Opens a rescue file; returns its row. A person of another station becomes a part of this one. */
export async function insertFile(
  context: LoadContext,
  file: {
    id: string
    personId: string
    no: string
    stationId: string
    ownerPath: string
    /** Null where nobody told how they came. */
    arrival: string | null
    arrivedAt: number
  },
): Promise<void> {
  const { tx, now } = context
  await sql`insert into people.rescue_file (id, person_id, no, station_id, owner_path, state, arrival, arrived_at, created_at)
    values (${file.id}, ${file.personId}, ${file.no}, ${file.stationId}, ${file.ownerPath}, 'asked', ${file.arrival}, ${instant(file.arrivedAt)},
      ${instant(now)})`.execute(tx)
}

/**
 * An organisation comes to hold a part of a subject that another (`ownerPath`) owns. Repeating it changes nothing, but a
 * part for a while (`until`) is granted anew each time.
 */
export async function grantPart(
  tx: Tx,
  part: { kind: string; subjectId: string; ownerPath: string; path: string; part: string; from: number; until?: number },
): Promise<void> {
  await sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from, valid_until)
    select ${part.kind}, ${part.subjectId}, ${part.ownerPath}, ${part.path}, ${part.part}, ${instant(part.from)}, ${instant(part.until ?? null)}
    where not exists (select 1 from kernel.part where subject_id = ${part.subjectId} and organisation_path = ${part.path}
      and part = ${part.part} and account_id is null and valid_until is null)
    on conflict (subject_id, organisation_path, part, coalesce(account_id, '00000000-0000-0000-0000-000000000000'), valid_from)
      do update set valid_until = excluded.valid_until`.execute(tx)
}

/** Moves a file to its next state with what the move settles. */
export async function moveFile(
  tx: Tx,
  id: string,
  change: { state: FileState; acceptedAt?: number; leftAt?: number | null; leftKind?: string | null; leftNote?: Buffer },
): Promise<void> {
  await sql`update people.rescue_file set state = ${change.state},
    accepted_at = coalesce(${instant(change.acceptedAt)}, accepted_at),
    left_at = ${change.state === 'in' ? null : sql`coalesce(${instant(change.leftAt)}, left_at)`},
    left_kind = ${change.state === 'in' ? null : sql`coalesce(${change.leftKind ?? null}, left_kind)`},
    left_note = ${change.state === 'in' ? null : sql`coalesce(${change.leftNote ?? null}, left_note)`}
    where id = ${id}`.execute(tx)
}
