/** SQL of statements, measures, supervisors, and of the lists. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { unsealFile } from '#kernel/files.ts'
import type { Organisation } from '#kernel/org.ts'
import { type ComplaintState, OPEN } from './lifecycle.ts'
import { complaintColumns, type ComplaintRow, openComplaint, type Sealed } from './store.ts'
import type { About, Founded } from './words.ts'

export interface StatementRow {
  id: string
  complaintId: string
  ownerPath: string
  ownerName: string
  bodyId: string
  bodyPath: string
  bodyName: string
  about: About
  askedAt: number
  dueOn: string
  givenAt: number | null
  question: string
  answer: { text: string; by: string } | null
}
type SealedStatement = Omit<StatementRow, 'question' | 'answer'> & { question: Buffer; answer: Buffer | null }
const statementColumns = sql`s.id, s.complaint_id as "complaintId", s.owner_path as "ownerPath", s.owner_name as "ownerName", s.body_id as "bodyId",
  s.body_path as "bodyPath", (select o.name from kernel.organisation o where o.id = s.body_id) as "bodyName", s.about, s.asked_at as "askedAt",
  s.due_on as "dueOn", s.given_at as "givenAt", s.question, s.answer`
const openStatement = (vault: Vault, found: SealedStatement): StatementRow => ({
  ...found,
  question: vault.open(`complaints.statement.question:${found.id}`, found.question),
  answer: found.answer ? vault.openJson(`complaints.statement.answer:${found.id}`, found.answer) : null,
})

/** What bodies were asked about a complaint and what they said, in the order of asking. */
export async function statementsOf(tx: Tx, vault: Vault, complaintId: string): Promise<StatementRow[]> {
  const found = await rows(
    sql<SealedStatement>`select ${statementColumns} from complaints.statement s where s.complaint_id = ${complaintId}
      order by s.asked_at limit 20`,
    tx,
  )
  return found.map((each) => openStatement(vault, each))
}

/** Locks what was asked, for its answer. */
export async function lockStatement({ tx, vault }: LoadContext, id: string): Promise<StatementRow | null> {
  const found = await row(
    sql<SealedStatement>`select ${statementColumns} from complaints.statement s where s.id = ${id} for update`,
    tx,
  )
  return found ? openStatement(vault, found) : null
}

/** What was asked of an organisation, what waits first. */
export async function statementsFor(tx: Tx, vault: Vault, bodyPath: string, most: number): Promise<StatementRow[]> {
  const found = await rows(
    sql<SealedStatement>`select ${statementColumns} from complaints.statement s where s.body_path = ${bodyPath}
      order by (s.given_at is not null), s.due_on, s.id limit ${most}`,
    tx,
  )
  return found.map((each) => openStatement(vault, each))
}

/** Asks a body; it sees the question and nothing else of the complaint. */
export async function insertStatement(
  { tx, vault, now, newId }: LoadContext,
  complaint: ComplaintRow,
  asked: { question: string; dueOn: string; by: string },
): Promise<void> {
  const id = newId('statement')
  await sql`insert into complaints.statement (id, complaint_id, owner_path, owner_name, body_id, body_path, accused, about, asked_at, due_on, question)
    values (${id}, ${complaint.id}, ${complaint.ownerPath}, ${asked.by}, ${complaint.bodyId}, ${complaint.bodyPath},
      ${complaint.accused}::uuid[], ${complaint.about}, ${instant(now)}, ${asked.dueOn},
      ${vault.seal(`complaints.statement.question:${id}`, asked.question)})`.execute(tx)
}

/** Whoever is complained of sees no question about it, also of those asked before the name was known. */
export async function accuseIn({ tx }: LoadContext, complaintId: string, accused: readonly string[]): Promise<void> {
  await sql`update complaints.statement set accused = ${[...accused]}::uuid[] where complaint_id = ${complaintId}`.execute(tx)
}

/** Writes what the body said. */
export async function giveStatementRow(
  { tx, vault, now }: LoadContext,
  id: string,
  answer: { text: string; by: string },
): Promise<void> {
  await sql`update complaints.statement set given_at = ${instant(now)},
    answer = ${vault.sealJson(`complaints.statement.answer:${id}`, answer)} where id = ${id}`.execute(tx)
}

export interface Measure {
  id: string
  complaintId: string
  dueOn: string | null
  doneAt: number | null
  content: { what: string; proof?: string | undefined; files?: string[] | undefined }
}
type SealedMeasure = Omit<Measure, 'content'> & { content: Buffer }
const measureColumns = sql`m.id, m.complaint_id as "complaintId", m.due_on as "dueOn", m.done_at as "doneAt", m.content`
const measurePlace = (id: string) => `complaints.measure.content:${id}`

/** What is to be put right, in the order in which it was found. */
export async function measuresOf(tx: Tx, vault: Vault, complaintId: string): Promise<Measure[]> {
  const found = await rows(
    sql<SealedMeasure>`select ${measureColumns} from complaints.measure m where m.complaint_id = ${complaintId} order by m.made_at, m.id limit 50`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson(measurePlace(each.id), each.content) }))
}

/** Locks what is to be put right, for its proof. */
export async function lockMeasure({ tx, vault }: LoadContext, id: string): Promise<Measure | null> {
  const found = await row(
    sql<SealedMeasure>`select ${measureColumns} from complaints.measure m where m.id = ${id} for update`,
    tx,
  )
  return found ? { ...found, content: vault.openJson(measurePlace(id), found.content) } : null
}

/** Writes what is to be put right, one row each. */
export async function insertMeasures(
  { tx, vault, now, newId }: LoadContext,
  complaintId: string,
  whats: readonly string[],
  dueOn: string | undefined,
): Promise<void> {
  for (const [index, what] of whats.entries()) {
    const id = newId(`measure:${index}`)
    await sql`insert into complaints.measure (id, complaint_id, due_on, made_at, content)
      values (${id}, ${complaintId}, ${dueOn ?? null}, ${instant(now)}, ${vault.sealJson(measurePlace(id), { what })})`.execute(
      tx,
    )
  }
}

/** Writes that it was put right, and what shows it. */
export async function proveMeasure(
  { tx, vault, now }: LoadContext,
  measure: Measure,
  proof: string,
  files: string[],
): Promise<void> {
  await sql`update complaints.measure set done_at = ${instant(now)},
    content = ${vault.sealJson(measurePlace(measure.id), { ...measure.content, proof, files })} where id = ${measure.id}`.execute(
    tx,
  )
}

/** Material of a complaint, for whoever looks into it: its own, and none that another subject's. */
export async function materialOf(tx: Tx, vault: Vault, complaintId: string, fileId: string) {
  const found = await row(
    sql<{
      name: Buffer
      type: string
      size: number
      body: Buffer
    }>`select * from complaints.material(${complaintId}::uuid, ${fileId}::uuid)`,
    tx,
  )
  return found ? unsealFile(vault, fileId, found) : undefined
}

type Org = Pick<Organisation, 'id' | 'path' | 'kind' | 'name' | 'shortName'>
const orgColumns = sql`id, path, kind, name, short_name as "shortName"`

/** Bureaus on the way from a place up. */
export function bureausAbove(tx: Tx, path: string): Promise<Org[]> {
  return rows(
    sql<Org>`select ${orgColumns} from kernel.organisation where kind = 'bureau' and active
      and starts_with(${path}, regexp_replace(path, '[^.]+\\.$', '')) order by path limit 50`,
    tx,
  )
}

/** Who looks into a body that has no bureau above it; null until somebody was named. */
export async function supervisorOf(tx: Tx, bodyId: string): Promise<Org | null> {
  const found = await row(
    sql<Org>`select ${orgColumns} from kernel.organisation where active
      and id = (select v.supervisor_id from complaints.supervisor v where v.body_id = ${bodyId})`,
    tx,
  )
  return found ?? null
}

/** Names who looks into a body; whoever was named before no longer does. */
export async function writeSupervisor({ tx, now }: LoadContext, bodyId: string, supervisorId: string): Promise<void> {
  await sql`insert into complaints.supervisor (body_id, supervisor_id, named_at) values (${bodyId}, ${supervisorId}, ${instant(now)})
    on conflict (body_id) do update set supervisor_id = excluded.supervisor_id, named_at = excluded.named_at`.execute(tx)
}

export interface Named {
  id: string
  name: string
  kind: string
  phone: string | null
}

/** Organisations of a city. They hold no personal data. */
export function organisationsIn(tx: Tx, city: string, kinds: readonly string[]): Promise<Named[]> {
  return rows(
    sql<Named>`select id, name, kind, phone from kernel.organisation where active and starts_with(path, ${city})
      and kind = any(${[...kinds]}::text[]) order by array_position(${[...kinds]}::text[], kind), path limit 500`,
    tx,
  )
}

export interface Person {
  id: string
  name: string
  organisationId: string
  organisationName: string
  path: string
  kind: string
  head: boolean
}
const personColumns = sql`a.id, a.name, o.id as "organisationId", o.name as "organisationName", o.path, o.kind,
  exists (select 1 from kernel.account_role r where r.account_id = a.id and r.revoked_at is null
    and r.role in ('station-head', 'centre-head', 'bureau-leader')) as head`

/** Accounts that may be asked to look into it, or that are complained of: of some organisations. */
export function peopleIn(tx: Tx, organisationIds: readonly string[]): Promise<Person[]> {
  return rows(
    sql<Person>`select ${personColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.disabled_at is null and o.id = any(${[...organisationIds]}::uuid[]) order by o.path, a.name, a.id limit 500`,
    tx,
  )
}
/** The same, of accounts that are known already. */
export function peopleById(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  return rows(
    sql<Person>`select ${personColumns} from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.disabled_at is null and a.id = any(${[...ids]}::uuid[]) limit 20`,
    tx,
  )
}

export interface Filter {
  states?: readonly string[] | undefined
  about?: string | undefined
  bodyId?: string | undefined
  lateOn?: string | undefined
}
const isOpen = sql`c.state = any(${[...OPEN]}::text[])`
const conditions = ({ states, about, bodyId, lateOn }: Filter) => sql`true
  ${states ? sql`and c.state = any(${[...states]}::text[])` : sql``} ${about ? sql`and c.about = ${about}` : sql``}
  ${bodyId ? sql`and c.body_id = ${bodyId}` : sql``}
  ${lateOn ? sql`and ${isOpen} and c.due_on < ${lateOn}::date` : sql``}`

/** What the actor sees, what waits first, the nearest term before the rest. */
export async function complaintsIn(tx: Tx, vault: Vault, filter: Filter, most: number): Promise<ComplaintRow[]> {
  const found = await rows(
    sql<Sealed>`select ${complaintColumns} from complaints.complaint c where ${conditions(filter)}
      order by (not ${isOpen}), c.due_on nulls last, c.received_at desc, c.id limit ${most}`,
    tx,
  )
  return found.map((each) => openComplaint(vault, each))
}

export interface Count {
  state: ComplaintState
  about: About
  bodyId: string | null
  body: string | null
  founded: Founded | null
  late: boolean
  count: number
  /** Days from its coming to its answer, or to today; the sum of the group. */
  days: number
}

/** All that the actor sees, counted once: whatever a board shows is summed from this. */
export function countComplaints(tx: Tx, today: string): Promise<Count[]> {
  return rows(
    sql<Count>`select c.state, c.about, c.body_id as "bodyId", (select o.name from kernel.organisation o where o.id = c.body_id) as body, c.founded,
      coalesce(${isOpen} and c.due_on < ${today}::date, false) as late, count(*) as count,
      sum(coalesce((c.answered_at at time zone 'Asia/Shanghai')::date, ${today}::date) - (c.received_at at time zone 'Asia/Shanghai')::date)::bigint as days
      from complaints.complaint c group by 1, 2, 3, 4, 5, 6 limit 5000`,
    tx,
  )
}

/** Answered ones that may close by themselves. */
export function answeredIds(tx: Tx, after: string | null, most: number): Promise<{ id: string; ownerId: string }[]> {
  return rows(
    sql<{ id: string; ownerId: string }>`select id, owner_id as "ownerId" from complaints.complaint where state = 'answered'
      ${after ? sql`and id > ${after}::uuid` : sql``} order by id limit ${most}`,
    tx,
  )
}
