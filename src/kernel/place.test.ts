import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileMask, describe as describeForm, metaOf } from './field.ts'
import {
  bearingWords,
  distanceM,
  fromWgs84,
  lengthWords,
  nearWords,
  placeField,
  placeParts,
  placeSchema,
  toWgs84,
} from './place.ts'

const anywhere = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
})
/** Well within the country: at the edge the shift begins at once and no way back can be exact. */
const inland = fc.record({
  lat: fc.double({ min: 18, max: 53, noNaN: true }),
  lng: fc.double({ min: 74, max: 135, noNaN: true }),
})

describe('a place', () => {
  test('has words or a point, and a point has both coordinates', () => {
    expect(placeSchema.safeParse({ words: '北环涵洞', source: 'words' }).success).toBe(true)
    expect(placeSchema.safeParse({ lat: 34.1, lng: 108.9, accuracyM: 12, source: 'device' }).success).toBe(true)
    expect(placeSchema.safeParse({ source: 'pin' }).success).toBe(false)
    expect(placeSchema.safeParse({ words: '桥下', lat: 34.1, source: 'pin' }).success).toBe(false)
    expect(placeSchema.safeParse({ words: '桥下', source: 'words', colour: 1 }).success).toBe(false)
    expect(placeSchema.safeParse({ lat: Number.NaN, lng: 108.9, source: 'pin' }).success).toBe(false)
  })

  test('its field is a control of its own, sealed and shown to whoever may see the record', () => {
    const form = placeField('在哪里', '地点')
    expect(metaOf(form)).toMatchObject({ widget: 'place', sensitivity: 'sealed', mask: 'none', section: '地点' })
    expect(compileMask(form)({ words: '桥下', source: 'words' })).toEqual({ words: '桥下', source: 'words' })
    expect(describeForm(placeParts).every((each) => each.label.length > 0)).toBe(true)
  })
})

describe('coordinates', () => {
  test('of a domestic map come back to within a metre', () => {
    fc.assert(
      fc.property(inland, fc.constantFrom('gcj02' as const, 'bd09' as const), (point, system) => {
        const onMap = fromWgs84(system, point)
        expect(distanceM(toWgs84(system, onMap.lng, onMap.lat), point)).toBeLessThan(1)
      }),
    )
  })

  test('are never no number and never off the globe, whatever is typed', () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom('gcj02' as const, 'bd09' as const, 'pin' as const), (point, system) => {
        const back = toWgs84(system, point.lng, point.lat)
        expect(Math.abs(back.lat)).toBeLessThanOrEqual(90)
        expect(Math.abs(back.lng)).toBeLessThanOrEqual(180)
      }),
    )
  })

  test('lie as far there as back, nowhere from themselves, and at most half round the earth', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const there = distanceM(a, b)
        expect(Math.abs(there - distanceM(b, a))).toBeLessThan(1e-6)
        expect(distanceM(a, a)).toBe(0)
        expect(there).toBeLessThanOrEqual(Math.PI * 6_371_009)
        expect(bearingWords(a, b)).not.toContain('undefined')
        expect(bearingWords(a, b)).not.toContain('NaN')
      }),
    )
  })

  test('a domestic map is some hundred metres off here: not converting would send a patrol to another street', () => {
    const shift = distanceM({ lng: 108.94, lat: 34.26 }, toWgs84('gcj02', 108.94, 34.26))
    expect(shift).toBeGreaterThan(300)
    expect(shift).toBeLessThan(1000)
  })
})

describe('in words', () => {
  const here = { lat: 34.26, lng: 108.94 }
  test.each([
    [{ lat: 34.2619, lng: 108.9423 }, '东北约 300 米'],
    [{ lat: 34.251, lng: 108.94 }, '南约 1.0 公里'],
    [{ lat: 34.26, lng: 108.9396 }, '西约 40 米'],
    [{ lat: 34.26, lng: 108.94 }, '就在此处'],
  ])('%j is %s', (there, words) => expect(bearingWords(here, there)).toBe(words))

  test('a point is told by the nearest place that has a name, and by none that is far', () => {
    const named = [
      { name: '站前天桥', at: here },
      { name: '北环涵洞', at: { lat: here.lat + 0.01, lng: here.lng } },
    ]
    const west = { lat: here.lat, lng: here.lng - 0.00087 }
    expect(nearWords(west, named)).toBe('站前天桥西约 80 米')
    expect(nearWords(here, named)).toBe('站前天桥')
    expect(nearWords({ lat: here.lat + 1, lng: here.lng }, named)).toBeUndefined()
    expect(nearWords(here, [])).toBeUndefined()
  })

  test('far is far', () => expect(lengthWords(45_200)).toBe('约 45 公里'))
})
