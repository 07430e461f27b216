/** A migrated database for one test file, empty and nobody else's. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    database: { url: string; template: string; problem: string | undefined }
  }
}

export interface TestDatabase {
  readonly pool: pg.Pool
  readonly url: string
  /** For whoever opens a pool of his own, such as `openDatabase`. */
  readonly connection: pg.PoolConfig
  /** Ends the pool and removes the database, whoever is still connected to it. */
  drop(): Promise<void>
}

/** Copies the migrated template; call it in `beforeAll` and `drop()` in `afterAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { url: server, template, problem } = inject('database')
  if (problem) throw new Error(`the migrations failed: ${problem}`)
  const name = `guitu_test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  const target = new URL(server)
  target.pathname = `/${name}`
  const connection = { connectionString: target.href, max: 8 }
  const pool = new pg.Pool(connection)
  // Dropping the database cuts idle connections; that is no failure of a test.
  pool.on('error', () => undefined)
  return {
    pool,
    url: target.href,
    connection,
    drop: async () => {
      await pool.end()
      await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
