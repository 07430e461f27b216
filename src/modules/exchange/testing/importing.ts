/** An import as the desk does it: the file sent, its columns read, the run begun and brought to its end. */
import { type Actor, systemActorFor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import type { TestHouse } from '../../../../tests/house.ts'
import { importSlice } from '../jobs.ts'
import type { ColumnOf } from '../rules-columns.ts'
import { XLSX } from '../sheet.ts'
import { HEADING, rosterOf } from './roster.ts'

/** A row by headings; the rest stays empty. */
export function rowOf(told: Record<string, unknown>): unknown[] {
  return HEADING.map((heading) => told[heading] ?? null)
}

export interface Look {
  sheet: number
  headerRow: number
  columns: { column: number; field: ColumnOf['field'] | null; name: string; samples: string[] }[]
}
export interface Progress {
  state: string
  total: number | null
  handled: number
  counts: Record<string, number>
  bedsAssigned: number
  bedsNot: number
  stopped: string | null
  rows: { row: number; outcome: string; words: string; fileId: string | null; bed: string | null }[]
}

/** The steps for a house that is opened later; done by the head of the station unless another is named. */
export function importing(house: () => TestHouse, head: () => Actor) {
  async function upload(body: Buffer, actor = head(), name = '花名册.xlsx'): Promise<string> {
    const id = crypto.randomUUID()
    await withActor(house().house.db, systemActorFor(actor.organisation), (tx) =>
      keepFile(tx, house().house.vault, actor, { id, name, type: XLSX, body, now: house().now() }),
    )
    return id
  }

  async function rosterFor(fileId: string, actor = head()) {
    const look = (await house().ask(actor, 'exchange.read-roster', { fileId })) as Look
    return {
      fileId,
      sheet: look.sheet,
      headerRow: look.headerRow,
      columns: look.columns.flatMap(({ column, field }) => (field ? [{ column, field }] : [])),
    }
  }

  async function start(body: Buffer, actor = head()): Promise<string> {
    const form = await rosterFor(await upload(body, actor), actor)
    return (await house().done(actor, 'exchange.start-import', form)).reply.runId as string
  }
  async function finish(runId: string): Promise<void> {
    while (await importSlice(jobContext(house().house), runId));
  }
  const progress = (runId: string, actor = head()) =>
    house().ask(actor, 'exchange.import-progress', { runId }) as Promise<Progress>
  async function imported(rows: unknown[][], actor = head()): Promise<Progress> {
    const runId = await start(await rosterOf(rows), actor)
    await finish(runId)
    return progress(runId, actor)
  }
  return { upload, rosterFor, start, finish, progress, imported }
}
