import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { root } from '#kernel/config.ts'
import { chance } from '#modules/matching/engine/fellegi-sunter.ts'
import { parseWeights } from '#modules/matching/engine/weights.ts'
import { learnWeights } from './learn-weights.ts'

const hand = join(root, 'weights/matching/2026-hand.yaml')
const folder = mkdtempSync(join(tmpdir(), 'guitu-learn-'))
const told: string[] = []
beforeAll(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

function pairsFile(name: string, count: number): string {
  const next = chance(3)
  const lines = Array.from({ length: count }, (_, at) => {
    const [name_, marks] = [6 * next() - 3, 6 * next() - 3]
    // Marks say nothing in this station, whatever the hand-set weights think.
    const same = next() < 1 / (1 + 2 ** -name_)
    const evidence = [
      { item: 'name', level: 'near-sound', bits: name_ },
      { item: 'marks', level: 'same', bits: marks },
    ]
    return JSON.stringify({
      guestId: `g${at}`,
      inquiryId: `q${at}`,
      same,
      probability: 1 / (1 + 2 ** -(name_ + marks)),
      evidence,
    })
  })
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = []
  told.length = 0
  const code = await learnWeights(args, (line) => out.push(line))
  return { code, out: out.join('\n'), err: told.join('') }
}

test('it compares before it writes, and what it writes can be read as weights', async () => {
  const out = join(folder, 'learnt.yaml')
  const { code, out: text } = await run('--pairs', pairsFile('pairs.jsonl', 2_000), '--hand', hand, '--out', out)
  expect(code).toBe(0)
  const report = JSON.parse(text)
  expect(report.better).toBe(true)
  expect(report.learnt.logLoss).toBeLessThan(report.hand.logLoss)
  const learnt = parseWeights(readFileSync(out, 'utf8'))
  expect(learnt.id).toBe('learnt')
  expect(learnt.items.marks.scale).toBeLessThan(0.3)
  expect(learnt.from).toContain('2026-hand')
})

test('it never writes over a file, least of all over the hand-set weights', async () => {
  const before = readFileSync(hand, 'utf8')
  const pairs = pairsFile('again.jsonl', 400)
  for (const out of [hand, pairs.replace('.jsonl', '.yaml')]) {
    if (out !== hand) writeFileSync(out, 'mine')
    const { code, err } = await run('--pairs', pairs, '--hand', hand, '--out', out)
    expect(code).toBe(1)
    expect(err).toContain('不覆盖')
  }
  expect(readFileSync(hand, 'utf8')).toBe(before)
})

test('too few pairs, and lines that cannot be read, are refused and nothing is written', async () => {
  const out = join(folder, 'none.yaml')
  const few = await run('--pairs', pairsFile('few.jsonl', 20), '--hand', hand, '--out', out)
  expect(few.code).toBe(1)
  expect(few.err).toContain('至少要')
  const broken = join(folder, 'broken.jsonl')
  writeFileSync(broken, '{"same":true}\nnot json\n')
  const unread = await run('--pairs', broken, '--hand', hand, '--out', out)
  expect(unread.code).toBe(1)
  expect(unread.err).toContain('2 行读不懂')
  expect(existsSync(out)).toBe(false)
})

test('without its arguments it says how it is called', async () => {
  const { code, err } = await run()
  expect(code).toBe(2)
  expect(err).toContain('guitu learn-weights --pairs')
})
