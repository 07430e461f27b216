/**
 * Whether a face is good enough for a template. A refused photograph stays a photograph: only the template is withheld.
 * The limits are start values measured on public sets (README), not law: a site judges them on its own photographs.
 */
import type { Align } from './align.ts'

export interface Quality {
  /** Between the eyes, in pixels of the picture worked on. */
  eyes: number
  /** Variance of the Laplacian on the aligned face. */
  sharpness: number
  /** Mean luminance, 0 to 255. */
  light: number
  /** Degrees to which the head is rolled. */
  roll: number
  /** How far the head is turned, -1 to 1. */
  yaw: number
}

export interface Verdict {
  /** Why there is no template; empty when there is one. */
  refusals: string[]
  warnings: string[]
}

export const limits = {
  eyes: { refuse: 20, warn: 32 },
  sharpness: { refuse: 50, warn: 100 },
  light: { from: 60, to: 210 },
  roll: 30,
  yaw: 0.35,
} as const

/** Says what is wrong with a face, in words for who took the photograph. */
export function judge(quality: Quality): Verdict {
  const refusals: string[] = []
  const warnings: string[] = []
  const eyes = Math.round(quality.eyes)
  if (quality.eyes < limits.eyes.refuse)
    refusals.push(`脸太小：两眼相距 ${eyes} 像素，至少要 ${limits.eyes.refuse}。请靠近些重拍。`)
  else if (quality.eyes < limits.eyes.warn) warnings.push(`脸偏小（两眼相距 ${eyes} 像素），结果不够稳。`)
  const dark = quality.light < limits.light.from
  const bright = quality.light > limits.light.to
  if (dark) refusals.push('太暗：请到亮处或开灯重拍。')
  if (bright) refusals.push('太亮：请避开直射光重拍。')
  // Bad light lowers sharpness too: it is judged first.
  if (!dark && !bright) {
    if (quality.sharpness < limits.sharpness.refuse) refusals.push('太模糊：请拿稳、对焦后重拍。')
    else if (quality.sharpness < limits.sharpness.warn) warnings.push('有些模糊，结果不够稳。')
  }
  if (Math.abs(quality.roll) > limits.roll) refusals.push('头歪得太多：请摆正后重拍。')
  if (Math.abs(quality.yaw) > limits.yaw) refusals.push('脸侧得太多：请正对镜头重拍。')
  return { refusals, warnings }
}

/** Variance of the four-neighbour Laplacian, and the mean, of the luminance of an aligned face. */
export function measure(crop: Uint8Array, side: number): { sharpness: number; light: number } {
  const grey = new Float64Array(side * side)
  let sum = 0
  for (let at = 0; at < grey.length; at += 1) {
    const value = 0.299 * (crop[at * 3] as number) + 0.587 * (crop[at * 3 + 1] as number) + 0.114 * (crop[at * 3 + 2] as number)
    grey[at] = value
    sum += value
  }
  let total = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < side - 1; y += 1)
    for (let x = 1; x < side - 1; x += 1) {
      const at = y * side + x
      const edge =
        (grey[at - 1] as number) +
        (grey[at + 1] as number) +
        (grey[at - side] as number) +
        (grey[at + side] as number) -
        4 * (grey[at] as number)
      total += edge
      squares += edge * edge
      count += 1
    }
  const mean = total / count
  return { sharpness: squares / count - mean * mean, light: sum / grey.length }
}

/** How the head is held, from the 68 points. */
export function pose(points: Align['points']): { eyes: number; roll: number; yaw: number } {
  const mid = (...indices: number[]) => {
    const all = indices.map((index) => points[index] as [number, number])
    return [
      all.reduce((sum, each) => sum + each[0], 0) / all.length,
      all.reduce((sum, each) => sum + each[1], 0) / all.length,
    ] as [number, number]
  }
  const left = mid(37, 38, 40, 41)
  const right = mid(43, 44, 46, 47)
  const [dx, dy] = [right[0] - left[0], right[1] - left[1]]
  const eyes = Math.hypot(dx, dy)
  const along = ([x, y]: [number, number]) => (eyes === 0 ? 0 : (x * dx + y * dy) / eyes)
  const jaw = [along(points[0] as [number, number]), along(points[16] as [number, number])] as const
  const nose = along(points[30] as [number, number])
  const width = jaw[1] - jaw[0]
  const yaw = width === 0 ? 1 : (2 * nose - jaw[0] - jaw[1]) / width
  return { eyes, roll: (Math.atan2(dy, dx) * 180) / Math.PI, yaw: Math.max(-1, Math.min(1, yaw)) }
}
