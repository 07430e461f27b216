/** SQL of the batches in which people are brought back. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type BringBackState, bringBackLife, bringBackLineLife, leads, type LineState } from './lifecycle-placements.ts'
import { batchAfter } from './rules-bring-back.ts'

export interface BatchRow {
  id: string
  ownerPath: string
  stationId: string
  state: BringBackState
  on: string
  capacity: number
  madeAt: number
  endedAt: number | null
  words: string | null
}

export interface LineRow {
  id: string
  batchId: string
  placementId: string
  fileId: string
  ownerPath: string
  state: LineState
  position: number
  settledAt: number | null
  factId: string
  settledFact: string | null
}

const wordsPlace = (id: string) => `entrusted_care.bring_back.words:${id}`
const batchColumns = sql`id, owner_path as "ownerPath", station_id as "stationId", state, on_date::text as "on", capacity, made_at as "madeAt",
  ended_at as "endedAt", words`
const lineColumns = sql`l.id, l.batch_id as "batchId", l.placement_id as "placementId", l.file_id as "fileId", l.owner_path as "ownerPath", l.state,
  l.position, l.settled_at as "settledAt", l.fact_id as "factId", l.settled_fact as "settledFact"`
type SealedBatch = Omit<BatchRow, 'words'> & { words: Buffer | null }

const opened = (vault: Vault, batch: SealedBatch): BatchRow => ({
  ...batch,
  words: batch.words ? vault.openJson<{ words: string }>(wordsPlace(batch.id), batch.words).words : null,
})

/** Batches, those still open first, then the newest; at most 40. */
export async function batches(tx: Tx, vault: Vault): Promise<BatchRow[]> {
  const found = await rows(
    sql<SealedBatch>`select ${batchColumns} from entrusted_care.bring_back order by (state = 'planned') desc,
      case when state = 'planned' then on_date end, on_date desc, id limit 40`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

export async function batchById(tx: Tx, vault: Vault, id: string): Promise<BatchRow | null> {
  const found = await row(sql<SealedBatch>`select ${batchColumns} from entrusted_care.bring_back where id = ${id}`, tx)
  return found ? opened(vault, found) : null
}

export function linesOf(tx: Tx, batchIds: readonly string[]): Promise<LineRow[]> {
  return rows(
    sql<LineRow>`select ${lineColumns} from entrusted_care.bring_back_line l where l.batch_id = any(${[...batchIds]}::uuid[])
      order by l.batch_id, l.position limit 4000`,
    tx,
  )
}

/** A line, to be locked behind its file. */
export function lineById(tx: Tx, id: string): Promise<LineRow | undefined> {
  return row(sql<LineRow>`select ${lineColumns} from entrusted_care.bring_back_line l where l.id = ${id}`, tx)
}

/** Placements of these that stand in a plan already. */
export async function plannedAmong(tx: Tx, placementIds: readonly string[]): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select placement_id as id from entrusted_care.bring_back_line where state = 'planned'
      and placement_id = any(${[...placementIds]}::uuid[])`,
    tx,
  )
  return found.map((each) => each.id)
}

export interface NewBatch {
  id: string
  ownerPath: string
  stationId: string
  on: string
  capacity: number
  words: string | undefined
  lines: { id: string; placementId: string; fileId: string; factId: string }[]
}

export async function insertBatch({ tx, vault, actor, occurredAt }: LoadContext, batch: NewBatch): Promise<void> {
  const words = batch.words === undefined ? null : vault.sealJson(wordsPlace(batch.id), { words: batch.words })
  await sql`insert into entrusted_care.bring_back (id, owner_path, station_id, state, on_date, capacity, words, made_at, made_by)
    values (${batch.id}, ${batch.ownerPath}, ${batch.stationId}, 'planned', ${batch.on}::date, ${batch.capacity}, ${words},
      ${instant(occurredAt)}, ${actor.accountId})`.execute(tx)
  for (const [index, line] of batch.lines.entries())
    await sql`insert into entrusted_care.bring_back_line (id, batch_id, placement_id, file_id, owner_path, state, position, fact_id)
      values (${line.id}, ${batch.id}, ${line.placementId}, ${line.fileId}, ${batch.ownerPath}, 'planned', ${index + 1}, ${line.factId})`.execute(
      tx,
    )
}

/** Settles the line in which a placement waits, if it does, and its batch when nobody in it waits any more. */
export async function settleLines(
  { tx, occurredAt }: LoadContext,
  placementId: string,
  how: { door: string; to: LineState; factId: string | null },
): Promise<void> {
  if (!leads(bringBackLineLife, 'planned', how.door, how.to)) throw new Error(`${how.door} does not make a line ${how.to}`)
  const line = await row(
    sql<{ batchId: string }>`update entrusted_care.bring_back_line set state = ${how.to}, settled_at = ${instant(occurredAt)},
      settled_fact = ${how.factId} where placement_id = ${placementId} and state = 'planned' returning batch_id as "batchId"`,
    tx,
  )
  if (!line) return
  // Two who settle the last two lines of a batch come one after the other, so that one of them sees it empty.
  await sql`select 1 from entrusted_care.bring_back where id = ${line.batchId} for update`.execute(tx)
  const to = batchAfter(await linesOf(tx, [line.batchId]))
  if (!to || !leads(bringBackLife, 'planned', how.door, to)) return
  await sql`update entrusted_care.bring_back set state = ${to}, ended_at = ${instant(occurredAt)} where id = ${line.batchId}
    and state = 'planned'`.execute(tx)
}
