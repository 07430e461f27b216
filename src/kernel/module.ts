/** A room's manifest. `app/modules.ts` is the list of them; start-up proves that they fit together. */
import type { AnyAction, NewJob, SubjectRef } from './action.ts'
import type { LedgerFact } from './ledger.ts'
import type { Database, Tx } from './db.ts'
import type { Clock } from './time.ts'
import type { Vault } from './crypto.ts'
import type { Page } from './page.ts'
import type { AnyQuery } from './query.ts'

export interface JobContext {
  db: Database
  clock: Clock
  vault: Vault
  /** Performs an action by name, as the system acting for an organisation. */
  perform: (actor: import('./actor.ts').Actor, name: string, envelope: import('./perform.ts').Envelope) => Promise<unknown>
  /** Asks a query by name, as the system acting for an organisation: `{ answer }`, a file, or a refusal. */
  ask: (actor: import('./actor.ts').Actor, name: string, params: unknown) => Promise<unknown>
}

export interface JobHandler {
  name: string
  title: string
  /** Cron in Asia/Shanghai, for jobs that come round by themselves. */
  every?: string
  /** How many are taken at a time; more than usual where many ask for the same by one key, and once is enough. */
  takes?: number
  run(context: JobContext, data: Record<string, unknown>): Promise<void>
}

/** On fact X enqueue job Y. */
export interface Reaction {
  fact: string
  /** `told` are all facts of the same action. */
  job(fact: LedgerFact, told: readonly LedgerFact[]): NewJob | null
}

/** A column that repeats what facts say: `guitu doctor` replays and compares. Yields ids only. */
export interface Replay {
  column: string
  differing(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]>
}

export interface Module {
  /** Folder name. */
  name: string
  title: string
  /** The room's own Postgres schema; absent for rooms that keep nothing. */
  schema?: string
  actions: AnyAction[]
  queries: AnyQuery[]
  jobs?: JobHandler[]
  reactions?: Reaction[]
  replays?: Replay[]
  /** What the room keeps in the database of its data files; run at each start, as the owner of the tables. */
  prepare?(tx: Tx): Promise<void>
  /** Public pages. */
  pages?: Page[]
}

/** What a projector is told after the rows are saved and before the ledger is appended. */
export interface ProjectorInput {
  tx: Tx
  now: number
  subjects: SubjectRef[]
  /** Facts of this action, not in the ledger yet. */
  facts: LedgerFact[]
  /** Takes a statement that was sent and that the answer does not depend on; it is waited for before the commit. */
  later(work: Promise<unknown>): void
}

/** Handed to `perform` by `app`: the kernel knows nothing of policy. What it returns goes into the reply under its key. */
export interface Projector {
  key: string
  project(input: ProjectorInput): Promise<unknown>
}
