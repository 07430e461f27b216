/** One template against many. It ranks for a person to judge and never says who somebody is. */

/** Values of a template. */
export const LENGTH = 512
/** Candidates shown. */
export const MOST = 10
/** From here on somebody may be the same; below it nothing is shown. */
export const POSSIBLE = 0.4
/** From here on it is a strong candidate. Measured on a public set: about 4 in 10,000 wrong ones are still among them. */
export const STRONG = 0.5

export interface Ranked {
  key: string
  score: number
  band: 'strong' | 'possible'
}

/** A template as numbers, brought to length one; throws when it is none. */
export function values(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.byteLength !== LENGTH * 4) throw new Error('not a template')
  const found = new Float32Array(new Uint8Array(bytes).buffer)
  let square = 0
  for (const value of found) square += value * value
  const size = Math.sqrt(square)
  if (!(size > 0) || !Number.isFinite(size)) throw new Error('not a template')
  return found.map((value) => value / size)
}

/** The cosine of the angle between two templates of length one. */
export function cosine(one: Float32Array, two: Float32Array): number {
  let sum = 0
  for (let index = 0; index < LENGTH; index += 1) sum += (one[index] as number) * (two[index] as number)
  return sum
}

/** The ten nearest of those that are near at all, nearest first. */
export function compare(one: string, many: { key: string; template: string }[]): Ranked[] {
  const probe = values(one)
  return many
    .map(({ key, template }) => ({ key, score: cosine(probe, values(template)) }))
    .filter(({ score }) => score >= POSSIBLE)
    .sort((first, second) => second.score - first.score)
    .slice(0, MOST)
    .map((each) => ({ ...each, band: each.score >= STRONG ? ('strong' as const) : ('possible' as const) }))
}
