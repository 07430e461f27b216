/** The one impure part: reads a weights file. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#kernel/config.ts'
import { parseWeights, type Weights } from './weights.ts'

export const WEIGHTS = join(root, 'weights/matching/2026-hand.yaml')

export function loadWeights(path: string = WEIGHTS): Weights {
  return parseWeights(readFileSync(path, 'utf8'))
}
