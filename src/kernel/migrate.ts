/** Forward-only migrations: plain SQL, time-stamped, one intention each, in the owner's room. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { Trouble } from './trouble.ts'

export interface MigrationFile {
  room: string
  name: string
  sql: string
  checksum: string
}

const source = fileURLToPath(new URL('..', import.meta.url))

/** All migrations in the order in which they run: by time stamp, then number. */
export function migrationFiles(): MigrationFile[] {
  const homes = [
    { room: 'kernel', dir: join(source, 'kernel', 'migrations') },
    ...readdirSync(join(source, 'modules'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => ({ room: entry.name, dir: join(source, 'modules', entry.name, 'migrations') })),
  ]
  return homes
    .filter(({ dir }) => existsSync(dir))
    .flatMap(({ room, dir }) =>
      readdirSync(dir)
        .filter((name) => name.endsWith('.sql'))
        .map((name) => {
          const sql = readFileSync(join(dir, name), 'utf8')
          return { room, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
        }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.room < b.room ? -1 : 1))
}

/**
 * Brings a database up to this version, each file in its own transaction, under an advisory lock so that two servers
 * starting at once do not meet. Refuses a database that a newer version has already changed, and one below PostgreSQL 15.
 * With `only` (`room/name`) it stops at those: the state in which a backup was made.
 */
export async function migrate(
  pool: pg.Pool,
  log: (line: string) => void = () => undefined,
  only?: ReadonlySet<string>,
): Promise<void> {
  const client = await pool.connect()
  try {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    if (version < 150_000)
      throw new Trouble(`数据库是 PostgreSQL ${Math.floor(version / 10_000)}，归途需要 15 或更高。请换用新版数据库。`)
    await client.query("select pg_advisory_lock(hashtext('guitu.migrate'))")
    await client.query('create schema if not exists kernel')
    await client.query(
      'create table if not exists kernel.migration (room text not null, name text not null, checksum text not null, applied_at timestamptz not null default now(), primary key (room, name))',
    )
    const applied = new Map<string, string>(
      (await client.query('select room, name, checksum from kernel.migration')).rows.map((row) => [
        `${row.room}/${row.name}`,
        row.checksum,
      ]),
    )
    const files = migrationFiles().filter((file) => !only || only.has(`${file.room}/${file.name}`))
    const known = new Set(files.map((file) => `${file.room}/${file.name}`))
    const newer = [...applied.keys()].filter((key) => !known.has(key))
    if (newer.length > 0) throw new Trouble('这个数据库已被更新版本的归途使用过。请改用新版程序，或恢复升级前的备份。')
    for (const file of files) {
      const before = applied.get(`${file.room}/${file.name}`)
      if (before === file.checksum) continue
      if (before) throw new Trouble(`迁移文件 ${file.room}/${file.name} 与数据库中执行过的不一致。请使用原版程序。`)
      try {
        await client.query('begin')
        await client.query(file.sql)
        await client.query('insert into kernel.migration (room, name, checksum) values ($1, $2, $3)', [
          file.room,
          file.name,
          file.checksum,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${file.room}/${file.name}: ${(error as Error).message}`, { cause: error })
      }
      log(`migrated ${file.room}/${file.name}`)
    }
    const trigrams = await client.query("select show_trgm('张伟') as t")
    if (trigrams.rows[0].t.length === 0)
      throw new Trouble('数据库的字符类型不认识汉字。请用 UTF-8 字符类型（如 C.UTF-8）重建数据库。')
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('guitu.migrate'))").catch(() => undefined)
    client.release()
  }
}
