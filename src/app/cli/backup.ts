/** Everything but the keys in one sealed file, and back. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { restoreBackup, writeBackup } from '#kernel/backup.ts'
import { type Config, readConfig } from '#kernel/config.ts'
import { systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { providePostgres, runningPostgres } from '#kernel/postgres.ts'
import { dateOf, systemClock } from '#kernel/time.ts'
import { Trouble } from '#kernel/trouble.ts'
import { openHouse } from '../house.ts'
import { provideKeys } from '../keys.ts'
import { provedLedger } from './doctor.ts'

const note = (line: string) => process.stderr.write(`${line}\n`)

function fileOf(args: string[], usage: string): string {
  const [file] = args
  if (!file || file.startsWith('-')) throw new Trouble(`用法：${usage}`)
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}

/** The server that runs on these data; otherwise one started for this work and stopped after it. */
async function connected<T>(config: Config, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const beside = config.databaseUrl ? undefined : runningPostgres(config.dataDir)
  const reached = beside ? await tried(beside) : undefined
  const postgres = reached ? undefined : await providePostgres(config, { log: note })
  const client = reached ?? new pg.Client(postgres?.connection)
  try {
    if (!reached) await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
    await postgres?.stop()
  }
}

/** A note of a server that is gone leads nowhere. */
async function tried(connection: pg.ClientConfig): Promise<pg.Client | undefined> {
  const client = new pg.Client(connection)
  try {
    await client.connect()
    return client
  } catch {
    return undefined
  }
}

/** `guitu backup FILE`: refuses to write over a file that is there. */
export async function backup(args: string[], out: (line: string) => void): Promise<number> {
  const file = fileOf(args, 'guitu backup FILE')
  if (existsSync(file))
    throw new Trouble(`${file} 已经存在，没有覆盖。请换一个文件名。[The file exists; nothing was written over.]`)
  const config = readConfig()
  const keys = provideKeys(config.keyDir, false)
  const version = (JSON.parse(readFileSync(join(config.root, 'package.json'), 'utf8')) as { version: string }).version
  const { tables } = await connected(config, (client) => writeBackup(client, keys, { file, now: systemClock().now(), version }))
  out(`已备份 ${tables} 张表：${file}（${Math.ceil(statSync(file).size / 1024)} KB）。密钥不在其中，请另行保管。`)
  return 0
}

/** `guitu restore FILE`: the key file must be back in its place first; exit 1 when the restored ledger does not hold. */
export async function restore(args: string[], out: (line: string) => void): Promise<number> {
  const file = fileOf(args, 'guitu restore FILE')
  if (!existsSync(file)) throw new Trouble(`找不到备份文件 ${file}。[No such file.]`)
  const config = readConfig()
  const keys = provideKeys(config.keyDir, false)
  const postgres = await providePostgres(config, { log: note })
  try {
    const pool = new pg.Pool({ ...postgres.connection, max: 3 })
    const header = await restoreBackup(pool, keys, file, note).finally(() => pool.end())
    const house = await openHouse({ connection: postgres.connection, keys, clock: systemClock(), log: note })
    try {
      const known = header.jobs.filter((job) => house.handlers.has(job.name))
      await withActor(house.db, systemActor, (tx) => house.jobs.insert(tx, known as Parameters<typeof house.jobs.insert>[1]))
      out(`已恢复 ${dateOf(header.madeAt)} 的备份。`)
      return (await provedLedger(house, out)) === 0 ? 0 : 1
    } finally {
      await house.jobs.stop()
      await house.db.close()
    }
  } finally {
    await postgres.stop()
  }
}
