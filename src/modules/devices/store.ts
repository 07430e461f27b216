/** The only SQL of this room. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface DeviceRow {
  id: string
  accountId: string
  ownerPath: string
  name: string
  registeredAt: number
  takenInAt: number | null
  endedAt: number | null
  endedReason: string | null
}

const columns = sql`d.id, d.account_id as "accountId", d.owner_path as "ownerPath", d.name, d.registered_at as "registeredAt",
  d.taken_in_at as "takenInAt", d.ended_at as "endedAt", d.ended_reason as "endedReason"`

export function lockDevice(tx: Tx, id: string): Promise<DeviceRow | undefined> {
  return row(sql<DeviceRow>`select ${columns} from devices.device d where d.id = ${id} for update`, tx)
}

export async function insertDevice({ tx, now, actor }: LoadContext, device: { id: string; name: string }): Promise<void> {
  await sql`insert into devices.device (id, account_id, owner_path, name, registered_at)
    values (${device.id}, ${actor.accountId}, ${actor.organisation.path}, ${device.name}, ${instant(now)})`.execute(tx)
}

export async function renameDevice(tx: Tx, id: string, name: string): Promise<void> {
  await sql`update devices.device set name = ${name} where id = ${id}`.execute(tx)
}

export async function endDevice({ tx, now }: LoadContext, id: string, reason: string): Promise<void> {
  await sql`update devices.device set ended_at = ${instant(now)}, ended_reason = ${reason} where id = ${id}`.execute(tx)
}

export async function noteTakenIn({ tx, now }: LoadContext, id: string): Promise<void> {
  await sql`update devices.device set taken_in_at = ${instant(now)} where id = ${id}`.execute(tx)
}

export interface ListedDevice extends DeviceRow {
  holder: string
  organisation: string
}

/** Phones of a range, newest first; at most 500. */
export function devicesIn(tx: Tx): Promise<ListedDevice[]> {
  return rows(
    sql<ListedDevice>`select ${columns}, a.name as holder, o.name as organisation from devices.device d
      join kernel.account a on a.id = d.account_id join kernel.organisation o on o.id = a.organisation_id
      order by d.ended_at nulls first, d.registered_at desc limit 500`,
    tx,
  )
}
