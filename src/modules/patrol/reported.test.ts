/** A report of the place of a stop stands on that stop: one place to go to, looked at only by whoever came for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { nearestStops, stopTold } from './rules-place.ts'
import { areaOf, met, type Street, started } from './testing/street.ts'

let house: TestHouse
let police: Actor
let wardens: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T19:00' })
  police = house.actor('patrol-officer', 'police')
  wardens = house.actor('patrol-officer', 'city-management')
  street = await areaOf(house)
  await house.work()
})
afterAll(() => house?.close())

const desk = () => house.actor('duty-leader')

interface Line {
  stopId: string
  name: string
  fixed: boolean
  visitedAt: number | null
  reports: { reportId: string; where: string | null }[]
}
async function stops(shiftId: string, by: Actor = police): Promise<Line[]> {
  const told = (await house.ask(by, 'patrol.tonight')) as { shifts: { shiftId: string; stops: Line[] }[] }
  return told.shifts.find((each) => each.shiftId === shiftId)?.stops ?? []
}
async function reported(more: object, to: ('police' | 'city-management')[] = ['police']): Promise<string> {
  const { reportId } = (
    await house.done(desk(), 'reports.receive', { channel: '110', about: ['vagrant'], what: '老人躺着', ...more })
  ).reply as { reportId: string }
  await house.done(desk(), 'reports.dispatch', { reportId, organisationIds: to.map((each) => house.organisations[each].id) })
  await house.work()
  return reportId
}
const waiting = async (shiftId: string, reportId: string, by: Actor = police) =>
  (await stops(shiftId, by)).filter((each) => each.reports.some((one) => one.reportId === reportId))

describe('which stop a report tells of', () => {
  const pin = (lat: number, lng: number) => ({ lat, lng, source: 'pin' }) as const
  const bridge = { id: 'bridge', content: { name: '东门桥下', place: { ...pin(30.59, 114.3), words: '东门大桥北端' } } }
  const named = { id: 'named', content: { name: '北环涵洞' } }
  const all = [bridge, named]

  test('the same words, however they are spaced and signed, of the stop or of its place', () => {
    expect(stopTold({ place: ' 北环 涵洞。' }, all)).toBe(named)
    expect(stopTold({ place: '东门大桥（北端）' }, all)).toBe(bridge)
    expect(stopTold({ place: '' }, [{ id: 'x', content: { name: '…' } }])).toBeUndefined()
    expect(stopTold({ place: '北环涵洞西边的小区' }, all)).toBeUndefined()
  })

  test('a point within its reach, the nearest of several; not one beyond', () => {
    const near = { id: 'near', content: { name: '桥头', place: pin(30.5905, 114.3) } }
    expect(stopTold({ place: '桥洞里', spot: pin(30.5902, 114.3) }, [bridge, near])).toBe(bridge)
    expect(stopTold({ place: '桥洞里', spot: pin(30.5904, 114.3) }, [bridge, near])).toBe(near)
    expect(stopTold({ place: '桥洞里', spot: pin(30.592, 114.3) }, all)).toBeUndefined()
  })

  test('two places of one name in a town are two, when their points lie far apart', () => {
    expect(stopTold({ place: '东门桥下', spot: pin(30.594, 114.3) }, all)).toBe(bridge)
    expect(stopTold({ place: '东门桥下', spot: pin(30.7, 114.3) }, all)).toBeUndefined()
  })
})

test('the nearest stops are those of areas that are walked and whose place is known, the nearest first, with the way', () => {
  const stop = (stopId: string, lat?: number) => ({
    stopId,
    name: stopId,
    place: lat === undefined ? null : ({ lat, lng: 114.3, source: 'pin' } as const),
  })
  const area = { areaId: 'a', name: '东门', active: true, stops: [stop('far', 30.7), stop('unknown'), stop('near', 30.591)] }
  const left = { areaId: 'b', name: '旧区域', active: false, stops: [stop('left', 30.59)] }
  const found = nearestStops({ lat: 30.594, lng: 114.3 }, [left, area])
  expect(found.map((each) => each.stopId)).toEqual(['near', 'far'])
  expect(found[0]?.words).toBe('北约 350 米')
  expect(nearestStops({ lat: 30.594, lng: 114.3 }, [left])).toEqual([])
})

test('a report of an area’s stop is one stop with the report on it, and is to be looked at though somebody was there before', async () => {
  const shiftId = await started(house, police, street.areaId)
  const stopId = street.stopIds[0] as string
  await house.done(police, 'patrol.check-place', { shiftId, stopId, people: 0 })
  expect((await stops(shiftId)).find((each) => each.stopId === stopId)?.visitedAt).not.toBeNull()
  const reportId = await reported({ place: '站前 地下通道' })
  const [line, ...others] = await waiting(shiftId, reportId)
  expect([line, others]).toMatchObject([
    { stopId, fixed: true, visitedAt: null, reports: [{ reportId, where: '站前 地下通道' }] },
    [],
  ])
  expect((await stops(shiftId))[0]?.stopId).toBe(stopId)
  // A record of somebody who did not know of it ends nothing.
  await met(house, police, { shiftId, stopId })
  expect(await waiting(shiftId, reportId)).toHaveLength(1)
  const { personId } = await met(house, police, { shiftId, stopId, reportIds: [reportId] })
  expect(await waiting(shiftId, reportId)).toEqual([])
  expect((await stops(shiftId)).find((each) => each.stopId === stopId)).toMatchObject({ fixed: true, reports: [] })
  const facts = (await house.look((tx) => factsOf(tx, [personId]))).filter((fact) => fact.name === 'patrol.report-reached')
  expect(facts.map((fact) => fact.value)).toEqual([{ report: reportId, organisation: house.organisations.police.id }])
})

test('nobody found at the place of a report is a look at it, told of the shift', async () => {
  const shiftId = await started(house, police, street.areaId)
  const stopId = street.stopIds[1] as string
  const reportId = await reported({ place: '站前涵洞东口' })
  await house.done(police, 'patrol.check-place', { shiftId, stopId, people: 0, reportIds: [reportId] })
  expect(await waiting(shiftId, reportId)).toEqual([])
  const facts = (await house.look((tx) => factsOf(tx, [shiftId]))).filter((fact) => fact.name === 'patrol.report-reached')
  expect(facts.map((fact) => fact.value)).toMatchObject([{ report: reportId, people: 0 }])
})

test('a report given to somebody else is reached by none of ours, whatever a phone says', async () => {
  const shiftId = await started(house, police, street.areaId)
  const reportId = await reported({ place: '站前涵洞' }, ['city-management'])
  expect(await waiting(shiftId, reportId)).toEqual([])
  const { personId } = await met(house, police, { shiftId, stopId: street.stopIds[1], reportIds: [reportId] })
  const facts = await house.look((tx) => factsOf(tx, [personId]))
  expect(facts.map((fact) => fact.name)).not.toContain('patrol.report-reached')
  const theirs = await started(house, wardens, street.areaId)
  expect(await waiting(theirs, reportId, wardens)).toHaveLength(1)
})

test('whoever declines goes no more, the others still do; given once more it stands again', async () => {
  const shiftId = await started(house, police, street.areaId)
  const theirs = await started(house, wardens, street.areaId)
  const reportId = await reported({ place: '南门天桥' }, ['police', 'city-management'])
  await house.done(police, 'reports.decline', { reportId, reason: 'no-one' })
  await house.work()
  expect(await waiting(shiftId, reportId)).toEqual([])
  expect(await waiting(theirs, reportId, wardens)).toHaveLength(1)
  house.at('2026-12-09T19:10')
  await house.done(desk(), 'reports.dispatch', { reportId, organisationIds: [house.organisations.police.id] })
  await house.work()
  expect(await waiting(shiftId, reportId)).toHaveLength(1)
})

test('two reports of one thing are one stop for whoever was sent by either of them, until it is done', async () => {
  const shiftId = await started(house, police, street.areaId)
  const theirs = await started(house, wardens, street.areaId)
  const into = await reported({ place: '西门天桥' })
  const second = await reported({ place: '西门天桥' }, ['police', 'city-management'])
  await house.done(desk(), 'reports.join', { reportId: second, intoId: into, reason: '同一个人' })
  await house.work()
  expect([await waiting(shiftId, second), await waiting(shiftId, into)]).toMatchObject([[], [{ name: '西门天桥' }]])
  expect(await waiting(theirs, into, wardens)).toHaveLength(1)
  await house.done(desk(), 'reports.dispose', { reportId: into, outcome: 'not-found', what: '没有找到' })
  await house.work()
  expect([await waiting(shiftId, into), await waiting(theirs, into, wardens)]).toEqual([[], []])
})

test('parted again, whoever was sent by the one goes to it again and to the other no more; who was there already does not', async () => {
  const shiftId = await started(house, police, street.areaId)
  const theirs = await started(house, wardens, street.areaId)
  const into = await reported({ place: '北门天桥' })
  const second = await reported({ place: '北门天桥' }, ['police', 'city-management'])
  const been = await reported({ place: '北门天桥' })
  await house.done(police, 'reports.arrive', { reportId: been })
  for (const _again of [1, 2]) {
    for (const reportId of [second, been])
      await house.done(desk(), 'reports.join', { reportId, intoId: into, reason: '同一个人' })
    await house.work()
    expect(await waiting(theirs, into, wardens)).toHaveLength(1)
    for (const reportId of [second, been]) await house.done(desk(), 'reports.unjoin', { reportId, reason: '是两个人' })
    await house.work()
    expect([await waiting(shiftId, second), await waiting(shiftId, into)]).toMatchObject([[{}], [{}]])
    expect(await waiting(theirs, second, wardens)).toHaveLength(1)
    expect(await waiting(theirs, into, wardens)).toEqual([])
    expect(await waiting(shiftId, been)).toEqual([])
  }
})
