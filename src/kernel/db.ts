/**
 * The database door. All SQL runs inside `withActor`: one transaction, under the application's role, with the actor's
 * range told to row-level security. Nothing else opens a transaction; no network call happens inside one.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
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

/** Opens a pool. `max` stays small: two cores and a server with forty connections are the common case. */
export function openDatabase(connection: pg.PoolConfig): Database {
  const pool = new pg.Pool({ max: 12, idleTimeoutMillis: 30_000, ...connection, types })
  pool.on('error', () => undefined)
  const kysely = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
  return { pool, kysely, close: () => kysely.destroy() }
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

const inside = new AsyncLocalStorage<boolean>()

/** True within a transaction; the outside world (mail, gateways) asks before it speaks. */
export function insideTransaction(): boolean {
  return inside.getStore() === true
}

/**
 * Runs `work` in one transaction as this actor: role without rights over the ledger, range and account told to
 * row-level security. Commits when it returns, rolls back when it throws. Never nest: pass `tx` on instead.
 */
export async function withActor<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (insideTransaction()) throw new Error('a transaction is open already: pass it on')
  return inside.run(true, () =>
    db.kysely.transaction().execute(async (tx) => {
      await sql`select set_config('role', 'guitu_app', true), set_config('guitu.from', ${actor.range.from}, true),
        set_config('guitu.to', ${actor.range.to}, true), set_config('guitu.account', ${actor.accountId}, true),
        set_config('guitu.organisation', ${actor.organisation.id}, true)`.execute(tx)
      return work(tx)
    }),
  )
}

/** Rows of a statement. */
export async function rows<R>(statement: RawBuilder<R>, tx: Tx): Promise<R[]> {
  return (await statement.execute(tx)).rows
}

/** The only row of a statement, or undefined. */
export async function row<R>(statement: RawBuilder<R>, tx: Tx): Promise<R | undefined> {
  return (await statement.execute(tx)).rows[0]
}
