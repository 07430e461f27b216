/** Everything comes back as it was, or nothing is touched. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { restoreBackup, writeBackup } from '#kernel/backup.ts'
import { allTables } from '#kernel/backup/tables.ts'
import { newKeyFile } from '#kernel/crypto.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { openDatabase } from '#kernel/db.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { openTestHouse, type TestHouse } from './house.ts'

const folder = mkdtempSync(join(tmpdir(), 'guitu-backup-'))
const file = join(folder, 'city.guitu')
const keys = newKeyFile()
let house: TestHouse
let source: pg.Client
const opened: TestDatabase[] = []

beforeAll(async () => {
  house = await openTestHouse()
  const clerk = house.actor('clerk')
  for (const name of ['测甲', '测乙\t\\N"引号"', '阿不都·测']) {
    const { reply } = await house.done(clerk, 'intake.ask', {
      arrival: 'self',
      writtenName: '测',
      heardNames: [name.slice(0, 2)],
    })
    await house.done(clerk, 'people.add-note', { subjectKind: 'rescue-file', subjectId: reply.fileId as string, text: name })
  }
  source = new pg.Client({ connectionString: house.url })
  await source.connect()
  await writeBackup(source, keys, { file, now: house.now(), version: 'test' })
})
afterAll(async () => {
  await source.end()
  for (const each of opened) await each.drop()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A database as nobody has used it: no schema of ours. */
async function empty(): Promise<TestDatabase> {
  const database = await freshDatabase()
  opened.push(database)
  const { rows } = await database.pool.query(
    "select nspname as name from pg_namespace where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')",
  )
  for (const { name } of rows) await database.pool.query(`drop schema "${name}" cascade`)
  return database
}

/** Digest of every table's rows, whatever their order. */
async function contents(client: pg.ClientBase | pg.Pool): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of await allTables(client as pg.ClientBase)) {
    const { rows } = await client.query(
      `select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest from "${table.schema}"."${table.name}" t`,
    )
    found[`${table.schema}.${table.name}`] = rows[0].digest
  }
  return found
}

test('a backup restored into an empty database holds every row of every table, and the ledger holds', async () => {
  const target = await empty()
  await restoreBackup(target.pool, keys, file, () => undefined)
  expect(await contents(target.pool)).toEqual(await contents(source))
  const database = openDatabase(target.connection)
  expect(await verifyLedger(database.kysely, () => undefined)).toEqual([])
  await database.close()
})

test('the file tells nothing: no name, no table in clear', () => {
  const bytes = readFileSync(file)
  for (const word of ['测', 'rescue_file', 'kernel']) expect(bytes.includes(Buffer.from(word))).toBe(false)
})

test('a used database is refused and stays as it is', async () => {
  const before = await contents(source)
  const pool = new pg.Pool({ connectionString: house.url, max: 3 })
  await expect(restoreBackup(pool, keys, file, () => undefined)).rejects.toThrow(/已经在用/)
  await pool.end()
  expect(await contents(source)).toEqual(before)
})

test.each([
  ['one byte altered', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)))],
  ['its end missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ['cut after its head', (bytes: Buffer) => bytes.subarray(0, 40)],
  ['another file altogether', () => Buffer.from('PK not a backup')],
])('a backup with %s is refused, and nothing of it is used', async (_what, change) => {
  const damaged = join(folder, 'damaged.guitu')
  writeFileSync(damaged, change(readFileSync(file)))
  const target = await empty()
  await expect(restoreBackup(target.pool, keys, damaged, () => undefined)).rejects.toThrow(/备份/)
  const there = await target.pool
    .query("select to_regclass('kernel.account') is not null and exists (select 1 from kernel.account) as any")
    .catch(() => ({ rows: [{ any: false }] }))
  expect(there.rows[0].any).toBe(false)
})

test('without its key a backup is refused in one sentence', async () => {
  const target = await empty()
  await expect(restoreBackup(target.pool, { ...newKeyFile(), keys: {} }, file, () => undefined)).rejects.toThrow(/密钥/)
  await expect(restoreBackup(target.pool, newKeyFile(), file, () => undefined)).rejects.toThrow(/备份/)
})
