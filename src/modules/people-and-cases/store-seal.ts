/** SQL of seals: on a file, and on its person once no file of theirs is open to the station any more. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { FileRow } from './store.ts'

export interface Seal {
  readers: { accountId: string; openedUntil: number | null }[]
}

/** The seal on a subject, or undefined. */
export async function sealOf(tx: Tx, subjectId: string): Promise<Seal | undefined> {
  const sealed = await row(sql`select 1 as there from kernel.seal where subject_id = ${subjectId}`, tx)
  if (!sealed) return undefined
  return {
    readers: await rows(
      sql<
        Seal['readers'][number]
      >`select account_id as "accountId", opened_until as "openedUntil" from kernel.seal_reader where subject_id = ${subjectId}`,
      tx,
    ),
  }
}

/** Whether every other file of the person is sealed, wherever it lies. */
export async function lastOpenFile(tx: Tx, file: { id: string; personId: string }): Promise<boolean> {
  const found = await row(sql<{ last: boolean }>`select people.last_open_file(${file.personId}, ${file.id}) as last`, tx)
  return found?.last === true
}

/** Which of these accounts may become readers: open ones of the owner's range, or of a bureau above it. */
export async function possibleReaders(tx: Tx, accountIds: string[], ownerPath: string): Promise<Set<string>> {
  const found = await rows(
    sql<{ id: string }>`select a.id from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = any(${accountIds}::uuid[]) and a.disabled_at is null
        and (starts_with(o.path, ${ownerPath}) or (o.kind = 'bureau' and starts_with(${ownerPath}, regexp_replace(o.path, '[^.]+[.]$', ''))))`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

/**
 * Seals a file, and with `person` the person too: who they are, their names and numbers, then belong to the readers of all
 * their files.
 */
export async function sealRows(
  tx: Tx,
  file: FileRow,
  seal: { readers: string[]; by: string; at: number; openUntil: number; person: { id: string; ownerPath: string } | null },
): Promise<void> {
  const subjects = [
    { id: file.id, kind: 'rescue-file', ownerPath: file.ownerPath },
    ...(seal.person ? [{ ...seal.person, kind: 'person' }] : []),
  ]
  for (const subject of subjects) {
    await sql`insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by)
      values (${subject.id}, ${subject.kind}, ${subject.ownerPath}, ${instant(seal.at)}, ${seal.by}) on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into kernel.seal_reader (subject_id, account_id, opened_until)
      select ${subject.id}, reader, case when reader = ${seal.by}::uuid then ${instant(seal.openUntil)}::timestamptz end
      from unnest(${seal.readers}::uuid[]) reader on conflict do nothing`.execute(tx)
  }
  if (seal.person)
    await sql`insert into kernel.seal_reader (subject_id, account_id)
      select ${seal.person.id}, r.account_id from kernel.seal_reader r join people.rescue_file f on f.id = r.subject_id
      where f.person_id = ${seal.person.id} on conflict do nothing`.execute(tx)
}

/** Opens a file and its person to the station again; the readers go with the seal. */
export async function unsealRows(tx: Tx, file: FileRow): Promise<void> {
  await sql`delete from kernel.seal where subject_id in (${file.id}, ${file.personId})`.execute(tx)
}

/** A reader opened the file, having given a reason. */
export async function openRows(tx: Tx, file: FileRow, accountId: string, until: number): Promise<void> {
  await sql`update kernel.seal_reader set opened_until = ${instant(until)}
    where subject_id in (${file.id}, ${file.personId}) and account_id = ${accountId}`.execute(tx)
}
