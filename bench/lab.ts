/** What every measurement stands on: a temporary place, a server in its own process, signed-in HTTP clients, medians. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { root } from '#kernel/config.ts'

/** One line of the table that a run ends with. */
export interface Line {
  name: string
  figure: string
  /** What the figure stands beside. */
  comparedTo: string
  wanted: string
  met: boolean
  /** One-minute load average of the machine when it was measured. */
  load: number
}

export interface Bench {
  /** Small sizes: shows that the measurement runs, its figures say little. */
  quick: boolean
  /** A directory that goes away with the run. */
  directory(name: string): string
  log(text: string): void
  line(line: Omit<Line, 'load'>): void
}

/** Where a run keeps its data; `given` stays, a temporary one goes. */
export function openDirectory(given: string | undefined): { path: string; remove(): void } {
  if (given) {
    mkdirSync(given, { recursive: true })
    return { path: given, remove: () => undefined }
  }
  const path = mkdtempSync(join(tmpdir(), 'guitu-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))
export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN
export const median = (values: readonly number[]): number => quantile(values, 0.5)

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const before = performance.now()
  const value = await work()
  return { ms: performance.now() - before, value }
}

export interface Server {
  process: ChildProcess
  port: number
  /** Milliseconds from the start of the process to the first answer of `/api/me`. */
  firstAnswer: number
  /** The code of the first start, while nothing is set up. */
  code: string | undefined
  stop(): Promise<void>
}

/**
 * Starts the application as `npm start` does, in its own process, and waits for its first answer. Without `databaseUrl` it
 * brings its own database under `data`.
 */
export async function startServer(options: {
  data: string
  databaseUrl?: string
  port?: number
  /** Arguments of node before the program: profiling. */
  nodeArguments?: string[]
}): Promise<Server> {
  const began = performance.now()
  const port = options.port ?? (await freePort())
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    GUITU_DATA: options.data,
    GUITU_KEYS: `${options.data}-keys`,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compile'),
    INIT_CWD: root,
  }
  delete environment.DATABASE_URL
  if (options.databaseUrl) environment.DATABASE_URL = options.databaseUrl
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...(options.nodeArguments ?? []), join(root, 'src', 'app', 'main.ts')],
    { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += String(chunk)))
  child.stderr?.on('data', (chunk: Buffer) => (said += String(chunk)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let firstAnswer = Number.NaN
  while (Number.isNaN(firstAnswer)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server did not start:\n${said}`)
    if (await answers(port)) firstAnswer = performance.now() - began
    else await new Promise((resolve) => setTimeout(resolve, 15))
  }
  return {
    process: child,
    port,
    firstAnswer,
    get code() {
      return /启动码 (\d{8})/.exec(said)?.[1]
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/api/me', agent: false }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode === 200))
    })
    asked.once('error', () => resolve(false))
    asked.end()
  })
}

/** A port of this machine that nobody uses now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

export interface Answer {
  status: number
  body: unknown
  bytes: number
}

/** One keep-alive connection with a session's cookie. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #cookie = ''
  readonly port: number

  constructor(port: number) {
    this.port = port
  }

  static async signedIn(port: number, login: string, password: string): Promise<Client> {
    const client = new Client(port)
    const answer = await client.post('/api/session/sign-in', { login, password })
    if (answer.status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(answer.body)}`)
    return client
  }

  post(path: string, form: unknown): Promise<Answer> {
    const body = Buffer.from(JSON.stringify(form))
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.port,
          path,
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': body.length,
            ...(this.#cookie ? { cookie: this.#cookie } : {}),
          },
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.once('error', reject)
          answer.once('end', () => {
            const [cookie] = answer.headers['set-cookie'] ?? []
            if (cookie) this.#cookie = cookie.split(';')[0] as string
            const whole = Buffer.concat(parts)
            try {
              resolve({ status: answer.statusCode ?? 0, body: JSON.parse(String(whole)), bytes: whole.length })
            } catch (error) {
              reject(error as Error)
            }
          })
        },
      )
      asked.once('error', reject)
      asked.end(body)
    })
  }

  act(name: string, form: Record<string, unknown>, actionId: string = crypto.randomUUID()): Promise<Answer> {
    return this.post(`/api/act/${name}`, { actionId, form })
  }

  /** The answer of a query; throws where it was refused. */
  async ask(name: string, params: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await this.post(`/api/ask/${name}`, params)
    if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.body).slice(0, 400)}`)
    return answer
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Runs `work` for each item, `width` at a time. */
export async function together<T>(
  items: readonly T[],
  width: number,
  work: (item: T, lane: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async (number: number) => {
    for (let at = next++; at < items.length; at = next++) await work(items[at] as T, number)
  }
  await Promise.all(Array.from({ length: width }, (_, number) => lane(number)))
}

/** Milliseconds of processor that a process has used; Linux only, else not a number. */
export function processorOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

/** Sum of the proportional set sizes of a process and all below it, in kB; Linux only. */
export function memoryOf(top: number): { pid: number; name: string; pss: number }[] {
  const parents = new Map<number, number>()
  const names = new Map<number, string>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      const close = stat.lastIndexOf(')')
      parents.set(Number(entry), Number(stat.slice(close + 2).split(' ')[1]))
      names.set(Number(entry), stat.slice(stat.indexOf('(') + 1, close))
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const below = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) if (at === top) return true
    return false
  }
  return [...parents.keys()].filter(below).flatMap((pid) => {
    try {
      const roll = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      return [{ pid, name: names.get(pid) ?? '', pss: Number(/^Pss:\s+(\d+)/m.exec(roll)?.[1] ?? 0) }]
    } catch {
      return []
    }
  })
}

/** A directory that the embedded database's user can walk into when the run is root's. */
export function dataDirectory(bench: Bench, name: string): string {
  const path = join(bench.directory(name), 'data')
  if (!existsSync(path)) mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.getuid?.() === 0) chownSync(path, 0, 0)
  return path
}
