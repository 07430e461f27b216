/** The sample city's children: a file through all four links, a round under way, a report that waits, helpers, hazards. Invented like all others. */
import type { House } from '#kernel/house.ts'
import { childOfThePicture } from './child-of-the-picture.ts'
import { fosteredBrothers, heldUpChildren } from './children-held.ts'
import { registered } from './children-registered.ts'
import { network, surroundings } from './children-places.ts'
import { daysOf, liveScripts } from './scripts.ts'
import { volunteers } from './volunteers.ts'

/** Lives the scripts of all children. */
export async function childrenOfSample(house: House, { seed, now }: { seed: number; now: number }): Promise<void> {
  const days = daysOf(now)
  const scripts = [
    network(days),
    ...surroundings(days),
    ...registered(days, seed),
    childOfThePicture(days),
    fosteredBrothers(days),
    ...heldUpChildren(days),
    ...volunteers(days),
  ]
  await liveScripts(house, scripts, { seed, now, of: 'child' })
}
