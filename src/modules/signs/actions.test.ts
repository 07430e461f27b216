/** Guide signs through their doors, on a real database: set up, looked at, repaired, taken away; publicity; where there is none. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let city: Actor
let leader: Actor
let patrol: Actor
let bureau: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  city = house.actor('street-officer', 'city-management')
  leader = house.actor('duty-leader')
  patrol = house.actor('patrol-officer', 'police')
  bureau = house.actor('bureau-officer', 'bureau')
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, `signs.${door}`, form)) as { code?: string }).code
const placed = async (by = city, more: object = {}) =>
  (
    await house.done(by, 'signs.place', {
      kind: 'sign',
      placeKind: 'station',
      where: { words: '火车站南广场', lat: 30.1, lng: 111.2, source: 'pin' },
      says: '救助站向前 800 米',
      townId: house.organisations.town.id,
      placedOn: '2026-12-01',
      ...more,
    })
  ).reply as { signId: string; no: string }
interface Sign {
  code?: string
  state: string
  dueOn: string
  due: boolean
  may: string[]
  damages: string[]
  history: { what: string }[]
}
const sign = (by: Actor, signId: string) => house.ask(by, 'signs.sign', { signId }) as Promise<Sign>
interface Board {
  total: number
  due: number
  ownDue: number
  broken: number
  nowhere: string[]
  towns: { name: string; standing: number }[]
  events: { count: number; people: number; leaflets: number }
  items: { signId: string; where: string; lat: number | null }[]
}
const board = (by: Actor, params: object = {}) => house.ask(by, 'signs.board', params as never) as Promise<Board>

describe('a sign', () => {
  test('is set up, due after half a year, broken, repaired, taken away; the record stays', async () => {
    const { signId, no } = await placed()
    expect(no).toMatch(/^标牌2026-\d{4}$/)
    expect(await sign(city, signId)).toMatchObject({ state: 'standing', dueOn: '2027-06-01', due: false })
    await house.done(patrol, 'signs.check', { signId, sound: false, damages: ['covered'], note: '广告牌挡住' })
    expect(await sign(city, signId)).toMatchObject({ state: 'broken', dueOn: '2026-12-24', damages: ['被遮挡'] })
    expect(await code(city, 'repair', { signId, how: '移开广告牌' })).toBeUndefined()
    expect(await code(city, 'repair', { signId, how: '再修' })).toBe('SIGNS.NOT_NOW')
    expect(await sign(city, signId)).toMatchObject({ state: 'standing', dueOn: '2027-06-09' })
    await house.done(city, 'signs.remove', { signId, reason: '广场改造' })
    expect(await code(patrol, 'check', { signId, sound: true })).toBe('SIGNS.NOT_NOW')
    expect((await sign(city, signId)).history.map((each) => each.what)).toEqual(['设置', '检查，坏了', '修复', '撤除'])
  })

  test('is looked at by whoever works in the city, kept by who set it up and the bureau above, unseen elsewhere', async () => {
    const { signId } = await placed()
    expect((await sign(patrol, signId)).may).toEqual(['signs.check'])
    expect((await sign(leader, signId)).may).toEqual(['signs.check'])
    expect((await sign(bureau, signId)).may).toEqual(['signs.check', 'signs.change', 'signs.remove'])
    expect(await code(leader, 'remove', { signId, reason: '挪走' })).toBe('KERNEL.NOT_FOUND')
    const far = house.actor('bureau-officer', 'far-bureau')
    expect((await sign(far, signId)).code).toBe('KERNEL.NOT_FOUND')
    expect(await code(far, 'check', { signId, sound: true })).toBe('KERNEL.NOT_FOUND')
    expect((await board(far)).total).toBe(0)
  })

  test('looked at twice within the hour is once; broken says how; a town is of this city; nothing is set up tomorrow', async () => {
    const { signId } = await placed()
    await house.done(patrol, 'signs.check', { signId, sound: true })
    expect(await code(leader, 'check', { signId, sound: true })).toBe('SIGNS.CHECKED')
    expect(await code(leader, 'check', { signId, sound: false })).toBe('SIGNS.BROKEN_HOW')
    const form = { kind: 'plate', placeKind: 'bridge', where: { words: '桥下', source: 'words' }, placedOn: '2026-12-01' }
    expect(await code(city, 'place', { ...form, townId: house.organisations['far-town'].id })).toBe('SIGNS.NOT_A_TOWN')
    expect(await code(city, 'place', { ...form, placedOn: '2026-12-10' })).toBe('SIGNS.FUTURE')
    expect(await code(house.actor('patrol-officer', 'village'), 'place', form)).toBe('SIGNS.NOT_A_KEEPER')
    expect(await code(city, 'place', { ...form, where: { source: 'pin', lat: 30 } })).toBe('KERNEL.FORM')
  })

  test('of two who look at one at once, one is told', async () => {
    const { signId } = await placed()
    const both = await Promise.all([patrol, leader].map((by) => house.act(by, 'signs.check', { signId, sound: true })))
    expect(both.filter((each) => 'code' in each)).toMatchObject([{ code: 'SIGNS.CHECKED' }])
  })
})

describe('the city', () => {
  test('is told where there is none, what is due, and what was done to be known', async () => {
    const before = await board(bureau)
    expect(before.nowhere).toContain('bridge')
    await placed(leader, { placeKind: 'bridge', placedOn: '2026-01-01', townId: undefined })
    const after = await board(leader)
    expect(after.nowhere).not.toContain('bridge')
    expect(after.due).toBe(before.due + 1)
    expect(after.ownDue).toBe(1)
    expect(after.towns.find((each) => each.name === '杨店镇')?.standing).toBeGreaterThan(0)
    const listed = await board(leader, { due: true, own: true })
    expect([listed.total, listed.items.length]).toEqual([1, 1])
    await house.done(leader, 'signs.record-event', {
      kind: 'leaflets',
      heldOn: '2026-12-08',
      where: '汽车站',
      what: '发联系卡',
      people: 300,
      leaflets: 200,
    })
    expect((await board(bureau)).events).toEqual({ count: 1, people: 300, leaflets: 200 })
    const file = (await house.ask(bureau, 'signs.sheet')) as { file: { name: string } }
    expect(file.file.name).toBe('标牌、宣传登记表 2026-12-09.xlsx')
    expect(((await house.ask(bureau, 'signs.events')) as { total: number }).total).toBe(1)
  })
})
