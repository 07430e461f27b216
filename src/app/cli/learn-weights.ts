/** `guitu learn-weights`: weights from pairs that people confirmed or excluded, compared with the hand-set ones first. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import {
  checkPairs,
  compareWithHand,
  fit,
  type LabelledPair,
  learntWeights,
  pairSchema,
  TooFewPairs,
} from '#modules/matching/engine/learn.ts'
import { parseWeights } from '#modules/matching/engine/weights.ts'

const usage = 'guitu learn-weights --pairs PAIRS.jsonl --hand weights/matching/2026-hand.yaml --out NEW.yaml\n'

/** Lines that can be read; the others by number. */
function readPairs(text: string): { pairs: LabelledPair[]; broken: number[] } {
  const pairs: LabelledPair[] = []
  const broken: number[] = []
  text.split('\n').forEach((line, at) => {
    if (line.trim() === '') return
    try {
      pairs.push(pairSchema.parse(JSON.parse(line)))
    } catch {
      broken.push(at + 1)
    }
  })
  return { pairs, broken }
}

export async function learnWeights(args: string[], out: (line: string) => void): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { pairs: { type: 'string' }, hand: { type: 'string' }, out: { type: 'string' } },
  })
  const complain = (text: string) => {
    process.stderr.write(`${text}\n`)
    return 1
  }
  if (!values.pairs || !values.hand || !values.out) {
    process.stderr.write(usage)
    return 2
  }
  if (!/\.ya?ml$/.test(values.out)) return complain(`${values.out}：权重文件以 .yaml 结尾。什么都没有写。`)
  if (resolve(values.out) === resolve(values.hand) || existsSync(values.out))
    return complain(`${values.out} 已经有了，不覆盖。请换一个文件名；什么都没有写。`)
  const hand = parseWeights(readFileSync(values.hand, 'utf8'))
  const { pairs, broken } = readPairs(readFileSync(values.pairs, 'utf8'))
  if (broken.length > 0)
    return complain(`${values.pairs} 有 ${broken.length} 行读不懂（第 ${broken.slice(0, 5).join('、')} 行）。什么都没有写。`)
  try {
    checkPairs(pairs)
  } catch (error) {
    if (error instanceof TooFewPairs) return complain(error.message)
    throw error
  }
  const comparison = compareWithHand(pairs, hand)
  const id = basename(values.out).replace(/\.ya?ml$/, '')
  const learnt = learntWeights(hand, fit(pairs, hand), { id, confirmed: comparison.confirmed, excluded: comparison.excluded })
  writeFileSync(values.out, stringify(learnt, { lineWidth: 0 }), { flag: 'wx' })
  const scales = Object.fromEntries(
    Object.entries(learnt.items).map(([item, { scale }]) => [
      item,
      { hand: hand.items[item as keyof typeof hand.items].scale, learnt: scale },
    ]),
  )
  out(
    JSON.stringify({
      ...comparison,
      scales,
      shift: { hand: hand.calibration.shift, learnt: learnt.calibration.shift },
      written: values.out,
    }),
  )
  return 0
}
