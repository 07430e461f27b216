/** A child's file and a report about a child: nothing of either for whoever works on the street alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { given } from './testing/handing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
})
afterAll(() => house?.close())

const NAME = '小禾'
const words = (about: string, subjectId: string) =>
  given(house, about, subjectId, { condition: '发热', injuries: { unknown: 'not-found-out' } })
const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code

test('the patrol of a town that takes part in a child’s file hands over nothing of it, and reads nothing of what was handed over', async () => {
  const { reply } = await house.done(house.actor('minors-officer', 'centre'), 'minors.start-file', {
    from: 'desk',
    writtenName: NAME,
    sex: 'female',
    birthDate: '2015-04-26',
    kinds: ['left-behind'],
    guardianKnown: true,
    townId: house.organisations.town.id,
    villageId: house.organisations.village.id,
    reason: '走访',
  })
  await house.done(house.actor('minors-officer', 'centre'), 'minors.open-file', { childId: reply.childId, reason: '要照看' })
  await house.work()
  const childId = reply.childId as string
  const [child] = await house.look((tx) =>
    rows(sql<{ personId: string }>`select person_id as "personId" from people.child_file where id = ${childId}`, tx),
  )
  const personId = child?.personId as string
  const patrol = house.actor('patrol-officer', 'town')
  const officer = house.actor(['town-officer', 'child-supervisor'], 'town')
  const given = words('child-file', childId)
  await house.done(officer, 'handovers.prepare', given)

  expect(await code(patrol, 'handovers.prepare', words('child-file', childId))).toBe('KERNEL.NOT_FOUND')
  expect(await code(patrol, 'handovers.withdraw', { handoverId: given.handoverId, reason: '不要了' })).toBe('KERNEL.NOT_FOUND')
  for (const [door, params] of [
    ['handovers.list', {}],
    ['handovers.mine', {}],
    ['handovers.handover', { handoverId: given.handoverId }],
    ['handovers.of-subject', { subjectId: childId }],
  ] as const) {
    expect([door, JSON.stringify(await house.ask(officer, door, params)).includes(given.handoverId)]).toEqual([door, true])
    expect([door, JSON.stringify(await house.ask(patrol, door, params)).includes(given.handoverId)]).toEqual([door, false])
  }
  expect(await house.ask(patrol, 'handovers.waiting')).toMatchObject({ given: 0, all: 0 })
  // Handed over as a person, the child has the name that stands on the form and no other.
  await house.act(patrol, 'handovers.prepare', words('person', personId))
  expect(JSON.stringify(await house.ask(patrol, 'handovers.list'))).not.toContain(NAME)
  const met = { encounterId: crypto.randomUUID(), personId, known: true }
  expect(await code(patrol, 'patrol.meet-person', met)).toBe('KERNEL.NOT_FOUND')
})

test('a report about a child is handed over by whoever may read it', async () => {
  const desk = house.actor('duty-leader')
  const { reportId } = (
    await house.done(desk, 'reports.receive', { channel: '110', about: ['minor'], what: '桥下有个孩子', place: '北环涵洞' })
  ).reply as { reportId: string }
  await house.done(desk, 'reports.dispatch', { reportId, organisationIds: [house.organisations.police.id] })
  const patrol = house.actor('patrol-officer', 'police')
  expect(await code(patrol, 'handovers.prepare', words('report', reportId))).toBe('KERNEL.NOT_FOUND')
  expect(await code(house.actor('police-officer', 'police'), 'handovers.prepare', words('report', reportId))).toBe(undefined)
})
