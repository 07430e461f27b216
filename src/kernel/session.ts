/**
 * Accounts and sessions: argon2id, TOTP, lockout, idle end, revocation. A token is 256 random bits of which only the
 * SHA-256 is kept; after the second step there is a new one. Unknown names cost as much time as wrong passwords.
 */
import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import type { Roles } from './access.ts'
import type { Actor } from './actor.ts'
import { type AccountActorRow, actorOfRow, rolesHeld } from './actor-of.ts'
import type { Vault } from './crypto.ts'
import { derivedId } from './crypto.ts'
import { type Database, instant, row, rows, sql, type Tx, withOwner } from './db.ts'
import { kernelRefusal, type Refusal } from './refusal.ts'

/** Failed tries before the account is locked, and for how long. */
const TRIES = 5
const LOCK_MS = 15 * 60_000
/** A session ends after this much silence, and at the latest after a night shift and its handover. */
export const IDLE_MS = 30 * 60_000
export const LONGEST_MS = 14 * 3_600_000
const STEP_SECONDS = 30

/** Rule for passwords, shown with the field: 10 or more characters of at least two kinds. */
export function passwordFault(password: string): string | undefined {
  if (password.length < 10) return '密码至少 10 位'
  if (password.length > 200) return '密码太长'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length
  return kinds < 2 ? '密码要有字母、数字、符号中的至少两种' : undefined
}

/** argon2id with the library's present defaults (19 MiB, 2 passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

// A real hash of an unguessable password, so that an unknown account name takes the time of a known one.
const decoy = hash(randomBytes(24).toString('base64'))

export interface SignedIn {
  token: string
  state: 'in' | 'code' | 'enrol'
  /** For enrolment only. */
  secret?: string
  uri?: string
  accountId: string
}

interface AccountRow {
  id: string
  login: string
  name: string
  organisation_id: string
  password_hash: string
  totp: Buffer | null
  totp_confirmed_at: number | null
  totp_last_step: number | null
  second_factor: boolean
  must_change: boolean
  failed: number
  locked_until: number | null
  disabled_at: number | null
}

const digest = (token: string) => createHash('sha256').update(token).digest()

export interface SessionHouse {
  db: Database
  vault: Vault
  roles: Roles
}

function totpOf(secret: string, login: string): TOTP {
  return new TOTP({
    issuer: '归途',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  })
}

interface NewSession {
  accountId: string
  state: 'password' | 'in'
  device: string
  /** Of the phone's app: silence of a whole shift does not end it, since the phone itself is locked by the worker's password. */
  phone: boolean
  now: number
}

async function openSession(tx: Tx, { accountId, state, device, phone, now }: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await sql`insert into kernel.session (token_digest, id, account_id, state, device, phone, created_at, last_seen_at)
    values (${digest(token)}, ${derivedId(token, 'session')}, ${accountId}, ${state}, ${device.slice(0, 120)}, ${phone}, ${instant(now)}, ${instant(now)})`.execute(
    tx,
  )
  return token
}

/** First step: account name and password. The same sentence answers an unknown name, a wrong password, a closed account. */
export async function signIn(
  house: SessionHouse,
  input: { login: string; password: string; device: string; phone?: boolean; now: number },
): Promise<SignedIn | Refusal> {
  const { login, password, device, phone = false, now } = input
  return withOwner(house.db, async (tx) => {
    const account = await row(sql<AccountRow>`select * from kernel.account where login = ${login} for update`, tx)
    const lockedUntil = account ? account.locked_until : ghostLock(house, login, now)
    if (lockedUntil && lockedUntil > now) return lockedFor(lockedUntil, now)
    const good = await verify(account?.password_hash ?? (await decoy), password)
    if (!account || !good || account.disabled_at) {
      if (account) await countFailure(tx, account, now)
      else countGhost(house, login, now)
      return kernelRefusal('SIGN_IN_FAILED')
    }
    if (!account.second_factor) {
      await sql`update kernel.account set failed = 0, locked_until = null where id = ${account.id}`.execute(tx)
      return {
        token: await openSession(tx, { accountId: account.id, state: 'in', device, phone, now }),
        state: 'in',
        accountId: account.id,
      }
    }
    const token = await openSession(tx, { accountId: account.id, state: 'password', device, phone, now })
    if (account.totp && account.totp_confirmed_at) return { token, state: 'code', accountId: account.id }
    const secret = new Secret({ size: 20 }).base32
    await sql`update kernel.account set totp = ${house.vault.seal(`account.totp:${account.id}`, secret)} where id = ${account.id}`.execute(
      tx,
    )
    return { token, state: 'enrol', secret, uri: totpOf(secret, login).toString(), accountId: account.id }
  })
}

const lockedFor = (until: number, now: number) => kernelRefusal('LOCKED', { minutes: Math.ceil((until - now) / 60_000) })

/** Names that nobody has are locked like the others: otherwise the lock would tell which exist. */
const ghosts = new WeakMap<Database, Map<string, { failed: number; lockedUntil: number | null; at: number }>>()
const MOST_GHOSTS = 10_000

function ghostLock({ db }: SessionHouse, login: string, now: number): number | null {
  const ghost = ghosts.get(db)?.get(login)
  return ghost && now - ghost.at < 24 * LOCK_MS ? ghost.lockedUntil : null
}

function countGhost({ db }: SessionHouse, login: string, now: number): void {
  const known = ghosts.get(db) ?? new Map<string, { failed: number; lockedUntil: number | null; at: number }>()
  ghosts.set(db, known)
  const failed = (known.get(login)?.failed ?? 0) + 1
  const locked = failed >= TRIES
  if (known.size >= MOST_GHOSTS) known.delete(known.keys().next().value as string)
  known.delete(login)
  known.set(login, { failed: locked ? 0 : failed, lockedUntil: locked ? now + LOCK_MS : null, at: now })
}

async function countFailure(tx: Tx, account: AccountRow, now: number): Promise<void> {
  const failed = account.failed + 1
  const locked = failed >= TRIES
  await sql`update kernel.account set failed = ${locked ? 0 : failed}, locked_until = ${instant(locked ? now + LOCK_MS : null)} where id = ${account.id}`.execute(
    tx,
  )
}

/** Second step: a code of the authenticator. Each code serves once; a wrong one counts towards the lock. */
export async function confirmCode(
  house: SessionHouse,
  input: { token: string; code: string; device: string; now: number },
): Promise<SignedIn | Refusal> {
  const { token, code, device, now } = input
  return withOwner(house.db, async (tx) => {
    const account = await row(
      sql<AccountRow & { phone: boolean }>`select a.*, s.phone from kernel.account a join kernel.session s on s.account_id = a.id
        where s.token_digest = ${digest(token)} and s.state = 'password' and s.created_at > ${instant(now - LOCK_MS)} for update of a`,
      tx,
    )
    if (!account?.totp) return kernelRefusal('SIGN_IN')
    if (account.locked_until && account.locked_until > now) return lockedFor(account.locked_until, now)
    const delta = totpOf(house.vault.open(`account.totp:${account.id}`, account.totp), account.login).validate({
      token: code,
      timestamp: now,
      window: 1,
    })
    const step = delta === null ? null : Math.floor(now / 1000 / STEP_SECONDS) + delta
    if (step === null || step <= (account.totp_last_step ?? -1)) {
      await countFailure(tx, account, now)
      return kernelRefusal('SIGN_IN_FAILED')
    }
    await sql`update kernel.account set failed = 0, locked_until = null, totp_last_step = ${step},
      totp_confirmed_at = coalesce(totp_confirmed_at, ${instant(now)}) where id = ${account.id}`.execute(tx)
    await sql`update kernel.session set state = 'ended', ended_at = ${instant(now)} where token_digest = ${digest(token)}`.execute(
      tx,
    )
    const { phone } = account
    return {
      token: await openSession(tx, { accountId: account.id, state: 'in', device, phone, now }),
      state: 'in',
      accountId: account.id,
    }
  })
}

export interface Signed {
  actor: Actor
  login: string
  mustChange: boolean
  secondFactor: boolean
  sample: boolean
  sessionId: string
}

interface SignedRow extends AccountActorRow {
  session_id: string
  login: string
  must_change: boolean
  second_factor: boolean
  sample: boolean
  last_seen_at: number
}

/** Seconds between two notes of "last seen": a write per request would be waste. */
const SEEN_EVERY_MS = 60_000

/** The actor behind a token, or undefined when the session ended, slept too long, or was revoked. */
export async function actorOf(house: SessionHouse, token: string, now: number): Promise<Signed | undefined> {
  const found = await row(
    sql<SignedRow>`select s.id as session_id, a.id as account_id, a.login, a.name, a.must_change, a.second_factor, a.sample, s.last_seen_at,
        o.id as organisation_id, o.path, o.kind, o.name as organisation_name,
        ${rolesHeld} as roles
      from kernel.session s join kernel.account a on a.id = s.account_id join kernel.organisation o on o.id = a.organisation_id
      where s.token_digest = ${digest(token)} and s.state = 'in' and a.disabled_at is null and o.active
        and s.last_seen_at > case when s.phone then ${instant(now - LONGEST_MS)}::timestamptz else ${instant(now - IDLE_MS)}::timestamptz end
        and s.created_at > ${instant(now - LONGEST_MS)}`,
    house.db.kysely,
  )
  if (!found) return undefined
  if (now - found.last_seen_at > SEEN_EVERY_MS) {
    await sql`update kernel.session set last_seen_at = ${instant(now)} where token_digest = ${digest(token)} and state = 'in'`.execute(
      house.db.kysely,
    )
  }
  return {
    actor: actorOfRow(house.roles, found),
    login: found.login,
    mustChange: found.must_change,
    secondFactor: found.second_factor,
    sample: found.sample,
    sessionId: found.session_id,
  }
}

/** Ends the session behind a token. */
export async function signOut(house: SessionHouse, token: string, now: number): Promise<void> {
  await sql`update kernel.session set state = 'ended', ended_at = ${instant(now)} where token_digest = ${digest(token)}`.execute(
    house.db.kysely,
  )
}

export interface SessionLine {
  id: string
  device: string
  createdAt: number
  lastSeenAt: number
}

/** Open sessions of an account, newest first. */
export function sessionsOf(house: SessionHouse, accountId: string, now: number): Promise<SessionLine[]> {
  return rows(
    sql<SessionLine>`select id, device, created_at as "createdAt", last_seen_at as "lastSeenAt" from kernel.session
      where account_id = ${accountId} and state = 'in'
        and last_seen_at > case when phone then ${instant(now - LONGEST_MS)}::timestamptz else ${instant(now - IDLE_MS)}::timestamptz end order by created_at desc limit 50`,
    house.db.kysely,
  )
}

/** Ends one session of an account (or all of them but `except`). */
export async function endSessions(
  house: SessionHouse,
  accountId: string,
  which: { id?: string; except?: string },
  now: number,
): Promise<void> {
  await sql`update kernel.session set state = 'ended', ended_at = ${instant(now)} where account_id = ${accountId} and ended_at is null
    and (${which.id ?? null}::uuid is null or id = ${which.id ?? null}::uuid)
    and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null}::uuid)`.execute(house.db.kysely)
}

/** Changes one's own password; ends the other sessions. A wrong old one counts towards the lock: a session left open is no place to guess. */
export async function changePassword(
  house: SessionHouse,
  signed: Signed,
  input: { old: string; new: string; now: number },
): Promise<Refusal | undefined> {
  const refusal = await withOwner(house.db, async (tx): Promise<Refusal | undefined> => {
    const account = await row(sql<AccountRow>`select * from kernel.account where id = ${signed.actor.accountId} for update`, tx)
    if (account?.locked_until && account.locked_until > input.now) return lockedFor(account.locked_until, input.now)
    if (!account || !(await verify(account.password_hash, input.old))) {
      if (account) await countFailure(tx, account, input.now)
      return kernelRefusal('SIGN_IN_FAILED')
    }
    const fault = passwordFault(input.new) ?? (input.new === input.old ? '新密码不能和旧的一样' : undefined)
    if (fault) return { ...kernelRefusal('FORM', { count: 1 }), fields: { new: fault } }
    await sql`update kernel.account set password_hash = ${await hashPassword(input.new)}, must_change = false, failed = 0
      where id = ${account.id}`.execute(tx)
    return undefined
  })
  if (!refusal) await endSessions(house, signed.actor.accountId, { except: signed.sessionId }, input.now)
  return refusal
}
