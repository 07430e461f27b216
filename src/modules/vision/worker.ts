/**
 * The optional worker in workers/vision as a child process: one request at a time, bounded in time and memory, ended when
 * nobody asks. It gets pictures through its standard input and nothing else: no files to write, no network, no further
 * processes, an empty environment. Absent or broken, every answer is a word that says so.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '#kernel/config.ts'

/** Longest wait for one answer; the first one loads the models. */
const LONGEST_MS = 60_000
/** An idle worker gives its memory back. */
const IDLE_MS = 120_000
/** A worker that has grown beyond this is ended after its answer. */
const LARGEST_RSS = 1_200 * 1_048_576
/**
 * Requests under way and waiting at most; whoever comes later is told to come again. A card is read within a transaction:
 * few may wait there, and not for long.
 */
const MOST = { hello: 20, template: 20, compare: 20, card: 3 } as const
/** Longest wait for a card, others before it included. */
const CARD_MS = 25_000

export type WorkerReply<A> = { answer: A } | { unfit: string } | { trouble: string }

export interface Model {
  id: string
  version: number
  sha256: string
}
export interface TemplateAnswer {
  refusals: string[]
  warnings: string[]
  template?: string
  model: Model
}
export interface RankAnswer {
  ranked: { key: string; score: number }[]
}
export interface CardField {
  value: string
  sure: number
  box: [number, number, number, number]
}
export type CardAnswer = { notes: string[] } & Partial<
  Record<'name' | 'sex' | 'ethnicity' | 'birth' | 'address' | 'number', CardField>
>

export interface Asked {
  template: { request: { picture: string; pick?: number }; answer: TemplateAnswer }
  compare: { request: { one: string; many: { key: string; template: string }[] }; answer: RankAnswer }
  card: { request: { picture: string }; answer: CardAnswer }
  hello: { request: object; answer: { face: Model } }
}

export interface VisionWorker {
  installed(): boolean
  ask<D extends keyof Asked>(what: D, request: Asked[D]['request']): Promise<WorkerReply<Asked[D]['answer']>>
  close(): void
}

/** Goes on without an answer that takes too long; what was asked is finished and thrown away. */
function impatient<A>(turn: Promise<WorkerReply<A>>, ms: number): Promise<WorkerReply<A>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ trouble: 'busy' }), ms)
    turn.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** A worker that lies in `folder`. Nothing is started before it is asked. */
export function workerIn(folder: string): VisionWorker {
  let child: ChildProcessWithoutNullStreams | undefined
  let settle: ((reply: { id: number; rss?: number } & Partial<Record<'answer' | 'unfit' | 'fault', unknown>>) => void) | undefined
  let idle: NodeJS.Timeout | undefined
  let serial = 0
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  const installed = () => existsSync(join(folder, 'node_modules', 'onnxruntime-node')) && existsSync(join(folder, 'models'))

  function end() {
    const gone = child
    child = undefined
    clearTimeout(idle)
    gone?.kill('SIGKILL')
  }

  function running(): ChildProcessWithoutNullStreams {
    if (child) return child
    // The permission is for the place itself: a folder that is reached through a link has another name.
    const place = realpathSync(folder)
    const shut = ['--permission', '--allow-addons', `--allow-fs-read=${place}`, '--max-old-space-size=768']
    const quiet = ['--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning']
    const made = spawn(process.execPath, [...quiet, ...shut, join(place, 'main.ts')], {
      cwd: place,
      env: {},
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    // What its libraries print may hold anything: it is dropped.
    made.stderr.resume()
    made.stdin.on('error', () => undefined)
    createInterface({ input: made.stdout }).on('line', (line) => {
      try {
        settle?.(JSON.parse(line))
      } catch {
        settle?.({ id: serial, fault: 'unreadable' })
      }
    })
    const over = () => {
      if (child === made) child = undefined
      settle?.({ id: serial, fault: 'ended' })
    }
    made.on('error', over)
    made.on('exit', over)
    // It keeps nobody from ending: while an answer is awaited, that wait does. With us its input ends, and so does it.
    made.unref()
    for (const pipe of [made.stdin, made.stdout, made.stderr]) (pipe as unknown as { unref(): void }).unref()
    child = made
    return made
  }

  function one(what: string, request: object): Promise<WorkerReply<never>> {
    clearTimeout(idle)
    serial += 1
    const id = serial
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle?.({ id, fault: 'too long' }), LONGEST_MS)
      settle = (reply) => {
        if (reply.id !== id) return
        settle = undefined
        clearTimeout(timer)
        const lost = reply.fault === 'too long' || reply.fault === 'ended' || reply.fault === 'unreadable'
        if (lost || (reply.rss ?? 0) > LARGEST_RSS) end()
        idle = setTimeout(end, IDLE_MS)
        idle.unref()
        if ('answer' in reply) resolve({ answer: reply.answer as never })
        else if (typeof reply.unfit === 'string') resolve({ unfit: reply.unfit })
        else resolve({ trouble: String(reply.fault) })
      }
      running().stdin.write(`${JSON.stringify({ id, do: what, ...request })}\n`)
    })
  }

  return {
    installed,
    close: end,
    async ask(what, request) {
      if (!installed()) return { trouble: 'not installed' }
      if (waiting >= MOST[what]) return { trouble: 'busy' }
      waiting += 1
      const turn = last.then(() => one(what, request))
      last = turn.catch(() => undefined).finally(() => (waiting -= 1))
      return what === 'card' ? impatient(turn, CARD_MS) : turn
    },
  }
}

/** The house's own. */
export const worker: VisionWorker = workerIn(join(root, 'workers', 'vision'))
