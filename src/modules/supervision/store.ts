/** The SQL of supervision that keeps obligations: gather, settle, decisions in force. */
import { rangeOf } from '#kernel/actor.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Asked, GatherAnswer } from './gathered.ts'
import type { AdoptionRow, CampaignRow, Decisions, GoLiveRow, ParameterRow } from './in-force.ts'
import type { Difference } from './keep-rules.ts'

/** Everything that the duties of some subjects depend on, in one answer. With `lock`, a second writer waits for the first. */
export async function gather(tx: Tx, asked: readonly Asked[], lock: boolean): Promise<GatherAnswer> {
  const list = asked.map(({ id, kind, ownerPath, root }) => ({ id, kind, ownerPath, ...(root ? { root } : {}) }))
  const found = await row(sql<{ answer: GatherAnswer }>`select supervision.gather(${json(list)}, ${lock}) as answer`, tx)
  return (found as { answer: GatherAnswer }).answer
}

export interface StateRow {
  id: string
  kind: string
  ownerPath: string
  root: string | null
  changesAt: number | null
}

/** Keeps what was computed, with the figures, in one statement. */
export async function settle(
  tx: Tx,
  work: { now: number; version: string; states: StateRow[]; difference: Pick<Difference, 'put' | 'gone' | 'deltas'> },
): Promise<void> {
  const { put, gone, deltas } = work.difference
  const payload = {
    now: work.now,
    version: work.version,
    states: work.states,
    gone: gone.map(({ subject, clause, instance }) => ({ subject, clause, instance })),
    put: put.map(({ ownerPath, dueKind, ...each }) => ({ ...each, owner_path: ownerPath, due_kind: dueKind })),
    deltas,
  }
  await sql`select supervision.settle(${json(payload)})`.execute(tx)
}

export async function versionOf(tx: Tx): Promise<string> {
  return ((await row(sql<{ token: string }>`select token from supervision.version`, tx)) as { token: string }).token
}

/** Tells every process that another decision holds. */
export async function renewVersion(tx: Tx): Promise<void> {
  await sql`update supervision.version set token = gen_random_uuid()`.execute(tx)
}

/** All decisions of all bureaus: some dozens of rows. */
export async function readDecisions(tx: Tx): Promise<Decisions> {
  const adoptions = await rows(
    sql<AdoptionRow>`select id, jurisdiction, pack, valid_from as "from", valid_until as until, reason from supervision.adoption`,
    tx,
  )
  const parameters = await rows(
    sql<ParameterRow>`select jurisdiction, key, value, valid_from as "from", reason, citation, decided_at as "decidedAt"
      from supervision.parameter order by decided_at`,
    tx,
  )
  const campaigns = await rows(
    sql<CampaignRow>`select jurisdiction, pack, opened, closed, cut_off as "cutOff", application_by as "applicationBy", plan_by as "planBy",
      done_by as "doneBy", decided_at as "decidedAt" from supervision.campaign`,
    tx,
  )
  const goLives = await rows(
    sql<GoLiveRow>`select jurisdiction, day, reason, decided_at as "decidedAt" from supervision.go_live`,
    tx,
  )
  const named = campaigns.map(({ closed, ...each }) => ({ ...each, ...(closed ? { closed } : {}) }))
  return { adoptions, parameters, campaigns: named, goLives }
}

/** Subjects whose answer changes by itself at or before `now`, the longest waiting first. */
export function subjectsDue(tx: Tx, now: number, limit: number, path?: string): Promise<Asked[]> {
  return rows(
    sql<Asked>`select subject_id as id, kind, owner_path as "ownerPath" from supervision.subject_state
      where changes_at <= ${instant(now)} ${path === undefined ? sql`` : sql`and owner_path >= ${rangeOf(path).from} and owner_path < ${rangeOf(path).to}`}
      order by changes_at limit ${limit}`,
    tx,
  )
}

/**
 * Subjects of a jurisdiction, a page of some thousand at a time, a person always with all files of hers. `next` is where the
 * following page goes on; null at the end.
 */
export async function subjectsUnder(
  tx: Tx,
  path: string,
  after: string | null,
  wanted: number,
): Promise<{ asked: Asked[]; next: string | null }> {
  const { from, to } = rangeOf(path)
  const found = await rows(
    sql<{
      id: string | null
      kind: string
      ownerPath: string
      group: string
    }>`select id, kind, owner_path as "ownerPath", group_id as "group"
      from supervision.page(${from}, ${to}, ${after}::uuid, ${wanted})`,
    tx,
  )
  const asked = found.filter((each) => each.id !== null).map(({ id, kind, ownerPath }) => ({ id: id as string, kind, ownerPath }))
  return { asked, next: found.at(-1)?.group ?? null }
}

export async function countUnder(tx: Tx, path: string): Promise<number> {
  const { from, to } = rangeOf(path)
  return (await row(sql<{ count: number }>`select supervision.subjects_below(${from}, ${to}) as count`, tx))?.count ?? 0
}

/** The place of origin of some returns, whoever asks: the last that came to hold its part. */
export async function originsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    sql<{ id: string; path: string }>`select id, path from supervision.origins_of(${[...ids]}::uuid[])`,
    tx,
  )
  return new Map(found.map(({ id, path }) => [id, path]))
}

/** What is kept of one subject, where the actor may see it. */
export function stateOf(tx: Tx, id: string): Promise<(Asked & { changesAt: number | null }) | undefined> {
  return row(
    sql<Asked & { changesAt: number | null }>`select subject_id as id, kind, owner_path as "ownerPath", changes_at as "changesAt"
      from supervision.subject_state where subject_id = ${id}`,
    tx,
  )
}

/** Enrols subjects below a path that the ledger speaks of and nothing is kept of yet. Returns how many. */
export async function enrol(tx: Tx, path: string, kinds: readonly string[]): Promise<number> {
  return (await row(sql<{ added: number }>`select supervision.enrol(${path}, ${[...kinds]}::text[]) as added`, tx))?.added ?? 0
}
