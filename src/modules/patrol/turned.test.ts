/** What turns out otherwise on the street: brought somewhere else, told by two phones, taken for a child. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { rows, sql } from '#kernel/db.ts'
import { MINUTE } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, met, type Street } from './testing/street.ts'

let house: TestHouse
let police: Actor
let head: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T21:00' })
  police = house.actor('patrol-officer', 'police')
  head = house.actor('station-head')
  street = await areaOf(house)
})
afterAll(() => house?.close())

interface Line {
  escort: string
  done: { what: string; at: number }[]
}
const of = async (by: Actor, personId: string) =>
  (await house.ask(by, 'patrol.encounters-of-person', { personId })) as { total: number; items: Line[] }

test('brought somewhere else on the way, the first one waits for nobody and sees nothing any more', async () => {
  const { personId, encounterId } = await met(house, police, { areaId: street.areaId })
  const south = house.actor('clerk', 'south')
  await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.south.id })
  expect((await of(south, personId)).total).toBe(1)
  house.at('2026-12-09T21:20')
  await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.hospital.id })
  house.at('2026-12-09T21:25')
  expect((await of(south, personId)).total).toBe(0)
  // Told again with the same destination, nothing is taken away.
  await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.hospital.id, vehicle: '救护车' })
  house.at('2026-12-09T21:30')
  const [line] = (await of(head, personId)).items
  expect(line?.escort).toBe('under-way')
})

test('of two phones that told the police, the earlier call counts, whichever record arrives first', async () => {
  const now = house.now()
  const { personId, encounterId } = await met(house, police, { areaId: street.areaId }, now - 30 * MINUTE)
  const told = { encounterId, step: 'police-told', to: '110' }
  const other = house.actor('patrol-officer', 'city-management')
  await house.done(police, 'patrol.take-step', told, { occurredAt: now - 5 * MINUTE })
  await house.done(other, 'patrol.take-step', told, { occurredAt: now - 20 * MINUTE })
  const [line] = (await of(head, personId)).items
  expect(line?.done.find((each) => each.what === '通知公安')?.at).toBe(now - 20 * MINUTE)
})

test('whoever turns out to be a child with a file of its own stands on no list of the street', async () => {
  const centre = house.actor('minors-officer', 'centre')
  const { reply } = await house.done(centre, 'minors.start-file', {
    from: 'desk',
    writtenName: '小禾',
    sex: 'female',
    birthDate: '2015-04-26',
    kinds: ['left-behind'],
    guardianKnown: true,
    townId: house.organisations.town.id,
    villageId: house.organisations.village.id,
    reason: '走访',
  })
  await house.done(centre, 'minors.open-file', { childId: reply['childId'], reason: '要照看' })
  await house.work()
  const [child] = await house.look((tx) =>
    rows(sql<{ personId: string }>`select person_id as "personId" from people.child_file where id = ${reply['childId']}`, tx),
  )
  const childPerson = child?.personId as string
  const { personId } = await met(house, police, { areaId: street.areaId, groups: ['minor'] })
  const found = await house.ask(head, 'patrol.sleepers', {})
  expect(JSON.stringify(found)).toContain(personId)
  // What the house does of itself when somebody who sees both joins them.
  await house.done(systemActor, 'patrol.note-merged', { personId, into: childPerson })
  const states = await house.look((tx) =>
    rows(sql<{ state: string }>`select state from patrol.sleeper where person_id = any(${[personId, childPerson]}::uuid[])`, tx),
  )
  expect(states).toEqual([{ state: 'ended' }])
})
