import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM } from './place.ts'
import { below, fitting, metresPerPixel, moved, onScreen, scaleBar, tilesOf, type View, ZOOMS } from './plane.ts'

const point = fc.record({
  lat: fc.double({ min: 20, max: 50, noNaN: true }),
  lng: fc.double({ min: 80, max: 130, noNaN: true }),
})
const view: fc.Arbitrary<View> = fc.record({
  centre: point,
  zoom: fc.integer({ min: 10, max: ZOOMS.most }),
  system: fc.constantFrom('wgs84' as const, 'gcj02' as const),
  width: fc.integer({ min: 200, max: 1200 }),
  height: fc.integer({ min: 200, max: 800 }),
})
const spotIn = (drawn: View, [x, y]: [number, number]) => ({ x: x * drawn.width, y: y * drawn.height })
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('a pin lies where it was put, on tiles of either kind', () => {
  fc.assert(
    fc.property(view, fc.tuple(share, share), (drawn, where) => {
      const spot = spotIn(drawn, where)
      const back = onScreen(drawn, below(drawn, spot))
      expect(Math.abs(back.x - spot.x)).toBeLessThan(2)
      expect(Math.abs(back.y - spot.y)).toBeLessThan(2)
    }),
  )
})

test('north is up and east is right; the scale holds', () => {
  fc.assert(
    fc.property(view, (drawn) => {
      const [up, right] = [
        below(moved(drawn, { x: 0, y: -50 }), middle(drawn)),
        below(moved(drawn, { x: 50, y: 0 }), middle(drawn)),
      ]
      expect(up.lat).toBeGreaterThan(drawn.centre.lat)
      expect(right.lng).toBeGreaterThan(drawn.centre.lng)
      const metres = distanceM(drawn.centre, right)
      expect(Math.abs(metres / (50 * metresPerPixel(drawn)) - 1)).toBeLessThan(0.05)
    }),
  )
})
const middle = (drawn: View) => ({ x: drawn.width / 2, y: drawn.height / 2 })

test('the view that shows all shows all', () => {
  const screen = { width: 390, height: 300, system: 'wgs84' as const }
  const near = fc.record({
    lat: fc.double({ min: 34, max: 34.5, noNaN: true }),
    lng: fc.double({ min: 108, max: 109, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(near, { minLength: 1, maxLength: 20 }), (points) => {
      const drawn = fitting(points, screen) as View
      for (const each of points) {
        const spot = onScreen(drawn, each)
        expect(spot.x).toBeGreaterThanOrEqual(0)
        expect(spot.x).toBeLessThanOrEqual(390)
        expect(spot.y).toBeGreaterThanOrEqual(0)
        expect(spot.y).toBeLessThanOrEqual(300)
      }
    }),
  )
  expect(fitting([], screen)).toBeNull()
})

test('the scale bar is a round length that fits; tiles cover the screen and are bounded', () => {
  fc.assert(
    fc.property(view, (drawn) => {
      const bar = scaleBar(drawn)
      expect(bar.pixels).toBeLessThanOrEqual(120.5)
      expect(bar.pixels).toBeGreaterThan(40)
      const tiles = tilesOf(drawn)
      expect(tiles.length).toBeGreaterThan(0)
      expect(tiles.length).toBeLessThanOrEqual(64)
      expect(Math.min(...tiles.map((tile) => tile.left))).toBeLessThanOrEqual(0.001)
      expect(Math.max(...tiles.map((tile) => tile.left + 256))).toBeGreaterThanOrEqual(drawn.width - 0.001)
    }),
  )
})
