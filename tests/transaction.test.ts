/** The database door: what is sent together is kept together, and a broken connection breaks nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.ts'
import { beforeCommit, type Database, openDatabase, row, rows, sql, type Tx, withActor } from '#kernel/db.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await freshDatabase()
  db = openDatabase({ ...database.connection, max: 2 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const insert = (tx: Tx, key: string) =>
  sql`insert into kernel.setting (key, value, changed_at) values (${key}, '{}', now())`.execute(tx)
const there = (key: string) =>
  withActor(db, systemActor, async (tx) => (await rows(sql`select 1 from kernel.setting where key = ${key}`, tx)).length)

test('statements sent behind one another are answered in their order', async () => {
  const answers = await withActor(db, systemActor, (tx) =>
    Promise.all([1, 2, 3].map((number) => row(sql<{ n: number }>`select ${number}::int as n`, tx))),
  )
  expect(answers.map((each) => each?.n)).toEqual([1, 2, 3])
})

test('a text that comes again is prepared, and its values stay its own', async () => {
  const seen: (number | undefined)[] = []
  for (let number = 0; number < 8; number += 1)
    seen.push(
      await withActor(db, systemActor, async (tx) => (await row(sql<{ n: number }>`select ${number}::int + 0 as n`, tx))?.n),
    )
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('each transaction has its own range and role, and none outlives it', async () => {
  const look = (tx: Tx) =>
    row(sql<{ role: string; from: string }>`select current_user as role, current_setting('guitu.from', true) as "from"`, tx)
  const inside = await withActor(db, { ...systemActor, range: { from: '99.', to: '99/' } }, look)
  expect(inside).toEqual({ role: 'guitu_app', from: '99.' })
  const after = await row(
    sql<{ from: string | null }>`select nullif(current_setting('guitu.from', true), '') as "from"`,
    db.kysely,
  )
  expect(after?.from).toBeNull()
})

test('what was handed over before the commit is kept with it', async () => {
  await withActor(db, systemActor, async (tx) => beforeCommit(tx, insert(tx, 'handed over')))
  expect(await there('handed over')).toBe(1)
})

test('when one of the last statements fails, nothing is kept and its own error is told', async () => {
  const twice = withActor(db, systemActor, async (tx) => {
    await insert(tx, 'together')
    beforeCommit(tx, insert(tx, 'handed over'))
    beforeCommit(tx, insert(tx, 'behind it'))
  })
  await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'setting_pkey' })
  expect(await there('together')).toBe(0)
  expect(await there('behind it')).toBe(0)
})

test('a failure that nobody noticed keeps nothing', async () => {
  const silent = withActor(db, systemActor, async (tx) => {
    await insert(tx, 'unnoticed')
    await insert(tx, 'handed over').catch(() => undefined)
  })
  await expect(silent).rejects.toThrow('nothing was kept')
  expect(await there('unnoticed')).toBe(0)
})

test('a statement that comes after the end is refused, not run without its range', async () => {
  let kept: Tx | undefined
  await withActor(db, systemActor, async (tx) => {
    kept = tx
  })
  await expect(insert(kept as Tx, 'too late')).rejects.toThrow('the transaction is over')
})

test('a connection that breaks between two statements fails its own transaction only', async () => {
  const broken = withActor(db, systemActor, async (tx) => {
    const backend = await row(sql<{ pid: number }>`select pg_backend_pid() as pid`, tx)
    await database.pool.query('select pg_terminate_backend($1)', [backend?.pid])
    await new Promise((resolve) => setTimeout(resolve, 100))
    await insert(tx, 'broken')
  })
  await expect(broken).rejects.toThrow()
  expect(await there('broken')).toBe(0)
})
