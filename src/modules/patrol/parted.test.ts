/** Two on the street were taken for one, and are two again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { MINUTE } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, type Met, met, type Street } from './testing/street.ts'

let house: TestHouse
let police: Actor
let managers: Actor
let head: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T19:00' })
  police = house.actor('patrol-officer', 'police')
  managers = house.actor('patrol-officer', 'city-management')
  head = house.actor('station-head')
  street = await areaOf(house)
})
afterAll(() => house?.close())

const encounters = async (by: Actor, personId: string) =>
  ((await house.ask(by, 'patrol.encounters-of-person', { personId })) as { items: { encounterId: string }[] }).items
    .map((each) => each.encounterId)
    .toSorted()
const listed = async (by: Actor, id: string, state = 'there') =>
  (
    (await house.ask(by, 'patrol.sleepers', { state })) as { items: { sleeperId: string; alias: string; met: number }[] }
  ).items.find((each) => each.sleeperId === id)
const merge = async (one: Met, two: Met): Promise<string> => {
  const form = { personId: one.personId, otherId: two.personId, reason: '照片像' }
  const decision = (await house.done(head, 'people.merge', form)).reply['decisionId'] as string
  await house.work()
  return decision
}
const undo = async (decisionId: string) => {
  await house.done(head, 'people.undo-link', { decisionId, reason: '认错了，是两个人' })
  await house.work()
}
const two = async (): Promise<[Met, Met]> => [
  await met(house, police, { areaId: street.areaId, look: '黑大衣', heardName: '老田' }, house.now() - 20 * MINUTE),
  await met(house, managers, { areaId: street.areaId, look: '红围巾' }, house.now() - 10 * MINUTE),
]

describe('a merge that is undone', () => {
  test('gives each of the two their encounters back, and what came in between stays with whom it was recorded for', async () => {
    const [one, other] = await two()
    await house.done(managers, 'patrol.name-sleeper', { sleeperId: other.personId, alias: '红围巾大爷' })
    const decision = await merge(one, other)
    expect(await encounters(head, one.personId)).toEqual([one.encounterId, other.encounterId].toSorted())
    const again = await met(house, police, { areaId: street.areaId, personId: one.personId, known: true })
    // A telephone that had not heard of the merge meets the one on its own list.
    const late = await met(house, managers, { areaId: street.areaId, personId: other.personId, known: true })
    expect(await listed(head, one.personId)).toMatchObject({ met: 4 })
    await undo(decision)
    expect(await encounters(head, one.personId)).toEqual([one.encounterId, again.encounterId].toSorted())
    expect(await encounters(head, other.personId)).toEqual([other.encounterId, late.encounterId].toSorted())
    expect(await listed(head, one.personId)).toMatchObject({ alias: '老田（音）', met: 2 })
    expect(await listed(head, other.personId)).toMatchObject({ alias: '红围巾大爷', met: 2 })
  })

  test('puts nobody back on the list of the street who was received in between', async () => {
    const [one, other] = await two()
    const decision = await merge(one, other)
    await house.done(house.actor('clerk'), 'intake.ask', { personId: one.personId, arrival: 'police' })
    await house.work()
    expect(await listed(head, one.personId, 'received')).toBeDefined()
    await undo(decision)
    expect(await listed(head, one.personId, 'received')).toBeDefined()
    expect(await listed(head, other.personId)).toMatchObject({ met: 1 })
  })

  test('closes the one again to whoever saw only the other', async () => {
    const east = await areaOf(house, { name: '东门', members: ['city-management'] })
    const one = await met(house, managers, { areaId: east.areaId, look: '蓝棉袄' })
    const other = await met(house, police, { areaId: street.areaId, look: '绿军帽' })
    const decision = await merge(one, other)
    house.at('2026-12-09T19:05')
    expect(await listed(police, one.personId)).toBeDefined()
    await undo(decision)
    house.at('2026-12-09T19:10')
    expect(await listed(police, one.personId)).toBe(undefined)
    expect(await listed(managers, one.personId)).toBeDefined()
    expect(await listed(police, other.personId)).toMatchObject({ met: 1 })
  })

  test('may be merged and undone again, with the same end', async () => {
    const [one, other] = await two()
    await undo(await merge(one, other))
    await undo(await merge(one, other))
    expect(await encounters(head, one.personId)).toEqual([one.encounterId])
    expect(await encounters(head, other.personId)).toEqual([other.encounterId])
    const told = await house.look((tx) => factsOf(tx, [other.personId]))
    const merges = told.filter((each) => each.name === 'person.merged').map((each) => each.id)
    const withdrawn = told.filter((each) => each.name === 'fact.withdrawn').map((each) => each.replaces)
    expect(merges).toHaveLength(2)
    expect(withdrawn.toSorted()).toEqual(merges.toSorted())
  })

  test('of the first of two leaves the second as it is', async () => {
    const [one, other] = await two()
    const third = await met(house, police, { areaId: street.areaId, look: '灰毡帽' })
    const first = await merge(one, other)
    await merge(third, one)
    expect(await encounters(head, third.personId)).toHaveLength(3)
    await undo(first)
    expect(await encounters(head, other.personId)).toEqual([other.encounterId])
    expect(await encounters(head, third.personId)).toEqual([one.encounterId, third.encounterId].toSorted())
    expect(await listed(head, third.personId)).toMatchObject({ met: 2 })
    expect(await listed(head, one.personId)).toBe(undefined)
  })

  test('is done by nobody but the house', async () => {
    const [one, other] = await two()
    const form = { personId: other.personId, into: one.personId }
    expect(await house.act(head, 'patrol.note-parted', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})
