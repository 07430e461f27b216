/** SQL of the safety of the house: the police in it, disturbances. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { DisturbanceKind } from './words.ts'

export async function insertLiaison(
  { tx, vault, actor, now }: LoadContext,
  liaison: { id: string; kind: string; police: string; name: string; dutyLine: string },
): Promise<void> {
  const station = actor.organisation
  await sql`update stay.liaison set until = greatest(since, ${instant(now)}) where station_id = ${station.id} and kind = ${liaison.kind} and until is null`.execute(
    tx,
  )
  await sql`insert into stay.liaison (id, station_id, owner_path, kind, police, contact, since, named_by)
    values (${liaison.id}, ${station.id}, ${station.path}, ${liaison.kind}, ${liaison.police},
      ${vault.sealJson(`stay.liaison.contact:${liaison.id}`, { name: liaison.name, dutyLine: liaison.dutyLine })}, ${instant(now)}, ${actor.accountId})`.execute(
    tx,
  )
}

export async function liaisonsOf(
  tx: Tx,
  vault: Vault,
  stationId: string,
): Promise<{ id: string; kind: 'police-room' | 'officer'; police: string; name: string; dutyLine: string; since: number }[]> {
  const found = await rows(
    sql<{
      id: string
      kind: 'police-room' | 'officer'
      police: string
      contact: Buffer
      since: number
    }>`select id, kind, police, contact, since
      from stay.liaison where station_id = ${stationId} and until is null order by kind limit 10`,
    tx,
  )
  return found.map(({ contact, ...each }) => ({
    ...each,
    ...vault.openJson<{ name: string; dutyLine: string }>(`stay.liaison.contact:${each.id}`, contact),
  }))
}

export interface DisturbanceRow {
  id: string
  stationId: string
  ownerPath: string
  state: 'open' | 'police-called' | 'closed'
  kind: DisturbanceKind
  happenedAt: number
  people: number | null
  injured: number | null
  recordedBy: string
  policeCalledAt: number | null
  police: string | null
  policeReceipt: string | null
  closedAt: number | null
  outcome: string | null
  content: { place: string; course: string }
  closingNote: string | null
}

const disturbanceColumns = sql`id, station_id as "stationId", owner_path as "ownerPath", state, kind, happened_at as "happenedAt", people, injured,
  recorded_by_name as "recordedBy", police_called_at as "policeCalledAt", police, police_receipt as "policeReceipt", closed_at as "closedAt", outcome,
  content, closing_note as "closingNote"`
type SealedDisturbance = Omit<DisturbanceRow, 'content' | 'closingNote'> & { content: Buffer; closingNote: Buffer | null }

const openDisturbance = (vault: Vault, sealed: SealedDisturbance): DisturbanceRow => ({
  ...sealed,
  content: vault.openJson(`stay.disturbance.content:${sealed.id}`, sealed.content),
  closingNote: sealed.closingNote
    ? vault.openJson<{ note: string }>(`stay.disturbance.closing_note:${sealed.id}`, sealed.closingNote).note
    : null,
})

export async function disturbancesOf(tx: Tx, vault: Vault, stationId: string): Promise<DisturbanceRow[]> {
  const found = await rows(
    sql<SealedDisturbance>`select ${disturbanceColumns} from stay.disturbance where station_id = ${stationId}
      order by state = 'closed', happened_at desc limit 200`,
    tx,
  )
  return found.map((each) => openDisturbance(vault, each))
}

/** A disturbance, locked. */
export async function disturbanceById(tx: Tx, vault: Vault, id: string): Promise<DisturbanceRow | null> {
  const found = await row(
    sql<SealedDisturbance>`select ${disturbanceColumns} from stay.disturbance where id = ${id} for update`,
    tx,
  )
  return found ? openDisturbance(vault, found) : null
}

export interface PoliceCall {
  at: number
  police: string | null
  receiptNo: string | null
}

export async function insertDisturbance(
  { tx, vault, actor }: LoadContext,
  happened: Pick<DisturbanceRow, 'id' | 'state' | 'kind' | 'happenedAt' | 'people' | 'injured' | 'content'> & {
    call: PoliceCall | null
  },
): Promise<void> {
  const station = actor.organisation
  await sql`insert into stay.disturbance (id, station_id, owner_path, state, kind, happened_at, people, injured, content, recorded_by, recorded_by_name,
      police_called_at, police, police_receipt)
    values (${happened.id}, ${station.id}, ${station.path}, ${happened.state}, ${happened.kind}, ${instant(happened.happenedAt)}, ${happened.people},
      ${happened.injured}, ${vault.sealJson(`stay.disturbance.content:${happened.id}`, happened.content)}, ${actor.accountId}, ${actor.name},
      ${instant(happened.call?.at)}, ${happened.call?.police ?? null}, ${happened.call?.receiptNo ?? null})`.execute(tx)
}

export async function setPoliceCall(tx: Tx, id: string, call: PoliceCall): Promise<void> {
  await sql`update stay.disturbance set state = 'police-called', police_called_at = ${instant(call.at)}, police = ${call.police},
    police_receipt = ${call.receiptNo} where id = ${id}`.execute(tx)
}

export async function closeDisturbanceRow(
  { tx, vault, actor, now }: LoadContext,
  id: string,
  outcome: string,
  note: string,
): Promise<void> {
  await sql`update stay.disturbance set state = 'closed', closed_at = ${instant(now)}, closed_by = ${actor.accountId}, outcome = ${outcome},
    closing_note = ${vault.sealJson(`stay.disturbance.closing_note:${id}`, { note })} where id = ${id}`.execute(tx)
}
