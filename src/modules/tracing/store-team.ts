/** Tracing's SQL about who traces: officers, experts, campaigns. Experts' names and telephones lie sealed. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Duty, ExpertField, Province } from './words.ts'

export interface OfficerRow {
  id: string
  accountId: string
  name: string
  stationId: string
  station: string
  ownerPath: string
  duty: Duty
  namedAt: number
}

/** Officers named and not relieved, of the actor's range. */
export function officersNow(tx: Tx): Promise<OfficerRow[]> {
  return rows(
    sql<OfficerRow>`select r.id, r.account_id as "accountId", a.name, r.station_id as "stationId", o.name as station, r.owner_path as "ownerPath",
        r.duty, r.named_at as "namedAt"
      from tracing.officer r join kernel.account a on a.id = r.account_id join kernel.organisation o on o.id = r.station_id
      where r.until is null order by r.owner_path, r.duty desc, r.named_at limit 500`,
    tx,
  )
}

/** Duties that somebody is named for now, locked. */
export function dutiesNamed(tx: Tx, accountId: string): Promise<{ id: string; duty: Duty }[]> {
  return rows(
    sql<{
      id: string
      duty: Duty
    }>`select id, duty from tracing.officer where account_id = ${accountId} and until is null order by id for update`,
    tx,
  )
}

export async function insertOfficer(
  { tx, occurredAt, actor }: LoadContext,
  officer: { id: string; accountId: string; stationId: string; ownerPath: string; duty: Duty },
): Promise<void> {
  await sql`insert into tracing.officer (id, account_id, station_id, owner_path, duty, named_at, named_by)
    values (${officer.id}, ${officer.accountId}, ${officer.stationId}, ${officer.ownerPath}, ${officer.duty}, ${instant(occurredAt)},
      ${actor.accountId})`.execute(tx)
}

export async function endOfficers(tx: Tx, ids: readonly string[], until: number): Promise<void> {
  await sql`update tracing.officer set until = ${instant(until)} where id = any(${[...ids]}::uuid[])`.execute(tx)
}

export interface StaffLine {
  accountId: string
  name: string
  post: string | null
  stationId: string
  station: string
}

/** Accounts in use of the stations of a range: whom one can name, and whose a guest can be. */
export function staffUnder(tx: Tx, range: { from: string; to: string }): Promise<StaffLine[]> {
  return rows(
    sql<StaffLine>`select a.id as "accountId", a.name, a.post, o.id as "stationId", o.name as station
      from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where o.kind = 'station' and a.disabled_at is null and o.path >= ${range.from} and o.path < ${range.to}
      order by o.path, a.name, a.id limit 500`,
    tx,
  )
}

export interface ExpertWords {
  name: string
  places?: string | undefined
  unit?: string | undefined
  phone?: string | undefined
  note?: string | undefined
}

export interface ExpertRow extends ExpertWords {
  id: string
  ownerPath: string
  owner: string
  field: ExpertField
  areas: Province[]
  active: boolean
}

const expertPlace = (id: string) => `tracing.expert.content:${id}`

/** Experts of the actor's city, whoever entered them; or one of them. */
export async function expertsOfCity(tx: Tx, vault: Vault, one?: string): Promise<ExpertRow[]> {
  const found = await rows(
    sql<ExpertRow & { content: Buffer }>`select id, owner_path as "ownerPath", owner, field, areas, active, content
      from tracing.experts_of_city(${one ?? null}::uuid)`,
    tx,
  )
  return found.map(({ content, ...each }) => ({ ...each, ...vault.openJson<ExpertWords>(expertPlace(each.id), content) }))
}

export async function insertExpert(
  { tx, vault, now, actor }: LoadContext,
  expert: { id: string; ownerPath: string; field: ExpertField; areas: readonly Province[]; words: ExpertWords },
): Promise<void> {
  await sql`insert into tracing.expert (id, owner_path, field, areas, content, changed_at, changed_by)
    values (${expert.id}, ${expert.ownerPath}, ${expert.field}, ${[...expert.areas]}::text[],
      ${vault.sealJson(expertPlace(expert.id), expert.words)}, ${instant(now)}, ${actor.accountId})`.execute(tx)
}

export async function changeExpertRow(
  { tx, vault, now, actor }: LoadContext,
  expert: { id: string; field: ExpertField; areas: readonly Province[]; active: boolean; words: ExpertWords },
): Promise<void> {
  await sql`update tracing.expert set field = ${expert.field}, areas = ${[...expert.areas]}::text[], active = ${expert.active},
    content = ${vault.sealJson(expertPlace(expert.id), expert.words)}, changed_at = ${instant(now)}, changed_by = ${actor.accountId}
    where id = ${expert.id}`.execute(tx)
}

export interface CampaignStation {
  id: string
  stationId: string
  station: string
  ownerPath: string
  year: number
  openedAt: number
  until: string | null
  closedAt: number | null
}

/** Campaigns by station, the latest first, of the actor's range. */
export function campaignStations(tx: Tx, of: { id: string } | null, lock = false): Promise<CampaignStation[]> {
  const which = of === null ? sql`true` : sql`c.id = ${of.id}`
  return rows(
    sql<CampaignStation>`select c.id, c.station_id as "stationId", o.name as station, c.owner_path as "ownerPath", c.year, c.opened_at as "openedAt",
        c.until, c.closed_at as "closedAt"
      from tracing.campaign c join kernel.organisation o on o.id = c.station_id where ${which}
      order by c.opened_at desc, c.owner_path limit 1000 ${lock ? sql`for update of c` : sql``}`,
    tx,
  )
}

/** A row for each station, and everybody nameless who is there at this moment. */
export async function insertCampaign(
  { tx, occurredAt }: LoadContext,
  campaign: { id: string; year: number; until: string | null; stations: readonly { id: string; path: string }[] },
): Promise<void> {
  for (const station of campaign.stations)
    await sql`insert into tracing.campaign (id, station_id, owner_path, year, opened_at, until)
      values (${campaign.id}, ${station.id}, ${station.path}, ${campaign.year}, ${instant(occurredAt)}, ${campaign.until}::date)`.execute(
      tx,
    )
  await sql`insert into tracing.campaign_guest (campaign_id, file_id, owner_path)
    select ${campaign.id}::uuid, f.id, f.owner_path from people.rescue_file f join people.person p on p.id = f.person_id
    where f.station_id = any(${campaign.stations.map((each) => each.id)}::uuid[]) and f.state in ('asked', 'in')
      and p.identity in ('unknown', 'claimed')`.execute(tx)
}

export async function closeCampaignRows(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update tracing.campaign set closed_at = ${instant(at)} where id = ${id} and closed_at is null`.execute(tx)
}

/** Stations in a range that are in use. */
export function stationsUnder(
  tx: Tx,
  range: { from: string; to: string },
): Promise<{ id: string; path: string; name: string }[]> {
  return rows(
    sql<{ id: string; path: string; name: string }>`select id, path, name from kernel.organisation
      where kind = 'station' and active and path >= ${range.from} and path < ${range.to} order by path limit 300`,
    tx,
  )
}

/** Whether this account is one that can be responsible for a guest of that station. */
export function staffOfStation(tx: Tx, accountId: string, stationId: string): Promise<{ id: string; name: string } | undefined> {
  return row(
    sql<{ id: string; name: string }>`select a.id, a.name from kernel.account a
      where a.id = ${accountId} and a.organisation_id = ${stationId} and a.disabled_at is null`,
    tx,
  )
}
