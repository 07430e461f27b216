/** Reading lines of text in a picture. */
import Ocr from '@gutenye/ocr-node'
import type { Line } from './card.ts'
import { packed, type Picture } from './image.ts'
import { models, pathOf, weights } from './models.ts'

let opened: Promise<Ocr> | undefined

/** Proves the weights and opens the reader, once. */
export function openLetters(): Promise<Ocr> {
  opened ??= (async () => {
    await weights('lines')
    await weights('letters')
    await weights('dictionary')
    return Ocr.create({
      models: {
        detectionPath: pathOf(models.files.lines),
        recognitionPath: pathOf(models.files.letters),
        dictionaryPath: pathOf(models.files.dictionary),
      },
      onnxOptions: { intraOpNumThreads: 2, interOpNumThreads: 1 },
    })
  })()
  return opened
}

/** The reader works on sides that are multiples of this, so boxes come back in a slightly larger picture. */
const STEP = 32
const rounded = (side: number) => Math.ceil(side / STEP) * STEP

/** Lines of text with their places. */
export async function linesOf(picture: Picture): Promise<Line[]> {
  const reader = await openLetters()
  // The library's types speak of a path; it hands it to sharp, which takes bytes as well: nothing touches the disk.
  const found = await reader.detect((await packed(picture)) as unknown as string)
  const [width, height] = [rounded(picture.width), rounded(picture.height)]
  return found.flatMap(({ text, mean, box }) => {
    if (!box) return []
    const xs = box.map((point) => point[0] as number)
    const ys = box.map((point) => point[1] as number)
    const [left, top] = [Math.max(0, Math.min(...xs) / width), Math.max(0, Math.min(...ys) / height)]
    const [right, bottom] = [Math.min(1, Math.max(...xs) / width), Math.min(1, Math.max(...ys) / height)]
    return [{ text, sure: mean, box: [left, top, right - left, bottom - top] as Line['box'] }]
  })
}
