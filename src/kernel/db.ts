/**
 * The database door. All SQL runs inside `withActor`: one transaction, under the application's role, with the actor's
 * range told to row-level security. Nothing else opens a transaction; no network call happens inside one.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Actor } from './actor.ts'

export { sql }

/** A transaction under an actor. Rooms write SQL with the `sql` tag; values always travel as parameters. */
export type Tx = Kysely<Record<string, never>>

export interface Database {
  readonly pool: pg.Pool
  readonly kysely: Kysely<Record<string, never>>
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
 * Opens a pool. `max` stays small: two cores and a server with forty connections are the common case. Statements that one
 * transaction sends without waiting in between travel together (`pipeline`).
 */
export function openDatabase(connection: pg.PoolConfig): Database {
  const pool = new pg.Pool({ max: 12, idleTimeoutMillis: 30_000, ...connection, types, pipeline: true } as pg.PoolConfig)
  pool.on('error', () => undefined)
  const kysely = new Kysely<Record<string, never>>({ dialect: new Dialect({ pool: preparing(pool) }) })
  return { pool, kysely, close: () => kysely.destroy() }
}

/** Texts that come again are prepared once a connection; more of them than this would cost the server memory. */
const MOST_PREPARED = 250
const SEEN_BEFORE_PREPARING = 3

/** The pool as Kysely sees it: a text that comes again goes as a prepared statement, parsed and planned only once. */
function preparing(pool: pg.Pool) {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
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
  const wrapped = new WeakMap<pg.PoolClient, unknown>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      if (!wrapped.has(client)) {
        wrapped.set(client, {
          query(text: string, values: unknown[]) {
            const name = values.length > 0 ? nameOf(text) : undefined
            return client.query(name === undefined ? { text, values } : { name, text, values })
          },
          release: (error?: boolean) => client.release(error),
        })
      }
      return wrapped.get(client) as never
    },
  }
}

/** Begins under the actor in one message: a transaction that has begun is never without its range. */
class Driver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const actor = inside.getStore()
    if (!actor) throw new Error('a transaction without an actor')
    await connection.executeQuery(CompiledQuery.raw(opening(actor)))
  }
}

class Dialect extends PostgresDialect {
  readonly #config: ConstructorParameters<typeof PostgresDialect>[0]

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new Driver(this.#config)
  }
}

function opening({ range, accountId, organisation }: Actor): string {
  const settings = {
    'guitu.from': range.from,
    'guitu.to': range.to,
    'guitu.account': accountId,
    'guitu.organisation': organisation.id,
  }
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `begin; set local role guitu_app; select ${set.join(', ')}`
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
 * row-level security. Commits when it returns, rolls back when it throws. Never nest: pass `tx` on instead.
 */
export async function withActor<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (insideTransaction()) throw new Error('a transaction is open already: pass it on')
  return inside.run(actor, () => db.kysely.transaction().execute(work))
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
