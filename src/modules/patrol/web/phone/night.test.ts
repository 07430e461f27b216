/** A night of the phone's own records through the doors of a real house: what a screen makes, the house takes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openTestHouse, type TestHouse } from '../../../../../tests/house.ts'
import { areaOf, planned } from '../../testing/street.ts'
import type { SleeperList, Tonight } from './answers.ts'
import { type EncounterDraft, leave, left, newEncounter } from './steps.ts'
import { stopLines } from './tonight.ts'

let house: TestHouse
let police: Actor
beforeAll(async () => {
  house = await openTestHouse()
  police = house.actor('patrol-officer', 'police')
})
afterAll(() => house?.close())

async function written(draft: EncounterDraft): Promise<string[]> {
  const doors: string[] = []
  let now = draft
  for (const page of [2, 3, 4] as const) {
    const step = leave(now, page, house.now(), () => crypto.randomUUID())
    for (const { door, form } of step.due) {
      await house.done(police, door, form)
      doors.push(door)
    }
    now = left(step.draft, step.due)
  }
  return doors
}

test('what the phone received is what its screens read; what its screens record is what the doors take', async () => {
  const { areaId } = await areaOf(house)
  const shiftId = await planned(house, house.actor('station-head'), areaId)
  await house.done(police, 'patrol.start-shift', { shiftId, areaId, kind: 'routine' })
  const tonight = (await house.ask(police, 'patrol.tonight', {})) as unknown as Tonight
  const shift = tonight.shifts.find((each) => each.shiftId === shiftId)
  if (!shift) throw new Error('the shift is not there')
  expect(shift).toMatchObject({ state: 'started', station: { name: expect.any(String) } })
  const [first, second] = stopLines(shift, [])
  expect([first?.state, second?.state]).toEqual(['now', 'later'])

  const start = (stop: typeof first) => ({
    encounterId: crypto.randomUUID(),
    personId: crypto.randomUUID(),
    shiftId,
    areaId,
    stopId: stop?.stopId ?? null,
    stopName: stop?.name ?? '',
    station: shift.station,
  })
  const at = house.now()
  const drunk = await written({
    ...newEncounter(start(first), at),
    groups: ['unclear'],
    signs: ['drunk'],
    look: '灰棉袄',
    told: 'cannot-answer',
    toldAt: at,
    goods: { quilt: 1 },
    taken: { 'call-emergency': at, hospital: at, 'tell-station': at },
    hospital: '市第二医院',
  })
  expect(drunk).toEqual([
    'patrol.meet-person',
    'patrol.offer-help',
    'patrol.take-step',
    'patrol.take-step',
    'patrol.start-escort',
    'patrol.give-goods',
  ])
  const refused = await written({
    ...newEncounter(start(second), at),
    groups: ['capable'],
    withMinor: true,
    age: 'old',
    sexSeen: 'male',
    told: 'refused',
    toldAt: at,
    taken: { 'tell-police': at, persuade: at },
    persuasion: '说等天亮',
  })
  expect(refused).toContain('patrol.persuade')
  const willing = await written({
    ...newEncounter(start(second), at),
    groups: ['aged'],
    told: 'accepted',
    toldAt: at,
    taken: { escort: at },
    vehicle: '步行',
  })
  expect(willing.at(-1)).toBe('patrol.start-escort')

  const list = (await house.ask(police, 'patrol.sleepers', {})) as unknown as SleeperList
  expect(list.total).toBe(3)
  expect(list.items.find((each) => each.look === '灰棉袄')).toMatchObject({ stopId: first?.stopId, nights: 0 })
})
