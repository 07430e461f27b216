/** `guitu match`: ranks the inquiries of a file for each guest of a file. No database. */
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { createGunzip } from 'node:zlib'
import { WEIGHTS } from '#modules/matching/engine/load.ts'
import { parseWeights } from '#modules/matching/engine/index.ts'
import { Trouble } from '#kernel/trouble.ts'
import type { MatchBatch, MatchWork } from './match-worker.ts'

const usage =
  'guitu match --guests G.jsonl[.gz] --inquiries I.jsonl[.gz] --out R.jsonl [--faces F.jsonl[.gz]] [--weights W.yaml] [--limit 50]'
/** Below this one thread is quicker than two indexes. */
const FEW = 60

/** The file itself, or its `.gz`, or without it. */
function fileOf(path: string): string {
  const found = [path, `${path}.gz`, path.replace(/\.gz$/, '')].find((each) => existsSync(each))
  if (!found) throw new Trouble(`找不到文件 ${path}（file not found）`)
  return found
}

/** Lines of a JSON Lines file; a line that is no JSON object stops the command with its number. */
export async function readJsonLines(path: string, each: (record: Record<string, unknown>) => void): Promise<void> {
  const file = fileOf(path)
  const raw = createReadStream(file)
  const bytes = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  const failed = new Promise<never>((_, reject) => {
    for (const stream of new Set([raw, bytes]))
      stream.on('error', (error: Error) => reject(new Trouble(`读不了 ${path}：${error.message}（cannot be read）`)))
  })
  const reading = (async () => {
    let number = 0
    for await (const line of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const text = line.replace(/^\uFEFF/, '').trim()
      if (text === '') continue
      let record: unknown
      try {
        record = JSON.parse(text)
      } catch {
        throw new Trouble(`${path} 第 ${number} 行不是 JSON（line ${number} is not JSON）`)
      }
      if (typeof record !== 'object' || record === null || Array.isArray(record))
        throw new Trouble(`${path} 第 ${number} 行不是一条记录（line ${number} is not an object）`)
      each(record as Record<string, unknown>)
    }
  })()
  await Promise.race([reading, failed])
}

async function run(work: MatchWork, guests: readonly Record<string, unknown>[], threads: number): Promise<Map<number, string[]>> {
  const done = new Map<number, string[]>()
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
      worker.on('message', (answer: 'ready' | { from: number; lines: string[] }) => {
        if (answer !== 'ready') done.set(answer.from, answer.lines)
        give()
      })
      worker.on('error', reject)
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Trouble(`比对线程中断（worker stopped, code ${code}）`))))
    })
  await Promise.all(Array.from({ length: threads }, one))
  return done
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
  const inquiries: Record<string, unknown>[] = []
  const faces = new Map<string, unknown>()
  if (typeof values.faces === 'string')
    await readJsonLines(values.faces, ({ id, face }) => typeof id === 'string' && faces.set(id, face))
  const keep = (list: Record<string, unknown>[]) => (record: Record<string, unknown>) => {
    const face = typeof record.id === 'string' ? faces.get(record.id) : undefined
    list.push(face === undefined ? record : { ...record, face })
  }
  await readJsonLines(guestFile, keep(guests))
  await readJsonLines(inquiryFile, keep(inquiries))

  const asked = Number(values.threads ?? 0)
  const threads =
    Number.isInteger(asked) && asked > 0 ? Math.min(asked, 32) : guests.length < FEW ? 1 : Math.min(availableParallelism(), 8)
  const done = await run({ weights, inquiries, limit }, guests, threads)
  const lines = [...done].sort(([a], [b]) => a - b).flatMap(([, each]) => each)
  writeFileSync(outFile, lines.map((line) => `${line}\n`).join(''))
  out(
    JSON.stringify({
      guests: guests.length,
      ranked: lines.length,
      inquiries: inquiries.length,
      faces: faces.size,
      threads,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      out: outFile,
    }),
  )
  return 0
}
