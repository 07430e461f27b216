/** What a phone that was without network sends: many actions at once, photos in pieces, after hours, again and again. */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant, sql } from '#kernel/db.ts'
import { hashPassword } from '#kernel/session.ts'
import { gate, performAll } from '#app/http-act.ts'
import { buildServer } from '#app/http.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
let cookie: string
let other: string
const log: string[] = []
const PASSWORD = 'phones-2026'
let login = ''

async function account(role: string, place: 'north' | 'south'): Promise<string> {
  const actor = house.actor(role, place)
  await house.ask(actor, 'people.search', { text: '某' })
  const found = await sql<{ login: string }>`update kernel.account set password_hash = ${await hashPassword(PASSWORD)}
    where id = ${actor.accountId} returning login`.execute(house.house.db.kysely)
  await sql`insert into kernel.account_role (account_id, role, granted_at, granted_by)
    values (${actor.accountId}, ${role}, now(), ${actor.accountId}) on conflict do nothing`.execute(house.house.db.kysely)
  return found.rows[0]?.login as string
}

async function signIn(name: string, phone?: boolean): Promise<string> {
  const signed = await post('/api/session/sign-in', '', { login: name, password: PASSWORD, ...(phone ? { phone } : {}) })
  return signed.headers.get('set-cookie')?.split(';')[0] as string
}

function post(path: string, as: string, body: unknown) {
  return fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: as },
    body: JSON.stringify(body),
  })
}
const json = async <T>(response: Response) => (await response.json()) as T
interface Sent {
  now: number
  results: { actionId: string; ok: boolean; reply?: Record<string, unknown>; refusal?: { code: string } }[]
}

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T21:00' })
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => {} }
  server = await buildServer(house.house, setup as never, (line) => log.push(line))
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  login = await account('clerk', 'north')
  cookie = await signIn(login)
  other = await signIn(await account('clerk', 'south'))
})
afterAll(async () => {
  await server.close()
  await house.close()
})

const asking = (occurredAt?: number) => ({
  name: 'intake.ask',
  actionId: crypto.randomUUID(),
  form: { arrival: 'patrol', sex: 'male', ageSeenMin: 60, ageSeenMax: 70 },
  ...(occurredAt === undefined ? {} : { occurredAt }),
})

/** Sends as a phone does: what was not reached comes again at once. */
async function sendAll(actions: object[], sentAt = house.now()): Promise<Sent['results']> {
  const { results } = await json<Sent>(await post('/api/act', cookie, { sentAt, actions }))
  const rest = results.findIndex((each) => each.refusal?.code === 'KERNEL.NOT_REACHED')
  return rest < 0 ? results : [...results.slice(0, rest), ...(await sendAll(actions.slice(rest), sentAt))]
}

describe('a sending', () => {
  test('does each action in its own transaction, in order, and says of each whether it was done', async () => {
    const actions = [asking(), { ...asking(), form: { arrival: 'by balloon' } }, asking()]
    const results = await sendAll(actions)
    expect(results.map((each) => [each.actionId, each.ok])).toEqual(actions.map((each, at) => [each.actionId, at !== 1]))
    expect(results[1]?.refusal?.code).toBe('KERNEL.FORM')
  })

  test('sent again gives the same replies and changes nothing', async () => {
    const actions = [asking(), asking()]
    const first = await sendAll(actions)
    expect(await sendAll(actions)).toEqual(first)
    const kept = await sql<{ count: number }>`select count(*)::int as count from kernel.ledger
      where action_id = any(${actions.map((each) => each.actionId)}::uuid[]) and name = 'intake.asked'`.execute(
      house.house.db.kysely,
    )
    expect(kept.rows[0]?.count).toBe(2)
  })

  test('from a device whose clock is a day behind is set right by the offset at sending, and the offset is kept', async () => {
    const day = 86_400_000
    const action = asking(house.now() - day - 3_600_000)
    const { now } = await json<Sent>(await post('/api/act', cookie, { sentAt: house.now() - day, actions: [action] }))
    expect(now).toBe(house.now())
    const kept = await sql<{
      occurred: number
      offset: number
    }>`select extract(epoch from occurred_at)::float8 * 1000 as occurred,
      device_offset_ms::float8 as offset from kernel.action where id = ${action.actionId}`.execute(house.house.db.kysely)
    expect(kept.rows[0]).toEqual({ occurred: house.now() - 3_600_000, offset: day })
  })

  test('that takes too long answers what was done, and the rest as not reached: nothing is lost, nothing waits', async () => {
    const actor = house.actor('clerk')
    const actions = [asking(), asking(), asking()]
    const tell = { sentAt: () => house.now(), log: (line: string) => log.push(line) }
    const results = await performAll(house.house, actor, actions, { ...tell, longest: 0 })
    expect(results.map((each) => each.ok)).toEqual([true, false, false])
    expect(results[2]).toMatchObject({ refusal: { code: 'KERNEL.NOT_REACHED', status: 503 } })
    expect((await performAll(house.house, actor, actions.slice(1), tell)).every((each) => each.ok)).toBe(true)
  })

  test('of nobody, of a body that is none, of too many is refused as a whole', async () => {
    expect((await post('/api/act', '', { sentAt: 0, actions: [asking()] })).status).toBe(401)
    expect((await post('/api/act', cookie, { actions: 'all' })).status).toBe(422)
    const many = Array.from({ length: 26 }, () => asking())
    expect((await post('/api/act', cookie, { sentAt: house.now(), actions: many })).status).toBe(422)
  })

  test('beyond what the house can take is told when to come again, each at another second', () => {
    const door = gate(1)
    expect([door.enter(), door.enter()]).toEqual([true, false])
    expect(new Set([door.comeAgain(), door.comeAgain(), door.comeAgain()]).size).toBe(3)
    door.leave()
    expect(door.enter()).toBe(true)
  })
})

describe('a photo in pieces', () => {
  const photo = (size: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(size)])
  const begin = (as: string, id: string, body: Buffer) =>
    post('/api/files/resume', as, {
      fileId: id,
      size: body.byteLength,
      digest: createHash('sha256').update(body).digest('hex'),
      name: '照片.jpg',
    })
  const put = (as: string, id: string, at: number, body: Buffer) =>
    fetch(`${base}/api/files/${id}/bytes?at=${at}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', cookie: as },
      body: new Uint8Array(body),
    })

  test('goes on where it was cut off; a piece sent twice is kept once; the whole is a file like any other', async () => {
    const body = photo(700_000)
    const id = crypto.randomUUID()
    expect(await json(await begin(cookie, id, body))).toEqual({ received: 0, done: false })
    await put(cookie, id, 0, body.subarray(0, 300_000))
    expect(await json(await put(cookie, id, 0, body.subarray(0, 300_000)))).toEqual({ received: 300_000, done: false })
    expect((await put(cookie, id, 500_000, body.subarray(500_000))).status).toBe(409)
    expect(await json(await begin(cookie, id, body))).toEqual({ received: 300_000, done: false })
    const last = await put(cookie, id, 300_000, body.subarray(300_000))
    expect(await json(last)).toEqual({ received: body.byteLength, done: true })
    expect(await json(await begin(cookie, id, body))).toEqual({ received: body.byteLength, done: true })
    const kept = await sql<{ size: number; type: string }>`select size::int, type from kernel.file where id = ${id}`.execute(
      house.house.db.kysely,
    )
    expect(kept.rows[0]).toEqual({ size: body.byteLength, type: 'image/jpeg' })
  })

  test('damaged on the way begins anew; what is no photo is refused', async () => {
    const body = photo(1000)
    const id = crypto.randomUUID()
    await begin(cookie, id, body)
    expect((await put(cookie, id, 0, photo(1000))).status).toBe(422)
    expect(await json(await begin(cookie, id, body))).toEqual({ received: 0, done: false })
    const words = Buffer.from('#!/bin/sh')
    const script = crypto.randomUUID()
    await begin(cookie, script, words)
    expect((await put(cookie, script, 0, words)).status).toBe(415)
  })

  test('of 30 MB is refused before a byte is sent; another’s is not found', async () => {
    const large = await post('/api/files/resume', cookie, {
      fileId: crypto.randomUUID(),
      size: 30 * 1024 * 1024,
      digest: 'a'.repeat(64),
      name: '大.jpg',
    })
    expect(large.status).toBe(413)
    const body = photo(1000)
    const id = crypto.randomUUID()
    await begin(cookie, id, body)
    expect((await put(other, id, 0, body)).status).toBe(404)
    expect((await begin(other, id, body)).status).toBe(409)
  })
})

describe('a session of a phone', () => {
  test('outlasts hours without network, and ends with the shift; one of a desk ends after half an hour', async () => {
    const phone = await signIn(login, true)
    const desk = await signIn(login)
    const seen = (as: string) => fetch(`${base}/api/me`, { headers: { cookie: as } }).then(json<{ me: object | null }>)
    await sql`update kernel.session set last_seen_at = ${instant(house.now() - 5 * 3_600_000)}`.execute(house.house.db.kysely)
    expect((await seen(desk)).me).toBeNull()
    expect((await seen(phone)).me).not.toBeNull()
    house.at('2026-12-10T12:00')
    expect((await seen(phone)).me).toBeNull()
    house.at('2026-12-09T21:00')
    expect(log).toEqual([])
  })
})
