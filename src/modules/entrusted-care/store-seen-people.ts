/** When a person outside was last seen at an inspection, and by whom; what was seen lies sealed. */
import { rows, sql, type Tx } from '#kernel/db.ts'
import { detailsOf } from '#kernel/ledger.ts'
import type { ReadContext } from '#kernel/query.ts'
import { toldLine } from '#kernel/told.ts'
import { seenForm } from './schema-watch.ts'
import { inspectors } from './words-institutions.ts'

interface SeenRow {
  fileId: string
  at: number
  by: keyof typeof inspectors
  factId: string
}

const columns = sql`s.file_id as "fileId", s.seen_at as at, n.by, s.fact_id as "factId"`

/** The latest time each of some was seen in person. Whoever may not read inspections gets none. */
export async function lastSeen(tx: Tx, fileIds: readonly string[]): Promise<Map<string, { at: number; by: string }>> {
  const found = await rows(
    sql<SeenRow>`select distinct on (s.file_id) ${columns} from entrusted_care.seen s join entrusted_care.inspection n on n.id = s.inspection_id
      join kernel.ledger k on k.fact_id = s.fact_id and k.value->>'seen' = 'true' where s.file_id = any(${[...fileIds]}::uuid[]) order by s.file_id, s.seen_at desc`,
    tx,
  )
  return new Map(found.map((each) => [each.fileId, { at: each.at, by: inspectors[each.by] }]))
}

/** All sights of one person, the newest first. */
export async function seenOf(
  { tx, vault }: ReadContext,
  fileId: string,
): Promise<{ at: number; by: string; line: string | null }[]> {
  const found = await rows(
    sql<SeenRow>`select ${columns} from entrusted_care.seen s join entrusted_care.inspection n on n.id = s.inspection_id
      where s.file_id = ${fileId} order by s.seen_at desc limit 100`,
    tx,
  )
  const told = await detailsOf(
    tx,
    vault,
    found.map((each) => each.factId),
  )
  return found.map((each) => {
    const content = told.get(each.factId)
    return { at: each.at, by: inspectors[each.by], line: content ? toldLine(seenForm, content) : null }
  })
}
