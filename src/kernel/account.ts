/** Accounts are made by an administrator; a person's roles have their times. */
import { instant, row, rows, sql, type Tx } from './db.ts'

export interface NewAccount {
  id: string
  login: string
  name: string
  organisationId: string
  post?: string | undefined
  passwordHash: string
  secondFactor: boolean
  mustChange: boolean
  sample: boolean
}

export interface AccountLine {
  id: string
  login: string
  name: string
  post: string | null
  organisationId: string
  organisationPath: string
  organisationName: string
  organisationKind: string
  roles: string[]
  secondFactor: boolean
  enrolled: boolean
  disabledAt: number | null
  lockedUntil: number | null
  sample: boolean
}

const lineColumns = sql`a.id, a.login, a.name, a.post, a.organisation_id as "organisationId", o.path as "organisationPath", o.name as "organisationName",
  o.kind as "organisationKind", a.second_factor as "secondFactor", a.totp_confirmed_at is not null as enrolled, a.disabled_at as "disabledAt",
  a.locked_until as "lockedUntil", a.sample,
  array(select role from kernel.account_role r where r.account_id = a.id and r.revoked_at is null order by role) as roles`

/** Accounts of the organisations under a path, at most 1,000. */
export function accountsUnder(tx: Tx, path: string): Promise<AccountLine[]> {
  return rows(
    sql<AccountLine>`select ${lineColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where starts_with(o.path, ${path}) order by o.path, a.login limit 1000`,
    tx,
  )
}

/** One account, locked for a change. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountLine | null> {
  await sql`select 1 from kernel.account where id = ${id} for update`.execute(tx)
  return (
    (await row(
      sql<AccountLine>`select ${lineColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id where a.id = ${id}`,
      tx,
    )) ?? null
  )
}

export async function loginTaken(tx: Tx, login: string): Promise<boolean> {
  return (await row(sql`select 1 as taken from kernel.account where login = ${login}`, tx)) !== undefined
}

export async function insertAccount(tx: Tx, account: NewAccount, by: { accountId: string; now: number }): Promise<void> {
  await sql`insert into kernel.account (id, login, name, organisation_id, post, password_hash, second_factor, must_change, sample, created_at, created_by)
    values (${account.id}, ${account.login}, ${account.name}, ${account.organisationId}, ${account.post ?? null}, ${account.passwordHash},
      ${account.secondFactor}, ${account.mustChange}, ${account.sample}, ${instant(by.now)}, ${by.accountId})`.execute(tx)
}

export async function grantRole(tx: Tx, accountId: string, role: string, by: { accountId: string; now: number }): Promise<void> {
  await sql`insert into kernel.account_role (account_id, role, granted_at, granted_by)
    values (${accountId}, ${role}, ${instant(by.now)}, ${by.accountId})`.execute(tx)
}

export async function revokeRole(tx: Tx, accountId: string, role: string, now: number): Promise<void> {
  await sql`update kernel.account_role set revoked_at = ${instant(now)} where account_id = ${accountId} and role = ${role} and revoked_at is null`.execute(
    tx,
  )
}

/** Closes or reopens an account; closing ends its sessions. */
/** Ends the sessions that an account has on phones: one was lost, or is not used any more. */
export async function endPhoneSessions(tx: Tx, accountId: string, now: number): Promise<void> {
  await sql`update kernel.session set state = 'ended', ended_at = ${instant(now)}
    where account_id = ${accountId} and phone and state <> 'ended'`.execute(tx)
}

export async function setAccountOpen(tx: Tx, id: string, open: boolean, now: number): Promise<void> {
  await sql`update kernel.account set disabled_at = ${open ? null : instant(now)}, failed = 0, locked_until = null where id = ${id}`.execute(
    tx,
  )
  if (!open)
    await sql`update kernel.session set state = 'ended', ended_at = ${instant(now)} where account_id = ${id} and ended_at is null`.execute(
      tx,
    )
}

/** A new first password, to be changed at the next sign-in; unlocks, ends sessions, and may ask for a new second factor. */
export async function resetPassword(
  tx: Tx,
  id: string,
  passwordHash: string,
  forgetSecondFactor: boolean,
  now: number,
): Promise<void> {
  await sql`update kernel.account set password_hash = ${passwordHash}, must_change = true, failed = 0,
    locked_until = null where id = ${id}`.execute(tx)
  // A statement of its own: this role may write the second factor's secret and not read it.
  if (forgetSecondFactor) await sql`update kernel.account set totp = null, totp_confirmed_at = null where id = ${id}`.execute(tx)
  await sql`update kernel.session set state = 'ended', ended_at = ${instant(now)} where account_id = ${id} and ended_at is null`.execute(
    tx,
  )
}
