/** Ten shifts of bad luck; `npm run bench -- phone-luck` lives through three hundred. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf } from '#app/sample/chance.ts'
import { areaOf } from '#modules/patrol/testing/street.ts'
import { faultsOf } from './faults.ts'
import { leftOn, liveShift } from './luck.ts'
import { type Ground, patrolShift } from './shift.ts'
import { openWorld, type TestWorld } from './world.ts'

let world: TestWorld
let ground: Ground
beforeAll(async () => {
  world = await openWorld()
  ground = await areaOf(world.house)
}, 300_000)
afterAll(() => world.close())

// All at once: what kills the server for one kills it for all.
test.concurrent.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'shift %i: all of it arrives, each deed once, and the phone is empty',
  async (seed) => {
    const { me, world: his } = await world.worker('patrol-officer', 'police')
    const deeds = patrolShift(chanceOf(seed * 7919), ground, 3)
    const { figures, disk } = await liveShift({ seed, world: his, me, deeds })
    expect(figures.kept).toHaveLength(deeds.length)
    expect(await leftOn(disk)).toEqual({ actions: 0, photos: 0, bodies: 0 })
    expect(await faultsOf(world.house.house, me.accountId, figures.kept)).toEqual([])
    expect(world.log).toEqual([])
  },
)
