import { createCipheriv, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db.ts'
import type { Actor } from '#kernel/actor.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { takeIn, type TakenIn } from '#app/http-devices.ts'
import { openTestHouse, type Place, type TestHouse } from '../../../tests/house.ts'
import { boundTo, type HandOverContent } from './hand-over-file.ts'

let house: TestHouse
const deviceId = crypto.randomUUID()
let key = ''
const HOUR = 3_600_000
const worker = () => house.actor(['patrol-officer', 'clerk'])
const desk = () => house.actor('duty-leader')

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-10T07:00' })
  key = (await house.done(worker(), 'devices.register', { deviceId, name: '巡查一号机' })).reply['key'] as string
})
afterAll(() => house.close())

/** A file as the phone writes it. */
function fileOf(content: HandOverContent, by = { deviceId, key, account: worker().accountId }): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(by.key, 'base64'), nonce)
  cipher.setAAD(Buffer.from(boundTo(by.deviceId)))
  const body = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()])
  return JSON.stringify({
    v: 1,
    deviceId: by.deviceId,
    account: by.account,
    nonce: nonce.toString('base64'),
    body: body.toString('base64'),
  })
}
const asked = (occurredAt: number) => ({
  actionId: crypto.randomUUID(),
  name: 'intake.ask',
  form: { arrival: 'patrol', sex: 'male' },
  occurredAt,
  title: '北环涵洞，老人',
})
/** What every worker with a phone may do. */
const registering = () => ({
  actionId: crypto.randomUUID(),
  name: 'devices.register',
  form: { deviceId: crypto.randomUUID(), name: '备用机' },
  occurredAt: house.now() - HOUR,
  title: '备用机',
})
/** A phone of somebody else, for its files. */
async function phoneOf(role: string, place: Place) {
  const holder = house.actor(role, place)
  const by = { deviceId: crypto.randomUUID(), account: holder.accountId }
  const reply = await house.done(holder, 'devices.register', { deviceId: by.deviceId, name: `${holder.organisation.name}的手机` })
  return { ...by, key: reply.reply['key'] as string }
}
const contentOf = (actions: HandOverContent['actions'], offset = 0): HandOverContent => ({
  writtenAt: house.now() - offset,
  offset,
  actions,
  photos: [],
})
const read = (text: string, as = desk()) => takeIn(house.house, as, text, () => {})
const code = (answer: TakenIn | Refusal) => (isRefusal(answer) ? answer.code : 'done')

describe('a file that a phone hands over', () => {
  test('is done in the worker’s name, at the time of the night by the phone’s own clock difference, and once', async () => {
    const day = 86_400_000
    const action = asked(house.now() - day - 8 * HOUR)
    const text = fileOf(contentOf([action], day))
    const first = await read(text)
    expect(first).toMatchObject({ device: '巡查一号机', lines: [{ title: '北环涵洞，老人', done: true, sentence: null }] })
    expect(await read(text)).toMatchObject({ lines: [{ done: true }] })
    const kept = await sql<{ account: string; at: number; count: number }>`select a.account_id as account,
        extract(epoch from a.occurred_at)::float8 * 1000 as at,
        (select count(*)::int from kernel.ledger l where l.action_id = a.id and l.name = 'intake.asked') as count
      from kernel.action a where a.id = ${action.actionId}`.execute(house.house.db.kysely)
    expect(kept.rows).toEqual([{ account: worker().accountId, at: house.now() - 8 * HOUR, count: 1 }])
  })

  test('written by a clock that was put right in between: each record by the difference of its own hour, both times kept', async () => {
    const day = 86_400_000
    const ahead = { ...asked(house.now() + day - 6 * HOUR), offset: -day }
    const after = { ...asked(house.now() - 2 * HOUR), offset: 0 }
    const unsaid = asked(house.now() - HOUR - 3 * HOUR)
    expect(await read(fileOf(contentOf([ahead, after, unsaid], 3 * HOUR)))).toMatchObject({
      lines: [{ done: true }, { done: true }, { done: true }],
    })
    const kept = await sql<{ id: string; at: number; received: number; offset: number }>`select id,
        extract(epoch from occurred_at)::float8 * 1000 as at, extract(epoch from received_at)::float8 * 1000 as received,
        device_offset_ms::float8 as offset
      from kernel.action where id = any(${[ahead, after, unsaid].map((each) => each.actionId)}::uuid[])
      order by occurred_at`.execute(house.house.db.kysely)
    expect(kept.rows).toEqual([
      { id: ahead.actionId, at: house.now() - 6 * HOUR, received: house.now(), offset: -day },
      { id: after.actionId, at: house.now() - 2 * HOUR, received: house.now(), offset: 0 },
      { id: unsaid.actionId, at: house.now() - HOUR, received: house.now(), offset: 3 * HOUR },
    ])
  })

  test('tells of each record that was not taken why, and does the others', async () => {
    const wrong = { ...asked(house.now() - HOUR), form: { arrival: 'by balloon' } }
    const answer = await read(fileOf(contentOf([wrong, asked(house.now() - HOUR)])))
    expect(answer).toMatchObject({ lines: [{ done: false, sentence: expect.stringContaining('没有填对') }, { done: true }] })
  })

  test('cannot do what its worker may not do', async () => {
    const other = crypto.randomUUID()
    const village = house.actor('village-worker', 'village')
    const reply = await house.done(village, 'devices.register', { deviceId: other, name: '村里的手机' })
    const text = fileOf(contentOf([asked(house.now() - HOUR)]), {
      deviceId: other,
      key: reply.reply['key'] as string,
      account: village.accountId,
    })
    expect(code(await read(text))).toBe('DEVICES.UNKNOWN')
  })

  test('altered, of another key, or no file at all is opened not even in part', async () => {
    const content = contentOf([asked(house.now() - HOUR)])
    const forged = fileOf(content, { deviceId, key: randomBytes(32).toString('base64'), account: worker().accountId })
    expect(code(await read(forged))).toBe('DEVICES.DAMAGED')
    const whole = JSON.parse(fileOf(content)) as { body: string }
    const bytes = Buffer.from(whole.body, 'base64')
    bytes[3] = (bytes[3] ?? 0) ^ 1
    expect(code(await read(JSON.stringify({ ...whole, body: bytes.toString('base64') })))).toBe('DEVICES.DAMAGED')
    expect(code(await read('PK zip'))).toBe('DEVICES.NOT_A_FILE')
  })

  test('of a town, a village, city management is taken in at its own desk, a village’s also at its town’s', async () => {
    const own: [string, Place, Actor[]][] = [
      ['town-officer', 'town', [house.actor('town-officer', 'town')]],
      ['village-worker', 'village', [house.actor('village-worker', 'village'), house.actor('town-officer', 'town')]],
      ['patrol-officer', 'city-management', [house.actor('street-officer', 'city-management')]],
    ]
    for (const [role, place, desks] of own) {
      const by = await phoneOf(role, place)
      for (const each of desks)
        expect(await read(fileOf(contentOf([registering()]), by), each)).toMatchObject({
          lines: [{ done: true, sentence: null }],
        })
    }
  })

  test('of a town’s or a village’s phone is not known to another town, to a station, and a town’s not to its village', async () => {
    const [town, village] = [await phoneOf('town-officer', 'town'), await phoneOf('village-worker', 'village')]
    const strangers = [house.actor('town-officer', 'far-town'), desk(), house.actor('street-officer', 'city-management')]
    const cases = [town, village].flatMap((by) => strangers.map((stranger) => [by, stranger] as const))
    for (const [by, stranger] of [...cases, [town, house.actor('village-worker', 'village')] as const])
      expect(code(await read(fileOf(contentOf([registering()]), by), stranger))).toBe('DEVICES.UNKNOWN')
  })

  test('is not taken in by whoever only walks, receives or looks, and nothing of it is done', async () => {
    const action = registering()
    const others: [string, Place][] = [
      ['patrol-officer', 'north'],
      ['clerk', 'north'],
      ['bureau-officer', 'bureau'],
      ['police-officer', 'police'],
    ]
    for (const [role, place] of others)
      expect(code(await read(fileOf(contentOf([action])), house.actor(role, place)))).toBe('KERNEL.NOT_FOUND')
    const kept = await sql`select 1 from kernel.action where id = ${action.actionId}`.execute(house.house.db.kysely)
    expect(kept.rows).toEqual([])
  })

  test('of a neighbour’s phone is not known here; of an ended phone is refused', async () => {
    const content = contentOf([asked(house.now() - HOUR)])
    expect(code(await read(fileOf(content), house.actor('duty-leader', 'south')))).toBe('DEVICES.UNKNOWN')
    const lost = crypto.randomUUID()
    const reply = await house.done(worker(), 'devices.register', { deviceId: lost, name: '丢了的手机' })
    await house.done(desk(), 'devices.end', { deviceId: lost, reason: '巡查时丢了' })
    const by = { deviceId: lost, key: reply.reply['key'] as string, account: worker().accountId }
    expect(code(await read(fileOf(content, by)))).toBe('DEVICES.ENDED')
    expect(await house.act(worker(), 'devices.register', { deviceId: lost, name: '又来' })).toMatchObject({
      code: 'DEVICES.ENDED',
    })
  })
})

describe('a phone', () => {
  test('registered again by its worker has the same key; somebody else’s is not his', async () => {
    const again = await house.done(worker(), 'devices.register', { deviceId, name: '巡查一号机' })
    expect(again.reply['key']).toBe(key)
    expect(Buffer.from(key, 'base64').byteLength).toBe(32)
    const other = house.actor('patrol-officer', 'north')
    expect(await house.act(other, 'devices.register', { deviceId, name: '我的' })).toMatchObject({ code: 'DEVICES.NOT_YOURS' })
    const police = house.actor('patrol-officer', 'police')
    expect(await house.act(police, 'devices.register', { deviceId, name: '我的' })).toMatchObject({ code: 'DEVICES.NOT_YOURS' })
  })

  test('stands in its organisation’s list, and in nobody else’s', async () => {
    const own = (await house.ask(desk(), 'devices.list')) as { items: { id: string }[] }
    expect(own.items.map((each) => each.id)).toContain(deviceId)
    const south = (await house.ask(house.actor('duty-leader', 'south'), 'devices.list')) as { items: unknown[] }
    expect(south.items).toEqual([])
  })
})
