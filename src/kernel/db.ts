/**
 * The database door. All SQL runs inside `withActor`: one transaction, under the application's role, with the actor's
 * range told to row-level security. Nothing else opens a transaction; no network call happens inside one.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { type Actor, systemActor } from './actor.ts'

export { sql }

/** A transaction under an actor. Rooms write SQL with the `sql` tag; values always travel as parameters. */
export type Tx = Kysely<Record<string, never>>

export interface Database {
  readonly pool: pg.Pool
  readonly kysely: Kysely<Record<string, never>>
  /** For `withActor` alone, which everybody else calls. */
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>, now?: number): Promise<T>
  close(): Promise<void>
}

const INT8 = 20
const NUMERIC = 1700
const TIMESTAMPTZ = 1184
const DATE = 1082

/** Instants arrive as epoch milliseconds, dates as `YYYY-MM-DD`, bigint as number (counts stay far below 2^53). */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (text: string) => Number(text)
    if (oid === NUMERIC) return (text: string) => Number(text)
    if (oid === TIMESTAMPTZ) return (text: string) => Date.parse(`${text.replace(' ', 'T')}`.replace(/([+-]\d\d)$/, '$1:00'))
    if (oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  }) as never,
}

/**
 * Opens a pool. `max` stays small: two cores and a server with forty connections are the common case. Statements that are
 * sent without waiting in between travel together (`pipeline`).
 */
export function openDatabase(connection: pg.PoolConfig): Database {
  // Short statements by the thousand: compiling them costs more than running them, and a server of one's own has that on.
  const defaults = { max: 12, idleTimeoutMillis: 30_000, options: '-c jit=off' }
  const pool = new pg.Pool({ ...defaults, ...connection, types, pipeline: true } as pg.PoolConfig)
  pool.on('error', () => undefined)
  // A connection may break between two statements of a transaction. The next statement fails with it; the process goes on.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const prepared = preparing()
  const dialect = new PostgresDialect({
    pool: {
      options: pool.options,
      end: () => pool.end(),
      connect: async () => through(await pool.connect(), prepared) as never,
    },
  })
  const kysely = new Kysely<Record<string, never>>({ dialect })
  const parts = { config: { dialect }, dialect, driver: dialect.createDriver() }

  async function transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>, now?: number): Promise<T> {
    const client = await pool.connect()
    const { query } = through(client, prepared)
    // The first statements travel with it; none of their answers counts before it has begun.
    const begun = query(opening(actor, now), [])
    begun.catch(() => undefined)
    const one: DatabaseConnection = {
      async executeQuery<R>({ sql: text, parameters }: CompiledQuery) {
        const [, { rows: found }] = await all([begun, query(text, parameters)])
        return { rows: found as R[] }
      },
      streamQuery: () => {
        throw new Error('lists are bounded: nothing is streamed')
      },
    }
    let over = false
    const executor = kysely.getExecutor().withConnectionProvider({
      // Kysely's own transaction would send a statement only when the one before is answered.
      async provideConnection(consumer) {
        if (over) throw new Error('the transaction is over')
        return consumer(one)
      },
    })
    const tx: Tx = new Kysely<Record<string, never>>({ ...parts, executor })
    const last: Promise<unknown>[] = []
    lastOf.set(tx, last)
    try {
      const result = await work(tx)
      // PostgreSQL makes a roll-back of it when one of the last statements failed.
      const ended = query('commit', [])
      over = true
      await all([begun, ...last, ended])
      if ((await ended).command === 'ROLLBACK') throw new Error('a statement failed and nobody noticed: nothing was kept')
      client.release()
      return result
    } catch (error) {
      over = true
      await query('rollback', []).then(
        () => client.release(),
        () => client.release(true),
      )
      throw error
    }
  }
  return { pool, kysely, transaction, close: () => kysely.destroy() }
}

/** Begins under the actor in one message: a transaction that has begun is never without its range. */
function opening({ range, accountId, organisation }: Actor, now: number | undefined): string {
  const settings = {
    ...(now === undefined ? {} : { 'guitu.now': instant(now) }),
    'guitu.from': range.from,
    'guitu.to': range.to,
    'guitu.account': accountId,
    'guitu.organisation': organisation.id,
    'guitu.path': organisation.path,
  }
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `begin; set local role guitu_app; select ${set.join(', ')}`
}

const lastOf = new WeakMap<Tx, Promise<unknown>[]>()

/**
 * Hands over a statement already sent whose answer nobody needs: the commit goes right behind it, and the transaction ends
 * well only if it did. What is told to whoever waits comes after both.
 */
export function beforeCommit(tx: Tx, work: Promise<unknown>): void {
  // Its failure is told at the end; until then another statement's failure may come first.
  work.catch(() => undefined)
  lastOf.get(tx)?.push(work)
}

/** Texts that come again are prepared once a connection; more of them than this would cost the server memory. */
const MOST_PREPARED = 250
const SEEN_BEFORE_PREPARING = 3

/** Names for texts that come again. */
function preparing(): (text: string) => string | undefined {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  return (text) => {
    const name = names.get(text)
    if (name !== undefined || names.size >= MOST_PREPARED) return name
    const times = (seen.get(text) ?? 0) + 1
    if (times < SEEN_BEFORE_PREPARING) {
      if (seen.size > 4 * MOST_PREPARED) seen.clear()
      seen.set(text, times)
      return undefined
    }
    seen.delete(text)
    names.set(text, `guitu_${names.size}`)
    return names.get(text)
  }
}

const known = new WeakMap<pg.PoolClient, ReturnType<typeof wrap>>()

/** A connection on which a text that comes again is parsed and planned only once. */
function through(client: pg.PoolClient, prepared: (text: string) => string | undefined) {
  const found = known.get(client) ?? wrap(client, prepared)
  known.set(client, found)
  return found
}

/** The driver's own stream; not part of its published types. */
interface Wired {
  connection: { stream: { cork(): void; uncork(): void } }
}

function wrap(client: pg.PoolClient, prepared: (text: string) => string | undefined) {
  return {
    query(text: string, values: readonly unknown[]) {
      const name = values.length > 0 ? prepared(text) : undefined
      // What is sent in one breath goes to the system in one call: each call costs more than the statement.
      const { stream } = (client as unknown as Wired).connection
      stream.cork()
      process.nextTick(() => stream.uncork())
      return client.query({ text, values: values as unknown[], ...(name === undefined ? {} : { name }) })
    },
    release: (broken?: boolean) => client.release(broken),
  }
}

/** Epoch milliseconds as a timestamptz parameter. */
export function instant(milliseconds: number): string
export function instant(milliseconds: number | null | undefined): string | null
export function instant(milliseconds: number | null | undefined): string | null {
  return milliseconds === null || milliseconds === undefined ? null : new Date(milliseconds).toISOString()
}

/** A JSON parameter. */
export function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`
}

const inside = new AsyncLocalStorage<Actor>()

/** True within a transaction; the outside world (mail, gateways) asks before it speaks. */
export function insideTransaction(): boolean {
  return inside.getStore() !== undefined
}

/**
 * Runs `work` in one transaction as this actor: role without rights over the ledger, range and account told to
 * row-level security, and the house's clock (`now`, epoch ms), by which what is granted for a while ends; the database's
 * own without it. Commits when it returns, rolls back when it throws. Never nest: pass `tx` on instead.
 */
export async function withActor<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>, now?: number): Promise<T> {
  if (insideTransaction()) throw new Error('a transaction is open already: pass it on')
  return inside.run(actor, () => db.transaction(actor, work, now))
}

/** For sign-in alone: what it proves with (password, second factor) only the owner of the tables reads. */
export async function withOwner<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (insideTransaction()) throw new Error('a transaction is open already: pass it on')
  return inside.run(systemActor, () => db.kysely.transaction().execute(work))
}

/**
 * Waits for several statements that were sent one behind the other. None is left under way when one fails, so that nothing
 * runs on after the roll-back.
 */
export async function all<T extends readonly unknown[]>(work: readonly [...{ [K in keyof T]: Promise<T[K]> }]): Promise<T> {
  const ends = await Promise.allSettled(work)
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  }) as unknown as T
}

/** Rows of a statement. */
export async function rows<R>(statement: RawBuilder<R>, tx: Tx): Promise<R[]> {
  return (await statement.execute(tx)).rows
}

/** The only row of a statement, or undefined. */
export async function row<R>(statement: RawBuilder<R>, tx: Tx): Promise<R | undefined> {
  return (await statement.execute(tx)).rows[0]
}
