/** The house opens on a real database and keeps its first promises. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('a door that does not exist looks like a door that is not allowed', async () => {
  const stranger = house.stranger()
  expect(await house.act(stranger, 'people.merge', {})).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  expect(await house.act(stranger, 'people.no-such-door', {})).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
})

test('a search answers a clerk', async () => {
  expect(await house.ask(house.actor('clerk'), 'people.search', { text: '李国富' })).toMatchObject({ hits: [] })
})
