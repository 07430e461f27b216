/** SQL of cases, their victims, evidence and news. Whatever names or describes lies sealed in `content`. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Place } from '#kernel/place.ts'
import type { CaseState } from './lifecycle.ts'
import type { CaseKind, Help, Outcome, VictimGroup } from './words.ts'

export interface CaseContent {
  what: string
  behind?: string | undefined
  place?: Place | undefined
  finder: string
  source?: string | undefined
  /** Name of the body. */
  body?: string | undefined
  ask?: string | undefined
  how?: string | undefined
  documentNo?: string | undefined
  photos?: string[] | undefined
}

export interface Case {
  id: string
  no: string
  ownerPath: string
  kind: CaseKind
  victims: VictimGroup[]
  minor: boolean
  areaId: string | null
  areaName: string | null
  urgent: boolean
  state: CaseState
  foundAt: number
  metKeys: Buffer[]
  encounterIds: string[]
  bodyId: string | null
  bodyPath: string | null
  assignedAt: number | null
  outcome: Outcome | null
  rescued: number | null
  suspects: number | null
  handledAt: number | null
  closedAt: number | null
  again: number
  content: CaseContent
}

const columns = sql`i.id, i.no, i.owner_path as "ownerPath", i.kind, i.victims, i.minor, i.area_id as "areaId",
  (select o.name from kernel.organisation o where o.id = i.area_id) as "areaName", i.urgent, i.state, i.found_at as "foundAt",
  i.met_keys as "metKeys", i.encounter_ids as "encounterIds", i.body_id as "bodyId", i.body_path as "bodyPath",
  i.assigned_at as "assignedAt", i.outcome, i.rescued, i.suspects, i.handled_at as "handledAt", i.closed_at as "closedAt", i.again, i.content`
const said = (id: string) => `street_order.incident.content:${id}`
type Sealed<R> = Omit<R, 'content'> & { content: Buffer }
const open = (vault: Vault, found: Sealed<Case>): Case => ({
  ...found,
  content: vault.openJson<CaseContent>(said(found.id), found.content),
})

export const caseRef = (found: { id: string; ownerPath: string }): SubjectRef => ({
  kind: 'street-case',
  id: found.id,
  ownerPath: found.ownerPath,
})

export const metKey = (vault: Vault, personId: string): Buffer => vault.blind('street_order.met', personId)

export async function caseById(tx: Tx, vault: Vault, id: string, lock = false): Promise<Case | null> {
  const found = await row(
    sql<Sealed<Case>>`select ${columns} from street_order.incident i where i.id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? open(vault, found) : null
}

export const lockCase = ({ tx, vault }: LoadContext, form: { caseId: string }) => caseById(tx, vault, form.caseId, true)

/** The open case in which somebody was met before. As the system. */
export async function openCaseOfPerson(
  tx: Tx,
  vault: Vault,
  personId: string,
): Promise<{ id: string; bodyId: string | null } | undefined> {
  return row(
    sql<{ id: string; bodyId: string | null }>`select i.id, i.body_id as "bodyId" from street_order.incident i
      where i.state in ('found', 'assigned', 'handled') and i.met_keys @> array[${metKey(vault, personId)}]::bytea[]
      order by i.found_at desc limit 1`,
    tx,
  )
}

/** Whether an id was used, also by a case that is closed to the actor. */
export async function caseTaken(tx: Tx, id: string): Promise<boolean> {
  const found = await row(sql<{ taken: boolean }>`select street_order.taken(${id}::uuid) as taken`, tx)
  return found?.taken ?? false
}

export type NewCase = Pick<
  Case,
  'id' | 'no' | 'ownerPath' | 'kind' | 'victims' | 'minor' | 'areaId' | 'urgent' | 'foundAt' | 'encounterIds' | 'content'
> & { metPersonId: string | undefined }

export async function insertCase({ tx, vault, now }: LoadContext, made: NewCase): Promise<void> {
  const keys = made.metPersonId ? [metKey(vault, made.metPersonId)] : []
  await sql`insert into street_order.incident (id, no, owner_path, kind, victims, minor, area_id, urgent, state, found_at, met_keys,
      encounter_ids, changed_at, content)
    values (${made.id}, ${made.no}, ${made.ownerPath}, ${made.kind}, ${made.victims}::text[], ${made.minor}, ${made.areaId}, ${made.urgent},
      'found', ${instant(made.foundAt)}, ${keys}::bytea[], ${made.encounterIds}::uuid[], ${instant(now)},
      ${vault.sealJson(said(made.id), made.content)})`.execute(tx)
}

export type CaseChange = Partial<Omit<Case, 'id' | 'no' | 'ownerPath' | 'areaName' | 'metKeys'>>

/** Writes the row anew as it stands after a change; it was locked. */
export async function changeCase({ tx, vault, now }: LoadContext, before: Case, change: CaseChange): Promise<void> {
  const after = { ...before, ...change }
  await sql`update street_order.incident set kind = ${after.kind}, victims = ${after.victims}::text[], minor = ${after.minor},
    area_id = ${after.areaId}, urgent = ${after.urgent}, state = ${after.state}, found_at = ${instant(after.foundAt)},
    encounter_ids = ${after.encounterIds}::uuid[], body_id = ${after.bodyId}, body_path = ${after.bodyPath},
    assigned_at = ${instant(after.assignedAt)}, outcome = ${after.outcome}, rescued = ${after.rescued}, suspects = ${after.suspects},
    handled_at = ${instant(after.handledAt)}, closed_at = ${instant(after.closedAt)}, again = ${after.again}, changed_at = ${instant(now)},
    content = ${vault.sealJson(said(before.id), after.content)} where id = ${before.id}`.execute(tx)
}

export async function share({ tx, now }: LoadContext, id: string, path: string, part: string): Promise<void> {
  await sql`select street_order.share(${id}::uuid, ${path}, ${part}, ${instant(now)}::timestamptz)`.execute(tx)
}
export async function unshare({ tx, now }: LoadContext, id: string, path: string, part: string): Promise<void> {
  await sql`select street_order.unshare(${id}::uuid, ${path}, ${part}, ${instant(now)}::timestamptz)`.execute(tx)
}
export async function closeTo({ tx, now }: LoadContext, id: string, paths: readonly string[]): Promise<void> {
  await sql`select street_order.close_to(${id}::uuid, ${[...paths]}::text[], ${instant(now)}::timestamptz)`.execute(tx)
}

export interface VictimContent {
  who?: string | undefined
  personId?: string | undefined
  childId?: string | undefined
  handoverId?: string | undefined
  where?: string | undefined
  whyNot?: string | undefined
}
export interface VictimRow {
  id: string
  caseId: string
  group: VictimGroup
  help: Help | null
  settledAt: number | null
  content: VictimContent
}
const ofVictim = (id: string) => `street_order.victim.content:${id}`
const victimColumns = sql`v.id, v.case_id as "caseId", v.victim_group as "group", v.help, v.settled_at as "settledAt", v.content`
const openVictim = (vault: Vault, found: Sealed<VictimRow>): VictimRow => ({
  ...found,
  content: vault.openJson<VictimContent>(ofVictim(found.id), found.content),
})

export async function victimsOf(tx: Tx, vault: Vault, caseId: string): Promise<VictimRow[]> {
  const found = await rows(
    sql<
      Sealed<VictimRow>
    >`select ${victimColumns} from street_order.victim v where v.case_id = ${caseId} order by v.id limit 200`,
    tx,
  )
  return found.map((each) => openVictim(vault, each))
}

export async function lockVictim({ tx, vault }: LoadContext, id: string): Promise<VictimRow | null> {
  const found = await row(
    sql<Sealed<VictimRow>>`select ${victimColumns} from street_order.victim v where v.id = ${id} for update`,
    tx,
  )
  return found ? openVictim(vault, found) : null
}

export async function insertVictim(
  { tx, vault }: LoadContext,
  made: { id: string; caseId: string; group: VictimGroup; content: VictimContent },
): Promise<void> {
  await sql`insert into street_order.victim (id, case_id, victim_group, content)
    values (${made.id}, ${made.caseId}, ${made.group}, ${vault.sealJson(ofVictim(made.id), made.content)})`.execute(tx)
}

export async function settleVictim(
  { tx, vault, occurredAt }: LoadContext,
  before: VictimRow,
  help: Help,
  content: VictimContent,
) {
  await sql`update street_order.victim set help = ${help}, settled_at = ${instant(occurredAt)},
    content = ${vault.sealJson(ofVictim(before.id), { ...before.content, ...content })} where id = ${before.id}`.execute(tx)
}

export interface EvidenceContent {
  what?: string | undefined
  files?: string[] | undefined
  takenBy: string
  place?: Place | undefined
  custody?: string | undefined
}
export interface EvidenceRow {
  id: string
  kind: string
  takenAt: number
  content: EvidenceContent
}
const ofEvidence = (id: string) => `street_order.evidence.content:${id}`

export async function evidenceOf(tx: Tx, vault: Vault, caseId: string): Promise<EvidenceRow[]> {
  const found = await rows(
    sql<Sealed<EvidenceRow>>`select e.id, e.kind, e.taken_at as "takenAt", e.content from street_order.evidence e
      where e.case_id = ${caseId} order by e.taken_at, e.seq limit 200`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<EvidenceContent>(ofEvidence(each.id), each.content) }))
}

export async function insertEvidence({ tx, vault }: LoadContext, made: EvidenceRow & { caseId: string }): Promise<void> {
  await sql`insert into street_order.evidence (id, case_id, kind, taken_at, content)
    values (${made.id}, ${made.caseId}, ${made.kind}, ${instant(made.takenAt)}, ${vault.sealJson(ofEvidence(made.id), made.content)})`.execute(
    tx,
  )
}

export interface Filter {
  states?: readonly string[] | undefined
  kind?: string | undefined
  /** Instants of a month. */
  from?: number | undefined
  until?: number | undefined
  areaId?: string | undefined
  bodyPath?: string | undefined
}

const conditions = ({ states, kind, from, until, areaId, bodyPath }: Filter) => sql`i.state <> 'withdrawn'
  ${states ? sql`and i.state = any(${[...states]}::text[])` : sql``} ${kind ? sql`and i.kind = ${kind}` : sql``}
  ${from === undefined ? sql`` : sql`and i.found_at >= ${instant(from)}`} ${until === undefined ? sql`` : sql`and i.found_at < ${instant(until)}`}
  ${areaId ? sql`and i.area_id = ${areaId}` : sql``} ${bodyPath ? sql`and i.body_path = ${bodyPath}` : sql``}`

/** What the actor sees: open and urgent first. */
export async function casesIn(tx: Tx, vault: Vault, filter: Filter, limit: number): Promise<Case[]> {
  const found = await rows(
    sql<Sealed<Case>>`select ${columns} from street_order.incident i where ${conditions(filter)}
      order by (i.state = 'closed'), (not i.urgent), i.found_at desc, i.id limit ${limit}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

export async function countCases(tx: Tx, filter: Filter): Promise<number> {
  const found = await row(
    sql<{ count: number }>`select count(*) as count from street_order.incident i where ${conditions(filter)}`,
    tx,
  )
  return found?.count ?? 0
}

export interface StateCount {
  state: CaseState
  mine: boolean
  count: number
}
export function countStates(tx: Tx, path: string): Promise<StateCount[]> {
  return rows(
    sql<StateCount>`select i.state, coalesce(i.body_path = ${path}, false) as mine, count(*) as count from street_order.incident i
      where i.state <> 'withdrawn' group by 1, 2 limit 100`,
    tx,
  )
}

export interface FigureRow {
  month: string
  kind: CaseKind
  areaId: string | null
  areaName: string | null
  outcome: Outcome | null
  count: number
  rescued: number
}
/** Numbers of all cases of the range, the closed ones too. */
export function figures(tx: Tx): Promise<FigureRow[]> {
  return rows(
    sql<FigureRow>`select c.month, c.kind, c.area_id as "areaId", o.name as "areaName", c.outcome, c.count, c.rescued
      from street_order.counts() c left join kernel.organisation o on o.id = c.area_id`,
    tx,
  )
}
