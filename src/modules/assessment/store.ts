/** This room's SQL. What describes the child or names an assessor is sealed in `content`. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { SheetScore } from '#modules/people-and-cases/words.ts'
import type { AssessmentState } from './lifecycle.ts'
import type { Answers, Purpose, Title } from './words.ts'

export interface AssessmentContent {
  answers: Answers
  remarks: Record<string, string>
  /** How often answers were changed. */
  changes: number
  note?: string
  result?: Pick<SheetScore, 'score' | 'of' | 'parts' | 'vetoes' | 'missing'> & { gradeTitle: string; advice?: string }
  conclusion?: string
  whyOpen?: string
  needs?: string[]
  by?: string
  /** Action that told the result: finds its fact. */
  action?: string
  paper?: string[]
  disputes?: {
    at: number
    from: string
    reason: string
    files?: string[]
    by: string
    answer?: { at: number; outcome: string; reason: string; by: string }
  }[]
  /** Who assessed before, where the team was changed. */
  teams?: { at: number; by: string; reason: string; names: string[] }[]
  dropped?: { reason: string; note?: string; by: string; at: number }
}

export interface AssessmentRow {
  id: string
  childId: string
  purpose: Purpose
  sheetId: string | null
  sheet: string
  version: string
  state: AssessmentState
  startedAt: number
  startedBy: string
  changedAt: number
  concludedAt: number | null
  grade: string | null
  nextOn: string | null
  content: AssessmentContent
}

export const columns = sql`a.id, a.child_id as "childId", a.purpose, a.sheet_id as "sheetId", a.sheet, a.version, a.state,
  a.started_at as "startedAt", a.started_by as "startedBy", a.changed_at as "changedAt", a.concluded_at as "concludedAt", a.grade,
  to_char(a.next_on, 'YYYY-MM-DD') as "nextOn", a.content`
export type Sealed = Omit<AssessmentRow, 'content'> & { content: Buffer }
const place = (id: string) => `assessment.assessment.content:${id}`
const assessorPlace = (id: string) => `assessment.assessor.content:${id}`
const opinionPlace = (id: string) => `assessment.opinion.content:${id}`

export const opened = (vault: Vault, sealed: Sealed): AssessmentRow => ({
  ...sealed,
  content: vault.openJson<AssessmentContent>(place(sealed.id), sealed.content),
})

export async function assessmentById(tx: Tx, vault: Vault, id: string, lock = false): Promise<AssessmentRow | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from assessment.assessment a where a.id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? opened(vault, found) : null
}

export async function assessmentsOf(tx: Tx, vault: Vault, childId: string): Promise<AssessmentRow[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from assessment.assessment a where a.child_id = ${childId} order by a.started_at desc limit 100`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

/** Kept on a unique index: the second who begins the same finds the first. */
export async function insertAssessment(
  { tx, vault, actor, now, occurredAt }: LoadContext,
  made: Pick<AssessmentRow, 'id' | 'childId' | 'purpose' | 'sheetId' | 'sheet' | 'version' | 'content'>,
): Promise<void> {
  await sql`insert into assessment.assessment (id, child_id, purpose, sheet_id, sheet, version, state, started_at, started_by, changed_at, content)
    values (${made.id}, ${made.childId}, ${made.purpose}, ${made.sheetId}, ${made.sheet}, ${made.version}, 'under-way',
      ${instant(occurredAt)}, ${actor.accountId}, ${instant(now)}, ${vault.sealJson(place(made.id), made.content)})`.execute(tx)
}

export type Change = Partial<Pick<AssessmentRow, 'state' | 'childId' | 'grade' | 'content'>> & {
  concludedAt?: number
  /** Null takes it away. */
  nextOn?: string | null
}

export async function changeAssessment({ tx, vault, now }: LoadContext, id: string, change: Change): Promise<void> {
  const sets = [
    sql`changed_at = ${instant(now)}`,
    ...(change.state === undefined ? [] : [sql`state = ${change.state}`]),
    ...(change.childId === undefined ? [] : [sql`child_id = ${change.childId}`]),
    ...(change.grade === undefined ? [] : [sql`grade = ${change.grade}`]),
    ...(change.concludedAt === undefined ? [] : [sql`concluded_at = ${instant(change.concludedAt)}`]),
    ...(change.nextOn === undefined ? [] : [sql`next_on = ${change.nextOn}::date`]),
    ...(change.content === undefined ? [] : [sql`content = ${vault.sealJson(place(id), change.content)}`]),
  ]
  await sql`update assessment.assessment set ${sql.join(sets)} where id = ${id}`.execute(tx)
}

/** What was concluded before for this purpose is not what comes due any more. */
export async function noLongerDue(tx: Tx, childId: string, but: string): Promise<void> {
  await sql`update assessment.assessment set next_on = null where child_id = ${childId} and id <> ${but} and next_on is not null`.execute(
    tx,
  )
}

export interface AssessorRow {
  id: string
  assessmentId: string
  accountId: string | null
  signedAt: number | null
  name: string
  organisation: string
  path: string | null
  title: Title
}

type AssessorContent = Pick<AssessorRow, 'name' | 'organisation' | 'path' | 'title'>

export async function assessorsOf(tx: Tx, vault: Vault, assessmentIds: readonly string[]): Promise<AssessorRow[]> {
  if (assessmentIds.length === 0) return []
  const found = await rows(
    sql<{ id: string; assessmentId: string; accountId: string | null; signedAt: number | null; content: Buffer }>`
      select id, assessment_id as "assessmentId", account_id as "accountId", signed_at as "signedAt", content
      from assessment.assessor where left_at is null and assessment_id = any(${[...assessmentIds]}::uuid[]) order by id limit 1000`,
    tx,
  )
  return found.map(({ content, ...each }) => ({ ...each, ...vault.openJson<AssessorContent>(assessorPlace(each.id), content) }))
}

export async function insertAssessors(
  { tx, vault }: LoadContext,
  of: { id: string; childId: string },
  assessors: readonly Omit<AssessorRow, 'assessmentId' | 'signedAt'>[],
): Promise<void> {
  for (const { id, accountId, ...content } of assessors)
    await sql`insert into assessment.assessor (id, assessment_id, child_id, account_id, content)
      values (${id}, ${of.id}, ${of.childId}, ${accountId}, ${vault.sealJson(assessorPlace(id), content)})`.execute(tx)
}

/** No longer of the team; the row stays to be read. */
export async function retire({ tx, now }: LoadContext, assessors: readonly { id: string }[]): Promise<void> {
  if (assessors.length === 0) return
  await sql`update assessment.assessor set left_at = ${instant(now)}
    where id = any(${assessors.map((each) => each.id)}::uuid[])`.execute(tx)
}

/** Signed, or, where the answers were changed, no longer. */
export async function setSigned(
  { tx, now }: LoadContext,
  assessmentId: string,
  signed: { accountId: string } | null,
): Promise<void> {
  if (signed === null)
    await sql`update assessment.assessor set signed_at = null where assessment_id = ${assessmentId}`.execute(tx)
  else
    await sql`update assessment.assessor set signed_at = ${instant(now)}
      where assessment_id = ${assessmentId} and account_id = ${signed.accountId}`.execute(tx)
}

export interface OpinionContent {
  wish?: string
  words?: string
  alone?: boolean
  by: string
  files?: string[]
}
export interface OpinionRow {
  id: string
  manner: string
  heardAt: number
  content: OpinionContent
}

export async function insertOpinion(
  { tx, vault, actor, occurredAt }: LoadContext,
  made: { id: string; childId: string; manner: string; content: OpinionContent },
): Promise<void> {
  await sql`insert into assessment.opinion (id, child_id, manner, heard_at, heard_by, content)
    values (${made.id}, ${made.childId}, ${made.manner}, ${instant(occurredAt)}, ${actor.accountId},
      ${vault.sealJson(opinionPlace(made.id), made.content)})`.execute(tx)
}

export async function opinionsOf(tx: Tx, vault: Vault, childId: string): Promise<OpinionRow[]> {
  const found = await rows(
    sql<{ id: string; manner: string; heardAt: number; content: Buffer }>`
      select id, manner, heard_at as "heardAt", content from assessment.opinion where child_id = ${childId}
      order by heard_at desc limit 50`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<OpinionContent>(opinionPlace(each.id), each.content) }))
}

/** Rows of a file that turned out to be another file's child; assessments under way move one by one, for only one stands. */
export async function moveToChild(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update assessment.assessment set child_id = ${to} where child_id = ${from}`.execute(tx)
  await sql`update assessment.assessor set child_id = ${to} where child_id = ${from}`.execute(tx)
  await sql`update assessment.opinion set child_id = ${to} where child_id = ${from}`.execute(tx)
}
