/**
 * Backup and restore, the application's own: the embedded server brings no pg_dump, and a copy of a running cluster's files
 * is none. One snapshot of every table, whatever is written meanwhile; restored into an empty database, all or nothing.
 */
import { createReadStream, createWriteStream, fsyncSync, openSync, closeSync, renameSync, rmSync } from 'node:fs'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { KeyFile } from './crypto.ts'
import { migrate, migrationFiles } from './migrate.ts'
import { Trouble } from './trouble.ts'
import { type Header, readRecords, type Record, type TableHead, written } from './backup/records.ts'
import { sealed, unsealed } from './backup/seal.ts'
import { allTables, emptyAll, headerOf, quoted, setSequences, withoutForeignKeys } from './backup/tables.ts'

const columnsOf = (table: TableHead) => `${quoted(table.schema)}.${quoted(table.name)} (${table.columns.map(quoted).join(', ')})`

async function* recordsOf(client: pg.ClientBase, header: Header, tables: TableHead[]): AsyncGenerator<Buffer> {
  yield written({ kind: 'header', header })
  for (const table of tables) {
    yield written({ kind: 'table', table })
    const rows = client.query(copyTo(`copy ${columnsOf(table)} to stdout`))
    for await (const bytes of rows) yield written({ kind: 'rows', bytes: bytes as Buffer })
  }
  yield written({ kind: 'end', tables: tables.length })
}

/** Writes a backup of the whole database; the file appears under its name only when it is complete. `now` epoch ms. */
export async function writeBackup(
  client: pg.ClientBase,
  keys: KeyFile,
  target: { file: string; now: number; version: string },
): Promise<{ tables: number }> {
  const partial = `${target.file}.partial`
  await client.query('begin isolation level repeatable read read only')
  try {
    const tables = await allTables(client)
    const header = await headerOf(client, target.now, target.version)
    const compressed = through(recordsOf(client, header, tables), createGzip({ level: 6 }))
    await pipeline(Readable.from(sealed(compressed, keys)), createWriteStream(partial, { mode: 0o600 }))
    const handle = openSync(partial, 'r')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(partial, target.file)
    return { tables: tables.length }
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  } finally {
    await client.query('rollback')
  }
}

/** A failure of the source comes out where the bytes are read, instead of nowhere. */
function through<T extends Transform>(source: AsyncIterable<Buffer>, step: T): T {
  pipeline(Readable.from(source), step).catch(() => undefined)
  return step
}

/** The records of a backup file, opened and checked as they come. */
function opened(file: string, keys: KeyFile): AsyncGenerator<Record> {
  return readRecords(through(unsealed(createReadStream(file), keys), createGunzip()))
}

async function headerAt(file: string, keys: KeyFile): Promise<Header> {
  for await (const record of opened(file, keys)) {
    if (record.kind === 'header') return record.header
    break
  }
  throw new Trouble('这不是归途的备份文件。[Not a backup of Guitu.]')
}

async function refuseUsed(client: pg.ClientBase): Promise<void> {
  const used = await client.query("select to_regclass('kernel.account') is not null as there")
  if (!used.rows[0].there) return
  const accounts = await client.query('select exists (select 1 from kernel.account) as any')
  if (accounts.rows[0].any)
    throw new Trouble(
      '这个数据库已经在用，恢复只做到空的数据库里：请用 GUITU_DATA 指定一个空目录。[This database is in use; restore into an empty one.]',
    )
}

/**
 * Restores a backup into an empty database: tables as they were at the backup's version, then forward to this one's.
 * Refuses a used database, a damaged file, and a backup made by a newer version, before anything is changed.
 */
export async function restoreBackup(pool: pg.Pool, keys: KeyFile, file: string, log: (line: string) => void): Promise<Header> {
  const header = await headerAt(file, keys)
  const known = new Map(migrationFiles().map((each) => [`${each.room}/${each.name}`, each.checksum]))
  const foreign = header.migrations.filter((each) => known.get(`${each.room}/${each.name}`) !== each.checksum)
  if (foreign.length > 0)
    throw new Trouble(
      '这份备份由更新的版本写成：请先更新程序。[This backup was made by a newer version: update the program first.]',
    )
  const client = await pool.connect()
  try {
    await refuseUsed(client)
    await migrate(pool, log, new Set(header.migrations.map((each) => `${each.room}/${each.name}`)))
    await client.query('begin')
    await load(client, opened(file, keys), log)
    await setSequences(client, header.sequences)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  await migrate(pool, log)
  return header
}

/** Fills the tables. Triggers of the rooms are still meanwhile: what they would add is in the backup. */
async function load(client: pg.ClientBase, records: AsyncGenerator<Record>, log: (line: string) => void): Promise<void> {
  const tables = await allTables(client)
  const restoreKeys = await withoutForeignKeys(client)
  await emptyAll(client, tables)
  let into: { end(): Promise<void>; write(bytes: Buffer): Promise<void> } | undefined
  let filled = 0
  let complete = false
  for await (const record of records) {
    if (record.kind === 'rows') await into?.write(record.bytes)
    else {
      await into?.end()
      into = undefined
    }
    if (record.kind === 'table') {
      const { table } = record
      const whole = `${quoted(table.schema)}.${quoted(table.name)}`
      await client.query(`alter table ${whole} disable trigger user`)
      into = filling(client, table, () => client.query(`alter table ${whole} enable trigger user`))
      filled += 1
      log(`${table.schema}.${table.name}`)
    }
    if (record.kind === 'end') complete = record.tables === filled
  }
  if (!complete) throw new Trouble('这份备份不完整，没有恢复任何内容。[This backup is incomplete; nothing was restored.]')
  await restoreKeys()
}

function filling(client: pg.ClientBase, table: TableHead, after: () => Promise<unknown>) {
  const stream = client.query(copyFrom(`copy ${columnsOf(table)} from stdin`))
  const done = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve)
    stream.once('error', reject)
  })
  done.catch(() => undefined)
  return {
    write: (bytes: Buffer) =>
      new Promise<void>((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve()))),
    async end() {
      stream.end()
      await done
      await after()
    },
  }
}
