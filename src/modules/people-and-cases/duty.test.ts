/** Who is on duty at a place: somebody always answers, the nearest first, and nobody outside the city is asked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { parseInstant } from '#kernel/time.ts'
import { openTestHouse, type Place, type TestHouse } from '../../../tests/house.ts'
import { type NewDuty, onDuty, dutyAround, insertDuties, replaceDuties } from './store-duty.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const at = (text: string) => parseInstant(text) as number
const context = (tx: unknown) => ({ tx, vault: house.house.vault, actor: systemActor, now: house.now() }) as never
const path = (place: Place) => house.organisations[place].path

async function set(place: Place, name: string, more: Partial<NewDuty> = {}): Promise<string> {
  const id = crypto.randomUUID()
  const duty = {
    id,
    turn: 1 as const,
    startsAt: at('2026-12-09T08:00'),
    endsAt: at('2026-12-10T08:00'),
    name,
    phone: '0999-1',
    ...more,
  }
  await house.look((tx) => insertDuties(context(tx), house.organisations[place], [duty]))
  return id
}
const asked = (place: Place, when = '2026-12-09T20:00') =>
  house.look((tx) => onDuty(tx, path(place), at(when), house.house.vault))

describe('a roster', () => {
  test('that nobody has made leaves the nearest office to answer, by its own telephone', async () => {
    expect(await asked('village')).toMatchObject({ organisationName: '杨店镇', rostered: false, name: null })
    expect(await asked('school')).toMatchObject({ organisationName: '云川市未成年人救助保护中心', rostered: false })
  })

  test('names who answers: somebody on duty before a nearer office without anybody, the nearest of two, the first before the second', async () => {
    await set('centre', '周宁')
    expect(await asked('village')).toMatchObject({
      organisationName: '云川市未成年人救助保护中心',
      name: '周宁',
      phone: '0999-1',
    })
    await set('town', '马兰', { turn: 2 })
    await set('town', '何青')
    expect(await asked('village')).toMatchObject({ organisationName: '杨店镇', name: '何青', turn: 1 })
    const all = await house.look((tx) => dutyAround(tx, path('village'), at('2026-12-09T20:00'), house.house.vault))
    expect(all.slice(0, 3).map((each) => each.name)).toEqual(['何青', '马兰', '周宁'])
    expect(await asked('village', '2026-12-10T08:00')).toMatchObject({ rostered: false })
    expect(await asked('village', '2026-12-09T08:00')).toMatchObject({ name: '何青' })
  })

  test('loses a shift that was taken from it', async () => {
    const id = await set('village', '田宽')
    expect(await asked('village')).toMatchObject({ name: '田宽' })
    await house.look((tx) => replaceDuties(context(tx), [id]))
    expect(await asked('village')).not.toMatchObject({ name: '田宽' })
  })

  test('answers a colleague of the city without opening its rows to him, and nobody of another city', async () => {
    await house.ask(house.actor('clerk', 'south'), 'people.file', {})
    const from = (place: Place) =>
      withActor(
        house.house.db,
        house.actor('clerk', place),
        (tx) => onDuty(tx, path('town'), at('2026-12-09T20:00')),
        house.now(),
      )
    // Without the vault the office's own telephone.
    expect(await from('south')).toMatchObject({ organisationName: '杨店镇', name: null, rostered: true })
    expect(await from('far-station')).toBeNull()
  })
})
