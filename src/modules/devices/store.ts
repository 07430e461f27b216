/** The only SQL of this room. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

interface Content {
  name: string
  endedReason?: string | undefined
}

interface StoredDevice {
  id: string
  accountId: string
  ownerPath: string
  registeredAt: number
  takenInAt: number | null
  endedAt: number | null
  content: Buffer
}

export interface DeviceRow extends Omit<StoredDevice, 'content'>, Content {}

const columns = sql`d.id, d.account_id as "accountId", d.owner_path as "ownerPath", d.registered_at as "registeredAt",
  d.taken_in_at as "takenInAt", d.ended_at as "endedAt", d.content`

const place = (id: string) => `devices.device.content:${id}`

function opened<R extends StoredDevice>(vault: Vault, { content, ...device }: R) {
  return { ...device, ...vault.openJson<Content>(place(device.id), content) }
}

export async function lockDevice(tx: Tx, vault: Vault, id: string): Promise<DeviceRow | undefined> {
  const found = await row(sql<StoredDevice>`select ${columns} from devices.device d where d.id = ${id} for update`, tx)
  return found && opened(vault, found)
}

export async function insertDevice({ tx, vault, now, actor }: LoadContext, device: { id: string; name: string }): Promise<void> {
  await sql`insert into devices.device (id, account_id, owner_path, registered_at, content)
    values (${device.id}, ${actor.accountId}, ${actor.organisation.path}, ${instant(now)},
      ${vault.sealJson(place(device.id), { name: device.name })})`.execute(tx)
}

export async function renameDevice({ tx, vault }: LoadContext, { id, name }: { id: string; name: string }): Promise<void> {
  await sql`update devices.device set content = ${vault.sealJson(place(id), { name })} where id = ${id}`.execute(tx)
}

export async function endDevice({ tx, vault, now }: LoadContext, { id, name }: DeviceRow, endedReason: string): Promise<void> {
  await sql`update devices.device set ended_at = ${instant(now)}, content = ${vault.sealJson(place(id), { name, endedReason })}
    where id = ${id}`.execute(tx)
}

export async function noteTakenIn({ tx, now }: LoadContext, id: string): Promise<void> {
  await sql`update devices.device set taken_in_at = ${instant(now)} where id = ${id}`.execute(tx)
}

/** Phones of a range, those in use first, then the newest; at most 500. */
export async function devicesIn(tx: Tx, vault: Vault): Promise<(DeviceRow & { holder: string; organisation: string })[]> {
  const found = await rows(
    sql<StoredDevice & { holder: string; organisation: string }>`select ${columns}, a.name as holder, o.name as organisation
      from devices.device d join kernel.account a on a.id = d.account_id join kernel.organisation o on o.id = a.organisation_id
      order by d.ended_at is not null, d.registered_at desc limit 500`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}
