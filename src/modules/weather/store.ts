/** This room's SQL: operations, goods, casualties. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { OperationState } from './lifecycle.ts'
import type { CasualtyKind, Cause, Kind, ToldTo, Way } from './words.ts'

export interface OperationArea {
  id: string
  name: string
  /** The station responsible; the bureau itself where the name was written. */
  ownerPath: string
  /** No patrol area: its name was written. */
  written?: true
}
export interface OperationContent {
  ground: string
  measures?: string | undefined
  shelter?: boolean | undefined
  fromTime?: string | undefined
  toTime?: string | undefined
  summary?: string | undefined
}
export interface OperationRow {
  id: string
  no: string
  ownerPath: string
  kind: Kind
  state: OperationState
  from: string
  until: string
  level: string | null
  areas: OperationArea[]
  memberPaths: string[]
  rounds: number
  openedAt: number
  closedAt: number | null
  content: OperationContent
}
type Sealed<T> = Omit<T, 'content'> & { content: Buffer }

const columns = sql`o.id, o.no, o.owner_path as "ownerPath", o.kind, o.state, o.from_day as "from", o.until_day as "until", o.level,
  o.areas, o.member_paths as "memberPaths", o.rounds, o.opened_at as "openedAt", o.closed_at as "closedAt", o.content`
const place = (table: string, id: string) => `weather.${table}.content:${id}`
const opened = <C, T extends { id: string; content: C }>(vault: Vault, table: string, found: Sealed<T>): T =>
  ({ ...found, content: vault.openJson<C>(place(table, found.id), found.content) }) as unknown as T

export const operationRef = (operation: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'campaign',
  id: operation.id,
  ownerPath: operation.ownerPath,
})

export async function operationById(tx: Tx, vault: Vault, id: string, lock = false): Promise<OperationRow | null> {
  const found = await row(
    sql<Sealed<OperationRow>>`select ${columns} from weather.operation o where o.id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? opened(vault, 'operation', found) : null
}
export const lockOperation = ({ tx, vault }: LoadContext, id: string) => operationById(tx, vault, id, true)

/** What the actor sees, running ones first, the latest first; at most 40. */
export async function operations(tx: Tx, vault: Vault, state?: OperationState): Promise<OperationRow[]> {
  const found = await rows(
    sql<Sealed<OperationRow>>`select ${columns} from weather.operation o where ${state ? sql`o.state = ${state}` : sql`true`}
      order by (o.state = 'closed'), o.from_day desc, o.id limit 40`,
    tx,
  )
  return found.map((each) => opened(vault, 'operation', each))
}

/** Operations into which a happening falls: by day always, by area where it is told, else by who takes part. */
export function operationsAt(
  tx: Tx,
  day: string,
  areaId: string | null,
  path: string,
): Promise<{ id: string; ownerPath: string; state: string }[]> {
  return rows(
    sql<{
      id: string
      ownerPath: string
      state: string
    }>`select o.id, o.owner_path as "ownerPath", o.state from weather.operation o
      where o.from_day <= ${day}::date and least(o.until_day, coalesce(o.closed_at::date, o.until_day)) >= ${day}::date
        and ${areaId ? sql`${areaId}::uuid = any (o.area_ids)` : sql`(${path} = any (o.member_paths) or ${path} = o.owner_path)`} order by (o.state = 'closed'), o.from_day desc limit 20`,
    tx,
  )
}

export async function insertOperation({ tx, vault, now }: LoadContext, made: OperationRow): Promise<void> {
  await sql`insert into weather.operation (id, no, owner_path, kind, state, from_day, until_day, level, areas, area_ids, member_paths, rounds,
      opened_at, changed_at, content)
    values (${made.id}, ${made.no}, ${made.ownerPath}, ${made.kind}, 'open', ${made.from}, ${made.until}, ${made.level}, ${json(made.areas)},
      ${made.areas.map((area) => area.id)}::uuid[], ${made.memberPaths}::text[], ${made.rounds}, ${instant(made.openedAt)}, ${instant(now)},
      ${vault.sealJson(place('operation', made.id), made.content)})`.execute(tx)
}

export type OperationChange = Partial<Omit<OperationRow, 'id' | 'no' | 'ownerPath' | 'kind' | 'openedAt'>>

/** Writes the row anew as it stands after a change; it was locked. */
export async function changeOperation(
  { tx, vault, now }: LoadContext,
  before: OperationRow,
  change: OperationChange,
): Promise<void> {
  const after = { ...before, ...change }
  await sql`update weather.operation set state = ${after.state}, from_day = ${after.from}, until_day = ${after.until}, level = ${after.level},
    areas = ${json(after.areas)}, area_ids = ${after.areas.map((area) => area.id)}::uuid[], member_paths = ${after.memberPaths}::text[],
    rounds = ${after.rounds}, closed_at = ${instant(after.closedAt)}, changed_at = ${instant(now)},
    content = ${vault.sealJson(place('operation', before.id), after.content)} where id = ${before.id}`.execute(tx)
}

export interface AreaRow {
  id: string
  name: string
  ownerPath: string
  memberPaths: string[]
  active: boolean
  station: string | null
}

/** Patrol areas that the actor sees. */
export function areasKnown(tx: Tx, ids?: readonly string[]): Promise<AreaRow[]> {
  return rows(
    sql<AreaRow>`select a.id, a.name, a.owner_path as "ownerPath", a.member_paths as "memberPaths", a.active,
        (select o.name from kernel.organisation o where o.id = a.station_id) as station
      from weather.area a where ${ids ? sql`a.id = any(${[...ids]}::uuid[])` : sql`a.active`} order by a.owner_path, a.name limit 500`,
    tx,
  )
}

export interface GoodsRow {
  id: string
  operationId: string
  ownerPath: string
  areaId: string | null
  at: number
  item: string
  count: number
  way: Way
  content: { from?: string | undefined; to?: string | undefined; reason?: string | undefined }
}

export async function insertGoods(
  { tx, vault }: Pick<LoadContext, 'tx' | 'vault'>,
  lines: readonly (GoodsRow & { source?: string })[],
) {
  for (const line of lines)
    await sql`insert into weather.goods (id, operation_id, owner_path, area_id, at, item, count, way, source, content)
      values (${line.id}, ${line.operationId}, ${line.ownerPath}, ${line.areaId}, ${instant(line.at)}, ${line.item}, ${line.count}, ${line.way},
        ${line.source ?? null}, ${vault.sealJson(place('goods', line.id), line.content)})
      on conflict (source) do nothing`.execute(tx)
}

/** What came and went, summed by thing, way and area. */
export function goodsOf(
  tx: Tx,
  operationIds: readonly string[],
): Promise<{ operationId: string; item: string; way: Way; areaId: string | null; count: number }[]> {
  return rows(
    sql<{
      operationId: string
      item: string
      way: Way
      areaId: string | null
      count: number
    }>`select operation_id as "operationId", item, way, area_id as "areaId", sum(count)::int as count
      from weather.goods where operation_id = any(${[...operationIds]}::uuid[]) group by 1, 2, 3, 4 limit 5000`,
    tx,
  )
}

/** The last movements, for reading. */
export async function movementsOf(tx: Tx, vault: Vault, operationId: string, limit: number): Promise<GoodsRow[]> {
  const found = await rows(
    sql<
      Sealed<GoodsRow>
    >`select id, operation_id as "operationId", owner_path as "ownerPath", area_id as "areaId", at, item, count, way, content
      from weather.goods where operation_id = ${operationId} order by at desc, id limit ${limit}`,
    tx,
  )
  return found.map((each) => opened(vault, 'goods', each))
}

export interface CasualtyContent {
  place?: { words?: string | undefined; lat?: number | undefined; lng?: number | undefined; source: string } | undefined
  toldBy: string
  who?: string | undefined
  before: string
  personId?: string | undefined
  fileId?: string | undefined
}
export interface CasualtyRow {
  id: string
  no: string
  ownerPath: string
  operationId: string | null
  kind: CasualtyKind
  cause: Cause | null
  areaId: string | null
  areaName: string | null
  at: number
  recordedAt: number
  laterKind: CasualtyKind | null
  laterCause: Cause | null
  bureauToldAt: number | null
  governmentToldAt: number | null
  superiorToldAt: number | null
  content: CasualtyContent
}
const casualtyColumns = sql`c.id, c.no, c.owner_path as "ownerPath", c.operation_id as "operationId", c.kind, c.cause, c.area_id as "areaId",
  c.area_name as "areaName", c.happened_at as at, c.recorded_at as "recordedAt", c.later_kind as "laterKind",
  c.later_cause as "laterCause", c.bureau_told_at as "bureauToldAt", c.government_told_at as "governmentToldAt",
  c.superior_told_at as "superiorToldAt", c.content`

export const casualtyRef = (casualty: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'incident',
  id: casualty.id,
  ownerPath: casualty.ownerPath,
})

export async function lockCasualty({ tx, vault }: LoadContext, id: string): Promise<CasualtyRow | null> {
  const found = await row(
    sql<Sealed<CasualtyRow>>`select ${casualtyColumns} from weather.casualty c where c.id = ${id} for update`,
    tx,
  )
  return found ? opened(vault, 'casualty', found) : null
}

export interface CasualtyFilter {
  operationId?: string | undefined
  from: number
  until: number
}

/** Of an operation, or of everybody's in a span: outside operations too. */
export async function casualtiesIn(tx: Tx, vault: Vault, filter: CasualtyFilter, limit = 200): Promise<CasualtyRow[]> {
  const { operationId, from, until } = filter
  const found = await rows(
    sql<Sealed<CasualtyRow>>`select ${casualtyColumns} from weather.casualty c
      where ${operationId ? sql`c.operation_id = ${operationId}` : sql`c.happened_at >= ${instant(from)} and c.happened_at < ${instant(until)}`}
      order by c.happened_at desc, c.id limit ${limit}`,
    tx,
  )
  return found.map((each) => opened(vault, 'casualty', each))
}

export async function insertCasualty({ tx, vault }: LoadContext, made: CasualtyRow): Promise<void> {
  await sql`insert into weather.casualty (id, no, owner_path, operation_id, kind, cause, area_id, area_name, happened_at, recorded_at, content)
    values (${made.id}, ${made.no}, ${made.ownerPath}, ${made.operationId}, ${made.kind}, ${made.cause}, ${made.areaId}, ${made.areaName},
      ${instant(made.at)}, ${instant(made.recordedAt)}, ${vault.sealJson(place('casualty', made.id), made.content)})`.execute(tx)
}

export type CasualtyChange = Partial<Pick<CasualtyRow, 'kind' | 'cause' | 'laterKind' | 'laterCause'>>

export async function changeCasualty({ tx }: LoadContext, before: CasualtyRow, change: CasualtyChange): Promise<void> {
  const after = { ...before, ...change }
  await sql`update weather.casualty set kind = ${after.kind}, cause = ${after.cause}, later_kind = ${after.laterKind},
    later_cause = ${after.laterCause} where id = ${before.id}`.execute(tx)
}

export async function noteTold({ tx }: LoadContext, id: string, whom: ToldTo, at: number): Promise<void> {
  const column = sql.ref(`${whom}_told_at`)
  await sql`update weather.casualty set ${column} = ${instant(at)} where id = ${id}`.execute(tx)
}
