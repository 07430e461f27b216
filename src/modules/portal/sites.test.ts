import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { basesOf, type SiteOf } from './sites.ts'

const site = (path: string, openedAt: number, more: Partial<SiteOf> = {}): SiteOf => ({
  id: path,
  path,
  kind: 'station',
  level: 'county',
  openedAt,
  ...more,
})
const addresses = (sites: readonly SiteOf[]) => new Map(basesOf(sites).map(({ organisation, base }) => [organisation.id, base]))

describe('public addresses', () => {
  test('the station of the city that was here first lies at the front', () => {
    const here = site('99.9901.station.', 2, { level: 'city' })
    const sites = [
      site('99.9901.bureau.', 1, { kind: 'bureau', level: 'city' }),
      here,
      site('98.9801.station.', 3, { level: 'city' }),
    ]
    expect(addresses(sites).get(here.id)).toBe('/public')
  })

  test('an address that stands on a poster does not move because another city joins', () => {
    const segment = fc.constantFrom('station', 'bureau', 'north', 'south')
    const some = fc.uniqueArray(
      fc.record({
        segment,
        city: fc.constantFrom('99.9901.', '99.9902.', '98.9801.'),
        kind: fc.constantFrom('station', 'bureau'),
      }),
      { minLength: 1, maxLength: 8, selector: ({ city, segment }) => city + segment },
    )
    fc.assert(
      fc.property(some, (list) => {
        const own = list.filter(({ city }) => city === list[0]?.city)
        const others = list.filter(({ city }) => city !== list[0]?.city)
        const made = [...own, ...others].map((each, order) => site(`${each.city}${each.segment}.`, order, { kind: each.kind }))
        const before = addresses(made.slice(0, own.length))
        const after = addresses(made)
        for (const [id, base] of before) expect(after.get(id)).toBe(base)
        expect(new Set(after.values()).size).toBe(made.length)
      }),
    )
  })
})
