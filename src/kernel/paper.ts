/**
 * Papers: a Typst template and data in, a PDF out. Data travels as JSON through `sys.inputs` and is only ever shown as
 * text, so nothing that somebody typed can become code of the template. The compiler lives in one worker thread: the
 * first paper costs some 120 ms (fonts), later ones 3 to 10 ms, one after the other, never on the server's own loop.
 */
import { createHash } from 'node:crypto'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { root } from './config.ts'
import { canonical } from './crypto.ts'
import type { FileAnswer } from './query.ts'
import { catalogue, isRefusal, type Refusal } from './refusal.ts'
import { printInstant } from './time.ts'

export interface PaperOptions {
  /** Who prints, for the foot of the page. */
  printedBy?: string
  /** Epoch ms of printing. */
  printedAt?: number
}

/** What the worker is asked. */
export interface PaperRequest {
  id: number
  /** Absolute path of the template. */
  template: string
  inputs: Record<string, string>
}

/** What the worker answers: bytes, or why there are none. */
export type PaperReply = { id: number } & ({ pdf: Uint8Array } | { noFont: true } | { fault: string })

/** Templates and the shared library lie below this folder; Typst reads nothing outside it. */
export const paperWorkspace = resolve(root, 'src')

/** A paper that takes longer than this is a defect of its template; the worker is ended and made anew. */
const LONGEST_MS = 30_000

const refuse = catalogue('PAPER', {
  NO_FONT: {
    status: 503,
    zh: '这台服务器没有中文字体，文书打不出来；已有记录不受影响。请系统管理员安装宋体（SimSun）或思源宋体后再打印：Debian 用 apt install fonts-noto-cjk，其他系统可在归途目录运行 npm install --no-save @expo-google-fonts/noto-serif-sc，然后重启。',
  },
})

interface Waiting {
  resolve(bytes: Uint8Array | Refusal): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

let worker: Worker | undefined
let nextId = 0
const waiting = new Map<number, Waiting>()

function settle(id: number, how: (each: Waiting) => void): void {
  const each = waiting.get(id)
  if (!each) return
  waiting.delete(id)
  clearTimeout(each.timer)
  if (waiting.size === 0) worker?.unref()
  how(each)
}

function drop(reason: Error): void {
  const gone = worker
  worker = undefined
  for (const id of waiting.keys()) settle(id, (each) => each.reject(reason))
  void gone?.terminate()
}

function ready(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./paper-worker.ts', import.meta.url), { execArgv: [] })
  made.on('message', (reply: PaperReply) =>
    settle(reply.id, (each) => {
      if ('pdf' in reply) each.resolve(reply.pdf)
      else if ('noFont' in reply) each.resolve(refuse('NO_FONT'))
      else each.reject(new Error(`paper: ${reply.fault}`))
    }),
  )
  made.on('error', (error) => {
    if (worker === made) drop(error)
  })
  made.on('exit', () => {
    if (worker === made) drop(new Error('the paper worker ended'))
  })
  worker = made
  return made
}

/**
 * Renders a room's template (a path or `new URL('./papers/x.typ', import.meta.url)`) with data. The template imports
 * `/kernel/papers/house.typ`, which reads the data. Answers PDF bytes, or a refusal where the machine has no Chinese font;
 * throws on a defect of the template.
 */
export function renderPaper(template: string | URL, data: unknown, options: PaperOptions = {}): Promise<Uint8Array | Refusal> {
  const path = template instanceof URL || template.startsWith('file:') ? fileURLToPath(template) : resolve(template)
  if (relative(paperWorkspace, path).startsWith('..')) throw new Error('a template lies below src/')
  const print = {
    by: options.printedBy ?? '',
    at: options.printedAt === undefined ? '' : printInstant(options.printedAt).slice(0, 16).replace('T', ' '),
    check: checkCode(data),
  }
  const id = nextId++
  const request: PaperRequest = {
    id,
    template: path,
    inputs: { data: JSON.stringify(data ?? null), print: JSON.stringify(print) },
  }
  return new Promise((resolvePaper, reject) => {
    const timer = setTimeout(() => drop(new Error('paper: took too long')), LONGEST_MS)
    timer.unref()
    waiting.set(id, { resolve: resolvePaper, reject, timer })
    const at = ready()
    at.ref()
    at.postMessage(request)
  })
}

/**
 * Check code at the foot of a paper, `9F3C-71A8-0D52`: the first 48 bits of the digest of what is printed. Two prints of
 * the same facts carry the same code; a hand-altered copy does not match the code of the record.
 */
export function checkCode(data: unknown): string {
  const digest = createHash('sha256')
    .update(canonical(data ?? null))
    .digest('hex')
    .slice(0, 12)
    .toUpperCase()
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}-${digest.slice(8)}`
}

/** The answer of a query that is a paper. `name` without personal data: it ends up in download folders. */
export function paperAnswer(name: string, rendered: Uint8Array | Refusal): FileAnswer | Refusal {
  if (isRefusal(rendered)) return rendered
  return { file: { name: `${name}.pdf`, type: 'application/pdf', body: rendered } }
}

/** Ends the worker; it comes back with the next paper. For an orderly end of the process. */
export async function closePapers(): Promise<void> {
  const gone = worker
  worker = undefined
  await gone?.terminate()
}
