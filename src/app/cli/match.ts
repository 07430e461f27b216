/** `guitu match`: ranks the inquiries of a file for each guest of a file. No database. */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { WEIGHTS } from '#modules/matching/engine/load.ts'
import { parseWeights } from '#modules/matching/engine/index.ts'
import { Trouble } from '#kernel/trouble.ts'
import { fileOf, readJsonLines } from './json-lines.ts'
import type { MatchBatch, MatchWork } from './match-worker.ts'

const usage =
  'guitu match --guests G.jsonl[.gz] --inquiries I.jsonl[.gz] --out R.jsonl [--faces F.jsonl[.gz]] [--weights W.yaml] [--limit 50]'
/** Below this one thread is quicker than two indexes. */
const FEW = 60

async function run(work: MatchWork, guests: readonly Record<string, unknown>[], threads: number) {
  const done = new Map<number, string[]>()
  let inquiries = 0
  // Small helpings, so that no thread waits for another at the end.
  const helping = Math.max(5, Math.min(100, Math.ceil(guests.length / threads / 8)))
  let next = 0
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./match-worker.ts', import.meta.url), { workerData: work })
      const give = () => {
        if (next >= guests.length) {
          worker.postMessage(null)
          return
        }
        const batch: MatchBatch = { from: next, guests: guests.slice(next, next + helping) }
        next += helping
        worker.postMessage(batch)
      }
      worker.on('message', (answer: { inquiries: number } | { from: number; lines: string[] } | { trouble: string }) => {
        if ('trouble' in answer) {
          reject(new Trouble(answer.trouble))
          return
        }
        if ('inquiries' in answer) inquiries = answer.inquiries
        else done.set(answer.from, answer.lines)
        give()
      })
      worker.on('error', reject)
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Trouble(`比对线程中断（worker stopped, code ${code}）`))))
    })
  await Promise.all(Array.from({ length: threads }, one))
  return { done, inquiries }
}

export async function match(args: string[], out: (line: string) => void): Promise<number> {
  const started = performance.now()
  let values: Record<string, string | boolean | undefined>
  try {
    values = parseArgs({
      args,
      options: {
        guests: { type: 'string' },
        inquiries: { type: 'string' },
        out: { type: 'string' },
        faces: { type: 'string' },
        weights: { type: 'string' },
        limit: { type: 'string' },
        threads: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new Trouble(`${(error as Error).message}\n${usage}`)
  }
  const file = (name: string): string => {
    const value = values[name]
    if (typeof value !== 'string' || value === '') throw new Trouble(`缺少 --${name}（missing）\n${usage}`)
    return value
  }
  const [guestFile, inquiryFile, outFile] = [file('guests'), file('inquiries'), file('out')]
  const limit = Number(values.limit ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw new Trouble('--limit 应是 1 到 50 的整数（1 to 50）')
  const weights = readFileSync(fileOf(typeof values.weights === 'string' ? values.weights : WEIGHTS), 'utf8')
  try {
    parseWeights(weights)
  } catch (error) {
    throw new Trouble((error as Error).message)
  }

  const guests: Record<string, unknown>[] = []
  const faces = new Map<string, unknown>()
  if (typeof values.faces === 'string')
    await readJsonLines(values.faces, ({ id, face }) => typeof id === 'string' && faces.set(id, face))
  await readJsonLines(guestFile, (record) => {
    const face = typeof record.id === 'string' ? faces.get(record.id) : undefined
    guests.push(face === undefined ? record : { ...record, face })
  })

  const asked = Number(values.threads ?? 0)
  const threads =
    Number.isInteger(asked) && asked > 0 ? Math.min(asked, 32) : guests.length < FEW ? 1 : Math.min(availableParallelism(), 8)
  const work: MatchWork = {
    weights,
    inquiries: fileOf(inquiryFile),
    limit,
    ...(typeof values.faces === 'string' && { faces: fileOf(values.faces) }),
  }
  const { done, inquiries } = await run(work, guests, threads)
  const lines = [...done].sort(([a], [b]) => a - b).flatMap(([, each]) => each)
  writeFileSync(outFile, lines.map((line) => `${line}\n`).join(''))
  out(
    JSON.stringify({
      guests: guests.length,
      ranked: lines.length,
      inquiries,
      faces: faces.size,
      threads,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      out: outFile,
    }),
  )
  return 0
}
