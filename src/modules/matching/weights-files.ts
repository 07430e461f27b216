/** Files of weights as they lie below `weights/matching`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#kernel/config.ts'
import { parseWeights } from './engine/weights.ts'

const folder = join(root, 'weights', 'matching')
const QUESTIONS = 'questions'
/** What compares until a bureau decides otherwise. */
export const FIRST_WEIGHTS = '2026-hand'

export const weightsText = (id: string): string => readFileSync(join(folder, `${id}.yaml`), 'utf8')
export const questionsText = (): string => readFileSync(join(folder, `${QUESTIONS}.yaml`), 'utf8')

export interface WeightsFile {
  id: string
  /** Where its numbers come from. */
  from: string
}

/** The files that can be read, by id. */
export function weightsFiles(): WeightsFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== `${QUESTIONS}.yaml`)
    .flatMap((name) => {
      const id = name.slice(0, -'.yaml'.length)
      try {
        return [{ id, from: parseWeights(weightsText(id)).from }]
      } catch {
        return []
      }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, 50)
}
