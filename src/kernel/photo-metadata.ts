/**
 * A photo without what it tells beside the picture: where it was taken, with which telephone, when, by whom. Pure. Kept is what
 * draws the picture: pixels, colour profile, transparency, and which way is up. Undefined where the bytes are not such a photo
 * after all: it is better not kept than kept with a place in it.
 */

/** JPEG, PNG, WebP by `type`; other types are not photos of the public. */
export function withoutMetadata(type: string, body: Uint8Array): Uint8Array | undefined {
  try {
    if (type === 'image/jpeg') return jpeg(body)
    if (type === 'image/png') return png(body)
    if (type === 'image/webp') return webp(body)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

const latin = (body: Uint8Array, from: number, to: number) => String.fromCharCode(...body.subarray(from, to))

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const view = (body: Uint8Array) => new DataView(body.buffer, body.byteOffset, body.byteLength)

/** Which way is up, 1 to 8, out of an Exif block that begins at its TIFF header; 1 where it does not say. */
function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 8) return 1
  const little = tiff[0] === 0x49
  const data = view(tiff)
  const first = data.getUint32(4, little)
  if (first + 2 > tiff.length) return 1
  const count = data.getUint16(first, little)
  for (let entry = 0; entry < count && first + 2 + entry * 12 + 12 <= tiff.length; entry += 1) {
    const at = first + 2 + entry * 12
    if (data.getUint16(at, little) !== 0x0112) continue
    const way = data.getUint16(at + 8, little)
    return way >= 1 && way <= 8 ? way : 1
  }
  return 1
}

/** An Exif block that says which way is up, and nothing else. */
function exifOf(way: number): Uint8Array {
  return Uint8Array.from([
    0xff,
    0xe1,
    0x00,
    0x22,
    0x45,
    0x78,
    0x69,
    0x66,
    0x00,
    0x00,
    0x4d,
    0x4d,
    0x00,
    0x2a,
    0x00,
    0x00,
    0x00,
    0x08,
    0x00,
    0x01,
    0x01,
    0x12,
    0x00,
    0x03,
    0x00,
    0x00,
    0x00,
    0x01,
    0x00,
    way,
    0x00,
    0x00,
    0x00,
    0x00,
    0x00,
    0x00,
  ])
}

/** Markers that stand alone, without a length. */
const alone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
/** JFIF (0), the colour profile (2), Adobe's colour transform (14): without them the picture has other colours. */
const drawn = (body: Uint8Array, marker: number, at: number) =>
  marker === 0xe0
    ? latin(body, at + 4, at + 8) === 'JFIF'
    : marker === 0xe2
      ? latin(body, at + 4, at + 15) === 'ICC_PROFILE'
      : marker === 0xee && latin(body, at + 4, at + 9) === 'Adobe'

/** JFIF's own first 18 bytes; a thumbnail may hang behind them, of the picture before it was cut. */
function withoutThumbnail(segment: Uint8Array): Uint8Array {
  if (segment.length < 18) return segment
  const head = segment.slice(0, 18)
  head.set([0, 16], 2)
  head.set([0, 0], 16)
  return head
}

function jpeg(body: Uint8Array): Uint8Array | undefined {
  if (body[0] !== 0xff || body[1] !== 0xd8) return undefined
  const kept: Uint8Array[] = [body.subarray(0, 2)]
  let way = 1
  let pixels = false
  let at = 2
  while (at < body.length) {
    if (body[at] !== 0xff) return undefined
    const marker = body[at + 1]
    if (marker === undefined) return undefined
    if (marker === 0xff) {
      at += 1
      continue
    }
    // What follows the end is not of the picture: another picture, a film, the maker's notes.
    if (marker === 0xd9) break
    if (alone(marker)) {
      kept.push(body.subarray(at, at + 2))
      at += 2
      continue
    }
    const length = view(body).getUint16(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > body.length) return undefined
    const own = marker >= 0xe0 && marker <= 0xef
    if (marker === 0xe1 && latin(body, at + 4, at + 8) === 'Exif') way = orientationIn(body.subarray(at + 10, end))
    const segment = body.subarray(at, end)
    if (own ? drawn(body, marker, at) : marker !== 0xfe) kept.push(marker === 0xe0 ? withoutThumbnail(segment) : segment)
    at = end
    if (marker !== 0xda) continue
    pixels = true
    const from = at
    // Entropy-coded: to the next marker that is none of the stuffed bytes and restarts.
    while (at < body.length && !(body[at] === 0xff && body[at + 1] !== 0 && body[at + 1] !== 0xff && !alone(body[at + 1] ?? 0)))
      at += 1
    kept.push(body.subarray(from, at))
  }
  if (!pixels) return undefined
  // Which way is up comes right behind the JFIF header, or first.
  const jfif = kept[1]?.[1] === 0xe0 ? 2 : 1
  if (way !== 1) kept.splice(jfif, 0, exifOf(way))
  return joined([...kept, Uint8Array.from([0xff, 0xd9])])
}

const PNG_KEPT = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|acTL|fcTL|fdAT)$/

function png(body: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [body.subarray(0, 8)]
  let at = 8
  while (at + 12 <= body.length) {
    const end = at + 12 + view(body).getUint32(at)
    const name = latin(body, at + 4, at + 8)
    if (end > body.length) return undefined
    if (PNG_KEPT.test(name)) kept.push(body.subarray(at, end))
    if (name === 'IEND') return joined(kept)
    at = end
  }
  return undefined
}

const WEBP_KEPT = /^(VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP)$/

function webp(body: Uint8Array): Uint8Array | undefined {
  if (latin(body, 0, 4) !== 'RIFF' || latin(body, 8, 12) !== 'WEBP') return undefined
  const kept: Uint8Array[] = []
  const last = Math.min(body.length, 8 + view(body).getUint32(4, true))
  let at = 12
  while (at + 8 <= last) {
    const size = view(body).getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > last) return undefined
    const name = latin(body, at, at + 4)
    const chunk = body.slice(at, Math.min(end, last))
    // The header says which parts there are; those of Exif and XMP are gone.
    if (name === 'VP8X' && size > 0) chunk[8] = (chunk[8] as number) & ~0x0c
    if (WEBP_KEPT.test(name)) kept.push(chunk)
    at = end
  }
  if (kept.length === 0) return undefined
  const whole = joined([body.slice(0, 12), ...kept])
  view(whole).setUint32(4, whole.length - 8, true)
  return whole
}
