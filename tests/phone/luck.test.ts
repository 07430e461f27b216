/** Ten shifts of bad luck; `npm run bench -- phone-luck` lives through three hundred. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf } from '#app/sample/chance.ts'
import { leftOn, liveShift } from './luck.ts'
import { hazardShift } from './shift.ts'
import { faultsOf, openWorld, type TestWorld } from './world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openWorld()
}, 300_000)
afterAll(() => world.close())

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'shift %i: all of it arrives, each deed once, and the phone is empty',
  async (seed) => {
    const { me, world: his } = await world.worker('town-officer', 'town')
    const deeds = hazardShift(chanceOf(seed * 7919), 12)
    const { figures, disk } = await liveShift({ seed, world: his, me, deeds })
    expect(figures.kept).toHaveLength(deeds.length)
    expect(await leftOn(disk)).toEqual({ actions: 0, photos: 0, bodies: 0 })
    expect(await faultsOf(world.house, me.accountId, figures.kept)).toEqual([])
    expect(world.log).toEqual([])
  },
)
