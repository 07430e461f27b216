/**
 * The database of a test run: an embedded server in a temporary directory, or the server TEST_DATABASE_URL names. The
 * migrations run once, into a template that each test file copies (tests/database.ts).
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/kernel/migrate.ts'
import { endAll, places } from '../src/kernel/postgres/cluster.ts'
import { holdData } from '../src/kernel/postgres/lock.ts'
import { checkServer, startPostgres } from '../src/kernel/postgres.ts'

const prefix = 'guitu-test-'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL ? await given(process.env.TEST_DATABASE_URL) : await own()
  const template = `guitu_template_${process.pid}`
  const problem = await prepare(server.url, template)
  project.provide('database', { url: server.url, template, problem })
  return async () => {
    await withClient(server.url, (client) => client.query(`drop database if exists ${template} with (force)`))
    await server.stop()
  }
}

/** A server of one's own, without the waits for the disk: a test database need not outlive the machine. */
async function own(): Promise<{ url: string; stop(): Promise<void> }> {
  await sweep()
  const dataDir = mkdtempSync(join(tmpdir(), prefix))
  const server = await startPostgres({ dataDir, settings: ['fsync=off', 'full_page_writes=off', 'max_connections=60'] })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function given(url: string): Promise<{ url: string; stop(): Promise<void> }> {
  await checkServer({ connectionString: url }, url)
  return { url, stop: async () => undefined }
}

/** What runs that were killed left behind. One that is still held belongs to a run in progress. */
async function sweep(): Promise<void> {
  const old = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
    .filter((path) => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 3_600_000)
  for (const path of old) {
    try {
      holdData(path)()
      await endAll(places(path).cluster)
      rmSync(path, { recursive: true, force: true })
    } catch {
      // Somebody else's, or in use.
    }
  }
}

/** Migrates the template. A migration that fails is told to the tests that want a database, and to no others. */
async function prepare(url: string, template: string): Promise<string | undefined> {
  await withClient(url, async (client) => {
    await client.query(`drop database if exists ${template} with (force)`)
    await client.query(`create database ${template} template template0`)
  })
  const pool = new pg.Pool({ connectionString: urlOf(url, template), max: 2 })
  try {
    await migrate(pool)
    return undefined
  } catch (error) {
    return String(error)
  } finally {
    await pool.end()
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
