/** SQL of leave. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface LeaveTold {
  where: string
  reason?: string
  companion: string
  companionName?: string
  phone?: string
  approvedBy: string
}

export interface LeaveRow {
  id: string
  fileId: string
  state: 'out' | 'not-back' | 'back' | 'over'
  until: string
  keepsBed: boolean
  told: Buffer
  begunAt: number
  begunBy: string
  endedAt: number | null
}

const columns = sql`id, file_id as "fileId", state, until, keeps_bed as "keepsBed", told, begun_at as "begunAt", begun_by as "begunBy", ended_at as "endedAt"`
const place = (id: string) => `stay.leave.told:${id}`
export const toldOf = (vault: Vault, leave: LeaveRow): LeaveTold => vault.openJson<LeaveTold>(place(leave.id), leave.told)

/** The leave that lasts, or of which somebody did not come back. */
export function openLeave(tx: Tx, fileId: string): Promise<LeaveRow | undefined> {
  return row(sql<LeaveRow>`select ${columns} from stay.leave where file_id = ${fileId} and state in ('out', 'not-back')`, tx)
}

/** All leaves of a file, the latest first. */
export function leavesOf(tx: Tx, fileId: string): Promise<LeaveRow[]> {
  return rows(sql<LeaveRow>`select ${columns} from stay.leave where file_id = ${fileId} order by begun_at desc limit 100`, tx)
}

/** Open leaves of a station. */
export function leavesNow(tx: Tx, stationId: string): Promise<LeaveRow[]> {
  return rows(
    sql<LeaveRow>`select ${columns} from stay.leave where station_id = ${stationId} and state in ('out', 'not-back') order by until limit 2000`,
    tx,
  )
}

export async function insertLeave(
  { tx, vault, actor, occurredAt }: LoadContext,
  leave: {
    id: string
    fileId: string
    stationId: string
    ownerPath: string
    until: string
    keepsBed: boolean
    told: LeaveTold
    factId: string
  },
): Promise<void> {
  await sql`insert into stay.leave (id, file_id, station_id, owner_path, state, until, keeps_bed, told, begun_at, begun_by, fact_id)
    values (${leave.id}, ${leave.fileId}, ${leave.stationId}, ${leave.ownerPath}, 'out', ${leave.until}, ${leave.keepsBed},
      ${vault.sealJson(place(leave.id), { ...leave.told })}, ${instant(occurredAt)}, ${actor.name}, ${leave.factId})`.execute(tx)
}

export async function endLeaveRow(tx: Tx, id: string, state: 'not-back' | 'back' | 'over', at: number): Promise<void> {
  await sql`update stay.leave set state = ${state}, ended_at = greatest(begun_at, ${instant(at)}) where id = ${id}`.execute(tx)
}
