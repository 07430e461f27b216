/** A picture made small in the browser: what travels stays below a form's bound. */

const LONGEST = 1600
/** Base64 letters that the form takes. */
const MOST = 880_000

/** JPEG in base64, at most 1,600 pixels long. */
export async function smaller(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  for (const quality of [0.88, 0.75, 0.6, 0.45]) {
    const letters = canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? ''
    if (letters.length <= MOST) return letters
  }
  return canvas.toDataURL('image/jpeg', 0.3).split(',')[1] ?? ''
}
