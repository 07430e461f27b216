/** The import's SQL: runs, what became of their rows, and by what a row is known again. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { RunState } from './lifecycle.ts'
import type { RosterForm } from './schema.ts'
import type { BedOutcome, RowOutcome } from './words.ts'

export type Roster = Omit<RosterForm, 'fileId'>

export interface RunRow {
  id: string
  stationId: string
  ownerPath: string
  fileId: string
  state: RunState
  roster: Roster
  total: number | null
  fileName: string
  /** Why it was stopped. */
  stopped: string | null
  startedAt: number
  startedBy: string
  endedAt: number | null
}

interface SealedRun extends Omit<RunRow, 'fileName' | 'stopped'> {
  note: Buffer
}

const runColumns = sql`id, station_id as "stationId", owner_path as "ownerPath", file_id as "fileId", state, roster, total, note,
  started_at as "startedAt", started_by as "startedBy", ended_at as "endedAt"`
const notePlace = (id: string) => `exchange.run.note:${id}`

function openRun(vault: Vault, { note, ...run }: SealedRun): RunRow {
  const told = vault.openJson<{ fileName: string; stopped?: string }>(notePlace(run.id), note)
  return { ...run, fileName: told.fileName, stopped: told.stopped ?? null }
}

export async function runById(tx: Tx, vault: Vault, id: string): Promise<RunRow | null> {
  const found = await row(sql<SealedRun>`select ${runColumns} from exchange.run where id = ${id}`, tx)
  return found ? openRun(vault, found) : null
}

export async function lockRun(tx: Tx, vault: Vault, id: string): Promise<RunRow | null> {
  const found = await row(sql<SealedRun>`select ${runColumns} from exchange.run where id = ${id} for update`, tx)
  return found ? openRun(vault, found) : null
}

/** Runs of a station, the newest first. */
export async function runsOf(tx: Tx, vault: Vault, stationId: string, limit: number): Promise<RunRow[]> {
  const found = await rows(
    sql<SealedRun>`select ${runColumns} from exchange.run where station_id = ${stationId} order by started_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => openRun(vault, each))
}

export async function runUnderWay(tx: Tx, stationId: string): Promise<boolean> {
  return (
    (await row(sql`select 1 as there from exchange.run where station_id = ${stationId} and state = 'under-way'`, tx)) !==
    undefined
  )
}

export interface NewRun {
  id: string
  fileId: string
  fileName: string
  roster: Roster
}

export async function insertRun({ tx, vault, actor, now }: LoadContext, run: NewRun): Promise<void> {
  await sql`insert into exchange.run (id, station_id, owner_path, file_id, state, roster, note, started_at, started_by)
    values (${run.id}, ${actor.organisation.id}, ${actor.organisation.path}, ${run.fileId}, 'under-way', ${json(run.roster)},
      ${vault.sealJson(notePlace(run.id), { fileName: run.fileName })}, ${instant(now)}, ${actor.accountId})`.execute(tx)
}

export async function endRun(
  { tx, vault, now }: LoadContext,
  run: RunRow,
  state: RunState,
  stopped?: string | undefined,
): Promise<void> {
  await sql`update exchange.run set state = ${state}, ended_at = ${instant(now)},
    note = ${vault.sealJson(notePlace(run.id), { fileName: run.fileName, stopped })} where id = ${run.id}`.execute(tx)
}

export async function setTotal(tx: Tx, runId: string, total: number): Promise<void> {
  await sql`update exchange.run set total = ${total} where id = ${runId}`.execute(tx)
}

/** A row that became a file before. */
export interface ImportedRow {
  key: string
  fileId: string
  runId: string
  rowNo: number
  content: string
  stay: string
  hasLeft: boolean
}

const importedColumns = sql`encode(key, 'hex') as key, file_id as "fileId", run_id as "runId", row_no as "rowNo",
  encode(content, 'hex') as content, encode(stay, 'hex') as stay, has_left as "hasLeft"`

export async function importedOf(tx: Tx, stationId: string, keys: readonly string[]): Promise<Map<string, ImportedRow>> {
  if (keys.length === 0) return new Map()
  const found = await rows(
    sql<ImportedRow>`select ${importedColumns} from exchange.imported
      where station_id = ${stationId} and key in (select decode(k, 'hex') from unnest(${keys}::text[]) k)`,
    tx,
  )
  return new Map(found.map((each) => [each.key, each]))
}

export function lockImported(tx: Tx, stationId: string, key: string): Promise<ImportedRow | undefined> {
  return row(
    sql<ImportedRow>`select ${importedColumns} from exchange.imported
      where station_id = ${stationId} and key = decode(${key}, 'hex') for update`,
    tx,
  )
}

export async function insertImported(
  { tx, actor, now }: LoadContext,
  imported: Omit<ImportedRow, 'key'> & { key: string },
): Promise<void> {
  await sql`insert into exchange.imported (station_id, key, owner_path, file_id, run_id, row_no, content, stay, has_left, imported_at)
    values (${actor.organisation.id}, decode(${imported.key}, 'hex'), ${actor.organisation.path}, ${imported.fileId}, ${imported.runId},
      ${imported.rowNo}, decode(${imported.content}, 'hex'), decode(${imported.stay}, 'hex'), ${imported.hasLeft}, ${instant(now)})`.execute(
    tx,
  )
}

export async function setImported(tx: Tx, stationId: string, key: string, content: string): Promise<void> {
  await sql`update exchange.imported set content = decode(${content}, 'hex'), has_left = true
    where station_id = ${stationId} and key = decode(${key}, 'hex')`.execute(tx)
}

export interface Handled {
  rowNo: number
  outcome: RowOutcome
  fileId: string | null
  bed: BedOutcome | null
  /** Reasons and warnings in words. */
  words: string
}

const rowPlace = (runId: string, rowNo: number) => `exchange.run_row.note:${runId}:${rowNo}`

/** Writes what became of rows. A row that is written already stays as it is. */
export async function insertHandled(tx: Tx, vault: Vault, run: RunRow, handled: readonly Handled[]): Promise<void> {
  if (handled.length === 0) return
  const listed = handled.map(({ rowNo, outcome, fileId, bed, words }) => ({
    row_no: rowNo,
    outcome,
    file_id: fileId,
    bed,
    note: words ? vault.sealJson(rowPlace(run.id, rowNo), words).toString('hex') : null,
  }))
  await sql`insert into exchange.run_row (run_id, row_no, owner_path, outcome, file_id, bed, note)
    select ${run.id}, row_no, ${run.ownerPath}, outcome, file_id, bed, decode(note, 'hex')
    from jsonb_to_recordset(${json(listed)}) as r (row_no int, outcome text, file_id uuid, bed text, note text)
    on conflict do nothing`.execute(tx)
}

interface SealedHandled extends Omit<Handled, 'words'> {
  note: Buffer | null
}

/** Rows of a run with these outcomes, from the top. */
export async function handledOf(
  tx: Tx,
  vault: Vault,
  runId: string,
  which: { outcomes: readonly RowOutcome[]; alsoBeds?: boolean; limit: number },
): Promise<Handled[]> {
  const beds = which.alsoBeds ? sql`or (bed is not null and bed <> 'assigned')` : sql``
  const found = await rows(
    sql<SealedHandled>`select row_no as "rowNo", outcome, file_id as "fileId", bed, note from exchange.run_row
      where run_id = ${runId} and (outcome = any(${[...which.outcomes]}::text[]) ${beds}) order by row_no limit ${which.limit}`,
    tx,
  )
  return found.map(({ note, ...each }) => ({
    ...each,
    words: note ? vault.openJson<string>(rowPlace(runId, each.rowNo), note) : '',
  }))
}

export async function handledNumbers(tx: Tx, runId: string): Promise<Set<number>> {
  const found = await rows(sql<{ rowNo: number }>`select row_no as "rowNo" from exchange.run_row where run_id = ${runId}`, tx)
  return new Set(found.map((each) => each.rowNo))
}

export type Counts = Record<RowOutcome, number>

export async function countsOf(
  tx: Tx,
  runIds: readonly string[],
): Promise<Map<string, { counts: Counts; bedsAssigned: number; bedsNot: number }>> {
  const found = await rows(
    sql<{ runId: string; outcome: RowOutcome; count: number; assigned: number; not: number }>`
      select run_id as "runId", outcome, count(*) as count, count(*) filter (where bed = 'assigned') as assigned,
        count(*) filter (where bed <> 'assigned') as not
      from exchange.run_row where run_id = any(${[...runIds]}::uuid[]) group by run_id, outcome`,
    tx,
  )
  const result = new Map(
    runIds.map((id) => [
      id,
      { counts: { added: 0, left: 0, already: 0, changed: 0, duplicate: 0, bad: 0 } as Counts, bedsAssigned: 0, bedsNot: 0 },
    ]),
  )
  for (const each of found) {
    const of = result.get(each.runId)
    if (!of) continue
    of.counts[each.outcome] = each.count
    of.bedsAssigned += each.assigned
    of.bedsNot += each.not
  }
  return result
}

/** Files of a station whose guest came on a day under a name: who might be meant by a row without a number. */
export function sameDayFiles(
  tx: Tx,
  wanted: { stationId: string; name: string; from: number; until: number },
): Promise<{ no: string; personId: string }[]> {
  return rows(
    sql<{ no: string; personId: string }>`select f.no, f.person_id as "personId" from people.rescue_file f
      join people.person p on p.id = f.person_id
      where f.station_id = ${wanted.stationId} and p.display_name = ${wanted.name} and f.arrived_at >= ${instant(wanted.from)}
        and f.arrived_at < ${instant(wanted.until)} order by f.arrived_at limit 5`,
    tx,
  )
}
