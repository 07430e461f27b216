/** A server that can be killed in the middle of a request and comes back on the same database, with a worker who signs in. */
import type { FastifyInstance } from 'fastify'
import { buildServer } from '#app/http.ts'
import { sql, withActor } from '#kernel/db.ts'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { hashPassword, signIn } from '#kernel/session.ts'
import type { Me } from '#web/phone/engine/contact.ts'
import { openTestHouse, type Place, type TestHouse } from '../house.ts'
import type { World } from './luck.ts'

const PASSWORD = 'street-2026-invented'
/** True time runs so many times faster than the test. */
const SPEED = 20

export interface TestWorld extends World {
  house: TestHouse
  /** What the server said of defects. */
  log: string[]
  /** An account with a password; runs that follow get workers of their own. */
  worker(role: string, place: Place): Promise<{ me: Me; actor: Actor; world: World }>
  close(): Promise<void>
}

export async function openWorld(): Promise<TestWorld> {
  const house = await openTestHouse()
  const began = performance.now()
  const start = house.now()
  let ahead = 0
  const now = () => Math.round(start + ahead + (performance.now() - began) * SPEED)
  const ticking = { ...house.house, clock: { now } }
  const log: string[] = []
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => undefined }
  const passwordHash = await hashPassword(PASSWORD)
  let server: FastifyInstance
  let base: string
  const up = async () => {
    server = await buildServer(ticking, setup, (line) => log.push(line))
    base = await server.listen({ port: 0, host: '127.0.0.1' })
  }
  await up()
  let killing: Promise<void> | undefined
  const kill = () => {
    killing ??= (async () => {
      await server.close()
      await up()
    })().finally(() => {
      killing = undefined
    })
    return killing
  }
  const shared = { base: () => base, kill, now, later: (ms: number) => void (ahead += ms) }
  let serial = 0
  return {
    ...shared,
    house,
    log,
    signIn: () => Promise.reject(new Error('who?')),
    endSessions: () => Promise.resolve(),
    async worker(role, place) {
      const like = house.actor(role, place)
      await house.ask(like, 'people.search', { text: '某' })
      const login = `street-${(serial += 1)}`
      const accountId = crypto.randomUUID()
      await withActor(house.house.db, systemActor, async (tx) => {
        await sql`insert into kernel.account (id, login, name, organisation_id, password_hash, second_factor, must_change, sample, created_at, created_by)
          select ${accountId}, ${login}, '林一鸣', organisation_id, ${passwordHash}, false, false, true, created_at, created_by
          from kernel.account where id = ${like.accountId}`.execute(tx)
        await sql`insert into kernel.account_role (account_id, role, granted_at, granted_by)
          values (${accountId}, ${role}, now(), ${accountId})`.execute(tx)
      })
      const { id, name, kind } = like.organisation
      const me: Me = { accountId, name: '林一鸣', organisation: { id, name, kind }, doors: [] }
      const world: World = {
        ...shared,
        base: () => base,
        async signIn() {
          const signed = await signIn(house.house, { login, password: PASSWORD, device: 'phone', phone: true, now: now() })
          if (isRefusal(signed)) throw new Error(signed.code)
          return `guitu=${signed.token}`
        },
        async endSessions() {
          await sql`update kernel.session set state = 'ended', ended_at = now() where account_id = ${accountId}`.execute(
            house.house.db.kysely,
          )
        },
      }
      return { me, actor: { ...like, accountId }, world }
    },
    async close() {
      await server.close()
      await house.close()
    },
  }
}
