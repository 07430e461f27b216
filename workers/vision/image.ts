/** Pictures in: typed by content, bounded, turned upright, scaled down at once. Nothing is ever written. */
import sharp from 'sharp'

/** Largest picture file taken, in bytes; the house takes uploads up to this size. */
export const LARGEST_FILE = 12 * 1024 * 1024
/** Largest picture when unpacked, in pixels. */
export const LARGEST_PIXELS = 50_000_000
/** Longest side worked on. */
export const LONGEST_SIDE = 1280

/** Formats of cameras and scanners; vectors, animations and anything else stay shut. */
const taken = ['jpeg', 'png', 'webp']
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

export interface Picture {
  width: number
  height: number
  /** RGB, three bytes a pixel. */
  data: Buffer
}

/** Why a picture was not taken; `reason` is said to a person. */
export class Unfit extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Unpacks a picture, upright by what the camera noted, no side longer than `LONGEST_SIDE`. */
export async function unpack(file: Buffer): Promise<Picture> {
  if (file.byteLength > LARGEST_FILE) throw new Unfit('照片文件太大，请用不超过 12 MB 的照片。')
  try {
    const options = { limitInputPixels: LARGEST_PIXELS, failOn: 'error', pages: 1 } as const
    const { format } = await sharp(file, options).metadata()
    if (!taken.includes(format ?? '')) throw new Unfit('只认 JPG、PNG、WebP 照片。')
    const { data, info } = await sharp(file, options)
      .rotate()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } catch (error) {
    if (error instanceof Unfit) throw error
    const pixels = /pixel limit/i.test((error as Error).message)
    throw new Unfit(pixels ? '照片尺寸太大，请缩小后再用。' : '照片打不开，可能不是 JPG、PNG、WebP 照片，或已损坏。')
  }
}

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

function sharpOf({ data, width, height }: Picture) {
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** The whole picture or an area of it, stretched to a size; RGB, or one byte a pixel when grey. */
export async function stretched(picture: Picture, to: { width: number; height: number; grey?: boolean }, area?: Area) {
  let work = sharpOf(picture)
  if (area) work = work.extract({ left: area.x, top: area.y, width: area.width, height: area.height })
  work = work.resize(to.width, to.height, { fit: 'fill', kernel: 'linear' })
  if (to.grey) work = work.greyscale()
  return work.raw().toBuffer()
}

/** As a PNG in memory, for libraries that unpack for themselves. */
export function packed(picture: Picture): Promise<Buffer> {
  return sharpOf(picture).png({ compressionLevel: 0 }).toBuffer()
}
