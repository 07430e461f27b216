/** The desk's night: who is waited for until somebody receives them, and which shifts are tonight's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, met, planned, type Street, started } from './testing/street.ts'

let house: TestHouse
let police: Actor
let head: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T19:00' })
  police = house.actor('patrol-officer', 'police')
  head = house.actor('station-head')
  street = await areaOf(house)
})
afterAll(() => house?.close())

const coming = async (by: Actor) =>
  ((await house.ask(by, 'patrol.coming')) as { items: { personId: string; escort: string }[] }).items
const awaited = async (personId: string) => (await coming(head)).find((each) => each.personId === personId)?.escort
const brought = async () => {
  const one = await met(house, police, { areaId: street.areaId, groups: ['aged'], signs: [] })
  await house.done(police, 'patrol.start-escort', { encounterId: one.encounterId, toId: house.organisations.north.id })
  return one
}
const receive = (personId: string) =>
  house.done(house.actor('clerk'), 'intake.receive', {
    personId,
    arrival: 'police',
    safety: 'deferred',
    deferredWhy: '夜里，先安顿',
    decision: 'accept',
  })

test('whoever was brought stays on the desk’s list until somebody receives him, and no other station sees him there', async () => {
  const { personId, encounterId } = await brought()
  expect(await awaited(personId)).toBe('under-way')
  await house.done(police, 'patrol.end-escort', { encounterId, arrived: true })
  expect(await awaited(personId)).toBe('arrived')
  expect((await coming(house.actor('station-head', 'south'))).map((each) => each.personId)).not.toContain(personId)
  await receive(personId)
  await house.work()
  expect(await awaited(personId)).toBeUndefined()
})

test('whoever is on the way stands before those who were brought', async () => {
  const first = await brought()
  const second = await brought()
  await house.done(police, 'patrol.end-escort', { encounterId: second.encounterId, arrived: true })
  const order = (await coming(head)).map((each) => each.personId)
  expect(order.indexOf(first.personId)).toBeLessThan(order.indexOf(second.personId))
})

test('whoever was not brought is not waited for', async () => {
  const { personId, encounterId } = await brought()
  await house.done(police, 'patrol.end-escort', { encounterId, arrived: false })
  expect(await awaited(personId)).toBeUndefined()
})

test('a record of the way that comes after the reception makes nobody wait for him', async () => {
  const { personId, encounterId } = await met(house, police, { areaId: street.areaId, groups: ['aged'], signs: [] })
  await receive(personId)
  await house.work()
  await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.north.id })
  expect(await awaited(personId)).toBeUndefined()
  await house.done(police, 'patrol.end-escort', { encounterId, arrived: true })
  expect(await awaited(personId)).toBeUndefined()
})

test('tonight’s shifts are tonight’s: tomorrow’s are in the plan, one that is out still stays in sight', async () => {
  const tonight = await planned(house, head, street.areaId)
  const tomorrow = await planned(house, head, street.areaId, { date: '2026-12-10' })
  const out = await started(house, police, street.areaId)
  const shown = async () =>
    ((await house.ask(head, 'patrol.board')) as { shifts: { shiftId: string }[] }).shifts.map((each) => each.shiftId)
  expect(await shown()).toEqual(expect.arrayContaining([tonight, out]))
  expect(await shown()).not.toContain(tomorrow)
  house.at('2026-12-10T12:30')
  expect(await shown()).toEqual(expect.arrayContaining([tomorrow, out]))
  expect(await shown()).not.toContain(tonight)
})
