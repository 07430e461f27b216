/** SQL of services asked of organisations, and of what was given. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ReferralState } from './lifecycle.ts'
import type { GivenFact } from './words.ts'

export interface Step {
  at: number
  by: string
  what: string
  words?: string | undefined
}
export interface ReferralContent {
  asks: string
  /** Only where the sender said that they are needed. */
  name?: string | undefined
  age?: string | undefined
  contact: string
  phone?: string | undefined
  sender: string
  to: string
  answer?: string | undefined
  files?: string[] | undefined
  course: Step[]
}
export interface ReferralRow {
  id: string
  childId: string
  ownerPath: string
  compartment: string
  itemId: string | null
  service: string
  state: ReferralState
  organisationId: string | null
  organisationPath: string | null
  senderId: string
  senderPath: string
  madeAt: number
  dueOn: string | null
  silentSince: number
  reminders: number
  raisedPath: string | null
  raisedAt: number | null
  answeredAt: number | null
  closedAt: number | null
  insteadOf: string | null
  sessions: number
  content: ReferralContent
}
type Sealed = Omit<ReferralRow, 'content'> & { content: Buffer }

const place = (id: string) => `helping.referral.content:${id}`
const givenPlace = (id: string) => `helping.given.content:${id}`
export const referralColumns = sql`r.id, r.child_id as "childId", r.file_path as "ownerPath", r.compartment, r.item_id as "itemId", r.service, r.state,
  r.organisation_id as "organisationId", r.organisation_path as "organisationPath", r.sender_id as "senderId", r.sender_path as "senderPath",
  r.made_at as "madeAt", r.due_on::text as "dueOn", r.silent_since as "silentSince", r.reminders, r.raised_path as "raisedPath", r.raised_at as "raisedAt",
  r.answered_at as "answeredAt", r.closed_at as "closedAt", r.instead_of as "insteadOf",
  (select count(*)::int from helping.given g where g.referral_id = r.id) as sessions, r.content`
export const openReferral = <R extends Sealed>(vault: Vault, found: R): Omit<R, 'content'> & { content: ReferralContent } => ({
  ...found,
  content: vault.openJson<ReferralContent>(place(found.id), found.content),
})

export async function referralById(tx: Tx, vault: Vault, id: string): Promise<ReferralRow | null> {
  const found = await row(sql<Sealed>`select ${referralColumns} from helping.referral r where r.id = ${id}`, tx)
  return found ? openReferral(vault, found) : null
}

export async function lockReferral({ tx, vault }: LoadContext, id: string): Promise<ReferralRow | null> {
  const locked = await row(sql`select r.id from helping.referral r where r.id = ${id} for update`, tx)
  return locked ? referralById(tx, vault, id) : null
}

export async function referralsOf(tx: Tx, vault: Vault, childId: string): Promise<ReferralRow[]> {
  const found = await rows(
    sql<Sealed>`select ${referralColumns} from helping.referral r where r.child_id = ${childId} order by r.made_at desc, r.id limit 200`,
    tx,
  )
  return found.map((each) => openReferral(vault, each))
}

export async function insertReferral(
  { tx, vault, occurredAt, actor }: LoadContext,
  made: Pick<
    ReferralRow,
    | 'id'
    | 'childId'
    | 'ownerPath'
    | 'compartment'
    | 'itemId'
    | 'service'
    | 'organisationId'
    | 'organisationPath'
    | 'dueOn'
    | 'insteadOf'
    | 'content'
  >,
): Promise<void> {
  const at = instant(occurredAt)
  await sql`insert into helping.referral (id, child_id, file_path, compartment, item_id, service, state, organisation_id, organisation_path,
      sender_id, sender_path, made_by, made_at, due_on, silent_since, instead_of, content)
    values (${made.id}, ${made.childId}, ${made.ownerPath}, ${made.compartment}, ${made.itemId}, ${made.service}, 'waiting', ${made.organisationId},
      ${made.organisationPath}, ${actor.organisation.id}, ${actor.organisation.path}, ${actor.accountId}, ${at}, ${made.dueOn}::date, ${at},
      ${made.insteadOf}, ${vault.sealJson(place(made.id), made.content)})`.execute(tx)
}

export type ReferralChange = Partial<
  Pick<
    ReferralRow,
    'state' | 'silentSince' | 'reminders' | 'raisedPath' | 'raisedAt' | 'answeredAt' | 'closedAt' | 'dueOn' | 'itemId' | 'content'
  >
>

/** Writes a referral as it stands after a change; it was locked. */
export async function changeReferral({ tx, vault }: LoadContext, before: ReferralRow, change: ReferralChange): Promise<void> {
  const after = { ...before, ...change }
  await sql`update helping.referral set state = ${after.state}, silent_since = ${instant(after.silentSince)}, reminders = ${after.reminders},
    raised_path = ${after.raisedPath}, raised_at = ${instant(after.raisedAt)}, answered_at = ${instant(after.answeredAt)},
    closed_at = ${instant(after.closedAt)}, due_on = ${after.dueOn}::date, item_id = ${after.itemId},
    content = ${vault.sealJson(place(after.id), after.content)} where id = ${after.id}`.execute(tx)
}

/** Whether the organisation has another open referral of this child. By whoever sees both. */
export async function askedElse(tx: Tx, childId: string, organisationPath: string, but: string): Promise<boolean> {
  const found = await row(
    sql<{ there: boolean }>`select exists (select 1 from helping.referral where child_id = ${childId}
      and organisation_path = ${organisationPath} and closed_at is null and id <> ${but}) as there`,
    tx,
  )
  return found?.there === true
}

export interface GivenContent {
  what?: string | undefined
  by?: string | undefined
  next?: string | undefined
  more?: string | undefined
}
export interface GivenRow {
  id: string
  childId: string
  compartment: string
  fact: GivenFact
  service: string | null
  referralId: string | null
  itemId: string | null
  givenAt: number
  organisation: string | null
  content: GivenContent
}

export async function insertGiven(
  { tx, vault, actor }: LoadContext,
  given: Pick<
    GivenRow,
    'id' | 'childId' | 'compartment' | 'fact' | 'service' | 'referralId' | 'itemId' | 'givenAt' | 'content'
  > & {
    factId: string
  },
): Promise<void> {
  await sql`insert into helping.given (id, child_id, compartment, fact, service, referral_id, item_id, organisation_path, given_at, fact_id, content)
    values (${given.id}, ${given.childId}, ${given.compartment}, ${given.fact}, ${given.service}, ${given.referralId}, ${given.itemId},
      ${actor.organisation.path}, ${instant(given.givenAt)}, ${given.factId}, ${vault.sealJson(givenPlace(given.id), given.content)})`.execute(
    tx,
  )
}

const givenColumns = sql`g.id, g.child_id as "childId", g.compartment, g.fact, g.service, g.referral_id as "referralId", g.item_id as "itemId",
  g.given_at as "givenAt", (select o.name from kernel.organisation o where o.path = g.organisation_path) as organisation, g.content`
type SealedGiven = Omit<GivenRow, 'content'> & { content: Buffer }
const openGiven = (vault: Vault, found: SealedGiven): GivenRow => ({
  ...found,
  content: vault.openJson<GivenContent>(givenPlace(found.id), found.content),
})

export async function givenOfChild(tx: Tx, vault: Vault, childId: string, limit: number): Promise<GivenRow[]> {
  const found = await rows(
    sql<SealedGiven>`select ${givenColumns} from helping.given g where g.child_id = ${childId} order by g.given_at desc, g.id limit ${limit}`,
    tx,
  )
  return found.map((each) => openGiven(vault, each))
}

export async function givenOfReferral(tx: Tx, vault: Vault, referralId: string): Promise<GivenRow[]> {
  const found = await rows(
    sql<SealedGiven>`select ${givenColumns} from helping.given g where g.referral_id = ${referralId} order by g.given_at desc limit 200`,
    tx,
  )
  return found.map((each) => openGiven(vault, each))
}
