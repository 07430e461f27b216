/**
 * The embedded PostgreSQL: one server per data directory, started, guarded and stopped by the application.
 * Why it is done so: docs/decisions/0002-embedded-postgresql.md
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Config } from './config.ts'
import { type Binaries, findBinaries, type Identity } from './postgres/binaries.ts'
import {
  bareEnvironment,
  directoryArgument,
  endAll,
  ensureCluster,
  explainLog,
  identityFor,
  kill,
  places,
} from './postgres/cluster.ts'
import { holdData } from './postgres/lock.ts'
import { atPort, choose, clearSocket, type Meeting, runtimeDirectory } from './postgres/socket.ts'
import { explainTrouble, Trouble } from './trouble.ts'

export interface Postgres {
  /** For `pg`: host may be a socket's directory. */
  readonly connection: pg.ClientConfig
  /** The same as a connection string, also for psql. Holds the password. */
  readonly url: string
  /** Ends the server cleanly and lets the data go. May be called any number of times. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  dataDir: string
  /** One line for the person at the terminal. */
  log?: (line: string) => void
  /** The server died and could not be brought back: the application has to end with this sentence. */
  onGone?: (trouble: Trouble) => void
  /** Server settings over ours, `name=value`. */
  settings?: string[]
}

/** The database the configuration asks for: one's own, checked, or the embedded one. */
export async function providePostgres(config: Config, options: Omit<PostgresOptions, 'dataDir'> = {}): Promise<Postgres> {
  if (!config.databaseUrl) return startPostgres({ dataDir: config.dataDir, ...options })
  const connection = { connectionString: config.databaseUrl, connectionTimeoutMillis: 10_000 }
  await checkServer(connection, config.databaseUrl)
  return { connection, url: config.databaseUrl, stop: async () => undefined }
}

/**
 * How to reach the embedded server that another process of this machine runs on these data, for what may be done beside it
 * (a backup); undefined when none runs. Whoever can read the data directory has its password.
 */
export function runningPostgres(dataDir: string): pg.ClientConfig | undefined {
  const { cluster, password } = places(dataDir)
  const note = join(cluster, 'postmaster.pid')
  if (!existsSync(note) || !existsSync(password)) return undefined
  // Lines: process, directory, start, port, directory of the socket, address.
  const [, , , port, socket, address] = readFileSync(note, 'utf8').split('\n')
  const host = socket?.trim() || address?.trim()
  if (!host) return undefined
  return { host, port: Number(port), user: 'guitu', password: readFileSync(password, 'utf8'), database: 'guitu' }
}

/** Refuses, in one sentence, a server that cannot be reached, is older than 15 or does not speak UTF-8. */
export async function checkServer(connection: pg.ClientConfig, databaseUrl?: string): Promise<void> {
  const client = new pg.Client(connection)
  try {
    await client.connect()
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
    )
    const { version, encoding } = rows[0]
    if (version < 150_000) {
      throw new Trouble(
        `这台 PostgreSQL 是 ${Math.floor(version / 10_000)} 版：归途需要 15 或更新的版本。[That PostgreSQL is version ${Math.floor(version / 10_000)}: Guitu needs 15 or later.]`,
      )
    }
    if (encoding !== 'UTF8') {
      throw new Trouble(
        `这个数据库的编码是 ${encoding}：请另建一个 UTF8 编码的数据库。[That database is encoded ${encoding}: create one in UTF8.]`,
      )
    }
  } catch (error) {
    const sentence = explainTrouble(error, { databaseUrl })
    throw sentence ? new Trouble(sentence, { cause: error }) : error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Starts the embedded server on a data directory, making everything that is not there yet. */
export async function startPostgres({ dataDir, ...options }: PostgresOptions): Promise<Postgres> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const home = realpathSync(dataDir)
    const server = new Server(home, options, holdData(home))
    try {
      return await server.open()
    } catch (error) {
      await server.stop()
      throw error
    }
  } catch (error) {
    const sentence = explainTrouble(error)
    throw sentence ? new Trouble(sentence, { cause: error }) : error
  }
}

/** Modest, for a machine that does other things too; and nothing a person wrote may reach the log. */
const settings = [
  'shared_buffers=128MB',
  'max_connections=40',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'max_logical_replication_workers=0',
  // Statements and details hold names and numbers of people: errors are the application's to report.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
]

const sleepsAtMost = 10 * 60_000

function ended(child: ChildProcess | undefined): boolean {
  return !child?.pid || child.exitCode !== null || child.signalCode !== null
}

class Server {
  readonly #dataDir: string
  readonly #options: Omit<PostgresOptions, 'dataDir'>
  readonly #release: () => void
  #identity: Identity
  #binaries!: Binaries
  #runtimeDir = ''
  #meeting!: Meeting
  #process: ChildProcess | undefined
  #guardian: ChildProcess | undefined
  #stopping: Promise<void> | undefined
  #reviving: Promise<void> | undefined
  #deaths: number[] = []

  constructor(dataDir: string, options: Omit<PostgresOptions, 'dataDir'>, release: () => void) {
    this.#dataDir = dataDir
    this.#options = options
    this.#release = release
  }

  async open(): Promise<Postgres> {
    this.#identity = identityFor(this.#dataDir)
    this.#binaries = findBinaries(this.#identity)
    this.#runtimeDir = runtimeDirectory(this.#dataDir, this.#identity)
    await endAll(places(this.#dataDir).cluster)
    await ensureCluster(this.#dataDir, this.#binaries, this.#identity, this.#runtimeDir)
    this.#meeting = await choose(this.#runtimeDir)
    try {
      await this.#run()
    } catch (error) {
      // Some file systems know no sockets; a port of this machine alone does as well.
      if (this.#meeting.kind === 'port' || !/could not create any Unix-domain sockets/.test(this.#logTail())) throw error
      this.#meeting = await atPort()
      await this.#run()
    }
    await this.#ensureDatabase()
    const connection = this.#connection('guitu')
    const { user, password, host, port, database } = connection
    const url = `postgresql://${user}:${password}@localhost/${database}?host=${encodeURIComponent(String(host))}&port=${port}`
    return { connection, url, stop: () => this.stop() }
  }

  #connection(database: string): pg.ClientConfig {
    const password = readFileSync(places(this.#dataDir).password, 'utf8')
    return {
      host: this.#meeting.host,
      port: this.#meeting.port,
      user: 'guitu',
      password,
      database,
      connectionTimeoutMillis: 10_000,
    }
  }

  /**
   * While the rooms are read nothing else runs, for longer than any sensible limit on a slow machine: an answer that lies there
   * unread must not pass for none.
   */
  #connectionAtStart(): pg.ClientConfig {
    return { ...this.#connection('postgres'), connectionTimeoutMillis: sleepsAtMost }
  }

  /** Starts the server and waits until it answers. */
  async #run(): Promise<void> {
    const { cluster, log } = places(this.#dataDir)
    if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000) renameSync(log, `${log}.1`)
    const meeting = this.#meeting
    const args = ['-D', directoryArgument(cluster, this.#identity), '-p', String(meeting.port)]
    args.push('-k', meeting.kind === 'socket' ? meeting.host : '', '-h', meeting.kind === 'port' ? meeting.host : '')
    for (const setting of [...settings, ...(this.#options.settings ?? [])]) args.push('-c', setting)
    // Nobody works on this data now. PostgreSQL would still believe a note of a dead server whose number is not free yet.
    if (meeting.kind === 'socket') clearSocket(meeting)
    const sink = openSync(log, 'a', 0o600)
    // Its own process group: Ctrl-C is for the application, which finishes what it is doing before it stops the database.
    const child = spawn(this.#binaries.postgres, args, {
      ...this.#identity,
      cwd: cluster,
      env: bareEnvironment,
      detached: true,
      stdio: ['ignore', sink, sink],
    })
    closeSync(sink)
    const end = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
    try {
      await this.#answer(child)
    } catch (error) {
      child.kill('SIGINT')
      await end
      throw error
    }
    this.#process = child
    this.#guardian = this.#guard(child, cluster)
    void end.then(() => this.#died())
  }

  /** Waits for the first answer; after a crash the server replays its log first, however long that takes. */
  async #answer(child: ChildProcess): Promise<void> {
    const begin = Date.now()
    for (let told = false; Date.now() - begin < sleepsAtMost; await pause(25)) {
      if (ended(child)) throw explainLog(this.#logTail())
      const client = new pg.Client(this.#connectionAtStart())
      try {
        await client.connect()
        return
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        // Not listening yet, or listening and still recovering.
        if (!['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(code)) throw error
      } finally {
        await client.end().catch(() => undefined)
      }
      if (!told && Date.now() - begin > 4_000) {
        told = true
        this.#options.log?.(
          '数据库还在启动，请稍候；上次没有正常结束的，会先恢复… [the database is still starting; after an unclean end it recovers first]',
        )
      }
    }
    throw explainLog(this.#logTail())
  }

  /** What the server wrote since it was last started. */
  #logTail(): string {
    const text = readFileSync(places(this.#dataDir).log, 'utf8').slice(-4_000)
    return text.slice(Math.max(0, text.lastIndexOf('starting PostgreSQL')))
  }

  /**
   * A shell that holds one end of a pipe: when the application is gone, however that came, the pipe closes and the
   * database is shut down, instead of living on with nobody to serve.
   */
  #guard(child: ChildProcess, cluster: string): ChildProcess | undefined {
    if (process.platform === 'win32') return undefined
    const script = 'read -r _; read -r pid <postmaster.pid && [ "$pid" = "$1" ] && kill -INT "$1"'
    const guardian = spawn('/bin/sh', ['-c', script, 'guitu-guardian', String(child.pid)], {
      ...this.#identity,
      cwd: cluster,
      detached: true,
      env: bareEnvironment,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    guardian.on('error', () => undefined)
    guardian.stdin?.on('error', () => undefined)
    guardian.unref()
    return guardian
  }

  async #ensureDatabase(): Promise<void> {
    const client = new pg.Client(this.#connectionAtStart())
    await client.connect()
    try {
      const { rowCount } = await client.query("select from pg_database where datname = 'guitu'")
      if (!rowCount) await client.query('create database guitu')
    } finally {
      await client.end()
    }
  }

  /** The server ended although nobody asked it to: what it acknowledged is safe, so it is started again. */
  #died(): void {
    if (this.#stopping || this.#reviving) return
    this.#guardian?.kill()
    const now = Date.now()
    this.#deaths = [...this.#deaths.filter((at) => now - at < 60_000), now]
    this.#reviving = this.#revive().then(
      () => {
        this.#reviving = undefined
        // It may have died again in the very moment it came back.
        if (ended(this.#process)) this.#died()
      },
      // `#reviving` stays set: there is no further attempt.
      (error: unknown) => {
        const sentence = explainTrouble(error) ?? String(error)
        this.#options.log?.(sentence)
        this.#options.onGone?.(new Trouble(sentence, { cause: error }))
      },
    )
  }

  async #revive(): Promise<void> {
    if (this.#deaths.length > 5) throw explainLog(this.#logTail())
    this.#options.log?.(
      '数据库意外停止，正在重新启动；已经确认的操作没有丢失。[the database ended unexpectedly and is started again]',
    )
    await endAll(places(this.#dataDir).cluster)
    await this.#run()
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  async #stop(): Promise<void> {
    await this.#reviving
    this.#guardian?.kill()
    const child = this.#process
    if (child?.pid && !ended(child)) {
      const end = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      kill(child.pid, 'SIGINT')
      // A shutdown that hangs is cut short; the next start replays the log.
      const impatient = setTimeout(() => child.pid && kill(child.pid, 'SIGQUIT'), 10_000)
      await end
      clearTimeout(impatient)
    }
    if (this.#runtimeDir) rmSync(this.#runtimeDir, { recursive: true, force: true })
    this.#release()
  }
}
