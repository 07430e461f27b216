import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { places } from '../../src/kernel/postgres/cluster.ts'
import { type Postgres, startPostgres } from '../../src/kernel/postgres.ts'

let home: string
let running: Postgres[]
const lines: string[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'guitu-server-'))
  running = []
  lines.length = 0
})

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  rmSync(home, { recursive: true, force: true })
})

const dataDir = () => join(home, 'data')

async function start(directory = dataDir(), options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<Postgres> {
  const server = await startPostgres({ dataDir: directory, log: (line) => lines.push(line), ...options })
  running.push(server)
  return server
}

async function ask(connection: pg.ClientConfig, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const serverProcess = () => Number(readFileSync(join(places(dataDir()).cluster, 'postmaster.pid'), 'utf8').split('\n')[0])

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

async function until(holds: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(20)) if (await holds()) return
  throw new Error('it did not come to pass')
}

/** Another process that starts the server on our data, does as told and stays until it is killed. */
function anotherGuitu(statements: string): ChildProcess {
  const script = join(home, 'another.ts')
  const source = (path: string) => JSON.stringify(join(import.meta.dirname, '..', '..', path))
  writeFileSync(
    script,
    `import { startPostgres } from ${source('src/kernel/postgres.ts')}
     import pg from ${source('node_modules/pg/esm/index.mjs')}
     const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir())} })
     const pool = new pg.Pool({ ...server.connection, max: 4 })
     ${statements}`,
  )
  return spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function acknowledged(child: ChildProcess, enough: number): Promise<Set<number>> {
  const seen = new Set<number>()
  let rest = ''
  child.stdout?.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) seen.add(Number(part))
  })
  await until(() => seen.size >= enough)
  return seen
}

const writing = `
  await pool.query('create table if not exists kept (n int primary key)')
  pool.on('error', () => undefined)
  for (let n = 1; ; n += 1) {
    await pool.query('insert into kept values ($1)', [n])
    process.stdout.write(n + '\\n')
  }`

test('whoever is busy reading for longer than the limit of an answer does not take the database for gone', async () => {
  const pipes = () => process.getActiveResourcesInfo().filter((each) => each.startsWith('Pipe')).length
  await (await start()).stop()
  const before = pipes()
  const starting = start()
  const note = join(places(dataDir()).cluster, 'postmaster.pid')
  const isUp = () => existsSync(note) && readFileSync(note, 'utf8').includes('ready')
  // The question that will be answered is on the way: from here on nothing else runs.
  while (!isUp() || pipes() === before) await turn()
  for (const end = performance.now() + 10_500; performance.now() < end; );
  await starting
})

test('a first start makes a cluster with checksums and UTF-8, a second one finds what was written', async () => {
  const first = await start()
  const [facts] = await ask(
    first.connection,
    "select current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as listens",
  )
  expect(facts).toEqual({ checksums: 'on', encoding: 'UTF8', commit: 'on', listens: '' })
  await ask(first.connection, 'create table kept as select 7 as n')
  await first.stop()
  const second = await start()
  expect(await ask({ connectionString: second.url }, 'select n from kept')).toEqual([{ n: 7 }])
})

test('a second start on the same data is refused with one sentence that names the process', async () => {
  await start()
  await expect(startPostgres({ dataDir: dataDir() })).rejects.toThrow(new RegExp(`正在被另一个归途使用（进程 ${process.pid}）`))
})

test('stopping ends every process, frees the data and leaves no socket behind', async () => {
  const server = await start()
  const pid = serverProcess()
  const socket = String(server.connection.host)
  const client = new pg.Client(server.connection)
  client.on('error', () => undefined)
  await client.connect()
  await server.stop()
  await server.stop()
  expect(alive(pid)).toBe(false)
  expect(existsSync(socket)).toBe(false)
  expect(existsSync(join(places(dataDir()).cluster, 'postmaster.pid'))).toBe(false)
  await start()
})

test('a wrong password does not get in', async () => {
  const { connection } = await start()
  await expect(ask({ ...connection, password: 'wrong' }, 'select 1')).rejects.toThrow(/password/)
})

test('after kill -9 of the database the application has it back, with every acknowledged row', async () => {
  const { connection } = await start()
  await ask(connection, 'create table kept as select generate_series(1, 500) as n')
  const before = serverProcess()
  process.kill(before, 'SIGKILL')
  await until(async () => {
    try {
      return (await ask(connection, 'select count(*)::int as n from kept'))[0]?.n === 500 && serverProcess() !== before
    } catch {
      return false
    }
  })
  expect(lines.join()).toContain('正在重新启动')
})

test('after kill -9 of the application no database is left running and every acknowledged row is there', async () => {
  const another = anotherGuitu(writing)
  const seen = await acknowledged(another, 200)
  const database = serverProcess()
  another.kill('SIGKILL')
  // At once, while the earlier database is still shutting down.
  const server = await start()
  const kept = new Set((await ask(server.connection, 'select n from kept')).map(({ n }) => n))
  expect([...seen].filter((n) => !kept.has(n))).toEqual([])
  expect(alive(database)).toBe(false)
})

test('after kill -9 of application and database together every acknowledged row is there', async () => {
  const another = anotherGuitu(writing)
  const seen = await acknowledged(another, 200)
  process.kill(serverProcess(), 'SIGKILL')
  another.kill('SIGKILL')
  const server = await start()
  const kept = new Set((await ask(server.connection, 'select n from kept')).map(({ n }) => n))
  expect([...seen].filter((n) => !kept.has(n))).toEqual([])
})

test('a stranger who was given the number of a dead database is left alone and does not block the start', async () => {
  await (await start()).stop()
  const stranger = spawn('sleep', ['60'])
  try {
    writeFileSync(
      join(places(dataDir()).cluster, 'postmaster.pid'),
      `${stranger.pid}\n${places(dataDir()).cluster}\n0\n5432\n\n\n0 0\nready\n`,
    )
    await start()
    expect(alive(stranger.pid ?? 0)).toBe(true)
  } finally {
    stranger.kill()
  }
})

test('a cluster that was being made when the power went is made anew', async () => {
  mkdirSync(join(places(dataDir()).unfinished, 'base'), { recursive: true })
  writeFileSync(join(places(dataDir()).unfinished, 'PG_VERSION'), '18\n')
  const server = await start()
  expect(await ask(server.connection, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('data of a newer PostgreSQL are left untouched, with a sentence that says what to do', async () => {
  await (await start()).stop()
  const version = join(places(dataDir()).cluster, 'PG_VERSION')
  writeFileSync(version, '99\n')
  await expect(startPostgres({ dataDir: dataDir() })).rejects.toThrow(/更新的版本（PostgreSQL 99）/)
  writeFileSync(version, '18\n')
})

test.runIf(process.getuid?.() === 0)('root may keep the data below a directory that only root can enter', async () => {
  chmodSync(home, 0o700)
  mkdirSync(dataDir(), { mode: 0o700 })
  const server = await start()
  await ask(server.connection, 'create extension pg_trgm')
  await server.stop()
  const again = await start()
  expect(await ask(again.connection, "select count(*)::int as n from pg_extension where extname = 'pg_trgm'")).toEqual([{ n: 1 }])
})

test('nothing that people typed reaches the log of the database', async () => {
  const { connection } = await start()
  await ask(connection, 'create table person (id_number text primary key)')
  await ask(connection, "insert into person values ('440105199001011234')")
  await expect(ask(connection, "insert into person values ('440105199001011234')")).rejects.toThrow(/duplicate/)
  await expect(ask(connection, "select '440105199001011234'::int")).rejects.toThrow()
  expect(readFileSync(places(dataDir()).log, 'utf8')).not.toContain('440105199001011234')
})
