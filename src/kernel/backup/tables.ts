/** SQL of backups: which tables there are, what they hang on, sequences, jobs that wait. */
import type pg from 'pg'
import type { Header, TableHead } from './records.ts'

/** Schemas that are not the house's: the system's, and the job queue's, which its library makes. */
const FOREIGN = ['pg_catalog', 'information_schema', 'pg_toast', 'public', 'jobs']

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** All tables with the columns that are not computed. */
export async function allTables(client: pg.ClientBase): Promise<TableHead[]> {
  const { rows } = await client.query<TableHead>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p' and not (n.nspname = any ($1)) and n.nspname not like 'pg\\_%'
       and not (n.nspname = 'kernel' and c.relname = 'migration')
     order by 1, 2`,
    [FOREIGN],
  )
  return rows
}

/**
 * Takes the foreign keys away while tables are filled one after the other, in whatever order and circle they hang on each
 * other; the function it gives puts them back, and PostgreSQL proves each then.
 */
export async function withoutForeignKeys(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ whole: string; name: string; definition: string }>(
    `select format('%I.%I', n.nspname, c.relname) as whole, quote_ident(f.conname) as name, pg_get_constraintdef(f.oid) as definition
     from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
     where f.contype = 'f' and not (n.nspname = any ($1))`,
    [FOREIGN],
  )
  for (const key of rows) await client.query(`alter table ${key.whole} drop constraint ${key.name}`)
  return async () => {
    for (const key of rows) await client.query(`alter table ${key.whole} add constraint ${key.name} ${key.definition}`)
  }
}

export async function headerOf(client: pg.ClientBase, madeAt: number, version: string): Promise<Header> {
  const migrations = await client.query('select room, name, checksum from kernel.migration order by applied_at, name')
  const sequences = await client.query<{ name: string; last: string | null }>(
    `select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as last from pg_sequences
     where not (schemaname = any ($1))`,
    [FOREIGN],
  )
  const queue = await client.query("select to_regclass('jobs.job') is not null as there")
  const jobs = queue.rows[0].there
    ? await client.query<{ name: string; data: unknown; after: string }>(
        "select name, data, (extract(epoch from start_after) * 1000)::bigint::text as after from jobs.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%'",
      )
    : { rows: [] }
  return {
    madeAt,
    version,
    migrations: migrations.rows,
    sequences: sequences.rows.map((each) => [each.name, each.last]),
    jobs: jobs.rows.map((job) => ({ name: job.name, data: job.data, startAfter: Number(job.after) })),
  }
}

/** Empties every table, so that what migrations put in does not meet what the backup brings. */
export async function emptyAll(client: pg.ClientBase, tables: TableHead[]): Promise<void> {
  const names = tables.map((table) => `${quoted(table.schema)}.${quoted(table.name)}`)
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
}

export async function setSequences(client: pg.ClientBase, sequences: Header['sequences']): Promise<void> {
  for (const [name, last] of sequences)
    if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [name, last])
}
