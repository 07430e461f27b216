/** The map of the report form, without a server: a tap is where it was seen, and nothing from outside is believed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceM } from '#kernel/place.ts'
import { onScreen } from '#kernel/plane.ts'
import { accuracyOf, type Ground, homeOf, type Look, readLook, stepped, tapped, textOf, viewOf } from './map.ts'
import { pictureOf } from './map-picture.ts'

const landmarks = [
  { name: '火车站', at: { lat: 30.0146, lng: 110.022 } },
  { name: '<b>百货大楼</b>', at: { lat: 30.013, lng: 110.015 } },
]
const home = homeOf(landmarks, null) as Look
const tiles: Ground = { kind: 'tiles', system: 'gcj02', attribution: '云川市', approval: '测S(2026)001号', shapes: [] }
const nothing = async () => undefined

describe('a tap', () => {
  test('is the point that was seen there, on the plain plane and on shifted tiles', () => {
    const pixel = fc.integer({ min: 1, max: 287 })
    fc.assert(
      fc.property(pixel, pixel, fc.integer({ min: 9, max: 18 }), fc.constantFrom(null, tiles), (x, y, zoom, ground) => {
        const look = { at: home.at, zoom }
        const pin = tapped(look, { x: String(x), y: String(y) }, ground) as Look
        const back = onScreen(viewOf(look, ground), pin.at)
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1)
        // What goes through a form and back is the same within two metres.
        expect(distanceM(pin.at, (readLook(textOf(pin), home) as Look).at)).toBeLessThan(2)
      }),
    )
  })

  test('by a key is the middle; outside of the picture, or in words, it is none', () => {
    expect(tapped(home, { x: '0', y: '0' }, null)).toEqual(home)
    for (const [x, y] of [
      ['289', '5'],
      ['-3', '5'],
      ['5', ''],
      ['1e2', '5'],
      ['5', 'NaN'],
      [undefined, undefined],
    ] as const)
      expect([x, y, tapped(home, { x, y }, null)]).toEqual([x, y, undefined])
  })

  test('is as exact as the map is near, and less where no street is drawn', () => {
    const off = (zoom: number, ground: Ground | null) => accuracyOf({ at: home.at, zoom }, ground)
    expect([off(18, tiles), off(16, tiles), off(12, tiles)]).toEqual([10, 30, 530])
    expect([off(16, null), off(12, null)]).toEqual([100, 1590])
  })
})

describe('what a form carries', () => {
  test('is taken within reach of the city alone, with numbers that are numbers', () => {
    expect(readLook('30.01460,110.02200,16', home)).toEqual({ at: { lat: 30.0146, lng: 110.022 }, zoom: 16 })
    for (const text of [
      '',
      '39.90000,116.40000,16',
      '30.01460,110.02200,19',
      '30.01460,110.02200,3',
      '30.01460,110.02200',
      'a,b,c',
      '30.01460,110.02200,16,1',
      '99.00000,110.00000,16',
      '30.0146 ,110.02200,16',
      'Infinity,110.0,16',
      "30.0',110.0,16",
    ])
      expect([text, readLook(text, home)]).toEqual([text, undefined])
  })
})

describe('the view', () => {
  test('begins where the places are, else at the middle of the map, else of its file; without any there is no map', () => {
    expect(distanceM(home.at, { lat: 30.0138, lng: 110.0185 })).toBeLessThan(50)
    expect(homeOf([], { ...tiles, lat: 30, lng: 110 })).toEqual({ at: { lat: 30, lng: 110 }, zoom: 15 })
    const file: Ground = {
      ...tiles,
      kind: 'file',
      shapes: [
        {
          closed: false,
          line: [
            [110, 30],
            [110.2, 30.2],
          ],
        },
      ],
    }
    expect(homeOf([], file)?.at.lat).toBeCloseTo(30.1)
    expect([homeOf([], null), homeOf([], tiles)]).toEqual([undefined, undefined])
  })

  test('moves, nears and widens by its buttons, and never leaves the city', () => {
    const at = { home, pin: undefined, ground: null }
    expect(stepped(home, 'in', at).zoom).toBe(home.zoom + 1)
    expect(stepped(home, 'north', at).at.lat).toBeGreaterThan(home.at.lat)
    expect(stepped(home, 'east', at).at.lng).toBeGreaterThan(home.at.lng)
    expect(stepped(home, 'anything', at)).toEqual(home)
    let far: Look = { ...home, zoom: 9 }
    for (let step = 0; step < 40; step += 1) far = stepped(far, 'west', at)
    expect(readLook(textOf(far), home)).toBeDefined()
    for (let step = 0; step < 20; step += 1) far = stepped(far, 'in', at)
    expect(far.zoom).toBe(18)
    expect(stepped(far, 'all', at)).toEqual(home)
  })

  test('is brought to the pin that is in sight when it comes nearer', () => {
    const pin = { at: { lat: 30.0146, lng: 110.022 }, zoom: home.zoom }
    expect(stepped(home, 'in', { home, pin, ground: null }).at).toEqual(pin.at)
  })
})

describe('the picture', () => {
  test('says how long and which way is north, and names are text', async () => {
    const svg = await pictureOf({ look: home, pin: { at: home.at, zoom: 14 }, ground: null, landmarks }, nothing)
    expect(svg).toContain('北</text>')
    expect(svg).toMatch(/\d+ (米|公里)<\/text>/)
    expect(svg).toContain('&lt;b&gt;百货大楼')
    expect(svg).not.toMatch(/<b>|<script|style=|NaN/)
  })

  test('holds its tiles within itself, and stands without those that did not come', async () => {
    const asked: number[][] = []
    const tile = async (...at: number[]) => {
      asked.push(at)
      return asked.length === 1 ? undefined : { type: 'image/png', body: Buffer.from('tile') }
    }
    const svg = await pictureOf({ look: home, pin: undefined, ground: tiles, landmarks }, tile)
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(asked.length).toBeLessThanOrEqual(9)
    expect(svg.match(/href="data:image\/png;base64,dGlsZQ=="/g)).toHaveLength(asked.length - 1)
    expect(svg).not.toMatch(/href="(?!data:)/)
  })

  test('draws of a file what lies in sight, once per pixel', async () => {
    const line = (from: number): [number, number][] => Array.from({ length: 500 }, (_, at) => [110.01 + at / 1e7, from])
    const file: Ground = {
      ...tiles,
      kind: 'file',
      shapes: [
        {
          closed: false,
          line: [
            [110, 30.014],
            [110.04, 30.014],
          ],
        },
        { closed: false, line: line(30.0139) },
        { closed: true, line: line(35) },
      ],
    }
    const svg = await pictureOf({ look: home, pin: undefined, ground: file, landmarks: [] }, nothing)
    expect(svg.match(/<poly/g)?.length).toBeLessThanOrEqual(2)
    expect(Buffer.byteLength(svg)).toBeLessThan(4000)
  })
})
