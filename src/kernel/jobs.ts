/** Jobs: inserted in the action's own transaction, taken by pg-boss with skip locked; the failed ones stand on a screen. */
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { NewJob } from './action.ts'
import { ask } from './ask.ts'
import { instant, sql, type Tx } from './db.ts'
import type { House } from './house.ts'
import type { JobContext } from './module.ts'
import { perform } from './perform.ts'

export interface JobQueue {
  /** Inserts within the transaction; the promise commits with the facts. */
  insert(tx: Tx, jobs: NewJob[]): Promise<void>
  /** Starts taking jobs. Handlers run as the system, each in transactions of its own. */
  work(house: House, log: (line: string) => void): Promise<void>
  stop(): Promise<void>
}

/** What a job may use of the house; the tool runs a job by hand with it. */
export function jobContext(house: House): JobContext {
  return {
    db: house.db,
    clock: house.clock,
    vault: house.vault,
    perform: perform.bind(null, house),
    ask: ask.bind(null, house),
  }
}

/** Retries of a failing job before it is put on the list of failures. */
const RETRIES = 5
/** Jobs of one queue taken at a time: a register of thousands leaves thousands of small ones. */
const BATCH = 20

/** Jobs that wait, those that ask for the same side by side: what they want done is done once. Without a key each is its own. */
export function askedTogether<J extends { singletonKey?: string | null; data: unknown }>(jobs: readonly J[]): J[][] {
  const same = Map.groupBy(jobs, (job) => (job.singletonKey ? JSON.stringify([job.singletonKey, job.data]) : job))
  return [...same.values()]
}

interface Taken {
  id: string
  data: Record<string, unknown> | null
  singletonKey: string | null
  retryCount: number
}

/**
 * Opens the queue. pg-boss speaks to the database as the owner, through the same pool; its own schema is made on start.
 * `queues` are the handlers' names: each has a queue before anybody can insert.
 */
export async function openJobs(pool: pg.Pool, queues: string[], log: (line: string) => void): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as unknown[]) },
    schema: 'jobs',
    supervise: true,
    maintenanceIntervalSeconds: 300,
  } as ConstructorParameters<typeof PgBoss>[0])
  boss.on('error', (error: Error) => log(`jobs: ${error.message}`))
  await boss.start()
  for (const name of queues) await boss.createQueue(name, { retryLimit: RETRIES, retryBackoff: true, retryDelay: 5 } as never)
  await pool.query('grant usage on schema jobs to guitu_app')
  await pool.query('grant select, insert, update, delete on all tables in schema jobs to guitu_app')
  await pool.query('grant execute on all functions in schema jobs to guitu_app')
  return {
    async insert(tx, jobs) {
      const executor = {
        executeSql: async (text: string, values: unknown[] = []) => {
          const statement = text.split(/\$(\d+)/)
          // pg-boss hands over text with $n places; the same places as a parameterised statement of this transaction.
          const built = statement.reduce(
            (whole, part, index) => (index % 2 === 0 ? sql`${whole}${sql.raw(part)}` : sql`${whole}${values[Number(part) - 1]}`),
            sql``,
          )
          return { rows: (await built.execute(tx)).rows as unknown[] }
        },
      }
      // One statement for each queue, however many facts were told; what is asked twice in one transaction is asked once.
      for (const [name, same] of Map.groupBy(jobs, (job) => job.name)) {
        const once = [
          ...new Map(same.map((job, at) => [job.key === undefined ? at : JSON.stringify([job.key, job.data]), job])).values(),
        ]
        const list = once.map((job) => ({
          data: job.data,
          ...(job.startAfter ? { startAfter: instant(job.startAfter) } : {}),
          ...(job.key ? { singletonKey: job.key } : {}),
        }))
        await boss.insert(name, list as never, { db: executor } as never)
      }
    },
    async work(house, note) {
      const context = jobContext(house)
      for (const handler of house.handlers.values()) {
        const options = { pollingIntervalSeconds: 2, batchSize: handler.takes ?? BATCH, includeMetadata: true }
        await boss.work(handler.name, options as never, async (batch: unknown) => {
          for (const same of askedTogether(batch as Taken[])) {
            // Whichever was tried least stands for all that ask for the same: they were all written before this run begins.
            const job = same.reduce((least, each) => (each.retryCount < least.retryCount ? each : least))
            try {
              await handler.run(context, job.data ?? {})
            } catch (error) {
              note(`job ${handler.name} ${job.id} failed: ${(error as Error).name}`)
              // It alone is tried again; the others of the batch are done.
              await boss.fail(handler.name, job.id, { name: (error as Error).name } as never)
            }
          }
        })
        if (handler.every) await boss.schedule(handler.name, handler.every, {}, { tz: 'Asia/Shanghai' } as never)
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000, close: false } as never)
    },
  }
}
