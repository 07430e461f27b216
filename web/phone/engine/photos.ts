/** Making a photo small before it is kept: longest side 1,600 px, JPEG, and no word of where it was taken. */
import { PhotoUnreadable } from './errors.ts'

/** Longest side, in pixels. */
const LONGEST_SIDE = 1600
const QUALITY = 0.8
/** What a shrunk photo may weigh at most: more is no photo of this engine. */
export const HEAVIEST_PHOTO = 4 * 1024 * 1024

/** Drawn anew: what the camera wrote beside the picture stays behind. */
export async function shrinkInBrowser(photo: Blob): Promise<Blob> {
  const whole = await createImageBitmap(photo, { imageOrientation: 'from-image' }).catch(() => null)
  if (!whole) throw new PhotoUnreadable()
  try {
    const { width, height } = fitted(whole)
    if (typeof OffscreenCanvas !== 'undefined') {
      const canvas = new OffscreenCanvas(width, height)
      draw(canvas.getContext('2d'), whole, { width, height })
      return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
    }
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    draw(canvas.getContext('2d'), whole, { width, height })
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new PhotoUnreadable())), 'image/jpeg', QUALITY),
    )
  } finally {
    whole.close()
  }
}

/** Size of the small picture. */
export function fitted({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function draw(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | null,
  picture: ImageBitmap,
  { width, height }: { width: number; height: number },
): void {
  if (!context) throw new PhotoUnreadable()
  // What is transparent turns white, not black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
}
