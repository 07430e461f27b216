/** SQL of clues of abuse. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ClueState } from './lifecycle.ts'
import type { ClueKind } from './words.ts'

/** What was found, told, answered, and how it ended, in words. */
interface ClueContent {
  what?: string | undefined
  told?: string | undefined
  answer?: string | undefined
  ended?: string | undefined
}

export interface ClueRow {
  id: string
  reportId: string | null
  childId: string | null
  kind: ClueKind
  state: ClueState
  foundAt: number
  finderPath: string
  toldAt: number | null
  policeId: string | null
  policePath: string | null
  police: string | null
  answeredAt: number | null
  filed: boolean | null
  disposedAt: number | null
  outcome: string | null
  content: ClueContent
}

type Sealed = Omit<ClueRow, 'content'> & { content: Buffer }

const columns = sql`c.id, c.report_id as "reportId", c.child_id as "childId", c.kind, c.state, c.found_at as "foundAt", c.finder_path as "finderPath",
  c.told_at as "toldAt", c.police_id as "policeId", c.police_path as "policePath", o.name as police, c.answered_at as "answeredAt", c.filed,
  c.disposed_at as "disposedAt", c.outcome, c.content`
const place = (id: string) => `reports.clue.content:${id}`
const opened = (vault: Vault, { content, ...kept }: Sealed): ClueRow => ({
  ...kept,
  content: vault.openJson<ClueContent>(place(kept.id), content),
})

export async function lockClue(tx: Tx, vault: Vault, id: string): Promise<ClueRow | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from reports.clue c left join kernel.organisation o on o.id = c.police_id where c.id = ${id} for update of c`,
    tx,
  )
  return found ? opened(vault, found) : null
}

export async function clueById(tx: Tx, vault: Vault, id: string): Promise<ClueRow | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from reports.clue c left join kernel.organisation o on o.id = c.police_id where c.id = ${id}`,
    tx,
  )
  return found ? opened(vault, found) : null
}

/** Clues of some reports, or of one child; the youngest first. */
export async function cluesOf(
  tx: Tx,
  vault: Vault,
  of: { reportIds?: readonly string[]; childId?: string | undefined; open?: boolean; limit?: number },
): Promise<ClueRow[]> {
  const ids = of.reportIds ? [...of.reportIds] : null
  const found = await rows(
    sql<Sealed>`select ${columns} from reports.clue c left join kernel.organisation o on o.id = c.police_id
      where (${ids}::uuid[] is null or c.report_id = any(${ids}::uuid[])) and (${of.childId ?? null}::uuid is null or c.child_id = ${of.childId ?? null}::uuid)
        and (${of.open === true} = false or c.state <> 'disposed')
      order by (c.state = 'found') desc, c.found_at desc, c.id limit ${of.limit ?? 200}`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

export async function insertClue(
  { tx, vault, actor }: LoadContext,
  clue: {
    id: string
    reportId: string | null
    childId: string | null
    kind: ClueKind
    foundAt: number
    toldAt?: number | undefined
    police?: { id: string; path: string } | undefined
    content: ClueContent
  },
): Promise<void> {
  await sql`insert into reports.clue (id, report_id, child_id, kind, state, found_at, finder_path, told_at, police_id, police_path, content)
    values (${clue.id}, ${clue.reportId}, ${clue.childId}, ${clue.kind}, ${clue.toldAt === undefined ? 'found' : 'told'}, ${instant(clue.foundAt)},
      ${actor.organisation.path}, ${clue.toldAt === undefined ? null : instant(clue.toldAt)}, ${clue.police?.id ?? null},
      ${clue.police?.path ?? null}, ${vault.sealJson(place(clue.id), clue.content)})`.execute(tx)
}

export async function changeClue(
  { tx, vault }: LoadContext,
  clue: ClueRow,
  change: {
    state: ClueState
    toldAt?: number
    police?: { id: string; path: string } | undefined
    answeredAt?: number
    filed?: boolean | undefined
    disposedAt?: number
    outcome?: string
    content?: ClueContent
  },
): Promise<void> {
  const when = (value: number | undefined) => (value === undefined ? null : instant(value))
  await sql`update reports.clue set state = ${change.state}, told_at = coalesce(told_at, ${when(change.toldAt)}::timestamptz),
    police_id = coalesce(${change.police?.id ?? null}::uuid, police_id), police_path = coalesce(${change.police?.path ?? null}, police_path),
    answered_at = coalesce(${when(change.answeredAt)}::timestamptz, answered_at), filed = coalesce(${change.filed ?? null}::boolean, filed),
    disposed_at = coalesce(${when(change.disposedAt)}::timestamptz, disposed_at), outcome = coalesce(${change.outcome ?? null}, outcome),
    content = ${vault.sealJson(place(clue.id), { ...clue.content, ...change.content })} where id = ${clue.id}`.execute(tx)
}
