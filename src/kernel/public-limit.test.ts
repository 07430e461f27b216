import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicActorFor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { HOUR } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../tests/house.ts'
import { publicOver, remoteKey } from './public-limit.ts'

describe('whose tries are counted together', () => {
  test('an IPv6 house counts as one, an IPv4 address as itself', () => {
    expect(remoteKey('2001:db8::1')).toBe(remoteKey('2001:0db8:0:0:ffff::2'))
    expect(remoteKey('2001:db8:0:1::1')).not.toBe(remoteKey('2001:db8::1'))
    expect(remoteKey('::ffff:192.0.2.1')).toBe('192.0.2.1')
    expect(remoteKey('::1')).toBe('0:0:0:0')
    fc.assert(fc.property(fc.string(), (text) => typeof remoteKey(text) === 'string'))
  })
})

describe('a limit', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  const LIMITS = { hour: 2, day: 3, siteHour: 4 }
  const once = (remote: string, place: 'north' | 'south' = 'north', at = house.house.clock.now()) => {
    const actor = publicActorFor(house.organisations[place])
    return withActor(house.house.db, actor, (tx) =>
      publicOver({ tx, vault: house.house.vault, now: at, actor }, 'tests.say', remote, LIMITS),
    )
  }

  test('is of one address in an hour and in a day, of a whole site in an hour, and of each site by itself', async () => {
    const start = house.house.clock.now()
    const said = []
    for (const remote of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'])
      said.push(await once(remote))
    // The third of one address was told so, and is none of the site's.
    expect(said).toEqual([undefined, undefined, 'address', undefined, undefined, 'site'])
    expect(await once('192.0.2.1', 'south')).toBeUndefined()
    expect(await once('192.0.2.2', 'north', start + 2 * HOUR)).toBeUndefined()
    expect(await once('192.0.2.1', 'north', start + 2 * HOUR)).toBe('address')
    expect(await once('192.0.2.1', 'north', start + 30 * HOUR)).toBeUndefined()
  })
})
