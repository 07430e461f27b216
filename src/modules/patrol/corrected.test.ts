/** What was seen wrongly at night is put right, also in the file of whoever was seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { systemActor } from '#kernel/actor.ts'
import { personById } from '#modules/people-and-cases/index.ts'
import { withActor } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, met, type Street } from './testing/street.ts'

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

const personOf = async (id: string) => {
  const { db, vault, clock } = house.house
  return withActor(db, systemActor, (tx) => personById(tx, vault, id), clock.now())
}
const births = async (id: string) => {
  const told = (await house.look((tx) => factsOf(tx, [id]))).filter((each) => each.name === 'person.birth-known')
  const gone = new Set(told.map((each) => each.replaces))
  return { all: told, standing: told.filter((each) => !gone.has(each.id)).map((each) => each.value) }
}
const correct = (encounterId: string, more: object) =>
  house.done(police, 'patrol.correct-encounter', { encounterId, reason: '走近了看', ...more })

describe('an age that was seen wrongly', () => {
  test('and is corrected is corrected in the file of the person, with its trace: a child does not remain an adult', async () => {
    const seen = { areaId: street.areaId, ageSeenMin: 20, ageSeenMax: 25 }
    const { personId, encounterId } = await met(house, police, seen)
    const metAt = house.now()
    expect((await personOf(personId))?.birthFrom).toBe('2000-12-09')
    house.at('2026-12-09T19:30')
    await correct(encounterId, { ageSeenMin: 11, ageSeenMax: 13, groups: ['minor'] })
    expect(await personOf(personId)).toMatchObject({
      birthFrom: '2012-12-09',
      birthTo: '2015-12-09',
      description: { ageSeenMin: 11, ageSeenMax: 13, ageSeenAt: metAt },
    })
    const { all, standing } = await births(personId)
    expect(standing).toEqual([{ ageSeen: { min: 11, max: 13 } }])
    expect(all[1]).toMatchObject({ replaces: all[0]?.id, occurredAt: metAt })
    const { items } = (await house.ask(head, 'patrol.sleepers', {})) as { items: { sleeperId: string; group: string }[] }
    expect(items.find((each) => each.sleeperId === personId)?.group).toBe('minor')
    // The other way round, and once more: the last word holds.
    await correct(encounterId, { ageSeenMin: 30, ageSeenMax: 40 })
    expect((await births(personId)).standing).toEqual([{ ageSeen: { min: 30, max: 40 } }])
  })

  test('is told for the first time by the correction, where nobody had looked', async () => {
    const { personId, encounterId } = await met(house, police, { areaId: street.areaId })
    await correct(encounterId, { ageSeenMax: 13 })
    expect((await births(personId)).standing).toEqual([{ ageSeen: { min: 0, max: 13 } }])
    expect((await personOf(personId))?.birthTo).toBe('2026-12-09')
  })

  test('changes nothing once somebody has stated the birth from a paper, or has seen them later', async () => {
    const seen = { areaId: street.areaId, ageSeenMin: 20, ageSeenMax: 25 }
    const [one, other] = [await met(house, police, seen), await met(house, police, seen)]
    house.at('2026-12-09T20:00')
    const told = { reason: '户口本' }
    await house.done(head, 'people.correct-person', { personId: one.personId, birthDate: '2005-03-04', ...told })
    await house.done(head, 'people.correct-person', { personId: other.personId, ageSeenMin: 15, ageSeenMax: 17, ...told })
    await correct(one.encounterId, { ageSeenMin: 11, ageSeenMax: 13 })
    await correct(other.encounterId, { ageSeenMin: 11, ageSeenMax: 13 })
    expect((await personOf(one.personId))?.description).toMatchObject({ birthDate: '2005-03-04', ageSeenMin: 20 })
    expect((await personOf(other.personId))?.description).toMatchObject({ ageSeenMin: 15, ageSeenMax: 17 })
    expect((await births(one.personId)).all.at(-1)?.value).toEqual({ date: '2005-03-04' })
    expect((await births(other.personId)).all.at(-1)?.value).toEqual({ ageSeen: { min: 15, max: 17 } })
  })

  test('of somebody else’s encounter is corrected by nobody', async () => {
    const seen = { areaId: street.areaId, ageSeenMin: 20, ageSeenMax: 25 }
    const { personId, encounterId } = await met(house, police, seen)
    const form = { encounterId, ageSeenMin: 11, ageSeenMax: 13, reason: '走近了看' }
    const managers = house.actor('patrol-officer', 'city-management')
    expect(await house.act(managers, 'patrol.correct-encounter', form)).toHaveProperty('code')
    expect((await births(personId)).standing).toEqual([{ ageSeen: { min: 20, max: 25 } }])
  })
})
