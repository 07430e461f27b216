/** Organisations as subjects, and those whom their clauses count. */
import { rangeOf } from '#kernel/actor.ts'
import { rows, sql, type Tx } from '#kernel/db.ts'
import { jurisdictionOf } from './access.ts'
import type { Asked } from './gathered.ts'

/** Kinds of organisation that owe duties of their own. */
const DUTY_BEARING = [
  'station',
  'bureau',
  'town',
  'village',
  'institution',
  'police',
  'school',
  'protection-centre',
  'protection-point',
]
/** A town's children, a station's staff: more than this is no town and no station. */
const MOST = 20_000

/** The organisations below a path that owe duties, as subjects. */
export function organisationsAsked(tx: Tx, path: string): Promise<Asked[]> {
  return rows(
    sql<Asked>`select id, 'organisation' as kind, path as "ownerPath" from kernel.organisation
      where starts_with(path, ${path}) and active and kind = any(${DUTY_BEARING}::text[]) order by path limit ${MOST}`,
    tx,
  )
}

/** The bureaus in whose area a place lies: their clauses count the centres and points of it. */
export function bureausAbove(tx: Tx, path: string): Promise<Asked[]> {
  return rows(
    sql<Asked>`select id, 'organisation' as kind, path as "ownerPath" from kernel.organisation
      where active and kind = 'bureau' and starts_with(${path}, regexp_replace(path, '[^.]+\\.$', '')) order by path limit 20`,
    tx,
  )
}

/**
 * Whom an organisation's clauses count: the staff of a station, the children of a town, the organisations of a bureau's
 * level. Null for an organisation that is not there any more.
 */
export async function countedBy(tx: Tx, asked: Asked): Promise<Asked[] | null> {
  const [home] = await rows(
    sql<{ kind: string; path: string }>`select kind, path from kernel.organisation where id = ${asked.id} and active`,
    tx,
  )
  if (!home) return null
  if (home.kind === 'bureau') return (await organisationsAsked(tx, jurisdictionOf(home))).filter((each) => each.id !== asked.id)
  const kind = home.kind === 'station' ? 'staff' : home.kind === 'town' ? 'child-file' : null
  if (kind === null) return []
  const { from, to } = rangeOf(home.path)
  return rows(
    sql<Asked>`select subject_id as id, kind, owner_path as "ownerPath" from supervision.subject_state
      where owner_path >= ${from} and owner_path < ${to} and kind = ${kind} order by subject_id limit ${MOST}`,
    tx,
  )
}
