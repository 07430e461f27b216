/** SQL of keeping watch: inspections, findings, alarms, settled months. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { FindingState } from './lifecycle-institutions.ts'
import type { AlarmAgainst, AlarmKind, FindingArea } from './words-institutions.ts'

export interface MonthRow {
  month: string
  fen: number
  days: number
  settledAt: number
}
/** Settled months, latest first. */
export function monthsOf(tx: Tx, institutionId: string): Promise<MonthRow[]> {
  return rows(
    sql<MonthRow>`select month, fen, person_days as days, settled_at as "settledAt" from entrusted_care.month_cost
      where institution_id = ${institutionId} order by month desc limit 120`,
    tx,
  )
}
export async function insertMonth(
  context: LoadContext,
  each: { institutionId: string; ownerPath: string; month: string; fen: number; days: number; factId: string },
): Promise<void> {
  await sql`insert into entrusted_care.month_cost (institution_id, owner_path, month, fen, person_days, settled_at, fact_id)
    values (${each.institutionId}, ${each.ownerPath}, ${each.month}, ${each.fen}, ${each.days}, ${instant(context.occurredAt)}, ${each.factId})`.execute(
    context.tx,
  )
}

type Words = Record<string, unknown>
export interface InspectionRow {
  id: string
  institutionId: string
  ownerPath: string
  by: 'station' | 'bureau'
  startedAt: number
  startedBy: string
  closedAt: number | null
  factId: string | null
  /** Visitors; since the closing also how the house was. */
  content: Words
}
const inspectionColumns = sql`id, institution_id as "institutionId", owner_path as "ownerPath", by, started_at as "startedAt", started_by as "startedBy",
  closed_at as "closedAt", fact_id as "factId", content`
const inspectionPlace = (id: string) => `entrusted_care.inspection.content:${id}`
const openInspection = (vault: Vault, each: Omit<InspectionRow, 'content'> & { content: Buffer }): InspectionRow => ({
  ...each,
  content: vault.openJson(inspectionPlace(each.id), each.content),
})
type SealedInspection = Omit<InspectionRow, 'content'> & { content: Buffer }

/** Locked where a decision reads it. */
export async function inspectionById(tx: Tx, vault: Vault, id: string, lock = false): Promise<InspectionRow | null> {
  const found = await row(
    sql<SealedInspection>`select ${inspectionColumns} from entrusted_care.inspection where id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? openInspection(vault, found) : null
}
/** Latest first. */
export async function inspectionsOf(tx: Tx, vault: Vault, institutionId: string, limit = 60): Promise<InspectionRow[]> {
  const found = await rows(
    sql<SealedInspection>`select ${inspectionColumns} from entrusted_care.inspection where institution_id = ${institutionId}
      order by started_at desc, id limit ${limit}`,
    tx,
  )
  return found.map((each) => openInspection(vault, each))
}
export async function insertInspection(
  context: LoadContext,
  each: { id: string; institutionId: string; ownerPath: string; by: string; content: Words },
): Promise<void> {
  await sql`insert into entrusted_care.inspection (id, institution_id, owner_path, by, started_at, started_by, content)
    values (${each.id}, ${each.institutionId}, ${each.ownerPath}, ${each.by}, ${instant(context.occurredAt)}, ${context.actor.accountId},
      ${context.vault.sealJson(inspectionPlace(each.id), each.content)})`.execute(context.tx)
}
export async function closeInspectionRow(context: LoadContext, id: string, content: Words, factId: string): Promise<void> {
  await sql`update entrusted_care.inspection set closed_at = ${instant(context.occurredAt)}, fact_id = ${factId},
    content = ${context.vault.sealJson(inspectionPlace(id), content)} where id = ${id}`.execute(context.tx)
}

export interface SeenRow {
  inspectionId: string
  fileId: string
  seenAt: number
  factId: string
  content: Words
}
const seenPlace = (inspectionId: string, fileId: string) => `entrusted_care.seen.content:${inspectionId}:${fileId}`
type SealedSeen = Omit<SeenRow, 'content'> & { content: Buffer }
const seenColumns = sql`inspection_id as "inspectionId", file_id as "fileId", seen_at as "seenAt", fact_id as "factId", content`
const openSeen = (vault: Vault, each: SealedSeen): SeenRow => ({
  ...each,
  content: vault.openJson(seenPlace(each.inspectionId, each.fileId), each.content),
})
export async function seenIn(tx: Tx, vault: Vault, inspectionId: string): Promise<SeenRow[]> {
  const found = await rows(
    sql<SealedSeen>`select ${seenColumns} from entrusted_care.seen where inspection_id = ${inspectionId} order by seen_at limit 2000`,
    tx,
  )
  return found.map((each) => openSeen(vault, each))
}
/** The last time each was seen before an instant, in another inspection than this. */
export async function seenBefore(
  tx: Tx,
  vault: Vault,
  fileIds: readonly string[],
  before: { at: number; not: string },
): Promise<SeenRow[]> {
  const found = await rows(
    sql<SealedSeen>`select ${seenColumns} from unnest(${[...fileIds]}::uuid[]) wanted(id)
      cross join lateral (select * from entrusted_care.seen s where s.file_id = wanted.id and s.inspection_id <> ${before.not}
        and s.seen_at < ${instant(before.at)} order by s.seen_at desc limit 3) s`,
    tx,
  )
  return found.map((each) => openSeen(vault, each))
}
/** How many were written down in some inspections. */
export function seenCounts(tx: Tx, inspectionIds: readonly string[]): Promise<{ inspectionId: string; count: number }[]> {
  return rows(
    sql<{
      inspectionId: string
      count: number
    }>`select inspection_id as "inspectionId", count(*) as count from entrusted_care.seen
      where inspection_id = any(${[...inspectionIds]}::uuid[]) group by 1`,
    tx,
  )
}
/** Told again, the later takes the place of the earlier. */
export async function keepSeen(
  context: LoadContext,
  each: { inspectionId: string; institutionId: string; fileId: string; ownerPath: string; content: Words; factId: string },
): Promise<void> {
  const sealed = context.vault.sealJson(seenPlace(each.inspectionId, each.fileId), each.content)
  await sql`insert into entrusted_care.seen (inspection_id, institution_id, file_id, owner_path, seen_at, content, fact_id)
    values (${each.inspectionId}, ${each.institutionId}, ${each.fileId}, ${each.ownerPath}, ${instant(context.occurredAt)}, ${sealed}, ${each.factId})
    on conflict (inspection_id, file_id) do update set seen_at = excluded.seen_at, content = excluded.content, fact_id = excluded.fact_id`.execute(
    context.tx,
  )
}

export interface FindingRow {
  id: string
  institutionId: string
  ownerPath: string
  no: string
  inspectionId: string | null
  state: FindingState
  area: FindingArea
  grave: boolean
  dueOn: string
  madeAt: number
  correctedAt: number | null
  correctedBy: string | null
  proof: string[]
  noticedAgainAt: number | null
  closedAt: number | null
  content: Words
}
const findingPlace = (id: string) => `entrusted_care.finding.content:${id}`
type SealedFinding = Omit<FindingRow, 'content'> & { content: Buffer }
const findingColumns = sql`id, institution_id as "institutionId", owner_path as "ownerPath", no, inspection_id as "inspectionId", state, area, grave,
  due_on::text as "dueOn", made_at as "madeAt", corrected_at as "correctedAt", corrected_by as "correctedBy", proof,
  noticed_again_at as "noticedAgainAt", closed_at as "closedAt", content`
const openFinding = (vault: Vault, each: SealedFinding): FindingRow => ({
  ...each,
  content: vault.openJson(findingPlace(each.id), each.content),
})
export async function findingById(tx: Tx, vault: Vault, id: string, lock = false): Promise<FindingRow | null> {
  const found = await row(
    sql<SealedFinding>`select ${findingColumns} from entrusted_care.finding where id = ${id} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? openFinding(vault, found) : null
}
/** Of one institution, or of all: what is not closed first, longest overdue on top. */
export async function findingsOf(tx: Tx, vault: Vault, of: { institutionId: string } | 'open'): Promise<FindingRow[]> {
  const which = of === 'open' ? sql`state <> 'closed'` : sql`institution_id = ${of.institutionId}`
  const found = await rows(
    sql<SealedFinding>`select ${findingColumns} from entrusted_care.finding where ${which}
      order by state = 'closed', due_on, made_at desc limit 300`,
    tx,
  )
  return found.map((each) => openFinding(vault, each))
}
export interface FindingCount {
  institutionId: string
  open: number
  overdue: number
  grave: number
}
export function findingCounts(tx: Tx, today: string): Promise<FindingCount[]> {
  return rows(
    sql<FindingCount>`select institution_id as "institutionId", count(*) as open, count(*) filter (where state = 'open' and due_on < ${today}) as overdue,
        count(*) filter (where grave) as grave
      from entrusted_care.finding where state <> 'closed' group by 1`,
    tx,
  )
}
export async function insertFinding(
  context: LoadContext,
  each: {
    id: string
    institutionId: string
    ownerPath: string
    no: string
    inspectionId: string | null
    area: FindingArea
    grave: boolean
    dueOn: string
    content: Words
    factId: string
  },
): Promise<void> {
  await sql`insert into entrusted_care.finding (id, institution_id, owner_path, no, inspection_id, state, area, grave, due_on, made_at, made_by, content, fact_id)
    values (${each.id}, ${each.institutionId}, ${each.ownerPath}, ${each.no}, ${each.inspectionId}, 'open', ${each.area}, ${each.grave}, ${each.dueOn},
      ${instant(context.occurredAt)}, ${context.actor.accountId}, ${context.vault.sealJson(findingPlace(each.id), each.content)}, ${each.factId})`.execute(
    context.tx,
  )
}
/** Keeps what a move settles. */
export async function keepFinding(
  context: LoadContext,
  id: string,
  change: { state?: FindingState; dueOn?: string | undefined; proof?: string[]; again?: true; content: Words },
): Promise<void> {
  const at = instant(context.occurredAt)
  const by = context.actor.accountId
  await sql`update entrusted_care.finding set state = ${change.state ?? sql`state`}, due_on = ${change.dueOn ?? sql`due_on`},
    content = ${context.vault.sealJson(findingPlace(id), change.content)},
    proof = ${change.proof ? sql`${change.proof}::uuid[]` : sql`proof`},
    corrected_at = ${change.state === 'corrected' ? at : sql`corrected_at`}, corrected_by = ${change.state === 'corrected' ? by : sql`corrected_by`},
    closed_at = ${change.state === 'closed' ? at : sql`closed_at`}, closed_by = ${change.state === 'closed' ? by : sql`closed_by`},
    noticed_again_at = ${change.again ? at : sql`noticed_again_at`} where id = ${id}`.execute(context.tx)
}

export interface AlarmRow {
  id: string
  institutionId: string
  ownerPath: string
  kind: AlarmKind
  against: AlarmAgainst
  windowDays: number
  observed: number
  heads: number
  expected: number
  tail: number
  raisedAt: number
  answeredAt: number | null
  outcome: string | null
}
const alarmColumns = sql`id, institution_id as "institutionId", owner_path as "ownerPath", kind, against, window_days as "windowDays", observed, heads,
  expected, tail, raised_at as "raisedAt", answered_at as "answeredAt", outcome`
export function alarmById(tx: Tx, id: string): Promise<AlarmRow | undefined> {
  return row(sql<AlarmRow>`select ${alarmColumns} from entrusted_care.alarm where id = ${id} for update`, tx)
}
/** Of one institution all, of all those without a conclusion; latest first. */
export function alarmsOf(tx: Tx, of: { institutionId: string } | 'open'): Promise<AlarmRow[]> {
  const which = of === 'open' ? sql`answered_at is null` : sql`institution_id = ${of.institutionId}`
  return rows(
    sql<AlarmRow>`select ${alarmColumns} from entrusted_care.alarm where ${which} order by answered_at is not null, raised_at desc limit 200`,
    tx,
  )
}
export async function insertAlarm(
  context: LoadContext,
  each: Omit<AlarmRow, 'raisedAt' | 'answeredAt' | 'outcome'> & { factId: string },
): Promise<void> {
  await sql`insert into entrusted_care.alarm (id, institution_id, owner_path, kind, against, window_days, observed, heads, expected, tail, raised_at, fact_id)
    values (${each.id}, ${each.institutionId}, ${each.ownerPath}, ${each.kind}, ${each.against}, ${each.windowDays}, ${each.observed}, ${each.heads},
      ${each.expected}, ${each.tail}, ${instant(context.occurredAt)}, ${each.factId})`.execute(context.tx)
}
export async function answerAlarmRow(tx: Tx, id: string, at: number, outcome: string): Promise<void> {
  await sql`update entrusted_care.alarm set answered_at = ${instant(at)}, outcome = ${outcome} where id = ${id}`.execute(tx)
}
