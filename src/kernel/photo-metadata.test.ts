import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutMetadata } from './photo-metadata.ts'

const bytes = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const segment = (marker: number, data: number[]) => [0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data]
/** An Exif block as a telephone writes it: which way is up, the maker's name, where it stood. */
const exif = (way: number) => [
  ...bytes('Exif\0\0'),
  0x49,
  0x49,
  0x2a,
  0x00,
  0x08,
  0x00,
  0x00,
  0x00,
  0x01,
  0x00,
  0x12,
  0x01,
  0x03,
  0x00,
  0x01,
  0x00,
  0x00,
  0x00,
  way,
  0x00,
  0x00,
  0x00,
  0x00,
  0x00,
  0x00,
  0x00,
  ...bytes('SECRET-PHONE GPS 30.5931'),
]
const PIXELS = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd1, 0x56]
const jpeg = (way: number, more: number[] = []) =>
  Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, bytes('JFIF\0\x01\x01')),
    ...segment(0xe1, exif(way)),
    ...segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0SECRET-XMP')),
    ...segment(0xed, bytes('Photoshop 3.0 SECRET-IPTC')),
    ...segment(0xe2, bytes('ICC_PROFILE\0colours')),
    ...segment(0xfe, bytes('SECRET-COMMENT')),
    ...segment(0xdb, [0, 1, 2, 3]),
    ...segment(0xda, [1, 1, 0]),
    ...PIXELS,
    0xff,
    0xd9,
    ...more,
  ])
const number = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const chunk = (name: string, data: number[]) => [...number(data.length), ...bytes(name), ...data, 0, 0, 0, 0]
const png = Uint8Array.from([
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  ...chunk(
    'IHDR',
    Array.from({ length: 13 }, () => 1),
  ),
  ...chunk('eXIf', bytes('SECRET')),
  ...chunk('tEXt', bytes('Author\0SECRET')),
  ...chunk('IDAT', [9, 9, 9]),
  ...chunk('IEND', []),
  ...bytes('SECRET behind the end'),
])
const little = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255]
const part = (name: string, data: number[]) => [...bytes(name), ...little(data.length), ...data, ...(data.length % 2 ? [0] : [])]
const inside = [
  ...bytes('WEBP'),
  ...part('VP8X', [0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
  ...part('VP8 ', [7, 7, 7]),
  ...part('EXIF', bytes('SECRET')),
  ...part('XMP ', bytes('SECRET')),
]
const webp = Uint8Array.from([...bytes('RIFF'), ...little(inside.length), ...inside])
const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString('latin1')

describe('a photo of the public', () => {
  test('keeps its pixels and colours and loses position, device, author and what hangs behind its end', () => {
    const cleaned = withoutMetadata('image/jpeg', jpeg(1, bytes('SECRET-FILM')))
    expect(text(cleaned)).not.toMatch(/SECRET|GPS|Exif/)
    expect(text(cleaned)).toContain('ICC_PROFILE')
    expect(text(cleaned)).toContain(Buffer.from(PIXELS).toString('latin1'))
    expect([...(cleaned ?? [])].slice(-2)).toEqual([0xff, 0xd9])
    for (const [type, body] of [
      ['image/png', png],
      ['image/webp', webp],
    ] as const)
      expect([type, text(withoutMetadata(type, body)).includes('SECRET')]).toEqual([type, false])
    expect(text(withoutMetadata('image/png', png))).toContain('IDAT\t\t\t')
    const small = withoutMetadata('image/webp', webp) as Uint8Array
    expect([small.length - 8, (small[20] as number) & 0x0c]).toEqual([Buffer.from(small).readUInt32LE(4), 0])
  })

  test('stays the right way up', () => {
    const turned = withoutMetadata('image/jpeg', jpeg(6))
    expect(text(turned)).toContain('Exif')
    expect(text(turned)).not.toMatch(/SECRET|GPS/)
    expect(withoutMetadata('image/jpeg', turned as Uint8Array)).toEqual(turned)
  })

  test('cleaned twice is the same as cleaned once', () => {
    for (const [type, body] of [
      ['image/jpeg', jpeg(1)],
      ['image/png', png],
      ['image/webp', webp],
    ] as const) {
      const once = withoutMetadata(type, body) as Uint8Array
      expect(withoutMetadata(type, once)).toEqual(once)
    }
  })

  test('that is cut off, or is none, is never thrown over and never grows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('image/jpeg', 'image/png', 'image/webp', 'application/pdf'),
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.constantFrom(jpeg(3), png, webp).chain((whole) => fc.nat(whole.length).map((to) => whole.slice(0, to))),
        ),
        (type, body) => {
          const cleaned = withoutMetadata(type, body)
          expect(cleaned === undefined || cleaned.length <= body.length + 40).toBe(true)
        },
      ),
    )
  })

  test('with its bytes anywhere turned over tells nothing that it did not show', () => {
    fc.assert(
      fc.property(fc.nat(jpeg(1).length - 1), fc.nat(255), (at, value) => {
        const body = jpeg(1)
        body[at] = value
        const cleaned = withoutMetadata('image/jpeg', body)
        expect(cleaned === undefined || cleaned[0] === 0xff).toBe(true)
      }),
    )
  })
})
