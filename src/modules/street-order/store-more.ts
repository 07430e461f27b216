/** SQL of news, joint operations and rescue vehicles. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

type Sealed<R> = Omit<R, 'content'> & { content: Buffer }

export interface NewsContent {
  news: string
  answer?: string | undefined
}
export interface NewsRow {
  id: string
  caseId: string
  no: string
  fromPath: string
  fromName: string
  toId: string
  toPath: string
  toName: string
  passedAt: number
  acknowledgedAt: number | null
  readAt: number | null
  ownerPath: string | null
  content: NewsContent
}
const ofNews = (id: string) => `street_order.news.content:${id}`
const newsColumns = sql`n.id, n.case_id as "caseId", n.no, n.from_path as "fromPath", n.from_name as "fromName", n.to_id as "toId",
  n.to_path as "toPath", n.to_name as "toName", n.passed_at as "passedAt", n.acknowledged_at as "acknowledgedAt", n.read_at as "readAt",
  (select i.owner_path from street_order.incident i where i.id = n.case_id) as "ownerPath", n.content`
const openNews = (vault: Vault, found: Sealed<NewsRow>): NewsRow => ({
  ...found,
  content: vault.openJson<NewsContent>(ofNews(found.id), found.content),
})

export async function insertNews(
  { tx, vault }: LoadContext,
  made: Omit<NewsRow, 'acknowledgedAt' | 'readAt' | 'ownerPath'>,
): Promise<void> {
  await sql`insert into street_order.news (id, case_id, no, from_path, from_name, to_id, to_path, to_name, passed_at, content)
    values (${made.id}, ${made.caseId}, ${made.no}, ${made.fromPath}, ${made.fromName}, ${made.toId}, ${made.toPath}, ${made.toName},
      ${instant(made.passedAt)}, ${vault.sealJson(ofNews(made.id), made.content)})`.execute(tx)
}

export async function lockNews({ tx, vault }: LoadContext, id: string): Promise<NewsRow | null> {
  const found = await row(sql<Sealed<NewsRow>>`select ${newsColumns} from street_order.news n where n.id = ${id} for update`, tx)
  return found ? openNews(vault, found) : null
}

export async function changeNews(
  { tx, vault }: LoadContext,
  before: NewsRow,
  change: { acknowledgedAt?: number; readAt?: number; content?: NewsContent },
): Promise<void> {
  const after = { ...before, ...change }
  await sql`update street_order.news set acknowledged_at = ${instant(after.acknowledgedAt)}, read_at = ${instant(after.readAt)},
    content = ${vault.sealJson(ofNews(before.id), after.content)} where id = ${before.id}`.execute(tx)
}

/** News that an organisation sent or got, what waits for it first; or those of one case. */
export async function newsIn(
  tx: Tx,
  vault: Vault,
  wanted: { path?: string; caseId?: string },
  limit: number,
): Promise<NewsRow[]> {
  const found = await rows(
    sql<Sealed<NewsRow>>`select ${newsColumns} from street_order.news n where
      ${wanted.caseId ? sql`n.case_id = ${wanted.caseId}` : sql`(n.from_path = ${wanted.path} or n.to_path = ${wanted.path})`}
      order by (n.read_at is not null), n.passed_at desc, n.id limit ${limit}`,
    tx,
  )
  return found.map((each) => openNews(vault, each))
}

export interface OperationContent {
  what: string
  others?: string | undefined
  holder: string
  members: string[]
}
export interface OperationRow {
  id: string
  ownerPath: string
  kind: string
  heldOn: string
  cases: number
  rescued: number | null
  people: number | null
  content: OperationContent
}
const ofOperation = (id: string) => `street_order.operation.content:${id}`

export async function insertOperation(
  { tx, vault, now }: LoadContext,
  made: OperationRow & { memberPaths: readonly string[] },
): Promise<void> {
  await sql`insert into street_order.operation (id, owner_path, member_paths, kind, held_on, cases, rescued, people, recorded_at, content)
    values (${made.id}, ${made.ownerPath}, ${[...made.memberPaths]}::text[], ${made.kind}, ${made.heldOn}::date, ${made.cases},
      ${made.rescued}, ${made.people}, ${instant(now)}, ${vault.sealJson(ofOperation(made.id), made.content)})`.execute(tx)
}

export async function operationsIn(tx: Tx, vault: Vault, limit: number): Promise<OperationRow[]> {
  const found = await rows(
    sql<
      Sealed<OperationRow>
    >`select o.id, o.owner_path as "ownerPath", o.kind, o.held_on as "heldOn", o.cases, o.rescued, o.people, o.content
      from street_order.operation o order by o.held_on desc, o.id limit ${limit}`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<OperationContent>(ofOperation(each.id), each.content) }))
}

export interface VehicleContent {
  plate: string
  driver?: string | undefined
  driverPhone?: string | undefined
  toldTo?: string | undefined
  ended?: string | undefined
}
export interface VehicleRow {
  id: string
  ownerPath: string
  organisation: string
  kind: string
  toldPaths: string[]
  toldOn: string | null
  until: string | null
  endedAt: number | null
  content: VehicleContent
}
const ofVehicle = (id: string) => `street_order.vehicle.content:${id}`
const vehicleColumns = sql`v.id, v.owner_path as "ownerPath", v.organisation_name as organisation, v.kind, v.told_paths as "toldPaths",
  v.told_on as "toldOn", v.until, v.ended_at as "endedAt", v.content`
const openVehicle = (vault: Vault, found: Sealed<VehicleRow>): VehicleRow => ({
  ...found,
  content: vault.openJson<VehicleContent>(ofVehicle(found.id), found.content),
})

export async function insertVehicle(
  { tx, vault, now }: LoadContext,
  made: Pick<VehicleRow, 'id' | 'ownerPath' | 'organisation' | 'kind' | 'until' | 'content'>,
): Promise<void> {
  const plate = made.content.plate.toUpperCase().replaceAll(/[\s·.-]/g, '')
  await sql`insert into street_order.vehicle (id, owner_path, organisation_name, plate_key, kind, until, registered_at, content)
    values (${made.id}, ${made.ownerPath}, ${made.organisation}, ${vault.blind('street_order.plate', plate)}, ${made.kind},
      ${made.until}::date, ${instant(now)}, ${vault.sealJson(ofVehicle(made.id), made.content)})`.execute(tx)
}

export async function lockVehicle({ tx, vault }: LoadContext, id: string): Promise<VehicleRow | null> {
  const found = await row(
    sql<Sealed<VehicleRow>>`select ${vehicleColumns} from street_order.vehicle v where v.id = ${id} for update`,
    tx,
  )
  return found ? openVehicle(vault, found) : null
}

export async function changeVehicle(
  { tx, vault }: LoadContext,
  before: VehicleRow,
  change: Partial<Pick<VehicleRow, 'toldPaths' | 'toldOn' | 'until' | 'endedAt' | 'content'>>,
): Promise<void> {
  const after = { ...before, ...change }
  await sql`update street_order.vehicle set told_paths = ${after.toldPaths}::text[], told_on = ${after.toldOn}::date,
    until = ${after.until}::date, ended_at = ${instant(after.endedAt)}, content = ${vault.sealJson(ofVehicle(before.id), after.content)}
    where id = ${before.id}`.execute(tx)
}

export async function vehiclesIn(tx: Tx, vault: Vault, limit: number): Promise<VehicleRow[]> {
  const found = await rows(
    sql<Sealed<VehicleRow>>`select ${vehicleColumns} from street_order.vehicle v
      order by (v.ended_at is not null), v.organisation_name, v.registered_at, v.id limit ${limit}`,
    tx,
  )
  return found.map((each) => openVehicle(vault, each))
}

export interface Recorder {
  id: string
  path: string
  kind: string
  name: string
}

/** Which organisation recorded a fact, and who of it. As the system. */
export async function recorderOf(tx: Tx, factId: string): Promise<(Recorder & { by: string | null }) | undefined> {
  return row(
    sql<Recorder & { by: string | null }>`select o.id, o.path, o.kind, o.name,
        (select a.name from kernel.account a where a.id = l.recorded_by) as by
      from kernel.ledger l join kernel.organisation o on o.id = l.organisation_id where l.fact_id = ${factId}`,
    tx,
  )
}

/** Whose a case is. As the system. */
export async function ownerOf(tx: Tx, caseId: string): Promise<Recorder | undefined> {
  return row(
    sql<Recorder>`select o.id, o.path, o.kind, o.name from street_order.incident i
      join kernel.organisation o on o.path = i.owner_path where i.id = ${caseId}`,
    tx,
  )
}

/** The case that came of an encounter. As the system. */
export async function caseOfEncounter(tx: Tx, encounterId: string): Promise<string | undefined> {
  const found = await row(
    sql<{ id: string }>`select i.id from street_order.incident i
      where i.state <> 'withdrawn' and i.encounter_ids @> array[${encounterId}]::uuid[] order by i.found_at desc limit 1`,
    tx,
  )
  return found?.id
}

/** Whether a piece of evidence is there. As the system. */
export async function evidenceKept(tx: Tx, id: string): Promise<boolean> {
  const found = await row(
    sql<{ kept: boolean }>`select exists (select 1 from street_order.evidence where id = ${id}) as kept`,
    tx,
  )
  return found?.kept ?? false
}
