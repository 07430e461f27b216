/** From 68 points to the usual upright face of 112 × 112 pixels. */
import type { Picture } from './image.ts'

export type Point = [number, number]

export interface Align {
  /** 68 points in the picture. */
  points: Point[]
}

/** Side of the aligned face. */
export const SIDE = 112
/** Where eyes, nose and mouth corners lie in it: the five points that such networks are commonly trained with. */
const places: Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
]

/** Eye centres, nose tip and mouth corners of the 68 points. */
export function fivePoints(points: Point[]): Point[] {
  const mid = (...indices: number[]): Point => {
    const all = indices.map((index) => points[index] as Point)
    return [all.reduce((sum, [x]) => sum + x, 0) / all.length, all.reduce((sum, [, y]) => sum + y, 0) / all.length]
  }
  return [mid(37, 38, 40, 41), mid(43, 44, 46, 47), points[30] as Point, mid(48, 60), mid(54, 64)]
}

export interface Similarity {
  a: number
  b: number
  x: number
  y: number
}

/** The turn, scale and shift that brings `from` nearest to `to`: (x, y) → (a·x − b·y + x₀, b·x + a·y + y₀). */
export function similarity(from: Point[], to: Point[]): Similarity {
  const centre = (points: Point[]): Point => [
    points.reduce((sum, [x]) => sum + x, 0) / points.length,
    points.reduce((sum, [, y]) => sum + y, 0) / points.length,
  ]
  const [fx, fy] = centre(from)
  const [tx, ty] = centre(to)
  let [dot, cross, square] = [0, 0, 0]
  for (let index = 0; index < from.length; index += 1) {
    const [x, y] = [(from[index] as Point)[0] - fx, (from[index] as Point)[1] - fy]
    const [u, v] = [(to[index] as Point)[0] - tx, (to[index] as Point)[1] - ty]
    dot += x * u + y * v
    cross += x * v - y * u
    square += x * x + y * y
  }
  const [a, b] = square === 0 ? [1, 0] : [dot / square, cross / square]
  return { a, b, x: tx - a * fx + b * fy, y: ty - b * fx - a * fy }
}

/** The aligned face, RGB; what lies outside the picture is black. */
export function aligned(picture: Picture, points: Point[]): Uint8Array {
  const { a, b, x: shiftX, y: shiftY } = similarity(fivePoints(points), places)
  const scale = a * a + b * b
  const crop = new Uint8Array(SIDE * SIDE * 3)
  if (scale === 0) return crop
  for (let row = 0; row < SIDE; row += 1)
    for (let column = 0; column < SIDE; column += 1) {
      const [u, v] = [column - shiftX, row - shiftY]
      const [x, y] = [(a * u + b * v) / scale, (a * v - b * u) / scale]
      const [x0, y0] = [Math.floor(x), Math.floor(y)]
      if (x0 < 0 || y0 < 0 || x0 + 1 >= picture.width || y0 + 1 >= picture.height) continue
      const [rx, ry] = [x - x0, y - y0]
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (y0 * picture.width + x0) * 3 + channel
        const below = at + picture.width * 3
        const top = (picture.data[at] as number) * (1 - rx) + (picture.data[at + 3] as number) * rx
        const bottom = (picture.data[below] as number) * (1 - rx) + (picture.data[below + 3] as number) * rx
        crop[(row * SIDE + column) * 3 + channel] = Math.round(top * (1 - ry) + bottom * ry)
      }
    }
  return crop
}
