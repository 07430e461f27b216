/** The SQL of plans, letters and designations: what a decision about the way home locks and writes. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PlanState } from './lifecycle.ts'
import type { Owned } from './store.ts'

export interface PlanRow {
  id: string
  state: PlanState
  madeAt: number
  plannedOn: string | null
  arrivesOn: string | null
  means: string
  route: string | null
  local: boolean | null
  crossProvince: boolean | null
  originId: string | null
  approvedAt: number | null
  endedAt: number | null
  factId: string
}

const planColumns = sql`id, state, made_at as "madeAt", planned_on as "plannedOn", arrives_on as "arrivesOn", means, route, local,
  cross_province as "crossProvince", origin_id as "originId", approved_at as "approvedAt", ended_at as "endedAt", fact_id as "factId"`

/** The plan of a file that lives, else the last. */
export function planOf(tx: Tx, fileId: string): Promise<PlanRow | undefined> {
  return row(
    sql<PlanRow>`select ${planColumns} from departure.plan where file_id = ${fileId}
      order by (state in ('drafted', 'approved', 'under-way', 'refused')) desc, made_at desc, id desc limit 1`,
    tx,
  )
}

export interface NewPlan extends Owned {
  plannedOn: string | null
  arrivesOn: string | null
  means: string
  route: string | null
  local: boolean | null
  crossProvince: boolean | null
  originId: string | null
}

/** Puts a plan in; one that still lives gives way to it. */
export async function insertPlan(context: LoadContext, plan: NewPlan): Promise<void> {
  const { tx, occurredAt } = context
  await sql`update departure.plan set state = 'cancelled', ended_at = ${instant(occurredAt)}
    where file_id = ${plan.fileId} and state in ('drafted', 'approved', 'under-way', 'refused')`.execute(tx)
  await sql`insert into departure.plan (id, file_id, owner_path, made_at, planned_on, arrives_on, means, route, local, cross_province, origin_id, fact_id)
    values (${plan.id}, ${plan.fileId}, ${plan.ownerPath}, ${instant(occurredAt)}, ${plan.plannedOn}::date, ${plan.arrivesOn}::date, ${plan.means},
      ${plan.route}, ${plan.local}, ${plan.crossProvince}, ${plan.originId}, ${plan.factId})`.execute(tx)
}

const ENDED: readonly PlanState[] = ['arrived', 'gone', 'cancelled']

export async function movePlan(tx: Tx, id: string, state: PlanState, at: number): Promise<void> {
  await sql`update departure.plan set state = ${state}, ended_at = ${ENDED.includes(state) ? instant(at) : null},
    approved_at = case when ${state} = 'approved' then coalesce(approved_at, ${instant(at)}) else approved_at end
    where id = ${id}`.execute(tx)
}

export interface LetterRow {
  id: string
  kind: 'ask' | 'tell'
  aboutId: string
  no: string
  organisationId: string | null
  sentAt: number
  factId: string
}

/** Letters of a file to its place of origin, the latest first; at most 50. */
export function lettersOf(tx: Tx, fileId: string): Promise<LetterRow[]> {
  return rows(
    sql<LetterRow>`select id, kind, about_id as "aboutId", no, organisation_id as "organisationId", sent_at as "sentAt", fact_id as "factId"
      from departure.letter where file_id = ${fileId} order by sent_at desc, id desc limit 50`,
    tx,
  )
}

export async function insertLetter(
  context: LoadContext,
  letter: Owned & { kind: 'ask' | 'tell'; aboutId: string; no: string; organisationId: string | null },
): Promise<void> {
  await sql`insert into departure.letter (id, file_id, owner_path, kind, about_id, no, organisation_id, sent_at, fact_id)
    values (${letter.id}, ${letter.fileId}, ${letter.ownerPath}, ${letter.kind}, ${letter.aboutId}, ${letter.no}, ${letter.organisationId},
      ${instant(context.occurredAt)}, ${letter.factId})`.execute(context.tx)
}

export interface NewCost extends Owned {
  kind: string
  whose: 'guest' | 'escort'
  fund: string
  chargedTo: string
  fen: number
}

export async function insertCost(context: LoadContext, cost: NewCost): Promise<void> {
  await sql`insert into departure.cost (id, file_id, owner_path, spent_at, kind, whose, fund, charged_to, fen, fact_id)
    values (${cost.id}, ${cost.fileId}, ${cost.ownerPath}, ${instant(context.occurredAt)}, ${cost.kind}, ${cost.whose}, ${cost.fund},
      ${cost.chargedTo}, ${cost.fen}, ${cost.factId})`.execute(context.tx)
}

/** The station that escorts across provinces for whoever lies at this path. */
export async function designatedStation(tx: Tx, path: string): Promise<string | null> {
  const found = await row(sql<{ id: string | null }>`select departure.designated_station(${path}) as id`, tx)
  return found?.id ?? null
}

export async function insertDesignation(
  context: LoadContext,
  designation: { id: string; bureauPath: string; areaPath: string; stationId: string; factId: string },
): Promise<void> {
  await sql`insert into departure.designation (id, bureau_path, area_path, station_id, made_at, fact_id)
    values (${designation.id}, ${designation.bureauPath}, ${designation.areaPath}, ${designation.stationId}, ${instant(context.occurredAt)},
      ${designation.factId})`.execute(context.tx)
}

/** Areas of the system bearing one of these names: a place that the table of divisions lacks is known all the same. */
export async function areaNamed(tx: Tx, words: readonly string[]): Promise<string | undefined> {
  const found = await row(
    sql<{
      name: string
    }>`select name from kernel.organisation where active and kind in ('area', 'town', 'village') and name = any(${[...words]}) limit 1`,
    tx,
  )
  return found?.name
}

/** Name of an account, for a refusal that says who was first. */
export async function accountName(tx: Tx, id: string | null): Promise<string> {
  if (!id) return '同事'
  const found = await row(sql<{ name: string }>`select name from kernel.account where id = ${id}`, tx)
  return found?.name ?? '同事'
}

/** Files of a person with a way home that has not ended. */
export function journeysOf(
  tx: Tx,
  personIds: readonly string[],
  live: boolean,
): Promise<{ fileId: string; stationId: string }[]> {
  return rows(
    sql<{
      fileId: string
      stationId: string
    }>`select distinct f.id as "fileId", f.station_id as "stationId" from people.rescue_file f
      join departure.plan x on x.file_id = f.id and (not ${live}::boolean or x.state in ('drafted', 'approved', 'under-way', 'refused'))
      where f.person_id = any(${[...personIds]}::uuid[]) order by f.id limit 50`,
    tx,
  )
}

export async function moveArrival(tx: Tx, id: string, arrivesOn: string): Promise<void> {
  await sql`update departure.plan set arrives_on = ${arrivesOn}::date where id = ${id}`.execute(tx)
}
