/** The SQL of decisions: adoptions, parameters, campaigns, go-live days, and the long work that follows them. */
import type { LoadContext, NewJob } from '#kernel/action.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ParameterValue } from '#policy/types.ts'
import { jurisdictionOf } from './access.ts'
import { renewVersion } from './store.ts'

export interface Adoption {
  id: string
  jurisdiction: string
  pack: string
  from: string
  until: string | null
}

const adoptionColumns = sql`id, jurisdiction, pack, valid_from as "from", valid_until as until`

export function adoptionById(tx: Tx, id: string): Promise<Adoption | undefined> {
  return row(sql<Adoption>`select ${adoptionColumns} from supervision.adoption where id = ${id}`, tx)
}

export function adoptionsIn(tx: Tx, jurisdiction: string, pack: string): Promise<Adoption[]> {
  return rows(
    sql<Adoption>`select ${adoptionColumns} from supervision.adoption where jurisdiction = ${jurisdiction} and pack = ${pack}`,
    tx,
  )
}

type By = Pick<LoadContext, 'tx' | 'actor' | 'now'>

export async function insertAdoption(
  { tx, actor, now }: By,
  adoption: { id: string; pack: string; from: string; until?: string | undefined; reason: string },
): Promise<void> {
  await sql`insert into supervision.adoption (id, jurisdiction, pack, valid_from, valid_until, reason, decided_by, decided_at)
    values (${adoption.id}, ${jurisdictionOf(actor.organisation)}, ${adoption.pack}, ${adoption.from}, ${adoption.until ?? null},
      ${adoption.reason}, ${actor.accountId}, ${instant(now)})`.execute(tx)
}

export async function endAdoption({ tx }: By, adoption: { id: string; until: string; reason: string }): Promise<void> {
  await sql`update supervision.adoption set valid_until = ${adoption.until}, ended_reason = ${adoption.reason}
    where id = ${adoption.id}`.execute(tx)
}

export async function insertParameter(
  { tx, actor, now }: By,
  parameter: { id: string; key: string; value: ParameterValue; from: string; reason: string; citation?: string | undefined },
): Promise<void> {
  await sql`insert into supervision.parameter (id, jurisdiction, key, value, valid_from, reason, citation, decided_by, decided_at)
    values (${parameter.id}, ${jurisdictionOf(actor.organisation)}, ${parameter.key}, ${json(parameter.value)}, ${parameter.from},
      ${parameter.reason}, ${parameter.citation ?? null}, ${actor.accountId}, ${instant(now)})`.execute(tx)
}

export async function insertCampaign(
  { tx, actor, now }: By,
  campaign: {
    id: string
    pack: string
    opened: string
    closed?: string | undefined
    cutOff: string
    applicationBy: string
    planBy: string
    doneBy: string
    reason: string
  },
): Promise<void> {
  await sql`insert into supervision.campaign (id, jurisdiction, pack, opened, closed, cut_off, application_by, plan_by, done_by, reason, decided_by, decided_at)
    values (${campaign.id}, ${jurisdictionOf(actor.organisation)}, ${campaign.pack}, ${campaign.opened}, ${campaign.closed ?? null},
      ${campaign.cutOff}, ${campaign.applicationBy}, ${campaign.planBy}, ${campaign.doneBy}, ${campaign.reason}, ${actor.accountId},
      ${instant(now)})`.execute(tx)
}

export async function insertGoLive({ tx, actor, now }: By, goLive: { id: string; day: string; reason: string }): Promise<void> {
  await sql`insert into supervision.go_live (id, jurisdiction, day, reason, decided_by, decided_at)
    values (${goLive.id}, ${jurisdictionOf(actor.organisation)}, ${goLive.day}, ${goLive.reason}, ${actor.accountId}, ${instant(now)})`.execute(
    tx,
  )
}

/** A run's row, told from now on to whoever watches its progress. */
export async function insertRun(
  { tx, now }: By,
  run: { id: string; kind: 'recompute' | 'preview'; jurisdiction: string; input: unknown },
): Promise<void> {
  await sql`insert into supervision.run (id, kind, jurisdiction, input, started_at)
    values (${run.id}, ${run.kind}, ${run.jurisdiction}, ${json(run.input)}, ${instant(now)})`.execute(tx)
}

/** After a decision: every process reads anew, and the jurisdiction is recomputed by the job that carries this run's id. */
export async function decided(context: By, runId: string): Promise<void> {
  await renewVersion(context.tx)
  await insertRun(context, { id: runId, kind: 'recompute', jurisdiction: jurisdictionOf(context.actor.organisation), input: {} })
}

export const recomputeJob = (runId: string): NewJob => ({ name: 'supervision.recompute-jurisdiction', data: { runId } })

export interface Run {
  id: string
  kind: 'recompute' | 'preview'
  jurisdiction: string
  input: Record<string, unknown>
  result: Record<string, unknown>
  total: number
  done: number
  cursor: string | null
  startedAt: number
  finishedAt: number | null
}

export function runById(tx: Tx, id: string): Promise<Run | undefined> {
  return row(
    sql<Run>`select id, kind, jurisdiction, input, result, total, done, cursor, started_at as "startedAt", finished_at as "finishedAt"
      from supervision.run where id = ${id}`,
    tx,
  )
}

/** The latest recomputation of a jurisdiction that is still under way. */
export function runUnderWay(tx: Tx, path: string): Promise<Run | undefined> {
  return row(
    sql<Run>`select id, kind, jurisdiction, input, result, total, done, cursor, started_at as "startedAt", finished_at as "finishedAt"
      from supervision.run where kind = 'recompute' and finished_at is null and starts_with(${path}, jurisdiction)
      order by started_at desc limit 1`,
    tx,
  )
}

export async function keepRun(
  tx: Tx,
  now: number,
  run: { id: string; total: number; done: number; cursor: string | null; result?: unknown; finishedAt: number | null },
): Promise<void> {
  await sql`update supervision.run set touched_at = ${instant(now)}, total = ${run.total}, done = ${run.done}, cursor = ${run.cursor},
    result = ${run.result === undefined ? sql`result` : json(run.result)}, finished_at = ${instant(run.finishedAt)} where id = ${run.id}`.execute(
    tx,
  )
}

/** One kept duty, as far as the actor may see it. */
export function dutyById(
  tx: Tx,
  key: { subjectId: string; clause: string; instance: string },
): Promise<{ subjectKind: string; ownerPath: string; state: string } | undefined> {
  return row(
    sql<{
      subjectKind: string
      ownerPath: string
      state: string
    }>`select subject_kind as "subjectKind", owner_path as "ownerPath", state
      from supervision.obligation where subject_id = ${key.subjectId} and clause = ${key.clause} and instance = ${key.instance}`,
    tx,
  )
}

/** A recomputation that has stood still this long has lost its job. */
const LOST_MS = 10 * 60_000

/**
 * Recomputations that nobody works on any more: their job was lost, or never made. Of several of one jurisdiction the latest
 * does for all; the others are closed.
 */
export async function takeUpLostRuns(tx: Tx, now: number): Promise<string[]> {
  const lost = await rows(
    sql<{ id: string; jurisdiction: string }>`select id, jurisdiction from supervision.run
      where kind = 'recompute' and finished_at is null and coalesce(touched_at, started_at) < ${instant(now - LOST_MS)}
      order by started_at desc, id desc limit 200 for update skip locked`,
    tx,
  )
  const latest = [...new Map(lost.toReversed().map((run) => [run.jurisdiction, run.id])).values()]
  await sql`update supervision.run set finished_at = ${instant(now)} where id = any(${lost.map(({ id }) => id)}::uuid[])
    and not id = any(${latest}::uuid[])`.execute(tx)
  await sql`update supervision.run set touched_at = ${instant(now)} where id = any(${latest}::uuid[])`.execute(tx)
  return latest
}
