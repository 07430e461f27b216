/** This room's SQL for writing, and the rows that decisions read. What names or describes somebody is sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { DAY } from '#kernel/time.ts'
import { fileRef, grantPart, type LoadedFile, lockFile, personRef } from '#modules/people-and-cases/index.ts'
import type { SettlementState } from './lifecycle.ts'
import type { Checked, Consequence, Look } from './rules.ts'
import type { FollowStep, Item } from './words.ts'

export interface Place {
  institutionId?: string
  institution: string
}

export interface CaseContent {
  checked?: Checked
  application?: { situation: string; wish?: string; suggestion?: string; early?: string; batch?: string; by: string }
  returned?: { at: number; lacks: Item[]; reason: string }[]
  planned?: Place & { planNo: string; way: string; funding?: string; at: number }
  approval?: { documentNo: string; documentOn: string; police?: string }
  declined?: { documentNo: string; documentOn: string; ground: string }
  proposal?: { name: string; birthDate: string; how: string; reason?: string; by: string; byName: string; at: number }
  named?: { name: string; birthDate: string; how: string; reason?: string; by: string; seen: string; at: number; before: string }
  register?: Place & { how: string; registerNo: string; address: string; division: string; on: string; by: string }
  placement?: Place & { on: string; note?: string }
  assessed?: { noAbility: boolean; noIncome: boolean; noSupporter: boolean; ground: string; at: number; by: string }
  support?: Place & { level: string; amount: number; fromMonth: string; note?: string }
  withdrawn?: { reason: string; note?: string; from: SettlementState; at: number }
  trueName?: { from: SettlementState; at: number }
}

export interface CaseRow {
  id: string
  fileId: string
  personId: string
  ownerPath: string
  state: SettlementState
  letterNo: string | null
  round: number
  planId: string | null
  policePath: string | null
  eligible: boolean | null
  createdAt: number
  changedAt: number
  appliedAt: number | null
  plannedAt: number | null
  approvedAt: number | null
  registeredAt: number | null
  supportedAt: number | null
  content: CaseContent
}

export const caseColumns = sql`c.id, c.file_id as "fileId", c.person_id as "personId", c.owner_path as "ownerPath", c.state, c.letter_no as "letterNo",
  c.round, c.plan_id as "planId", c.police_path as "policePath", c.eligible, c.created_at as "createdAt", c.changed_at as "changedAt",
  c.applied_at as "appliedAt", c.planned_at as "plannedAt", c.approved_at as "approvedAt", c.registered_at as "registeredAt",
  c.supported_at as "supportedAt", c.content`
const contentPlace = (id: string) => `settlement.case.content:${id}`
const planPlace = (id: string) => `settlement.plan.content:${id}`
export const notePlace = (id: string) => `settlement.consequence.note:${id}`

export type SealedCase = Omit<CaseRow, 'content'> & { content: Buffer }
export const openCase = (vault: Vault, sealed: SealedCase): CaseRow => ({
  ...sealed,
  content: vault.openJson<CaseContent>(contentPlace(sealed.id), sealed.content),
})

export async function caseOfFile(tx: Tx, vault: Vault, fileId: string, lock = false): Promise<CaseRow | undefined> {
  const found = await row(
    sql<SealedCase>`select ${caseColumns} from settlement.case c where c.file_id = ${fileId} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found && openCase(vault, found)
}

/** Cases of one person, whatever file they hang on. */
export async function casesOfPerson(tx: Tx, vault: Vault, personId: string): Promise<CaseRow[]> {
  const found = await rows(
    sql<SealedCase>`select ${caseColumns} from settlement.case c where c.person_id = ${personId} order by c.created_at limit 20`,
    tx,
  )
  return found.map((each) => openCase(vault, each))
}

export interface LoadedCase extends LoadedFile {
  case: CaseRow | undefined
}

/** A file with its case, locked: the file first, as everywhere. */
export async function lockCase({ tx, vault }: LoadContext, fileId: string): Promise<LoadedCase | null> {
  const loaded = await lockFile(tx, vault, fileId)
  return loaded && { ...loaded, case: await caseOfFile(tx, vault, fileId, true) }
}

export type CaseChange = Partial<
  Pick<CaseRow, 'state' | 'letterNo' | 'round' | 'planId' | 'policePath' | 'eligible' | 'personId'>
> & {
  content?: CaseContent
  nameKey?: Buffer
  numberKey?: Buffer
  stamp?: 'applied' | 'planned' | 'approved' | 'registered' | 'supported'
  at?: number
}

/** Begins a case; it stands as `candidate` until the first step. */
export async function insertCase(
  { tx, vault, now }: LoadContext,
  made: { id: string; fileId: string; personId: string; ownerPath: string },
): Promise<void> {
  await sql`insert into settlement.case (id, file_id, person_id, owner_path, state, created_at, changed_at, content)
    values (${made.id}, ${made.fileId}, ${made.personId}, ${made.ownerPath}, 'candidate', ${instant(now)}, ${instant(now)},
      ${vault.sealJson(contentPlace(made.id), {})})`.execute(tx)
}

export async function changeCase(context: LoadContext, id: string, change: CaseChange): Promise<void> {
  const { tx, vault, now } = context
  const stamped = (name: CaseChange['stamp']) => (change.stamp === name ? instant(change.at ?? context.occurredAt) : null)
  await sql`update settlement.case set changed_at = ${instant(now)},
    state = coalesce(${change.state ?? null}, state),
    letter_no = coalesce(${change.letterNo ?? null}, letter_no),
    round = coalesce(${change.round ?? null}::int, round),
    plan_id = coalesce(${change.planId ?? null}::uuid, plan_id),
    person_id = coalesce(${change.personId ?? null}::uuid, person_id),
    police_path = coalesce(${change.policePath ?? null}, police_path),
    eligible = coalesce(${change.eligible ?? null}::boolean, eligible),
    name_key = coalesce(${change.nameKey ?? null}::bytea, name_key),
    number_key = coalesce(${change.numberKey ?? null}::bytea, number_key),
    applied_at = coalesce(${stamped('applied')}::timestamptz, applied_at),
    planned_at = coalesce(${stamped('planned')}::timestamptz, planned_at),
    approved_at = coalesce(${stamped('approved')}::timestamptz, approved_at),
    registered_at = coalesce(${stamped('registered')}::timestamptz, registered_at),
    supported_at = coalesce(${stamped('supported')}::timestamptz, supported_at),
    content = coalesce(${change.content ? vault.sealJson(contentPlace(id), change.content) : null}::bytea, content)
    where id = ${id}`.execute(tx)
  const days = change.state && SIGHT_OF_POLICE[change.state]
  if (days !== undefined)
    await sql`update kernel.part set valid_until = ${instant(now + days * DAY)} where part = 'register' and valid_until is null
      and subject_id in (select unnest(array[c.file_id, c.person_id]) from settlement.case c where c.id = ${id})`.execute(tx)
}

/** Days for which the police body that was named sees the file once the case has come to this: what it wrote can be put right. */
const SIGHT_OF_POLICE: { [state in SettlementState]?: number } = { withdrawn: 0, registered: 30 }

/** What an ended case had reached is taken back from it when it begins anew. */
export async function beginAnew({ tx }: LoadContext, id: string): Promise<void> {
  await sql`update settlement.case set letter_no = null, round = 0, plan_id = null, police_path = null, eligible = null, applied_at = null,
    planned_at = null, approved_at = null where id = ${id} and registered_at is null`.execute(tx)
}

export interface PlanContent extends Place {
  way: string
  funding?: string
  by: string
  fileIds: string[]
  document?: { documentNo: string; documentOn: string; police?: string }
}

export interface PlanRow {
  id: string
  no: string
  bureauPath: string
  madeAt: number
  people: number
  decidedAt: number | null
  content: PlanContent
}

const planColumns = sql`id, no, bureau_path as "bureauPath", made_at as "madeAt", people, decided_at as "decidedAt", content`

export async function insertPlan(
  { tx, vault, now, actor }: LoadContext,
  plan: { id: string; no: string; content: PlanContent },
): Promise<void> {
  await sql`insert into settlement.plan (id, no, bureau_path, made_at, made_by, people, content)
    values (${plan.id}, ${plan.no}, ${actor.organisation.path}, ${instant(now)}, ${actor.accountId}, ${plan.content.fileIds.length},
      ${vault.sealJson(planPlace(plan.id), plan.content)})`.execute(tx)
}

export async function lockPlan(tx: Tx, vault: Vault, id: string): Promise<PlanRow | undefined> {
  const found = await row(
    sql<Omit<PlanRow, 'content'> & { content: Buffer }>`select ${planColumns} from settlement.plan where id = ${id} for update`,
    tx,
  )
  return found && { ...found, content: vault.openJson<PlanContent>(planPlace(id), found.content) }
}

export async function planById(tx: Tx, vault: Vault, id: string): Promise<PlanRow | undefined> {
  const found = await row(
    sql<Omit<PlanRow, 'content'> & { content: Buffer }>`select ${planColumns} from settlement.plan where id = ${id}`,
    tx,
  )
  return found && { ...found, content: vault.openJson<PlanContent>(planPlace(id), found.content) }
}

export async function plansOf(tx: Tx, vault: Vault, limit: number): Promise<PlanRow[]> {
  const found = await rows(
    sql<
      Omit<PlanRow, 'content'> & { content: Buffer }
    >`select ${planColumns} from settlement.plan order by made_at desc limit ${limit}`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<PlanContent>(planPlace(each.id), each.content) }))
}

export async function decidePlan({ tx, vault, now }: LoadContext, plan: PlanRow, content: PlanContent): Promise<void> {
  await sql`update settlement.plan set decided_at = ${instant(now)}, content = ${vault.sealJson(planPlace(plan.id), content)}
    where id = ${plan.id}`.execute(tx)
}

/** The police body comes to see who is to be registered. */
export async function grantToPolice({ tx, now }: LoadContext, { file, person }: LoadedFile, path: string): Promise<void> {
  for (const { kind, id: subjectId, ownerPath } of [fileRef(file), personRef(person)])
    await grantPart(tx, { kind, subjectId, ownerPath, path, part: 'register', from: now })
}

export async function upsertCandidate(tx: Tx, file: { id: string; ownerPath: string }, look: Look, now: number): Promise<void> {
  if (look.fullOn === null) return
  await sql`insert into settlement.candidate (file_id, owner_path, full_on, place, steps, looked_at)
    values (${file.id}, ${file.ownerPath}, ${look.fullOn}::date, ${look.where}, ${json(look.steps)}, ${instant(now)})
    on conflict (file_id) do update set full_on = excluded.full_on, place = excluded.place, steps = excluded.steps,
      looked_at = excluded.looked_at`.execute(tx)
}

export interface ConsequenceRow {
  id: string
  step: FollowStep
  dueOn: string
  doneAt: number | null
  doneBy: string | null
}

export function consequencesOfCase(tx: Tx, caseId: string): Promise<ConsequenceRow[]> {
  return rows(
    sql<ConsequenceRow>`select id, step, to_char(due_on, 'YYYY-MM-DD') as "dueOn", done_at as "doneAt", done_by as "doneBy"
      from settlement.consequence where case_id = ${caseId} order by due_on, step limit 20`,
    tx,
  )
}

export async function insertConsequences(
  context: LoadContext,
  of: { id: string; fileId: string; ownerPath: string },
  list: readonly Consequence[],
): Promise<void> {
  for (const { step, dueOn } of list)
    await sql`insert into settlement.consequence (id, case_id, file_id, owner_path, step, due_on)
      values (${context.newId(`consequence:${step}`)}, ${of.id}, ${of.fileId}, ${of.ownerPath}, ${step}, ${dueOn}::date)
      on conflict (case_id, step) do nothing`.execute(context.tx)
}

export async function finishConsequence({ tx, vault, now, actor }: LoadContext, id: string, how: string): Promise<void> {
  await sql`update settlement.consequence set done_at = ${instant(now)}, done_by = ${actor.accountId},
    note = ${vault.sealJson(notePlace(id), { how })} where id = ${id}`.execute(tx)
}

/** Whether anybody of the city but this person bears the name, or bore it. */
export async function nameTaken(tx: Tx, name: string, butPerson: string): Promise<boolean> {
  const found = await row(sql<{ taken: boolean }>`select settlement.name_taken(${name}, ${butPerson}) as taken`, tx)
  return found?.taken === true
}

/** Those of the names that somebody of the city but this person bears or bore. */
export async function namesTaken(tx: Tx, names: readonly string[], butPerson: string): Promise<string[]> {
  const found = await rows(
    sql<{ name: string }>`select name from unnest(${[...names]}::text[]) as name where settlement.name_taken(name, ${butPerson})`,
    tx,
  )
  return found.map((each) => each.name)
}
