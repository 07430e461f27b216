/** SQL of parts of closed subjects: who holds which, granted and ended; and closing a subject. */
import { instant, rows, sql, type Tx } from '#kernel/db.ts'

export interface PartHolder {
  part: string
  path: string
  /** Organisation's name. */
  organisation: string
  accountId: string | null
  account: string | null
  from: number
  until: number | null
}

interface Part {
  part: string
  /** Path of the organisation that holds it. */
  path: string
  /** Held by this account alone. */
  accountId?: string | undefined
}

interface Granted extends Part {
  from: number
  until?: number | undefined
}

/** Grants a part of a closed subject that the actor holds a part of, or that is being made. Twice is once. */
export async function grantSubjectPart(
  tx: Tx,
  subject: { kind: string; subjectId: string; ownerPath: string },
  part: Granted,
): Promise<void> {
  await sql`select kernel.grant_part(${subject.subjectId}, ${subject.kind}, ${subject.ownerPath}, ${part.path}, ${part.part},
    ${part.accountId ?? null}, ${instant(part.from)}, ${instant(part.until ?? null)})`.execute(tx)
}

/** Ends a part of a closed subject; true where somebody held it. */
export async function endSubjectPart(tx: Tx, subjectId: string, part: Part & { at: number }): Promise<boolean> {
  const [ended] = await rows(
    sql<{
      count: number
    }>`select kernel.end_part(${subjectId}, ${part.path}, ${part.part}, ${part.accountId ?? null}, ${instant(part.at)}) as count`,
    tx,
  )
  return (ended?.count ?? 0) > 0
}

/** Closes a subject to all but those who hold a part of it, and grants the first parts. In `save`, before the room's own rows. */
export async function closeByParts(
  tx: Tx,
  subject: { kind: string; subjectId: string; ownerPath: string; at: number; parts: readonly Part[] },
): Promise<void> {
  // Parts first: whoever is not among them could not grant any once it is closed.
  for (const part of subject.parts) await grantSubjectPart(tx, subject, { ...part, from: subject.at })
  await sql`select kernel.close_subject(${subject.subjectId}, ${subject.kind}, ${subject.ownerPath}, ${instant(subject.at)})`.execute(
    tx,
  )
}

async function both(tx: Tx, childId: string) {
  return rows(
    sql<{
      kind: string
      subjectId: string
      ownerPath: string
    }>`select 'child-file' as kind, f.id as "subjectId", f.owner_path as "ownerPath"
        from people.child_file f where f.id = ${childId}
      union all select 'person', p.id, p.owner_path from people.child_file f join people.person p on p.id = f.person_id where f.id = ${childId}`,
    tx,
  )
}

/** Grants a part of a child's file, and of the person with it. By whoever holds a part that opens the register. */
export async function grantChildPart(tx: Tx, part: Granted & { childId: string }): Promise<void> {
  for (const subject of await both(tx, part.childId)) await grantSubjectPart(tx, subject, part)
}

/**
 * Ends a part of a child's file. The person's goes with it unless the same holder keeps another part of the file. True where
 * somebody held it.
 */
export async function endChildPart(tx: Tx, part: Part & { childId: string; at: number }): Promise<boolean> {
  const [file, person] = await both(tx, part.childId)
  if (!file) return false
  // The person first: after the last part is ended the actor may hold none.
  if (person) await endSubjectPart(tx, person.subjectId, part)
  return endSubjectPart(tx, file.subjectId, part)
}

/** Who holds a part of a child's file, ended ones too; read by whoever reads the whole file. */
export function partsOfChild(tx: Tx, childId: string): Promise<PartHolder[]> {
  return rows(
    sql<PartHolder>`select k.part, k.organisation_path as path, o.name as organisation, k.account_id as "accountId", a.name as account,
        k.valid_from as from, k.valid_until as until
      from kernel.part k left join kernel.organisation o on o.path = k.organisation_path left join kernel.account a on a.id = k.account_id
      where k.subject_id = ${childId} order by k.valid_from, k.part limit 500`,
    tx,
  )
}

/** Active organisations of some kinds in the city of a path: the one in whose place it lies first, the nearest before the wider. */
export function organisationsOf(
  tx: Tx,
  kinds: readonly string[],
  near: string,
): Promise<{ id: string; path: string; kind: string; name: string; phone: string | null }[]> {
  return rows(
    sql<{
      id: string
      path: string
      kind: string
      name: string
      phone: string | null
    }>`select id, path, kind, name, phone from kernel.organisation
      where active and kind = any(${[...kinds]}::text[]) and kernel.city_path_of(path) = kernel.city_path_of(${near})
      order by case when starts_with(${near}, regexp_replace(path, '[^.]+[.]$', '')) then length(regexp_replace(path, '[^.]+[.]$', '')) else 0 end desc,
        starts_with(path, regexp_replace(${near}, '[^.]+[.]$', '')) desc, path limit 500`,
    tx,
  )
}
