import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressFault, middleOf, MOST_POINTS, shapesOf, tileAddress } from './rules.ts'

describe('the address of tiles', () => {
  test.each([
    ['https://tiles.example.cn/{z}/{x}/{y}.png', undefined],
    ['http://192.168.3.8:8080/{z}/{x}/{y}.png', undefined],
    ['http://tiles.example.cn/{z}/{x}/{y}.png', 'plain'],
    ['https://tiles.example.cn/{z}/{x}.png', 'places'],
    ['https://{x}.example.cn/{z}/{x}/{y}.png', 'places'],
    ['https://{x}.example.cn/{z}/a/{y}.png', 'address'],
    ['https://me:secret@tiles.example.cn/{z}/{x}/{y}.png', 'address'],
    ['file:///etc/{z}/{x}/{y}', 'plain'],
    ['http://[::ffff:8.8.8.8]/{z}/{x}/{y}', 'plain'],
    ['http://10.evil.example.cn/{z}/{x}/{y}', 'plain'],
  ])('%s', (address, fault) => expect(addressFault(address)).toBe(fault))

  test('gives no address outside the world, and never another host', () => {
    const address = 'https://tiles.example.cn/{z}/{x}/{y}.png'
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 25 }), fc.integer(), fc.integer(), (z, x, y) => {
        const tile = tileAddress(address, z, x, y)
        if (tile !== undefined) {
          expect(new URL(tile).host).toBe('tiles.example.cn')
          expect(x).toBeLessThan(2 ** z)
          expect(y).toBeLessThan(2 ** z)
        }
      }),
    )
    expect(tileAddress(address, 3, 1.5, 2)).toBeUndefined()
  })
})

describe('a map file', () => {
  const file = (coordinates: number[][]) =>
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'LineString', coordinates } }] })
  test('is lines and outlines; anything else is none', () => {
    expect(
      shapesOf(
        file([
          [108.9, 34.2],
          [108.95, 34.25],
        ]),
      ),
    ).toEqual([
      {
        closed: false,
        line: [
          [108.9, 34.2],
          [108.95, 34.25],
        ],
      },
    ])
    for (const text of ['', '<svg/>', '{}', '[]', 'null', '{"type":"Point","coordinates":[1,2]}', file([[999, 999]])])
      expect(shapesOf(text)).toBeUndefined()
  })
  test('of any length is made coarse enough to be drawn, and stays within itself', () => {
    const long = Array.from({ length: 60_000 }, (_, at) => [108 + at / 60_000, 34 + Math.sin(at / 50) / 100])
    const shapes = shapesOf(file(long)) ?? []
    expect(shapes[0]?.line.length).toBeLessThanOrEqual(MOST_POINTS)
    expect(shapes[0]?.line[0]).toEqual([108, 34])
    const middle = middleOf(shapes)
    expect(middle?.lng).toBeCloseTo(108.5, 1)
  })
  test('never breaks the reader, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const shapes = shapesOf(text)
        expect(shapes === undefined || shapes.length > 0).toBe(true)
      }),
    )
  })
})
