/** Where somebody was met, in words, also where nobody wrote any. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, met, type Street } from './testing/street.ts'

let house: TestHouse
let street: Street
const CULVERT = { lat: 30.0179, lng: 110.0151 }
beforeAll(async () => {
  house = await openTestHouse()
  street = await areaOf(house)
  await house.done(house.actor('station-head'), 'patrol.set-stops', {
    areaId: street.areaId,
    stops: [{ name: '北环涵洞', place: { ...CULVERT, source: 'pin' } }],
  })
})
afterAll(() => house?.close())

const officer = () => house.actor('patrol-officer', 'police')
async function shown(place: object): Promise<string | null> {
  const { encounterId } = await met(house, officer(), { areaId: street.areaId, groups: ['aged'], signs: [], place })
  const { met: listed } = (await house.ask(house.actor('station-head'), 'patrol.board')) as {
    met: { items: { encounterId: string; place: string | null }[] }
  }
  return listed.items.find((each) => each.encounterId === encounterId)?.place ?? null
}

test('a point without words is told by the nearest stop and how far it lies from it', async () => {
  expect(await shown({ lat: CULVERT.lat, lng: CULVERT.lng - 0.00083, accuracyM: 10, source: 'device' })).toBe(
    '北环涵洞西约 80 米',
  )
})

test('words that somebody wrote stay as they are', async () => {
  expect(await shown({ ...CULVERT, words: '加油站后墙', source: 'pin' })).toBe('加油站后墙')
})

test('where no stop is near it is a point of the map, never bare figures', async () => {
  expect(await shown({ lat: 31, lng: 111, accuracyM: 10, source: 'device' })).toBe('地图上的一点')
})
