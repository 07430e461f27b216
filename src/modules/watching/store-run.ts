/** The import's SQL: runs and what became of their rows. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { RunState } from './lifecycle.ts'
import type { Plan } from './schema.ts'
import type { RowOutcome } from './words.ts'

export interface RunRow {
  id: string
  organisationId: string
  organisationPath: string
  uploadId: string
  state: RunState
  plan: Plan
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

const columns = sql`id, organisation_id as "organisationId", organisation_path as "organisationPath", upload_id as "uploadId", state, plan, total,
  note, started_at as "startedAt", started_by as "startedBy", ended_at as "endedAt"`
const notePlace = (id: string) => `watching.run.note:${id}`
function openRun(vault: Vault, { note, ...run }: SealedRun): RunRow {
  const told = vault.openJson<{ fileName: string; stopped?: string }>(notePlace(run.id), note)
  return { ...run, fileName: told.fileName, stopped: told.stopped ?? null }
}

export async function runById(tx: Tx, vault: Vault, id: string): Promise<RunRow | null> {
  const found = await row(sql<SealedRun>`select ${columns} from watching.run where id = ${id}`, tx)
  return found ? openRun(vault, found) : null
}
export async function lockRun(tx: Tx, vault: Vault, id: string): Promise<RunRow | null> {
  const found = await row(sql<SealedRun>`select ${columns} from watching.run where id = ${id} for update`, tx)
  return found ? openRun(vault, found) : null
}
export async function runsOf(tx: Tx, vault: Vault, path: string, limit: number): Promise<RunRow[]> {
  const found = await rows(
    sql<SealedRun>`select ${columns} from watching.run where organisation_path = ${path} order by started_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => openRun(vault, each))
}
export async function isRunning(tx: Tx, path: string): Promise<boolean> {
  return (
    (await row(sql`select 1 as there from watching.run where organisation_path = ${path} and state = 'under-way'`, tx)) !==
    undefined
  )
}

export interface NewRun {
  id: string
  uploadId: string
  fileName: string
  plan: Plan
}
export async function insertRun({ tx, vault, actor, now }: LoadContext, run: NewRun): Promise<void> {
  await sql`insert into watching.run (id, organisation_id, organisation_path, upload_id, state, plan, note, started_at, started_by)
    values (${run.id}, ${actor.organisation.id}, ${actor.organisation.path}, ${run.uploadId}, 'under-way', ${json(run.plan)},
      ${vault.sealJson(notePlace(run.id), { fileName: run.fileName })}, ${instant(now)}, ${actor.accountId})`.execute(tx)
}
export async function endRun(
  { tx, vault, now }: LoadContext,
  run: RunRow,
  state: RunState,
  stopped?: string | undefined,
): Promise<void> {
  await sql`update watching.run set state = ${state}, ended_at = ${instant(now)},
    note = ${vault.sealJson(notePlace(run.id), { fileName: run.fileName, stopped })} where id = ${run.id}`.execute(tx)
}
export async function setTotal(tx: Tx, runId: string, total: number): Promise<void> {
  await sql`update watching.run set total = ${total} where id = ${runId}`.execute(tx)
}

export interface Handled {
  row: number
  outcome: RowOutcome
  childId?: string | undefined
  /** Reasons and warnings in words. */
  words?: string | undefined
}
const rowPlace = (runId: string, row: number) => `watching.run_row.note:${runId}:${row}`

/** Writes what became of rows. A row that is written already stays as it is. */
export async function insertHandled(tx: Tx, vault: Vault, run: RunRow, handled: readonly Handled[]): Promise<void> {
  if (handled.length === 0) return
  const listed = handled.map(({ row: row_no, outcome, childId, words }) => ({
    row_no,
    outcome,
    child_id: childId ?? null,
    note: words ? vault.sealJson(rowPlace(run.id, row_no), words).toString('base64') : null,
  }))
  await sql`insert into watching.run_row (run_id, row_no, organisation_path, outcome, child_id, note)
    select ${run.id}, row_no, ${run.organisationPath}, outcome, child_id, decode(note, 'base64')
    from jsonb_to_recordset(${json(listed)}) as r (row_no int, outcome text, child_id uuid, note text)
    on conflict do nothing`.execute(tx)
}

/** Rows with words to read, from the top. */
export async function handledOf(
  tx: Tx,
  vault: Vault,
  runId: string,
  outcomes: readonly RowOutcome[],
  limit: number,
): Promise<Handled[]> {
  const found = await rows(
    sql<{
      row: number
      outcome: RowOutcome
      childId: string | null
      note: Buffer | null
    }>`select row_no as row, outcome, child_id as "childId", note
      from watching.run_row where run_id = ${runId} and outcome = any(${[...outcomes]}::text[]) order by row_no limit ${limit}`,
    tx,
  )
  return found.map(({ note, childId, ...each }) => ({
    ...each,
    childId: childId ?? undefined,
    words: note ? vault.openJson<string>(rowPlace(runId, each.row), note) : '',
  }))
}
export async function handledNumbers(tx: Tx, runId: string): Promise<Set<number>> {
  const found = await rows(sql<{ row: number }>`select row_no as row from watching.run_row where run_id = ${runId}`, tx)
  return new Set(found.map((each) => each.row))
}

export type Counts = Record<RowOutcome, number>
export async function countsOfRuns(tx: Tx, runIds: readonly string[]): Promise<Map<string, Counts>> {
  const found = await rows(
    sql<{
      runId: string
      outcome: RowOutcome
      count: number
    }>`select run_id as "runId", outcome, count(*) as count from watching.run_row
      where run_id = any(${[...runIds]}::uuid[]) group by run_id, outcome`,
    tx,
  )
  const none = (): Counts => ({ added: 0, census: 0, already: 0, changed: 0, duplicate: 0, bad: 0 })
  const result = new Map(runIds.map((id) => [id, none()]))
  for (const each of found) {
    const of = result.get(each.runId)
    if (of) of[each.outcome] = each.count
  }
  return result
}
