/** The server: database, migrations, proof of completeness, HTTP and jobs; says in three lines where it is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, readConfig } from '#kernel/config.ts'
import { migrate } from '#kernel/migrate.ts'
import { type Postgres, providePostgres } from '#kernel/postgres.ts'
import { systemClock } from '#kernel/time.ts'
import { explainTrouble, Trouble } from '#kernel/trouble.ts'
import { provideKeys } from './keys.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const log = (line: string) => process.stderr.write(`${line}\n`)

/** Closing in reverse order of opening; each step may be asked for while a later one has not come to be. */
const closers: (() => Promise<unknown>)[] = []
let closing: Promise<void> | undefined

function close(): Promise<void> {
  closing ??= (async () => {
    for (const step of closers.toReversed()) await step().catch((error: Error) => log(error.message))
  })()
  return closing
}

async function openPostgres(config: Config): Promise<Postgres> {
  const postgres = await providePostgres(config, {
    log,
    onGone: (trouble) => {
      log(trouble.message)
      void close().then(() => process.exit(1))
    },
  })
  closers.push(() => postgres.stop())
  return postgres
}

/** The site's certificate; a file that cannot be read stops the start with one sentence. */
function certificateOf({ tls }: Config): { cert: Buffer; key: Buffer } | undefined {
  if (!tls) return undefined
  try {
    return { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }
  } catch (error) {
    throw new Trouble(
      `证书或私钥读不了：${(error as Error).message}。请检查 GUITU_TLS_CERT、GUITU_TLS_KEY。[The certificate or its key cannot be read.]`,
    )
  }
}

async function start(): Promise<void> {
  const config = readConfig()
  const { version } = JSON.parse(readFileSync(join(config.root, 'package.json'), 'utf8')) as { version: string }
  const rooms = Promise.all([import('./house.ts'), import('./http.ts'), import('./setup.ts')])
  // The rooms are read while the house's own database comes up: together they are most of what a start takes. One's own is up
  // already, and is asked afterwards: nothing else runs while rooms are read, and its answer would come too late for the limit.
  const opening = config.databaseUrl ? rooms.then(() => openPostgres(config)) : openPostgres(config)
  const [postgres, [{ openHouse }, { buildServer }, { openSetup }]] = await Promise.all([opening, rooms])

  const pool = new pg.Pool({ ...postgres.connection, max: 1 })
  const keys = await (async () => {
    try {
      const before = await pool.query("select to_regclass('kernel.migration') is null as is_new")
      const found = provideKeys(config.keyDir, before.rows[0].is_new as boolean)
      await migrate(pool)
      return found
    } finally {
      await pool.end()
    }
  })()

  const house = await openHouse({ connection: postgres.connection, keys, clock: systemClock(), log })
  closers.push(() => house.db.close())
  closers.push(() => house.jobs.stop())
  const setup = await openSetup(house, version)
  const server = await buildServer(house, setup, log, { trustProxy: config.trustedProxies, tls: certificateOf(config) })
  closers.push(() => server.close())
  await server.listen({ port: config.port, host: config.host })
  await house.jobs.work(house, log)

  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  say(`归途 ${version} 已启动：${config.tls ? 'https' : 'http'}://localhost:${port}`)
  say(
    setup.done()
      ? `数据：${config.databaseUrl ? 'DATABASE_URL' : config.dataDir}　密钥：${config.keyDir}（请分开备份）`
      : `首次启动，启动码 ${setup.code}：打开上面的网址，设管理员或装样例城市`,
  )
  say('按 Ctrl-C 停止。')
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void close().then(() => process.exit(0))
  })
}

start().catch(async (error: unknown) => {
  // Told to stop while still starting: what fails then fails because of it.
  if (closing) return
  const sentence = explainTrouble(error, { port: Number(process.env.PORT ?? 3000), databaseUrl: process.env.DATABASE_URL })
  log(sentence ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
  await close()
  process.exit(1)
})
