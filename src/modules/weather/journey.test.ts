/** A cold wave with the patrol's own doors: opened, rounds planned by it, somebody met and somebody not, goods, received, closed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let bureau: Actor
let head: Actor
let police: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T15:00' })
  bureau = house.actor('bureau-officer', 'bureau')
  head = house.actor('station-head', 'north')
  police = house.actor('patrol-officer', 'police')
})
afterAll(() => house?.close())

interface Area {
  name: string
  planned: number
  held: number
  known: number
  seen: number
  notSeen: number
  brought: number
  goods: number
}
const square = async (by = bureau) => {
  const board = (await house.ask(by, 'weather.board')) as {
    operations: { operationId: string; areas: Area[]; goods: { item: string; stock: number }[]; deaths: number; day: number }[]
  }
  return board.operations[0]
}

test('from the warning to the figures', async () => {
  const { reply: area } = await house.done(head, 'patrol.set-area', {
    name: '站前广场',
    kinds: ['station'],
    stationId: house.organisations.north.id,
    memberIds: [house.organisations.police.id],
  })
  await house.work()
  const areas = (await house.ask(bureau, 'weather.areas')) as { items: { id: string; name: string }[] }
  expect(areas.items).toEqual([expect.objectContaining({ id: area['areaId'], name: '站前广场' })])
  const { reply } = await house.done(bureau, 'weather.open', {
    kind: 'cold',
    from: '2026-12-09',
    until: '2026-12-12',
    areas: [{ areaId: area['areaId'] }],
    level: 'orange',
    ground: '市气象台寒潮橙色预警',
    rounds: 2,
    fromTime: '21:00',
    toTime: '05:00',
  })
  const operationId = reply['operationId'] as string
  await house.work()
  expect((await square())?.areas[0]).toMatchObject({ name: '站前广场', planned: 2, held: 0, known: 0 })

  // The phone went out, met two, gave one of them a quilt; the desk had noted ten.
  await house.done(bureau, 'weather.receive-goods', { operationId, goods: [{ item: 'quilt', count: 10 }], from: '市仓库' })
  house.at('2026-12-09T21:40')
  const shiftId = crypto.randomUUID()
  await house.done(police, 'patrol.start-shift', { shiftId, areaId: area['areaId'], kind: 'cold' })
  const meet = async () => {
    const ids = { encounterId: crypto.randomUUID(), personId: crypto.randomUUID() }
    await house.done(police, 'patrol.meet-person', { ...ids, shiftId, areaId: area['areaId'], known: false, groups: ['capable'] })
    return ids
  }
  const [first, second] = [await meet(), await meet()]
  await house.done(police, 'patrol.give-goods', { encounterId: first.encounterId, goods: [{ item: 'quilt', count: 1 }] })
  await house.work()
  const tonight = await square()
  expect(tonight?.areas[0]).toMatchObject({ held: 1, known: 2, seen: 2, notSeen: 0, goods: 1 })
  expect(tonight?.goods).toEqual([{ item: 'quilt', in: 10, out: 1, stock: 9 }])

  // The next night one of them is looked for and not there; the other is received at the station.
  house.at('2026-12-10T22:00')
  await house.done(police, 'patrol.look-for', { shiftId, sleeperId: second.personId })
  await house.done(house.actor('clerk'), 'intake.receive', {
    personId: first.personId,
    arrival: 'police',
    safety: 'deferred',
    deferredWhy: '夜里，先安顿',
    decision: 'accept',
  })
  await house.work()
  expect((await square())?.areas[0]).toMatchObject({ known: 2, brought: 1, notSeen: 1, seen: 0 })
  const missing = (await house.ask(head, 'weather.missing', { operationId })) as {
    items: { personId: string; looked: boolean }[]
  }
  expect(missing.items).toContainEqual(expect.objectContaining({ personId: second.personId, looked: true }))

  // Called an ambulance for in the same night: everybody who is known stands in one square, and nobody in two.
  const third = await meet()
  await house.done(police, 'patrol.take-step', { encounterId: third.encounterId, step: 'emergency-called', to: '120' })
  await house.work()
  const standing = { seen: 0, brought: 1, hospital: 1, looked: 1, unseen: 0, missing: 0 }
  expect((await square())?.areas[0]).toMatchObject({ known: 3, notSeen: 1, standing })
  const everybody = (await house.ask(head, 'weather.missing', { operationId, everybody: true })) as {
    total: number
    items: { personId: string; standing: string }[]
  }
  expect(everybody.total).toBe(3)
  expect(everybody.items).toContainEqual(expect.objectContaining({ personId: third.personId, standing: 'hospital' }))

  house.at('2026-12-11T06:30')
  await house.done(head, 'weather.record-casualty', {
    kind: 'injury',
    cause: 'cold',
    at: house.now() - 3_600_000,
    areaId: area['areaId'],
    toldBy: '巡查组',
    personId: second.personId,
    before: '前夜劝过，给过求助卡',
  })
  house.at('2026-12-13T09:00')
  await house.done(bureau, 'weather.close', { operationId, summary: '寒潮已过，一人冻伤送医' })
  const over = (await house.ask(bureau, 'weather.operation', { operationId })) as { figures: Record<string, number> }
  expect(over.figures).toMatchObject({
    nights: 4,
    held: 1,
    people: 3,
    brought: 1,
    goodsIn: 10,
    goodsOut: 1,
    deaths: 0,
    injuries: 1,
  })
})
