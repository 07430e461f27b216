/** The worker as the house starts it. Permissions are those of src/modules/vision/worker.ts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const folder = fileURLToPath(new URL('../', import.meta.url))

export interface Reply {
  id: number
  answer?: Record<string, unknown>
  unfit?: string
  fault?: string
  rss: number
}

export interface Started {
  child: ChildProcess
  ask(request: Record<string, unknown>): Promise<Reply>
  end(): Promise<void>
}

/** Starts `file` shut in; answers line by line. */
export function start(file = 'main.ts'): Started {
  const shut = ['--permission', '--allow-addons', `--allow-fs-read=${folder}`, '--max-old-space-size=768']
  const quiet = ['--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning']
  const child = spawn(process.execPath, [...quiet, ...shut, `${folder}${file}`], {
    cwd: folder,
    env: {},
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let id = 0
  return {
    child,
    async ask(request) {
      id += 1
      child.stdin.write(`${JSON.stringify({ id, ...request })}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('the worker ended')
      return JSON.parse(value as string) as Reply
    },
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.stdin.end()
      }),
  }
}
