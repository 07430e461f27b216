/** Commands that open the database the way the server does. */
import pg from 'pg'
import { systemActor } from '#kernel/actor.ts'
import { readConfig } from '#kernel/config.ts'
import { withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { migrate } from '#kernel/migrate.ts'
import { providePostgres } from '#kernel/postgres.ts'
import { systemClock } from '#kernel/time.ts'
import { Trouble } from '#kernel/trouble.ts'
import { openHouse } from '../house.ts'
import { provideKeys } from '../keys.ts'
import { sampleAccounts, seedSample } from '../sample/index.ts'
import { keepSetup, openSetup } from '../setup.ts'

const note = (line: string) => process.stderr.write(`${line}\n`)

/** Opens the configured database, migrated, and closes it again whatever `work` does. A running server holds the data: refused in one sentence. */
export async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const config = readConfig()
  const postgres = await providePostgres(config, { log: note })
  try {
    const pool = new pg.Pool({ ...postgres.connection, max: 1 })
    let keys: Awaited<ReturnType<typeof provideKeys>>
    try {
      const fresh = await pool.query("select to_regclass('kernel.migration') is null as fresh")
      keys = provideKeys(config.keyDir, fresh.rows[0].fresh as boolean)
      await migrate(pool, note)
    } finally {
      await pool.end()
    }
    const house = await openHouse({ connection: postgres.connection, keys, clock: systemClock(), log: note })
    try {
      return await work(house)
    } finally {
      await house.jobs.stop()
      await house.db.close()
    }
  } finally {
    await postgres.stop()
  }
}

/** Brings the database up to this version; the server does the same at its start. */
export async function migrateCommand(_args: string[], out: (line: string) => void): Promise<number> {
  await withHouse(async () => undefined)
  out('数据库已是最新。')
  return 0
}

/** Loads the sample city; refuses a database that somebody already uses. */
export async function demo(_args: string[], out: (line: string) => void): Promise<number> {
  return withHouse(async (house) => {
    const setup = await openSetup(house, '')
    if (setup.done() && !setup.isSample())
      throw new Trouble('这个数据库已在正式使用，不能装样例城市。请用 GUITU_DATA 指定一个空目录。')
    if (!setup.done()) {
      await seedSample(house, {
        seed: 1,
        now: house.clock.now(),
        report: (progress) => note(`${progress.sentence} ${progress.done}/${progress.total}`),
      })
      await withActor(house.db, systemActor, (tx) => keepSetup(tx, 'sample', house.clock.now()))
    }
    out('样例城市云川市已装好。账号：')
    for (const account of sampleAccounts())
      out(`${account.login}\t${account.password}\t${account.name}\t${account.title}\t${account.organisation}`)
    return 0
  })
}
