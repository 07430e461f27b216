/** SQL of training, behaviour plans and extensions. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { TrainingKind, TrainingResult } from './words.ts'

export interface TrainingRow {
  id: string
  fileId: string
  ownerPath: string
  kind: TrainingKind
  content: { topic: string; givenBy?: string | undefined; note?: string | undefined }
  beganOn: string
  endedOn: string | null
  hours: number | null
  result: TrainingResult
}

const trainingColumns = sql`id, file_id as "fileId", owner_path as "ownerPath", kind, content, began_on as "beganOn", ended_on as "endedOn", hours, result`
type Sealed<R, K extends keyof R> = Omit<R, K> & Record<K, Buffer>

const openTraining = (vault: Vault, sealed: Sealed<TrainingRow, 'content'>): TrainingRow => ({
  ...sealed,
  content: vault.openJson(`stay.training.content:${sealed.id}`, sealed.content),
})

export async function trainingsOf(tx: Tx, vault: Vault, fileId: string): Promise<TrainingRow[]> {
  const found = await rows(
    sql<
      Sealed<TrainingRow, 'content'>
    >`select ${trainingColumns} from stay.training where file_id = ${fileId} order by began_on desc, id limit 100`,
    tx,
  )
  return found.map((each) => openTraining(vault, each))
}

/** A training, locked. */
export async function trainingById(tx: Tx, vault: Vault, id: string): Promise<TrainingRow | null> {
  const found = await row(
    sql<Sealed<TrainingRow, 'content'>>`select ${trainingColumns} from stay.training where id = ${id} for update`,
    tx,
  )
  return found ? openTraining(vault, found) : null
}

export async function insertTraining({ tx, vault, actor, now }: LoadContext, training: TrainingRow): Promise<void> {
  await sql`insert into stay.training (id, file_id, owner_path, kind, content, began_on, ended_on, hours, result, recorded_at, recorded_by)
    values (${training.id}, ${training.fileId}, ${training.ownerPath}, ${training.kind},
      ${vault.sealJson(`stay.training.content:${training.id}`, training.content)}, ${training.beganOn}::date, ${training.endedOn}::date,
      ${training.hours}, ${training.result}, ${instant(now)}, ${actor.accountId})`.execute(tx)
}

export async function endTraining({ tx, vault }: LoadContext, training: TrainingRow): Promise<void> {
  await sql`update stay.training set result = ${training.result}, ended_on = ${training.endedOn}::date,
    content = ${vault.sealJson(`stay.training.content:${training.id}`, training.content)} where id = ${training.id}`.execute(tx)
}

export interface PlanRow {
  id: string
  fileId: string
  ownerPath: string
  state: 'running' | 'ended'
  ground: string
  measures: string[]
  content: { reason: string; how: string; told?: string | undefined }
  madeAt: number
  madeBy: string
  reviewOn: string
  endedAt: number | null
  endedReason: string | null
}

const planColumns = sql`id, file_id as "fileId", owner_path as "ownerPath", state, ground, measures, content, made_at as "madeAt",
  made_by_name as "madeBy", review_on as "reviewOn", ended_at as "endedAt", ended_reason as "endedReason"`
type SealedPlan = Omit<PlanRow, 'content' | 'endedReason'> & { content: Buffer; endedReason: Buffer | null }

const openPlan = (vault: Vault, sealed: SealedPlan): PlanRow => ({
  ...sealed,
  content: vault.openJson(`stay.behaviour_plan.content:${sealed.id}`, sealed.content),
  endedReason: sealed.endedReason
    ? vault.openJson<{ reason: string }>(`stay.behaviour_plan.ended_reason:${sealed.id}`, sealed.endedReason).reason
    : null,
})

export async function plansOf(tx: Tx, vault: Vault, fileId: string): Promise<PlanRow[]> {
  const found = await rows(
    sql<SealedPlan>`select ${planColumns} from stay.behaviour_plan where file_id = ${fileId} order by made_at desc limit 50`,
    tx,
  )
  return found.map((each) => openPlan(vault, each))
}

/** A plan, locked. */
export async function planById(tx: Tx, vault: Vault, id: string): Promise<PlanRow | null> {
  const found = await row(sql<SealedPlan>`select ${planColumns} from stay.behaviour_plan where id = ${id} for update`, tx)
  return found ? openPlan(vault, found) : null
}

export async function insertPlan(
  { tx, vault, actor }: LoadContext,
  plan: Pick<PlanRow, 'id' | 'fileId' | 'ownerPath' | 'ground' | 'measures' | 'content' | 'reviewOn'> & { at: number },
): Promise<void> {
  await sql`insert into stay.behaviour_plan (id, file_id, owner_path, state, ground, measures, content, made_at, made_by, made_by_name, review_on)
    values (${plan.id}, ${plan.fileId}, ${plan.ownerPath}, 'running', ${plan.ground}, ${plan.measures}::text[],
      ${vault.sealJson(`stay.behaviour_plan.content:${plan.id}`, plan.content)}, ${instant(plan.at)}, ${actor.accountId}, ${actor.name},
      ${plan.reviewOn}::date)`.execute(tx)
}

export async function insertReview(
  { tx, vault, actor, occurredAt }: LoadContext,
  review: { id: string; plan: PlanRow; finding: string; nextOn: string },
): Promise<void> {
  await sql`insert into stay.behaviour_review (id, plan_id, file_id, owner_path, finding, next_on, reviewed_at, reviewed_by, reviewed_by_name)
    values (${review.id}, ${review.plan.id}, ${review.plan.fileId}, ${review.plan.ownerPath},
      ${vault.sealJson(`stay.behaviour_review.finding:${review.id}`, { finding: review.finding })}, ${review.nextOn}::date, ${instant(occurredAt)},
      ${actor.accountId}, ${actor.name})`.execute(tx)
  await sql`update stay.behaviour_plan set review_on = ${review.nextOn}::date where id = ${review.plan.id}`.execute(tx)
}

export async function endPlan({ tx, vault, actor, occurredAt }: LoadContext, plan: PlanRow, reason: string): Promise<void> {
  await sql`update stay.behaviour_plan set state = 'ended', ended_at = greatest(made_at, ${instant(occurredAt)}), ended_by = ${actor.accountId},
    ended_reason = ${vault.sealJson(`stay.behaviour_plan.ended_reason:${plan.id}`, { reason })} where id = ${plan.id}`.execute(tx)
}

/** Reviews of a file's plans, the latest first. */
export async function reviewsOf(
  tx: Tx,
  vault: Vault,
  fileId: string,
): Promise<{ id: string; planId: string; at: number; by: string; nextOn: string; finding: string }[]> {
  const found = await rows(
    sql<{
      id: string
      planId: string
      at: number
      by: string
      nextOn: string
      finding: Buffer
    }>`select id, plan_id as "planId", reviewed_at as at,
      reviewed_by_name as by, next_on as "nextOn", finding from stay.behaviour_review where file_id = ${fileId} order by reviewed_at desc limit 200`,
    tx,
  )
  return found.map((each) => ({
    ...each,
    finding: vault.openJson<{ finding: string }>(`stay.behaviour_review.finding:${each.id}`, each.finding).finding,
  }))
}

/** Running plans of some files: when each is looked at again. */
export function runningPlans(tx: Tx, fileIds: string[]): Promise<{ fileId: string; reviewOn: string }[]> {
  return rows(
    sql<{ fileId: string; reviewOn: string }>`select file_id as "fileId", review_on as "reviewOn" from stay.behaviour_plan
      where file_id = any(${fileIds}::uuid[]) and state = 'running'`,
    tx,
  )
}

export interface ExtensionRow {
  id: string
  fileId: string
  ownerPath: string
  ground: string
  until: string
  approvedBy: string
  filedAt: number
  acknowledgedAt: number | null
  acknowledgedBy: string | null
  acknowledgedByOrganisation: string | null
}

const extensionColumns = sql`e.id, e.file_id as "fileId", e.owner_path as "ownerPath", e.ground, e.until_on as until, e.approved_by_name as "approvedBy",
  e.filed_at as "filedAt", e.acknowledged_at as "acknowledgedAt", e.acknowledged_by_name as "acknowledgedBy",
  e.acknowledged_by_organisation as "acknowledgedByOrganisation"`

export function extensionsOf(tx: Tx, fileIds: string[]): Promise<ExtensionRow[]> {
  return rows(
    sql<ExtensionRow>`select ${extensionColumns} from stay.extension e where e.file_id = any(${fileIds}::uuid[]) order by e.filed_at desc limit 2000`,
    tx,
  )
}

/** An extension, locked. */
export function extensionById(tx: Tx, id: string): Promise<ExtensionRow | undefined> {
  return row(sql<ExtensionRow>`select ${extensionColumns} from stay.extension e where e.id = ${id} for update`, tx)
}

export interface FiledExtension extends ExtensionRow {
  no: string
  name: string
  station: string
  reason: string
  acceptedAt: number | null
  total: number
}

/** Extensions in the actor's range: those that wait for the bureau first, then the latest. */
export async function filedExtensions(tx: Tx, vault: Vault, limit: number): Promise<FiledExtension[]> {
  const found = await rows(
    sql<
      Omit<FiledExtension, 'reason'> & { reason: Buffer }
    >`select ${extensionColumns}, e.reason, f.no, p.display_name as name, o.name as station,
      f.accepted_at as "acceptedAt", count(*) over () as total
      from stay.extension e join people.rescue_file f on f.id = e.file_id join people.person p on p.id = f.person_id
      join kernel.organisation o on o.id = e.station_id
      order by e.acknowledged_at is not null, e.filed_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => ({
    ...each,
    reason: vault.openJson<{ reason: string }>(`stay.extension.reason:${each.id}`, each.reason).reason,
  }))
}

export async function insertExtension(
  { tx, vault, actor, now }: LoadContext,
  extension: { id: string; fileId: string; stationId: string; ownerPath: string; ground: string; reason: string; until: string },
): Promise<void> {
  await sql`insert into stay.extension (id, file_id, station_id, owner_path, ground, reason, until_on, approved_by, approved_by_name, filed_at)
    values (${extension.id}, ${extension.fileId}, ${extension.stationId}, ${extension.ownerPath}, ${extension.ground},
      ${vault.sealJson(`stay.extension.reason:${extension.id}`, { reason: extension.reason })}, ${extension.until}::date, ${actor.accountId},
      ${actor.name}, ${instant(now)})`.execute(tx)
}

export async function acknowledge({ tx, actor, now }: LoadContext, id: string): Promise<void> {
  await sql`update stay.extension set acknowledged_at = ${instant(now)}, acknowledged_by = ${actor.accountId}, acknowledged_by_name = ${actor.name},
    acknowledged_by_organisation = ${actor.organisation.name} where id = ${id}`.execute(tx)
}
