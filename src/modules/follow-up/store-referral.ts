/** SQL of needs handed on and of abandonment told to the police. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ReferralState } from './lifecycle-needs.ts'

export interface ReferralRow {
  id: string
  fileId: string | null
  personId: string
  ownerPath: string
  need: string
  state: ReferralState
  department: string
  organisationId: string | null
  organisationPath: string | null
  toName: string
  madeAt: number
  silentSince: number
  reminders: number
  answeredAt: number | null
  closedAt: number | null
  insteadOf: string | null
  factId: string
  answerFactId: string | null
}

export const referralColumns = sql`r.id, r.file_id as "fileId", r.person_id as "personId", r.owner_path as "ownerPath", r.need, r.state, r.department,
  r.organisation_id as "organisationId", r.organisation_path as "organisationPath", r.to_name as "toName", r.made_at as "madeAt",
  r.silent_since as "silentSince", r.reminders, r.answered_at as "answeredAt", r.closed_at as "closedAt", r.instead_of as "insteadOf",
  r.fact_id as "factId", r.answer_fact_id as "answerFactId"`

export function referralById(tx: Tx, id: string): Promise<ReferralRow | undefined> {
  return row(sql<ReferralRow>`select ${referralColumns} from follow_up.referral r where r.id = ${id}`, tx)
}

export function lockReferral(tx: Tx, id: string): Promise<ReferralRow | undefined> {
  return row(sql<ReferralRow>`select ${referralColumns} from follow_up.referral r where r.id = ${id} for update`, tx)
}

/** All referrals of a person, those of the ones merged into them among them, newest first. */
export function referralsOf(tx: Tx, personId: string): Promise<ReferralRow[]> {
  return rows(
    sql<ReferralRow>`select ${referralColumns} from follow_up.referral r
      where r.person_id in (select id from people.person where id = ${personId} or merged_into = ${personId})
         or r.file_id in (select id from people.rescue_file where person_id = ${personId})
      order by r.made_at desc, r.id limit 200`,
    tx,
  )
}

export async function insertReferral(
  { tx, occurredAt }: LoadContext,
  made: Pick<
    ReferralRow,
    | 'id'
    | 'fileId'
    | 'personId'
    | 'ownerPath'
    | 'need'
    | 'department'
    | 'organisationId'
    | 'organisationPath'
    | 'toName'
    | 'insteadOf'
    | 'factId'
  >,
): Promise<void> {
  const at = instant(occurredAt)
  await sql`insert into follow_up.referral (id, file_id, person_id, owner_path, need, state, department, organisation_id, organisation_path, to_name,
      made_at, silent_since, instead_of, fact_id)
    values (${made.id}, ${made.fileId}, ${made.personId}, ${made.ownerPath}, ${made.need}, 'waiting', ${made.department}, ${made.organisationId},
      ${made.organisationPath}, ${made.toName}, ${at}, ${at}, ${made.insteadOf}, ${made.factId})`.execute(tx)
}

export async function moveReferral(
  tx: Tx,
  id: string,
  change: {
    state: ReferralState
    silentSince?: number
    reminded?: boolean
    answeredAt?: number
    answerFactId?: string
    closedAt?: number
  },
): Promise<void> {
  await sql`update follow_up.referral set state = ${change.state}, silent_since = coalesce(${instant(change.silentSince)}, silent_since),
    reminders = reminders + ${change.reminded ? 1 : 0}, answered_at = coalesce(${instant(change.answeredAt)}, answered_at),
    answer_fact_id = coalesce(${change.answerFactId ?? null}, answer_fact_id), closed_at = coalesce(closed_at, ${instant(change.closedAt)})
    where id = ${id}`.execute(tx)
}

export interface TellingRow {
  id: string
  fileId: string | null
  personId: string
  ownerPath: string
  tellerPath: string
  policeId: string | null
  policePath: string | null
  policeName: string
  kind: 'abandonment' | 'abuse' | 'both'
  toldAt: number
  answeredAt: number | null
  filed: boolean | null
  factId: string
  answerFactId: string | null
}

export const tellingColumns = sql`t.id, t.file_id as "fileId", t.person_id as "personId", t.owner_path as "ownerPath", t.teller_path as "tellerPath",
  t.police_id as "policeId", t.police_path as "policePath", t.police_name as "policeName", t.kind, t.told_at as "toldAt",
  t.answered_at as "answeredAt", t.filed, t.fact_id as "factId", t.answer_fact_id as "answerFactId"`

export function tellingById(tx: Tx, id: string): Promise<TellingRow | undefined> {
  return row(sql<TellingRow>`select ${tellingColumns} from follow_up.abandonment t where t.id = ${id}`, tx)
}

export function lockTelling(tx: Tx, id: string): Promise<TellingRow | undefined> {
  return row(sql<TellingRow>`select ${tellingColumns} from follow_up.abandonment t where t.id = ${id} for update`, tx)
}

export function tellingsOf(tx: Tx, personId: string): Promise<TellingRow[]> {
  return rows(
    sql<TellingRow>`select ${tellingColumns} from follow_up.abandonment t
      where t.person_id in (select id from people.person where id = ${personId} or merged_into = ${personId})
         or t.file_id in (select id from people.rescue_file where person_id = ${personId})
      order by t.told_at desc, t.id limit 100`,
    tx,
  )
}

export async function insertTelling(
  { tx, occurredAt }: LoadContext,
  telling: Omit<TellingRow, 'toldAt' | 'answeredAt' | 'filed' | 'answerFactId'>,
): Promise<void> {
  await sql`insert into follow_up.abandonment (id, file_id, person_id, owner_path, teller_path, police_id, police_path, police_name, kind, told_at, fact_id)
    values (${telling.id}, ${telling.fileId}, ${telling.personId}, ${telling.ownerPath}, ${telling.tellerPath}, ${telling.policeId},
      ${telling.policePath}, ${telling.policeName}, ${telling.kind}, ${instant(occurredAt)}, ${telling.factId})`.execute(tx)
}

export async function answerTelling(tx: Tx, id: string, answer: { at: number; filed: boolean; factId: string }): Promise<void> {
  await sql`update follow_up.abandonment set answered_at = ${instant(answer.at)}, filed = ${answer.filed}, answer_fact_id = ${answer.factId}
    where id = ${id}`.execute(tx)
}
