/** SQL of shifts and of who is out with a phone. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ShiftState } from './lifecycle.ts'
import { type Area, areaColumns } from './store-area.ts'
import type { ShiftKind } from './words.ts'

export interface Member {
  organisationId: string
  accountId?: string | undefined
  name?: string | undefined
}
export interface ShiftContent {
  members: Member[]
  note?: string | undefined
  /** What was told at its end, a line for each who ended it. */
  told?: string[] | undefined
  reason?: string | undefined
}
export interface Shift {
  id: string
  areaId: string
  ownerPath: string
  kind: ShiftKind
  state: ShiftState
  day: string
  from: number
  to: number
  planned: boolean
  repeatId: string | null
  campaignId: string | null
  startedAt: number | null
  endedAt: number | null
  organisationIds: string[]
  content: ShiftContent
}
export type ShiftSeen = Shift & { area: Area }

const columns = sql`s.id, s.area_id as "areaId", s.owner_path as "ownerPath", s.kind, s.state, s.day, s.from_at as "from", s.to_at as "to",
  s.planned, s.repeat_id as "repeatId", s.campaign_id as "campaignId", s.started_at as "startedAt", s.ended_at as "endedAt",
  s.organisation_ids as "organisationIds", s.content`
type Sealed = Omit<Shift, 'content'> & { content: Buffer }
const sealed = (id: string) => `patrol.shift.content:${id}`
const open = (vault: Vault, found: Sealed): Shift => ({
  ...found,
  content: vault.openJson<ShiftContent>(sealed(found.id), found.content),
})

export const shiftRef = (shift: Pick<Shift, 'id' | 'ownerPath'>): SubjectRef => ({
  kind: 'shift',
  id: shift.id,
  ownerPath: shift.ownerPath,
})

export async function shiftById(tx: Tx, vault: Vault, id: string, lock = false): Promise<Shift | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from patrol.shift s where s.id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? open(vault, found) : null
}

export const lockShift = ({ tx, vault }: LoadContext, id: string) => shiftById(tx, vault, id, true)

/** A shift locked with its area; null when it is not known, or not the actor's to see. */
export async function shiftAndArea(context: LoadContext, id: string): Promise<ShiftSeen | null> {
  const shift = await lockShift(context, id)
  if (!shift) return null
  const area = await row(sql<Area>`select ${areaColumns} from patrol.area a where a.id = ${shift.areaId}`, context.tx)
  return area ? { ...shift, area } : null
}

export async function putShift({ tx, vault }: LoadContext, shift: Shift): Promise<void> {
  await sql`insert into patrol.shift (id, area_id, owner_path, kind, state, day, from_at, to_at, planned, repeat_id, campaign_id, started_at,
      ended_at, organisation_ids, content)
    values (${shift.id}, ${shift.areaId}, ${shift.ownerPath}, ${shift.kind}, ${shift.state}, ${shift.day}::date, ${instant(shift.from)},
      ${instant(shift.to)}, ${shift.planned}, ${shift.repeatId}, ${shift.campaignId}, ${instant(shift.startedAt)}, ${instant(shift.endedAt)},
      ${shift.organisationIds}::uuid[], ${vault.sealJson(sealed(shift.id), shift.content)})
    on conflict (id) do update set kind = excluded.kind, state = excluded.state, started_at = excluded.started_at,
      ended_at = excluded.ended_at, organisation_ids = excluded.organisation_ids, content = excluded.content`.execute(tx)
}

/** This shift and those of the same weekly plan that begin later and have not begun. */
export async function sameRepeat(tx: Tx, vault: Vault, shift: Shift): Promise<Shift[]> {
  if (!shift.repeatId) return []
  const found = await rows(
    sql<Sealed>`select ${columns} from patrol.shift s where s.repeat_id = ${shift.repeatId} and s.id <> ${shift.id}
      and s.day > ${shift.day}::date and s.state = 'planned' order by s.day limit 100 for update`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

/** Shifts of some days that the actor sees, in the order of their beginning. */
export async function shiftsBetween(tx: Tx, vault: Vault, from: string, to: string, limit: number): Promise<Shift[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from patrol.shift s where s.day between ${from}::date and ${to}::date
      order by s.from_at, s.id limit ${limit}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

export async function shiftsOfCampaign(tx: Tx, campaignId: string): Promise<{ areaId: string; day: string; from: number }[]> {
  return rows(
    sql<{ areaId: string; day: string; from: number }>`select area_id as "areaId", day, from_at as "from" from patrol.shift
      where campaign_id = ${campaignId} limit 2000`,
    tx,
  )
}

export interface Crew {
  shiftId: string
  accountId: string
  organisationId: string
  startedAt: number
  endedAt: number | null
  name: string
}
const nameKey = (shiftId: string, accountId: string) => `patrol.crew.name:${shiftId}:${accountId}`

export async function crewOf(tx: Tx, vault: Vault, shiftIds: readonly string[]): Promise<Crew[]> {
  const found = await rows(
    sql<
      Omit<Crew, 'name'> & { name: Buffer }
    >`select shift_id as "shiftId", account_id as "accountId", organisation_id as "organisationId",
        started_at as "startedAt", ended_at as "endedAt", name from patrol.crew where shift_id = any(${[...shiftIds]}::uuid[])
      order by started_at limit 1000`,
    tx,
  )
  return found.map((each) => ({ ...each, name: vault.open(nameKey(each.shiftId, each.accountId), each.name) }))
}

export async function putCrew({ tx, vault }: LoadContext, areaId: string, crew: Crew): Promise<void> {
  await sql`insert into patrol.crew (shift_id, area_id, account_id, organisation_id, started_at, ended_at, name)
    values (${crew.shiftId}, ${areaId}, ${crew.accountId}, ${crew.organisationId}, ${instant(crew.startedAt)}, ${instant(crew.endedAt)},
      ${vault.seal(nameKey(crew.shiftId, crew.accountId), crew.name)})
    on conflict (shift_id, account_id) do update set started_at = least(patrol.crew.started_at, excluded.started_at),
      ended_at = excluded.ended_at`.execute(tx)
}

/** Shifts begun and not ended, or planned and never begun, whose end lies before an instant. */
export const forgotten = (tx: Tx, before: number, limit: number): Promise<{ id: string; ownerPath: string }[]> =>
  rows(
    sql<{ id: string; ownerPath: string }>`select id, owner_path as "ownerPath" from patrol.shift
      where state = 'started' and to_at < ${instant(before)} and started_at < ${instant(before)} order by to_at limit ${limit}`,
    tx,
  )
