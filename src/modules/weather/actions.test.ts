/** A cold wave through its doors, on a real database: opened, rounds, met and not seen, goods, a casualty, closed, counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { parseInstant } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { keepArea, keepRound, keepSighting } from './store-street.ts'

let house: TestHouse
let bureau: Actor
let head: Actor
let south: Actor
let street: Actor
const at = (text: string) => parseInstant(text) as number
const square = derivedId('test', 'square')
const culvert = derivedId('test', 'culvert')
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-01T09:00' })
  bureau = house.actor('bureau-officer', 'bureau')
  head = house.actor('station-head', 'north')
  south = house.actor('station-head', 'south')
  street = house.actor('street-officer', 'police')
  const { north, police } = house.organisations
  await house.look(async (tx) => {
    for (const [id, name, memberPaths] of [
      [square, '站前广场', [police.path]],
      [culvert, '北环涵洞', []],
    ] as const)
      await keepArea(tx, { id, name, memberPaths, ownerPath: north.path, stationId: north.id, active: true, at: house.now() })
  })
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const cold = {
  kind: 'cold',
  from: '2026-12-01',
  until: '2027-02-28',
  areas: [{ areaId: square }, { areaId: culvert }],
  ground: '市气象台寒潮蓝色预警',
  level: 'blue',
}
const opened = async (more: object = {}) =>
  (await house.done(bureau, 'weather.open', { ...cold, ...more })).reply['operationId'] as string
interface Board {
  operations: {
    operationId: string
    may: string[]
    deaths: number
    injuries: number
    unknown: number
    beside: number
    areas: Record<string, number | string | null>[]
    goods: { item: string; stock: number; in: number; out: number }[]
  }[]
  year: { deaths: number; injuries: number }
  outside: { deaths: number }
}
const board = async (by: Actor) => (await house.ask(by, 'weather.board')) as Board
const seen = (person: string, when: string, what: 'seen' | 'looked' | 'brought', areaId: string | null = square) =>
  house.look((tx) =>
    keepSighting(tx, {
      personId: derivedId('test sleeper', person),
      ownerPath: house.organisations.north.path,
      areaId,
      at: at(when),
      night:
        when.slice(11) < '12:00' ? when.slice(0, 8) + String(Number(when.slice(8, 10)) - 1).padStart(2, '0') : when.slice(0, 10),
      what,
    }),
  )

describe('a cold wave', () => {
  let operationId: string
  test('is opened for areas and days; its rounds are told to the patrol, its members see it, nobody else does', async () => {
    operationId = await opened({ rounds: 2, fromTime: '21:30', toTime: '05:30', shelter: true })
    const facts = await house.look((tx) => factsOf(tx, [operationId]))
    expect(facts[0]).toMatchObject({ name: 'campaign.opened', value: { kind: 'cold', lead: house.organisations.bureau.id } })
    // Ninety nights are two pieces of sixty at most.
    expect(facts.filter((fact) => fact.name === 'weather.rounds-added').map((fact) => fact.value)).toEqual([
      { rounds: 2 },
      { rounds: 2 },
    ])
    for (const by of [bureau, head, street])
      expect((await board(by)).operations.map((each) => each.operationId)).toEqual([operationId])
    for (const by of [south, house.actor('street-officer', 'city-management')]) expect((await board(by)).operations).toEqual([])
    expect((await house.ask(south, 'weather.operation', { operationId })) as { code?: string }).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect((await board(street)).operations[0]?.may).toEqual([])
  })

  test('is not opened twice for the same area and days, and only by a bureau', async () => {
    expect(await code(bureau, 'weather.open', cold)).toBe('WEATHER.OVERLAP')
    expect(await code(bureau, 'weather.open', { ...cold, kind: 'flood', until: '2026-11-30' })).toBe('WEATHER.DATES')
    expect(await code(bureau, 'weather.open', { ...cold, kind: 'flood', areas: [{ areaId: crypto.randomUUID() }] })).toBe(
      'WEATHER.NO_AREA',
    )
    expect(await code(head, 'weather.open', cold)).toBe('KERNEL.NOT_FOUND')
    const both = await Promise.all(
      [1, 2].map(() => house.act(bureau, 'weather.open', { ...cold, kind: 'flood', areas: [{ name: '河滩' }] })),
    )
    expect(both.map((each) => (each as { code?: string }).code ?? 'done').toSorted()).toEqual(['WEATHER.OVERLAP', 'done'])
  })

  test('plans rounds only where a patrol area was chosen or named, and says so where none is', async () => {
    const flood = { ...cold, kind: 'heat', from: '2026-12-05', until: '2026-12-06' }
    const rounds = { rounds: 1, fromTime: '21:30', toTime: '05:30' }
    expect(await code(bureau, 'weather.open', { ...flood, areas: [{ name: '某街道' }], ...rounds })).toBe('WEATHER.NOT_PATROLLED')
    expect(await code(bureau, 'weather.open', { ...flood, rounds: 1 })).toBe('WEATHER.WHEN')
    const named = await house.done(bureau, 'weather.open', {
      ...flood,
      areas: [{ name: '站前广场' }, { name: '某街道' }],
      ...rounds,
    })
    const { operationId: id } = named.reply as { operationId: string }
    const planned = (await house.look((tx) => factsOf(tx, [id]))).filter((fact) => fact.name === 'weather.rounds-added')
    expect(planned).toHaveLength(1)
    expect(await house.ask(bureau, 'weather.operation', { operationId: id })).toMatchObject({
      areas: [
        { id: square, patrolled: true },
        { name: '某街道', patrolled: false },
      ],
    })
    // Set as a patrol area since: it comes into the operation under its own name.
    await house.look((tx) => {
      const { north } = house.organisations
      const area = { id: derivedId('test', 'street'), name: '某街道', memberPaths: [], active: true, at: house.now() }
      return keepArea(tx, { ...area, ownerPath: north.path, stationId: north.id })
    })
    await house.done(bureau, 'weather.change', { operationId: id, areas: [{ name: '某街道' }], reason: '已划定' })
    await house.done(bureau, 'weather.add-rounds', {
      operationId: id,
      areaIds: [derivedId('test', 'street')],
      from: '2026-12-06',
      until: '2026-12-06',
      ...rounds,
    })
    await house.done(bureau, 'weather.close', { operationId: id, summary: '结束' })
  })

  test('grows longer and wider, never shorter', async () => {
    expect(await code(bureau, 'weather.change', { operationId, until: '2027-01-01', reason: '回暖' })).toBe('WEATHER.SHORTER')
    expect(await code(bureau, 'weather.change', { operationId, reason: '无' })).toBe('WEATHER.NOTHING')
    await house.done(bureau, 'weather.change', {
      operationId,
      until: '2027-03-10',
      areas: [{ name: '城东片' }],
      reason: '倒春寒',
    })
    const operation = (await house.ask(head, 'weather.operation', { operationId })) as {
      until: string
      areas: { name: string }[]
    }
    expect(operation).toMatchObject({
      until: '2027-03-10',
      areas: [{ name: '站前广场' }, { name: '北环涵洞' }, { name: '城东片' }],
    })
    expect(await code(south, 'weather.change', { operationId, until: '2027-03-20', reason: '无' })).toBe('KERNEL.NOT_FOUND')
  })

  test('counts who is known, seen, brought in and not seen, whatever order it is told in', async () => {
    house.at('2026-12-09T23:00')
    await seen('a', '2026-12-05T22:00', 'seen')
    await seen('a', '2026-12-09T22:00', 'seen')
    await seen('b', '2026-12-09T22:10', 'looked')
    await seen('b', '2026-12-05T22:10', 'seen')
    await seen('c', '2026-12-08T22:10', 'seen')
    await seen('c', '2026-12-09T21:10', 'seen')
    await seen('c', '2026-12-09T22:30', 'brought')
    await seen('d', '2026-12-08T22:10', 'seen', culvert)
    // Told twice is counted once.
    await seen('a', '2026-12-09T22:00', 'seen')
    const rounds = async (shift: string, state: 'planned' | 'started' | 'ended' | 'cancelled') =>
      house.look((tx) =>
        keepRound(tx, {
          shiftId: derivedId('test', shift),
          ownerPath: house.organisations.north.path,
          areaId: state === 'planned' ? square : null,
          night: '2026-12-09',
          state,
        }),
      )
    await rounds('one', 'ended')
    await rounds('one', 'planned')
    await rounds('two', 'planned')
    await rounds('three', 'planned')
    await rounds('three', 'cancelled')
    const [operation] = (await board(street)).operations
    expect(operation?.areas.find((each) => each['areaId'] === square)).toMatchObject({
      planned: 2,
      held: 1,
      known: 3,
      seen: 1,
      brought: 1,
      looked: 1,
      notSeen: 1,
    })
    const own = (await house.ask(head, 'weather.missing', { operationId })) as {
      total: number
      items: { nights: number; area: string }[]
    }
    expect(own).toMatchObject({
      total: 2,
      items: [
        { area: '站前广场', nights: 3 },
        { area: '北环涵洞', nights: 0 },
      ],
    })
    // The police see the area that they patrol, and not the other.
    expect(((await house.ask(street, 'weather.missing', { operationId })) as { total: number }).total).toBe(1)
  })

  test('tells each noon how many were met by nobody for three nights, once a night', async () => {
    house.at('2026-12-09T12:10')
    const run = async () => house.house.handlers.get('weather.find-missing')?.run(jobContext(house.house), {})
    await run()
    await run()
    const told = (await house.look((tx) => factsOf(tx, [operationId]))).filter((fact) => fact.name === 'weather.sleeper-missing')
    expect(told.map((fact) => fact.value)).toEqual([{ people: 1 }])
    expect(await code(bureau, 'weather.note-missing', { operationId, night: '2026-12-09', people: 1 })).toBe('KERNEL.NOT_FOUND')
  })

  test('keeps its goods: none given out beyond what is there without a reason, and below nought only in words', async () => {
    house.at('2026-12-09T20:00')
    const quilts = (count: number, more: object = {}) => ({ operationId, goods: [{ item: 'quilt', count }], ...more })
    const stock = async () => (await board(head)).operations[0]?.goods.find((each) => each.item === 'quilt')?.stock
    await house.done(bureau, 'weather.receive-goods', quilts(10, { from: '市仓库' }))
    expect(await code(head, 'weather.issue-goods', quilts(12, { to: '避寒点' }))).toBe('WEATHER.STOCK')
    const both = await Promise.all([1, 2].map(() => house.act(head, 'weather.issue-goods', quilts(6, { to: '避寒点' }))))
    expect(both.map((each) => (each as { code?: string }).code ?? 'done').toSorted()).toEqual(['WEATHER.STOCK', 'done'])
    await house.done(head, 'weather.issue-goods', quilts(7, { to: '避寒点', shortReason: '街道先借' }))
    expect(await stock()).toBe(-3)
    await house.done(bureau, 'weather.receive-goods', quilts(5, { from: '街道', day: '2026-12-08' }))
    expect(await stock()).toBe(2)
    await house.done(head, 'weather.count-goods', { operationId, item: 'quilt', count: 1, reason: '一床破损' })
    expect(await stock()).toBe(1)
    expect(
      await code(head, 'weather.receive-goods', {
        operationId,
        goods: [
          { item: 'coat', count: 1 },
          { item: 'coat', count: 2 },
        ],
      }),
    ).toBe('WEATHER.ITEMS')
    expect(await code(street, 'weather.issue-goods', quilts(1, { to: '自用' }))).toBe('KERNEL.NOT_FOUND')
  })

  test('is closed with its summary; what is told later still counts, also goods that came and went; the sheet and the paper are there', async () => {
    house.at('2026-12-10T09:00')
    await house.done(bureau, 'weather.close', { operationId, summary: '寒潮已过' })
    expect(await code(bureau, 'weather.close', { operationId, summary: '再写' })).toBe('WEATHER.NOT_OPEN')
    const late = { operationId, goods: [{ item: 'coat', count: 4 }], from: '市仓库', day: '2026-12-09' }
    await house.done(bureau, 'weather.receive-goods', late)
    expect(await code(street, 'weather.receive-goods', late)).toBe('KERNEL.NOT_FOUND')
    await house.done(head, 'weather.issue-goods', { operationId, goods: [{ item: 'coat', count: 4 }], to: '避寒点' })
    await seen('e', '2026-12-08T23:00', 'seen')
    const operation = (await house.ask(bureau, 'weather.operation', { operationId })) as {
      state: string
      figures: Record<string, number>
      before: unknown
    }
    expect(operation).toMatchObject({
      state: 'closed',
      before: null,
      figures: { nights: 9, people: 5, brought: 1, held: 1, planned: 2 },
    })
    expect((await house.look((tx) => factsOf(tx, [operationId]))).slice(-3).map((fact) => fact.name)).toEqual([
      'campaign.closed',
      'weather.goods-received',
      'weather.goods-issued',
    ])
    const file = (name: string) => house.ask(head, name, { operationId }) as Promise<{ file?: { type: string; name: string } }>
    expect((await file('weather.sheet')).file?.name).toMatch(/^寒冬送温暖 行动2026-001\.xlsx$/)
    expect((await file('weather.paper-summary')).file?.type).toBe('application/pdf')
  })
})
