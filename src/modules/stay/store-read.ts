/** SQL of the screens: who is in the station, in one reading for the whole board. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { detailsOf } from '#kernel/ledger.ts'
import type { Vault } from '#kernel/crypto.ts'
import { type KnownGuest, knownGuest, standing } from './guest.ts'
import { stayLimit, type StayLimit } from './rules-stay.ts'
import {
  type BedRow,
  bedsOf,
  type ReservationRow,
  reservationsOf,
  separationOf,
  usesOf,
  type UseRow,
  type ZoneRow,
  zonesOf,
} from './store-beds.ts'
import { extensionsOf } from './store-help.ts'

/** A guest's file with the name, as far as the actor may see it. */
export interface GuestRow {
  fileId: string
  personId: string
  no: string
  name: string
  state: string
  acceptedAt: number | null
}

/** Everything about one station's beds and guests at an instant. */
export interface HouseNow {
  stationId: string
  zones: ZoneRow[]
  beds: BedRow[]
  uses: UseRow[]
  reservations: ReservationRow[]
  /** Files in the station or in a bed; a sealed one is missing here and present in `known`. */
  guests: Map<string, GuestRow>
  known: Map<string, KnownGuest>
  states: Map<string, string>
  limits: Map<string, StayLimit>
  /** Last measured temperature, °C, of those who are not cleared. */
  temperatures: Map<string, number>
  now: number
}

const MOST_GUESTS = 2000

function guestRows(tx: Tx, stationId: string, inBeds: string[]): Promise<GuestRow[]> {
  return rows(
    sql<GuestRow>`select f.id as "fileId", f.person_id as "personId", f.no, p.display_name as name, f.state, f.accepted_at as "acceptedAt"
      from people.rescue_file f join people.person p on p.id = f.person_id
      where f.station_id = ${stationId} and (f.state = 'in' or f.id = any(${inBeds}::uuid[])) order by f.accepted_at, f.id limit ${MOST_GUESTS}`,
    tx,
  )
}

/** Reads the house. Six statements, whatever its size. */
export async function houseNow(tx: Tx, vault: Vault, stationId: string, now: number): Promise<HouseNow> {
  const [zones, beds, uses] = [await zonesOf(tx, stationId), await bedsOf(tx, stationId), await usesOf(tx, stationId)]
  const reservations = await reservationsOf(
    tx,
    beds.map((bed) => bed.id),
    now,
  )
  const guests = new Map(
    (
      await guestRows(
        tx,
        stationId,
        uses.map((use) => use.fileId),
      )
    ).map((guest) => [guest.fileId, guest]),
  )
  const fileIds = [...new Set([...guests.keys(), ...uses.map((use) => use.fileId)])]
  const separation = await separationOf(tx, fileIds)
  const known = new Map([...separation].map(([id, told]) => [id, knownGuest(told, now)]))
  const extended = new Map<string, string>()
  for (const each of await extensionsOf(tx, fileIds))
    if (each.until > (extended.get(each.fileId) ?? '')) extended.set(each.fileId, each.until)
  const limits = new Map<string, StayLimit>()
  for (const guest of guests.values()) {
    const about = known.get(guest.fileId)
    if (about && guest.acceptedAt !== null)
      limits.set(
        guest.fileId,
        stayLimit({
          acceptedAt: guest.acceptedAt,
          underSixteen: about.underSixteen,
          capacity: about.capacity,
          impaired: about.impaired,
          inHospital: about.whereabouts === 'hospital',
          extendedTo: extended.get(guest.fileId) ?? null,
        }),
      )
  }
  const checks = new Map<string, string>()
  for (const [id, told] of separation) {
    const check = standing(told.facts).findLast((fact) => fact.name === 'medical.screened' && fact.own)
    if (check && known.get(id)?.guest.infection !== 'ruled-out') checks.set(check.id, id)
  }
  const temperatures = new Map<string, number>()
  for (const [factId, details] of await detailsOf(tx, vault, [...checks.keys()]))
    if (typeof details.temperature === 'number') temperatures.set(checks.get(factId) as string, details.temperature)
  const states = new Map([...separation].map(([id, told]) => [id, told.state]))
  return { stationId, zones, beds, uses, reservations, guests, known, states, limits, temperatures, now }
}

/** How many came in and left since an instant. */
export async function movements(tx: Tx, stationId: string, since: number): Promise<{ cameIn: number; left: number }> {
  const counted = await row(
    sql<{ cameIn: number; left: number }>`select count(*) filter (where accepted_at >= ${instant(since)}) as "cameIn",
      count(*) filter (where left_at >= ${instant(since)}) as left from people.rescue_file
      where station_id = ${stationId} and (accepted_at >= ${instant(since)} or left_at >= ${instant(since)})`,
    tx,
  )
  return counted ?? { cameIn: 0, left: 0 }
}

/** Beds with more than one guest now; the database keeps it at nought, and the screen shows the figure it has counted. */
export async function doubleUses(tx: Tx, stationId: string): Promise<number> {
  const counted = await row(
    sql<{ count: number }>`select count(*) as count from (select bed_id from stay.bed_use
      where station_id = ${stationId} and left_at is null group by bed_id, place having count(*) > 1) twice`,
    tx,
  )
  return counted?.count ?? 0
}

/** A file's number, name and station for the panels; undefined when it is not the actor's to see. */
export function guestById(tx: Tx, fileId: string): Promise<(GuestRow & { stationId: string; ownerPath: string }) | undefined> {
  return row(
    sql<
      GuestRow & { stationId: string; ownerPath: string }
    >`select f.id as "fileId", f.person_id as "personId", f.no, p.display_name as name, f.state,
      f.accepted_at as "acceptedAt", f.station_id as "stationId", f.owner_path as "ownerPath"
      from people.rescue_file f join people.person p on p.id = f.person_id where f.id = ${fileId}`,
    tx,
  )
}

/** Beds of some stations: how many, how many taken. */
export function bedCounts(tx: Tx, stationIds: string[]): Promise<{ stationId: string; beds: number; taken: number }[]> {
  return rows(
    sql<{ stationId: string; beds: number; taken: number }>`select b.station_id as "stationId",
      count(*) filter (where b.state <> 'out-of-use') as beds,
      count(*) filter (where exists (select 1 from stay.bed_use u where u.bed_id = b.id and u.left_at is null)) as taken
      from stay.bed b join stay.zone z on z.id = b.zone_id and z.closed_at is null
      where b.station_id = any(${stationIds}::uuid[]) group by b.station_id`,
    tx,
  )
}
