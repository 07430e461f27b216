/** Signing in: lockout, second factor, idle end, revocation. */
import { TOTP, Secret } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { sql, withActor } from '#kernel/db.ts'
import { isRefusal } from '#kernel/refusal.ts'
import {
  actorOf,
  changePassword,
  confirmCode,
  endSessions,
  hashPassword,
  passwordFault,
  signIn,
  signOut,
  type SignedIn,
} from '#kernel/session.ts'
import { wrongTries } from '#app/session-routes.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
const MINUTE = 60_000
const PASSWORD = 'a-long-password-1'

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

let serial = 0
async function open(secondFactor: boolean): Promise<{ id: string; login: string }> {
  const id = crypto.randomUUID()
  const login = `person${serial++}`
  const passwordHash = await hashPassword(PASSWORD)
  await withActor(house.house.db, systemActor, (tx) =>
    insertAccount(
      tx,
      {
        id,
        login,
        name: '测试员',
        organisationId: house.organisations.north.id,
        passwordHash,
        secondFactor,
        mustChange: false,
        sample: false,
      },
      { accountId: systemActor.accountId, now: house.now() },
    ),
  )
  return { id, login }
}
const enter = (login: string, password = PASSWORD, now = house.now()) =>
  signIn(house.house, { login, password, device: 'test', now })

test('an unknown name and a wrong password get the same answer', async () => {
  const { login } = await open(false)
  expect(await enter('nobody')).toMatchObject({ code: 'KERNEL.SIGN_IN_FAILED' })
  expect(await enter(login, 'wrong-password-1')).toMatchObject({ code: 'KERNEL.SIGN_IN_FAILED' })
})

test('five wrong passwords lock the account for a quarter of an hour, also for the right one', async () => {
  const { login } = await open(false)
  for (let count = 0; count < 5; count += 1) await enter(login, 'wrong-password-1')
  expect(await enter(login)).toMatchObject({ code: 'KERNEL.LOCKED' })
  expect(isRefusal(await enter(login, PASSWORD, house.now() + 16 * MINUTE))).toBe(false)
})

test('a name that nobody has is locked like any other, so that the lock tells nothing', async () => {
  for (let count = 0; count < 5; count += 1)
    expect(await enter('no-such-person', 'wrong-password-1')).toMatchObject({ code: 'KERNEL.SIGN_IN_FAILED' })
  expect(await enter('no-such-person')).toMatchObject({ code: 'KERNEL.LOCKED' })
  expect(await enter('no-such-person', PASSWORD, house.now() + 16 * MINUTE)).toMatchObject({ code: 'KERNEL.SIGN_IN_FAILED' })
})

test('an old password guessed wrong five times locks the account, also from a session left open', async () => {
  const { login } = await open(false)
  const now = house.now()
  const signed = await actorOf(house.house, ((await enter(login)) as SignedIn).token, now)
  if (!signed) throw new Error('not signed in')
  const guess = (old: string) => changePassword(house.house, signed, { old, new: 'another-pass-22', now })
  for (let count = 0; count < 5; count += 1)
    expect(await guess(`guess-${count}-long`)).toMatchObject({ code: 'KERNEL.SIGN_IN_FAILED' })
  expect(await guess(PASSWORD)).toMatchObject({ code: 'KERNEL.LOCKED' })
  expect(await enter(login)).toMatchObject({ code: 'KERNEL.LOCKED' })
})

test('wrong tries from one address end after forty in a quarter of an hour', () => {
  const tries = wrongTries()
  for (let count = 0; count < 40; count += 1) {
    expect(tries.tooMany('10.0.0.7', count)).toBe(false)
    tries.count('10.0.0.7', count)
  }
  expect(tries.tooMany('10.0.0.7', 41)).toBe(true)
  expect(tries.tooMany('10.0.0.8', 41)).toBe(false)
  expect(tries.tooMany('10.0.0.7', 16 * MINUTE)).toBe(false)
})

test('who sees people needs a code; each code serves once', async () => {
  const { login } = await open(true)
  const now = house.now()
  const enrolled = (await enter(login)) as SignedIn
  expect(enrolled.state).toBe('enrol')
  expect(await actorOf(house.house, enrolled.token, now)).toBeUndefined()
  const totp = new TOTP({ secret: Secret.fromBase32(enrolled.secret as string), algorithm: 'SHA1', digits: 6, period: 30 })
  const code = totp.generate({ timestamp: now })
  const signed = (await confirmCode(house.house, { token: enrolled.token, code, device: 'test', now })) as SignedIn
  expect(signed.state).toBe('in')
  expect(signed.token).not.toBe(enrolled.token)
  expect((await actorOf(house.house, signed.token, now))?.login).toBe(login)
  const again = (await enter(login)) as SignedIn
  expect(again.state).toBe('code')
  expect(await confirmCode(house.house, { token: again.token, code, device: 'test', now })).toMatchObject({
    code: 'KERNEL.SIGN_IN_FAILED',
  })
})

test('a session ends after half an hour of silence and at the latest after fourteen hours', async () => {
  const { login } = await open(false)
  const now = house.now()
  const { token } = (await enter(login)) as SignedIn
  expect(await actorOf(house.house, token, now + 29 * MINUTE)).toBeDefined()
  expect(await actorOf(house.house, token, now + 29 * MINUTE + 31 * MINUTE)).toBeUndefined()
  for (let at = now + 20 * MINUTE; at < now + 13 * 60 * MINUTE; at += 20 * MINUTE) await actorOf(house.house, token, at)
  expect(await actorOf(house.house, token, now + 14 * 60 * MINUTE + MINUTE)).toBeUndefined()
})

test('ending a session is seen on the next request', async () => {
  const { id, login } = await open(false)
  const now = house.now()
  const here = (await enter(login)) as SignedIn
  const there = (await enter(login)) as SignedIn
  await signOut(house.house, here.token, now)
  expect(await actorOf(house.house, here.token, now)).toBeUndefined()
  await endSessions(house.house, id, {}, now)
  expect(await actorOf(house.house, there.token, now)).toBeUndefined()
})

test('a changed password ends the other sessions and only holds with the old one', async () => {
  const { login } = await open(false)
  const now = house.now()
  const here = (await enter(login)) as SignedIn
  const there = (await enter(login)) as SignedIn
  const signed = await actorOf(house.house, here.token, now)
  if (!signed) throw new Error('not signed in')
  expect(await changePassword(house.house, signed, { old: 'not-it-at-all-1', new: 'another-pass-22', now })).toMatchObject({
    code: 'KERNEL.SIGN_IN_FAILED',
  })
  expect(await changePassword(house.house, signed, { old: PASSWORD, new: 'short', now })).toMatchObject({ code: 'KERNEL.FORM' })
  expect(await changePassword(house.house, signed, { old: PASSWORD, new: 'another-pass-22', now })).toBeUndefined()
  expect(await actorOf(house.house, there.token, now)).toBeUndefined()
  expect(await actorOf(house.house, here.token, now)).toBeDefined()
})

test('only a digest of a token is kept', async () => {
  const { login } = await open(false)
  const { token } = (await enter(login)) as SignedIn
  const kept = await sql<{
    found: number
  }>`select count(*) as found from kernel.session where encode(token_digest, 'base64') like ${`%${token}%`}`.execute(
    house.house.db.kysely,
  )
  expect(kept.rows[0]?.found).toBe(0)
})

test('a password has ten characters of two kinds', () => {
  expect(passwordFault('123456789')).toBeDefined()
  expect(passwordFault('aaaaaaaaaaaa')).toBeDefined()
  expect(passwordFault('aaaaaaaaaa11')).toBeUndefined()
})
