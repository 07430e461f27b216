/** SQL of whom one meets, and of the list of those known to sleep there. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, sql, type Tx } from '#kernel/db.ts'
import type { Place } from '#kernel/place.ts'
import type { EscortState, SleeperState } from './lifecycle.ts'
import { type Area, areaColumns } from './store-area.ts'
import type { Group, HelpAnswer, Sign } from './words.ts'

export interface EncounterContent {
  place?: Place | undefined
  groups?: Group[] | undefined
  look?: string | undefined
  heardName?: string | undefined
  sexSeen?: 'male' | 'female' | undefined
  ageSeenMin?: number | undefined
  ageSeenMax?: number | undefined
  /** Who met him. */
  by: string
  photos?: string[] | undefined
  escort?: { toName?: string | undefined; vehicle?: string | undefined; handoverId?: string | undefined } | undefined
  /** The shift that the phone named and the house does not know. */
  shiftTold?: string | undefined
}

export interface Encounter {
  id: string
  personId: string
  /** Whom it was recorded for: another than the person while both are taken for one. */
  recordedFor: string
  ownerPath: string
  areaId: string | null
  shiftId: string | null
  stopId: string | null
  organisationId: string
  accountId: string
  metAt: number
  known: boolean
  factId: string
  group: Group | null
  signs: Sign[] | null
  withMinor: boolean | null
  coercion: boolean | null
  infant: boolean | null
  guardianThere: boolean | null
  answer: HelpAnswer | null
  persuadedAt: number | null
  goods: number
  goodsKinds: string[]
  emergencyAt: number | null
  policeAt: number | null
  evidenceAt: number | null
  stationAt: number | null
  photos: number
  escortState: EscortState
  escortTo: string | null
  escortStartedAt: number | null
  escortEndedAt: number | null
  content: EncounterContent
}

export const encounterColumns = sql`e.id, e.person_id as "personId", e.recorded_for as "recordedFor", e.owner_path as "ownerPath", e.area_id as "areaId", e.shift_id as "shiftId",
  e.stop_id as "stopId", e.organisation_id as "organisationId", e.account_id as "accountId", e.met_at as "metAt", e.known,
  e.fact_id as "factId", e.seen_group as "group", e.signs, e.with_minor as "withMinor", e.coercion, e.infant,
  e.guardian_there as "guardianThere", e.answer, e.persuaded_at as "persuadedAt", e.goods, e.goods_kinds as "goodsKinds",
  e.emergency_at as "emergencyAt", e.police_at as "policeAt", e.evidence_at as "evidenceAt", e.station_at as "stationAt", e.photos,
  e.escort_state as "escortState", e.escort_to as "escortTo", e.escort_started_at as "escortStartedAt",
  e.escort_ended_at as "escortEndedAt", e.content`
export type SealedEncounter = Omit<Encounter, 'content'> & { content: Buffer }
const sealed = (id: string) => `patrol.encounter.content:${id}`
export const openContent = (vault: Vault, id: string, content: Buffer): EncounterContent => vault.openJson(sealed(id), content)
export const openEncounter = <E extends SealedEncounter>(vault: Vault, found: E): Omit<E, 'content'> & Encounter => ({
  ...found,
  content: openContent(vault, found.id, found.content),
})

/** Locks an encounter; null when it has not arrived, or is not the actor's to see. */
export async function lockEncounter({ tx, vault }: LoadContext, id: string): Promise<Encounter | null> {
  const found = await row(
    sql<SealedEncounter>`select ${encounterColumns} from patrol.encounter e where e.id = ${id} for update`,
    tx,
  )
  return found ? openEncounter(vault, found) : null
}

export async function insertEncounter({ tx, vault }: LoadContext, met: Encounter): Promise<void> {
  await sql`insert into patrol.encounter (id, person_id, recorded_for, owner_path, area_id, shift_id, stop_id, organisation_id, account_id, met_at, known,
      fact_id, seen_group, signs, with_minor, coercion, infant, guardian_there, content)
    values (${met.id}, ${met.personId}, ${met.recordedFor}, ${met.ownerPath}, ${met.areaId}, ${met.shiftId}, ${met.stopId}, ${met.organisationId}, ${met.accountId},
      ${instant(met.metAt)}, ${met.known}, ${met.factId}, ${met.group}, ${met.signs}::text[], ${met.withMinor}, ${met.coercion}, ${met.infant},
      ${met.guardianThere}, ${vault.sealJson(sealed(met.id), met.content)})`.execute(tx)
}

/** Writes the row as it stands after a step; it was locked. */
export async function changeEncounter({ tx, vault }: LoadContext, before: Encounter, change: Partial<Encounter>): Promise<void> {
  const met = { ...before, ...change }
  await sql`update patrol.encounter set fact_id = ${met.factId}, seen_group = ${met.group}, signs = ${met.signs}::text[],
      with_minor = ${met.withMinor}, coercion = ${met.coercion}, infant = ${met.infant}, guardian_there = ${met.guardianThere},
      answer = ${met.answer}, persuaded_at = ${instant(met.persuadedAt)}, goods = ${met.goods}, goods_kinds = ${met.goodsKinds}::text[],
      emergency_at = ${instant(met.emergencyAt)}, police_at = ${instant(met.policeAt)}, evidence_at = ${instant(met.evidenceAt)},
      station_at = ${instant(met.stationAt)}, photos = ${met.photos}, escort_state = ${met.escortState}, escort_to = ${met.escortTo},
      escort_started_at = ${instant(met.escortStartedAt)}, escort_ended_at = ${instant(met.escortEndedAt)},
      content = ${vault.sealJson(sealed(met.id), met.content)} where id = ${met.id}`.execute(tx)
}

export interface SleeperContent {
  alias?: string | undefined
  look?: string | undefined
  reason?: string | undefined
}
export interface Sleeper {
  personId: string
  ownerPath: string
  areaId: string | null
  stopId: string | null
  state: SleeperState
  met: number
  firstMetAt: number
  lastMetAt: number
  missedAt: number | null
  group: Group | null
  content: SleeperContent
}
export const sleeperColumns = sql`s.person_id as "personId", s.owner_path as "ownerPath", s.area_id as "areaId", s.stop_id as "stopId", s.state,
  s.met, s.first_met_at as "firstMetAt", s.last_met_at as "lastMetAt", s.missed_at as "missedAt", s.seen_group as "group", s.content`
export type SealedSleeper = Omit<Sleeper, 'content'> & { content: Buffer }
const sleeperKey = (id: string) => `patrol.sleeper.content:${id}`
export const openSleeper = <S extends SealedSleeper>(vault: Vault, found: S): Omit<S, 'content'> & Sleeper => ({
  ...found,
  content: vault.openJson<SleeperContent>(sleeperKey(found.personId), found.content),
})

export async function lockSleeper({ tx, vault }: LoadContext, personId: string): Promise<Sleeper | null> {
  const found = await row(
    sql<SealedSleeper>`select ${sleeperColumns} from patrol.sleeper s where s.person_id = ${personId} for update`,
    tx,
  )
  return found ? openSleeper(vault, found) : null
}

export async function putSleeper({ tx, vault }: LoadContext, who: Sleeper): Promise<void> {
  await sql`insert into patrol.sleeper (person_id, owner_path, area_id, stop_id, state, met, first_met_at, last_met_at, missed_at, seen_group, content)
    values (${who.personId}, ${who.ownerPath}, ${who.areaId}, ${who.stopId}, ${who.state}, ${who.met}, ${instant(who.firstMetAt)},
      ${instant(who.lastMetAt)}, ${instant(who.missedAt)}, ${who.group}, ${vault.sealJson(sleeperKey(who.personId), who.content)})
    on conflict (person_id) do update set area_id = excluded.area_id, stop_id = excluded.stop_id, state = excluded.state, met = excluded.met,
      first_met_at = excluded.first_met_at, last_met_at = excluded.last_met_at, missed_at = excluded.missed_at,
      seen_group = excluded.seen_group, content = excluded.content`.execute(tx)
}

export interface Ground {
  area: Area | null
  shiftId: string | null
  stopId: string | null
  /** Somebody of this id is there already, whoever's. */
  taken: boolean
}

/** Where a record belongs, as far as the actor sees it: one statement, for the hottest door of the house. */
export async function groundOf(
  tx: Tx,
  told: { shiftId?: string | undefined; areaId?: string | undefined; stopId?: string | undefined; personId: string },
): Promise<Ground> {
  const found = await row(
    sql<Area & { shiftId: string | null; stopId: string | null; taken: boolean; id: string | null }>`
      select ${areaColumns}, sh.id as "shiftId", st.id as "stopId", patrol.person_there(${told.personId}::uuid) as taken
      from (select ${told.shiftId ?? null}::uuid as shift, ${told.areaId ?? null}::uuid as area, ${told.stopId ?? null}::uuid as stop) t
      left join patrol.shift sh on sh.id = t.shift
      left join patrol.stop st on st.id = t.stop
      left join patrol.area a on a.id = coalesce(sh.area_id, t.area, st.area_id)`,
    tx,
  )
  if (!found) throw new Error('a select without a table has a row')
  const { shiftId, stopId, taken, id, ...area } = found
  return { area: id ? { ...area, id } : null, shiftId, stopId, taken }
}

/** The organisation that is responsible where no area was told: oneself, the only area's station, the city's first station. */
export const nearestStation = (
  tx: Tx,
  organisation: { path: string },
): Promise<{ stationId: string; ownerPath: string; memberPaths: string[] | null } | undefined> =>
  row(
    sql<{
      stationId: string
      ownerPath: string
      memberPaths: string[] | null
    }>`select o.id as "stationId", o.path as "ownerPath", null as "memberPaths"
      from kernel.organisation o where o.active and o.kind = 'station' and kernel.city_path_of(o.path) = kernel.city_path_of(${organisation.path})
      order by o.path = ${organisation.path} desc,
        exists (select 1 from patrol.area a where a.station_id = o.id and ${organisation.path} = any (a.member_paths)) desc,
        starts_with(o.path, regexp_replace(${organisation.path}, '[^.]+[.]$', '')) desc, o.path limit 1`,
    tx,
  )

export async function sharePerson(
  { tx, now }: LoadContext,
  person: { id: string; ownerPath: string },
  paths: readonly string[],
  part: string,
): Promise<void> {
  await sql`select patrol.share_person(${person.id}::uuid, ${person.ownerPath}, ${[...new Set(paths)]}::text[], ${part},
    ${instant(now)}::timestamptz)`.execute(tx)
}

export async function unsharePerson({ tx, now }: LoadContext, personId: string, path: string, part: string): Promise<void> {
  await sql`select patrol.unshare_person(${personId}::uuid, ${path}, ${part}, ${instant(now)}::timestamptz)`.execute(tx)
}

/** Whether who sees a person is decided by a closed file. */
export async function isClosed(tx: Tx, personId: string): Promise<boolean> {
  return (await row(sql<{ closed: boolean }>`select kernel.closed(${personId}::uuid) as closed`, tx))?.closed ?? false
}
