/**
 * Pictures without what cameras write into them: place, time, device, thumbnails, comments. Nothing is decoded or drawn
 * anew; segments that hold no picture are left out, and of the orientation only the turn is kept.
 */
import { typeOfContent } from '#kernel/files.ts'

export const LARGEST_PICTURE = 600 * 1024

export interface Picture {
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  body: Buffer
}

/** The picture alone; undefined for what is no picture, is broken or too large. */
export function cleanPicture(raw: Uint8Array): Picture | undefined {
  const body = Buffer.from(raw)
  const type = typeOfContent(body)
  const strip = type === 'image/jpeg' ? jpeg : type === 'image/png' ? png : type === 'image/webp' ? webp : undefined
  const clean = strip?.(body)
  return clean && clean.byteLength <= LARGEST_PICTURE ? { type: type as Picture['type'], body: clean } : undefined
}

/** The turn (1 to 8) that an Exif segment names. */
function turnOf(exif: Buffer): number {
  const tiff = exif.subarray(6)
  if (exif.toString('latin1', 0, 4) !== 'Exif' || tiff.length < 8) return 1
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let index = 0; index < Math.min(u16(first), 64); index += 1) {
    const entry = first + 2 + index * 12
    if (u16(entry) === 0x0112) return u16(entry + 8) >= 1 && u16(entry + 8) <= 8 ? u16(entry + 8) : 1
  }
  return 1
}

/** The smallest Exif segment: the turn and nothing else. */
function turnSegment(turn: number): Buffer {
  const head = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex')
  head.writeUInt16BE(turn, 28)
  return head
}

function jpeg(body: Buffer): Buffer | undefined {
  const kept: Buffer[] = [body.subarray(0, 2)]
  let turn = 1
  let at = 2
  for (;;) {
    if (at + 4 > body.length || body[at] !== 0xff) return undefined
    const marker = body[at + 1] as number
    if (marker === 0xff) {
      at += 1
      continue
    }
    const size = body.readUInt16BE(at + 2)
    if (size < 2 || at + 2 + size > body.length) return undefined
    const segment = body.subarray(at, at + 2 + size)
    if (marker === 0xe1) turn = turn === 1 ? turnOf(segment.subarray(4)) : turn
    // Of the application segments only JFIF and Adobe's colour transform belong to the picture; comments never do.
    const foreign = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    if (!foreign) kept.push(marker === 0xe0 ? withoutThumbnail(segment) : segment)
    at += 2 + size
    if (marker === 0xda) break
  }
  // The picture's own data, scan after scan; it ends with the first end marker, and what hangs behind it is dropped.
  for (let from = at; ; ) {
    const next = body.indexOf(0xff, from)
    if (next === -1 || next + 1 >= body.length) return undefined
    const marker = body[next + 1] as number
    if (marker === 0xd9) {
      kept.push(body.subarray(at, next + 2))
      break
    }
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      from = next + (marker === 0xff ? 1 : 2)
      continue
    }
    // Tables between the scans of a progressive picture.
    if (next + 4 > body.length) return undefined
    const size = body.readUInt16BE(next + 2)
    const foreign = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    if (foreign) {
      kept.push(body.subarray(at, next))
      at = next + 2 + size
    }
    from = next + 2 + size
  }
  if (turn !== 1) kept.splice(1, 0, turnSegment(turn))
  return Buffer.concat(kept)
}

/** JFIF's first 16 bytes; a thumbnail may hang behind them. */
function withoutThumbnail(segment: Buffer): Buffer {
  if (segment.toString('latin1', 4, 8) !== 'JFIF' || segment.length < 18) return Buffer.alloc(0)
  const head = Buffer.from(segment.subarray(0, 18))
  head.writeUInt16BE(16, 2)
  head[16] = 0
  head[17] = 0
  return head
}

const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])

function png(body: Buffer): Buffer | undefined {
  const kept: Buffer[] = [body.subarray(0, 8)]
  for (let at = 8; ; ) {
    if (at + 12 > body.length) return undefined
    const end = at + 12 + body.readUInt32BE(at)
    if (end > body.length) return undefined
    const kind = body.toString('latin1', at + 4, at + 8)
    if (PNG_KEPT.has(kind)) kept.push(body.subarray(at, end))
    if (kind === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF'])

function webp(body: Buffer): Buffer | undefined {
  if (body.toString('latin1', 0, 4) !== 'RIFF') return undefined
  const chunks: Buffer[] = []
  const whole = Math.min(body.readUInt32LE(4) + 8, body.length)
  for (let at = 12; at + 8 <= whole; ) {
    const size = body.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > whole) return undefined
    const kind = body.toString('latin1', at, at + 4)
    if (WEBP_KEPT.has(kind)) {
      const chunk = Buffer.from(body.subarray(at, Math.min(end, whole)))
      // No colour profile, no Exif, no XMP any more.
      if (kind === 'VP8X') chunk[8] = (chunk[8] as number) & ~(0x20 | 0x08 | 0x04)
      chunks.push(chunk)
    }
    at = end
  }
  if (chunks.length === 0) return undefined
  const content = Buffer.concat(chunks)
  const head = Buffer.alloc(12)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(content.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return Buffer.concat([head, content])
}
