/** The room's SQL for writing, and what a decision reads. Reasons, candidates and templates lie sealed. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Bureau, Photo } from './rules.ts'
import type { Assessment, Candidate } from './schema.ts'
import type { Erasure, Part, Result, Searched } from './words.ts'
import type { Model } from './worker.ts'

const bureauColumns = sql`jurisdiction, organisation_id as "organisationId", state, parts, assessed_on as "assessedOn",
  valid_months as "validMonths", retention_days as "retentionDays"`

/** The bureau that decides for whoever stands at this path: the nearest above. */
export function bureauOver(tx: Tx, path: string): Promise<Bureau | undefined> {
  return row(
    sql<Bureau>`select ${bureauColumns} from vision.bureau where starts_with(${path}, jurisdiction)
      order by length(jurisdiction) desc limit 1`,
    tx,
  )
}

export function lockBureau(tx: Tx, jurisdiction: string): Promise<Bureau | undefined> {
  return row(sql<Bureau>`select ${bureauColumns} from vision.bureau where jurisdiction = ${jurisdiction} for update`, tx)
}

export function bureaus(tx: Tx): Promise<Bureau[]> {
  return rows(sql<Bureau>`select ${bureauColumns} from vision.bureau order by jurisdiction limit 1000`, tx)
}

const assessmentPlace = (jurisdiction: string) => `vision.bureau.assessment:${jurisdiction}`

export async function keepAssessment(
  { tx, vault, actor, now }: LoadContext,
  jurisdiction: string,
  state: Bureau['state'],
  assessment: Assessment,
): Promise<void> {
  const sealed = vault.sealJson(assessmentPlace(jurisdiction), assessment)
  await sql`insert into vision.bureau (jurisdiction, organisation_id, state, assessed_on, valid_months, retention_days, assessment, changed_at, changed_by)
    values (${jurisdiction}, ${actor.organisation.id}, ${state}, ${assessment.assessedOn}::date, ${assessment.validMonths}, ${assessment.retentionDays},
      ${sealed}, ${instant(now)}, ${actor.accountId})
    on conflict (jurisdiction) do update set organisation_id = excluded.organisation_id, state = excluded.state, assessed_on = excluded.assessed_on,
      valid_months = excluded.valid_months, retention_days = excluded.retention_days, assessment = excluded.assessment,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tx)
}

export async function assessmentOf(tx: Tx, vault: Vault, jurisdiction: string): Promise<Assessment | undefined> {
  const found = await row(
    sql<{ assessment: Buffer }>`select assessment from vision.bureau where jurisdiction = ${jurisdiction}`,
    tx,
  )
  return found && vault.openJson<Assessment>(assessmentPlace(jurisdiction), found.assessment)
}

export async function setSwitch(
  { tx, actor, now }: LoadContext,
  jurisdiction: string,
  state: 'on' | 'off',
  parts: readonly Part[],
): Promise<void> {
  await sql`update vision.bureau set state = ${state}, parts = ${[...parts]}::text[], changed_at = ${instant(now)}, changed_by = ${actor.accountId}
    where jurisdiction = ${jurisdiction}`.execute(tx)
}

/** An upload by its id; what it is bound to decides whose photograph it is. */
export function photoById(tx: Tx, id: string): Promise<Photo | undefined> {
  return row(sql<Photo>`select id, type, subject_id as "subjectId" from kernel.file where id = ${id}`, tx)
}

/** The latest picture bound to a subject. */
export function latestPhotoOf(tx: Tx, subjectId: string): Promise<Photo | undefined> {
  return row(
    sql<Photo>`select id, type, subject_id as "subjectId" from kernel.file where subject_id = ${subjectId} and type like 'image/%'
      order by uploaded_at desc, id limit 1`,
    tx,
  )
}

export interface NewUse {
  id: string
  kind: 'face' | 'card'
  subjectKind: Searched | null
  subjectId: string | null
  ownerPath: string
  purpose: string | null
  basis: string | null
  photoId: string | null
  pick: number | null
  told: Record<string, unknown>
  result?: Result
}

/** A line of the log. A card is read at once; a comparison is done when its job says so. */
export async function insertUse({ tx, vault, actor, now }: LoadContext, use: NewUse): Promise<void> {
  const done = use.result !== undefined
  await sql`insert into vision.use (id, kind, subject_kind, subject_id, owner_path, organisation_id, state, purpose, basis, result, photo_id, pick, told,
      asked_at, asked_by, done_at)
    values (${use.id}, ${use.kind}, ${use.subjectKind}, ${use.subjectId}, ${use.ownerPath}, ${actor.organisation.id}, ${done ? 'done' : 'asked'},
      ${use.purpose}, ${use.basis}, ${use.result ?? null}, ${use.photoId}, ${use.pick},
      ${vault.sealJson(`vision.use.told:${use.id}`, use.told)}, ${instant(now)}, ${actor.accountId}, ${done ? instant(now) : null})`.execute(
    tx,
  )
}

export interface UseRow {
  id: string
  subjectKind: Searched
  subjectId: string
  ownerPath: string
  organisationId: string
  state: 'asked' | 'done'
  result: Result | null
  purpose: string | null
  photoId: string
  pick: number | null
  askedAt: number
  askedBy: string
}

const useColumns = sql`id, subject_kind as "subjectKind", subject_id as "subjectId", owner_path as "ownerPath", organisation_id as "organisationId",
  state, result, purpose, photo_id as "photoId", pick, asked_at as "askedAt", asked_by as "askedBy"`

export function useById(tx: Tx, id: string, lock = false): Promise<UseRow | undefined> {
  const wait = lock ? sql`for update` : sql``
  return row(sql<UseRow>`select ${useColumns} from vision.use where id = ${id} and kind = 'face' ${wait}`, tx)
}

/** A comparison of this subject that is still under way. */
export function waitingUse(tx: Tx, subjectId: string): Promise<{ id: string } | undefined> {
  return row(sql<{ id: string }>`select id from vision.use where subject_id = ${subjectId} and state = 'asked' limit 1`, tx)
}

export interface Found {
  candidates: Candidate[]
  refusals: string[]
  warnings: string[]
  searched: number
  stale: number
}

export async function finishUse({ tx, vault, now }: LoadContext, id: string, result: Result, found: Found): Promise<void> {
  await sql`update vision.use set state = 'done', result = ${result}, found = ${vault.sealJson(`vision.use.found:${id}`, found)},
    done_at = ${instant(now)} where id = ${id}`.execute(tx)
}

export async function foundOf(tx: Tx, vault: Vault, id: string): Promise<Found | undefined> {
  const kept = await row(sql<{ found: Buffer | null }>`select found from vision.use where id = ${id}`, tx)
  return kept?.found ? vault.openJson<Found>(`vision.use.found:${id}`, kept.found) : undefined
}

const vectorPlace = (id: string) => `vision.template.vector:${id}`

export interface NewTemplate {
  id: string
  subjectKind: Searched
  subjectId: string
  ownerPath: string
  photoId: string
  pick: number | null
  useId: string
  model: Model
  /** 512 float32, little endian, base64. */
  vector: string
}

/** One template for a photograph of a subject; made again, it takes the place of the one before. */
export async function keepTemplate(
  { tx, vault, now }: Pick<LoadContext, 'tx' | 'vault' | 'now'>,
  template: NewTemplate,
): Promise<void> {
  const { model } = template
  const before = await row(
    sql<{ id: string }>`select id from vision.template where subject_id = ${template.subjectId} and photo_id = ${template.photoId}
      and erased_at is null for update`,
    tx,
  )
  const id = before?.id ?? template.id
  const vector = vault.seal(vectorPlace(id), template.vector)
  if (before)
    await sql`update vision.template set vector = ${vector}, model_id = ${model.id}, model_sha256 = ${model.sha256}, model_version = ${model.version},
      pick = ${template.pick}, use_id = ${template.useId} where id = ${id}`.execute(tx)
  else
    await sql`insert into vision.template (id, subject_kind, subject_id, owner_path, photo_id, pick, model_id, model_sha256, model_version, vector, made_at, use_id)
      values (${id}, ${template.subjectKind}, ${template.subjectId}, ${template.ownerPath}, ${template.photoId}, ${template.pick}, ${model.id},
        ${model.sha256}, ${model.version}, ${vector}, ${instant(now)}, ${template.useId})`.execute(tx)
}

export interface OpenedTemplate {
  id: string
  subjectKind: Searched
  subjectId: string
  ownerPath: string
  vector: string
}

/**
 * Templates of one model within the actor's range, a page at a time. Sealed subjects are left out: a candidate would give
 * them away to who is no reader.
 */
export async function templatePage(
  tx: Tx,
  vault: Vault,
  of: { model: Model; after: string | null; without: readonly string[]; limit: number },
): Promise<OpenedTemplate[]> {
  const found = await rows(
    sql<
      OpenedTemplate & { vector: Buffer }
    >`select t.id, t.subject_kind as "subjectKind", t.subject_id as "subjectId", t.owner_path as "ownerPath", t.vector
      from vision.template t
      where t.erased_at is null and t.model_sha256 = ${of.model.sha256} and t.model_version = ${of.model.version}
        and (${of.after}::uuid is null or t.id > ${of.after}::uuid) and not t.subject_id = any(${[...of.without]}::uuid[])
        and not exists (select 1 from kernel.seal s where s.subject_id = t.subject_id)
      order by t.id limit ${of.limit}`,
    tx,
  )
  return found.map((each) => ({ ...each, vector: vault.open(vectorPlace(each.id), each.vector as unknown as Buffer) }))
}

export interface StaleTemplate {
  id: string
  subjectKind: Searched
  subjectId: string
  ownerPath: string
  photoId: string
  pick: number | null
  useId: string
}

/** Templates of other models than this one, to be made anew from their photographs. */
export function staleTemplates(tx: Tx, model: Model, after: string | null, limit: number): Promise<StaleTemplate[]> {
  return rows(
    sql<StaleTemplate>`select id, subject_kind as "subjectKind", subject_id as "subjectId", owner_path as "ownerPath", photo_id as "photoId", pick,
      use_id as "useId" from vision.template
      where erased_at is null and (model_sha256 <> ${model.sha256} or model_version <> ${model.version})
        and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`,
    tx,
  )
}

/** How many templates there are within the range, and how many of them are of another model than this one. */
export async function countTemplates(tx: Tx, model?: Model): Promise<{ held: number; stale: number }> {
  const other = model ? sql`model_sha256 <> ${model.sha256} or model_version <> ${model.version}` : sql`false`
  const counted = await row(
    sql<{ held: number; stale: number }>`select count(*) as held, count(*) filter (where ${other}) as stale
      from vision.template where erased_at is null`,
    tx,
  )
  return counted ?? { held: 0, stale: 0 }
}

/** How many templates a subject has. */
export async function templatesOf(tx: Tx, subjectId: string): Promise<number> {
  const counted = await row(
    sql<{ count: number }>`select count(*) as count from vision.template where subject_id = ${subjectId} and erased_at is null`,
    tx,
  )
  return counted?.count ?? 0
}

/** Empties templates: of some subjects, some themselves, made before an instant, or all within the range. Answers how many. */
export async function eraseTemplates(
  tx: Tx,
  now: number,
  why: Erasure,
  of: { subjectIds?: readonly string[]; ids?: readonly string[]; madeBefore?: number },
): Promise<number> {
  const whose = of.subjectIds ? sql`subject_id = any(${[...of.subjectIds]}::uuid[])` : sql`true`
  const which = of.ids ? sql`id = any(${[...of.ids]}::uuid[])` : sql`true`
  const old = of.madeBefore === undefined ? sql`true` : sql`made_at < ${instant(of.madeBefore)}`
  const done = await sql`update vision.template set vector = null, erased_at = ${instant(now)}, erased_why = ${why}
    where erased_at is null and ${whose} and ${which} and ${old}`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
