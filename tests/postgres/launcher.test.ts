import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
/** The launcher is plain JavaScript without types. */
const launcher = (part: string) => import(pathToFileURL(join(root, 'run', part)).href)

let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'guitu-launcher-'))
})

afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

/** A clone of nothing but the launcher, with one package locked. */
function clone(locked: object, laid?: object): string {
  cpSync(join(root, 'run.mjs'), join(home, 'run.mjs'))
  cpSync(join(root, 'run'), join(home, 'run'), { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'x', type: 'module', dependencies: { pg: '8.23.1' } }))
  writeFileSync(
    join(home, 'package-lock.json'),
    JSON.stringify({ name: 'x', lockfileVersion: 3, requires: true, packages: locked }),
  )
  if (laid) {
    mkdirSync(join(home, 'node_modules'))
    writeFileSync(join(home, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: laid }))
  }
  return home
}

const environment = (extra: NodeJS.ProcessEnv = {}) =>
  ({ ...process.env, npm_lifecycle_event: undefined, ...extra }) as NodeJS.ProcessEnv

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

test('a task that does not exist is answered with the ones that do, on stderr alone', () => {
  const said = spawnSync(process.execPath, [join(root, 'run.mjs'), 'nothing'], { encoding: 'utf8' })
  expect(said.status).toBe(1)
  expect(said.stdout).toBe('')
  expect(said.stderr).toMatch(/没有任务 nothing；有：start dev test/)
})

test('packages that npm has just laid out are not laid out again', async () => {
  const entry = { version: '8.23.1' }
  const other = { version: '1.0.0', optional: true, os: ['aix'] }
  clone({ '': {}, 'node_modules/pg': entry, 'node_modules/for-aix': other }, { 'node_modules/pg': entry })
  const { dependencies } = await launcher('dependencies.mjs')
  await dependencies(home, '/no/node/is/needed')
  expect(existsSync(join(home, 'node_modules', '.guitu-lock-hash'))).toBe(true)
})

test('without the npm registry the launcher says so in one sentence', async () => {
  clone({ '': { name: 'x', dependencies: { pg: '8.23.1' } }, 'node_modules/pg': { version: '8.23.1' } })
  const unreachable = {
    npm_config_registry: `http://127.0.0.1:${await freePort()}/`,
    npm_config_cache: join(home, 'cache'),
    npm_config_fetch_retries: '0',
  }
  const said = spawnSync(process.execPath, ['run.mjs', 'guitu'], { cwd: home, encoding: 'utf8', env: environment(unreachable) })
  expect(said.status).toBe(1)
  expect(said.stdout).toBe('')
  expect(said.stderr).toMatch(/连不上 npm 软件源：请检查网络/)
  expect(said.stderr).not.toMatch(/^\s+at /m)
})

test('two installers at once follow one another, and a dead one does not block', async () => {
  const { exclusively } = await launcher('exclusive.mjs')
  const lock = join(home, 'lock')
  const order: string[] = []
  const work = (name: string) => () => {
    order.push(`${name} begins`)
    return new Promise<void>((resolve) => setTimeout(() => resolve(void order.push(`${name} ends`)), 100))
  }
  await Promise.all([exclusively(lock, work('one')), exclusively(lock, work('other'))])
  expect(order[1]).toBe(order[0]?.replace('begins', 'ends'))

  const dead = spawnSync(process.execPath, ['-e', '']).pid
  mkdirSync(lock)
  writeFileSync(join(lock, 'pid'), String(dead))
  await exclusively(lock, async () => order.push('third'))
  expect(order.at(-1)).toBe('third')
})

test('a tool gets its arguments, keeps its exit code, and has stdout to itself', () => {
  clone({ '': {} }, {})
  mkdirSync(join(home, 'src', 'app'), { recursive: true })
  writeFileSync(
    join(home, 'src', 'app', 'cli.ts'),
    'const words: string[] = process.argv.slice(2)\nconsole.log(JSON.stringify({ words, cwd: process.cwd() }))\nprocess.exit(3)\n',
  )
  mkdirSync(join(home, 'elsewhere'))
  const said = spawnSync(process.execPath, [join(home, 'run.mjs'), 'guitu', 'policy', 'check', '--x'], {
    cwd: join(home, 'elsewhere'),
    encoding: 'utf8',
    env: environment(),
  })
  expect(said.stderr).toBe('')
  expect(JSON.parse(said.stdout)).toEqual({ words: ['policy', 'check', '--x'], cwd: join(home, 'elsewhere') })
  expect(said.status).toBe(3)
})

const application = `
  import { writeFileSync } from 'node:fs'
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { writeFileSync('stopped', signal); process.exit(0) })
  setInterval(() => undefined, 1000)
  console.log('up')
`

async function startApplication() {
  clone({ '': {} }, {})
  mkdirSync(join(home, 'src', 'app'), { recursive: true })
  writeFileSync(join(home, 'src', 'app', 'main.ts'), application)
  const child = spawn(process.execPath, ['run.mjs', 'start'], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const end = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, end }
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s to the launcher alone stops the application cleanly', async (signal) => {
  const { child, end } = await startApplication()
  child.kill(signal)
  expect(await end).toBe(0)
  expect(readFileSync(join(home, 'stopped'), 'utf8')).toBe(signal)
})

test('the application stops when the launcher is killed with -9', async () => {
  const { child } = await startApplication()
  child.kill('SIGKILL')
  await expect.poll(() => existsSync(join(home, 'stopped')), { timeout: 5_000 }).toBe(true)
})

test('a browser is found where CHROME_PATH says', async () => {
  const { findChromium } = await launcher('tests.mjs')
  const browser = join(home, 'my-chrome')
  writeFileSync(browser, '')
  chmodSync(browser, 0o755)
  const before = process.env.CHROME_PATH
  process.env.CHROME_PATH = browser
  try {
    expect(findChromium()).toBe(browser)
  } finally {
    if (before === undefined) delete process.env.CHROME_PATH
    else process.env.CHROME_PATH = before
  }
})
