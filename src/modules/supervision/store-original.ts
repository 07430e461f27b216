/** The SQL of documents' own words. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, json, row, sql, type Tx } from '#kernel/db.ts'
import { jurisdictionOf } from './access.ts'

export interface Original {
  id: string
  jurisdiction: string
  source: string
  paragraphs: string[]
  importedAt: number
  importedBy: string | null
}

const columns = sql`o.id, o.jurisdiction, o.source, o.paragraphs, o.imported_at as "importedAt", a.name as "importedBy"`
const from = sql`supervision.original o left join kernel.account a on a.id = o.imported_by`

/** The text that holds for a place: the nearest bureau's above it. */
export function originalFor(tx: Tx, pack: string, path: string): Promise<Original | undefined> {
  return row(
    sql<Original>`select ${columns} from ${from} where o.pack = ${pack} and o.removed_at is null and starts_with(${path}, o.jurisdiction)
      order by length(o.jurisdiction) desc limit 1`,
    tx,
  )
}

/** A jurisdiction's own text in force, locked. */
export function lockOriginal(tx: Tx, pack: string, jurisdiction: string): Promise<{ id: string } | undefined> {
  return row(
    sql<{ id: string }>`select id from supervision.original
      where pack = ${pack} and jurisdiction = ${jurisdiction} and removed_at is null for update`,
    tx,
  )
}

export async function removeOriginal(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update supervision.original set removed_at = ${instant(at)} where id = ${id}`.execute(tx)
}

export async function insertOriginal(
  { tx, actor, now }: LoadContext,
  original: { id: string; pack: string; source: string; paragraphs: string[] },
): Promise<void> {
  await sql`insert into supervision.original (id, jurisdiction, pack, source, paragraphs, imported_at, imported_by)
    values (${original.id}, ${jurisdictionOf(actor.organisation)}, ${original.pack}, ${original.source}, ${json(original.paragraphs)},
      ${instant(now)}, ${actor.accountId})`.execute(tx)
}
