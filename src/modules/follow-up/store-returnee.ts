/** The ledger's SQL: one row for each return; its columns repeat what the facts say. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import { all, instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { grantPart, type PersonRow, personById } from '#modules/people-and-cases/index.ts'
import type { ReturneeState } from './rules-returnee.ts'
import type { State } from './words.ts'

export interface ReturneeRow {
  id: string
  fileId: string | null
  personId: string
  ownerPath: string
  carePath: string | null
  townId: string | null
  villageId: string | null
  state: State
  sentAt: number | null
  receivedAt: number | null
  listedAt: number | null
  unlistedAs: string | null
  endsOn: string | null
  nextDue: string | null
  lastVisit: number | null
  visits: number
  missed: number
  minor: boolean | null
  local: boolean | null
  kind: string | null
  marks: string[]
  suggested: string[]
  year: number
  withdrawnAt: number | null
}

const columns = sql`r.id, r.file_id as "fileId", r.person_id as "personId", r.owner_path as "ownerPath", r.care_path as "carePath",
  r.town_id as "townId", r.village_id as "villageId", r.state, r.sent_at as "sentAt", r.received_at as "receivedAt", r.listed_at as "listedAt",
  r.unlisted_as as "unlistedAs", r.ends_on as "endsOn", r.next_due as "nextDue", r.last_visit as "lastVisit", r.visits, r.missed, r.minor, r.local,
  r.kind, r.marks, r.suggested, r.year, r.withdrawn_at as "withdrawnAt"`

/** What a decision about a returnee reads; the row is locked. */
export interface LoadedReturnee {
  row: ReturneeRow
  person: PersonRow | null
  /** Number of the rescue file. */
  no: string | null
  /** Facts of the file and of the person. */
  facts: LedgerFact[]
  /** How often the person went home, this time included. */
  returns: number
  town: Organisation | null
  village: Organisation | null
}

export const subjectOf = (returnee: { fileId: string | null; personId: string; ownerPath: string }): SubjectRef =>
  returnee.fileId
    ? { kind: 'rescue-file', id: returnee.fileId, ownerPath: returnee.ownerPath }
    : { kind: 'person', id: returnee.personId, ownerPath: returnee.ownerPath }

export const returneeById = (tx: Tx, id: string): Promise<ReturneeRow | undefined> =>
  row(sql<ReturneeRow>`select ${columns} from follow_up.returnee r where r.id = ${id}`, tx)

/** The row of a rescue file, or of a person who was never rescued. */
export const returneeOf = (tx: Tx, subjectId: string): Promise<ReturneeRow | undefined> =>
  row(
    sql<ReturneeRow>`select ${columns} from follow_up.returnee r
      where r.file_id = ${subjectId} or (r.file_id is null and r.person_id = ${subjectId}) limit 1`,
    tx,
  )

/** All returns of a person that stand, latest first. */
export const returnsOf = (tx: Tx, personId: string): Promise<ReturneeRow[]> =>
  rows(
    sql<ReturneeRow>`select ${columns} from follow_up.returnee r where r.person_id = ${personId} and r.withdrawn_at is null
      order by coalesce(r.sent_at, r.listed_at) desc limit 100`,
    tx,
  )

/** Several rows with all that a decision needs, locked in the order of their ids. */
export async function lockReturnees({ tx, vault }: LoadContext, ids: readonly string[]): Promise<LoadedReturnee[]> {
  const found = await rows(
    sql<ReturneeRow>`select ${columns} from follow_up.returnee r where r.id = any(${[...ids]}::uuid[]) order by r.id for update`,
    tx,
  )
  const told = await factsOf(tx, [...new Set(found.flatMap((each) => [each.personId, ...(each.fileId ? [each.fileId] : [])]))])
  const places = new Map<string, Organisation | undefined>()
  for (const id of found.flatMap((each) => [each.townId, each.villageId]))
    if (id && !places.has(id)) places.set(id, await organisationById(tx, id))
  const counts = await rows(
    sql<{ personId: string; returns: number }>`select person_id as "personId", count(*) as returns from follow_up.returnee
      where person_id = any(${found.map((each) => each.personId)}::uuid[]) and withdrawn_at is null group by 1`,
    tx,
  )
  const numbers = await rows(
    sql<{
      id: string
      no: string
    }>`select id, no from people.rescue_file where id = any(${found.map((each) => each.fileId)}::uuid[])`,
    tx,
  )
  const loaded: LoadedReturnee[] = []
  for (const each of found)
    loaded.push({
      row: each,
      person: await personById(tx, vault, each.personId),
      no: numbers.find((file) => file.id === each.fileId)?.no ?? null,
      facts: told.filter((fact) => fact.subject.id === each.fileId || fact.subject.id === each.personId),
      returns: counts.find((count) => count.personId === each.personId)?.returns ?? 1,
      town: (each.townId && places.get(each.townId)) || null,
      village: (each.villageId && places.get(each.villageId)) || null,
    })
  return loaded
}

export async function lockReturnee(context: LoadContext, id: string): Promise<LoadedReturnee | null> {
  return (await lockReturnees(context, [id]))[0] ?? null
}

/** Path of the deepest organisation that looks after the person. */
async function carePathOf(tx: Tx, state: ReturneeState): Promise<string | null> {
  const id = state.villageId ?? state.townId ?? state.receiverId
  return id ? ((await organisationById(tx, id))?.path ?? null) : null
}

/** Writes what the facts say now; makes the row where there is none. */
export async function keepReturnee(
  { tx, now }: LoadContext,
  returnee: { id: string; fileId: string | null; personId: string; ownerPath: string },
  state: ReturneeState,
): Promise<void> {
  const carePath = await carePathOf(tx, state)
  const { series } = state
  await sql`insert into follow_up.returnee (id, file_id, person_id, owner_path, kind, sent_at, received_at, local, cross_province, minor, year,
      withdrawn_at, care_path, town_id, village_id, state, listed_at, unlisted_as, marks, suggested, ends_on, next_due, last_visit, first_visit,
      visits, missed, changed_at)
    values (${returnee.id}, ${returnee.fileId}, ${returnee.personId}, ${returnee.ownerPath}, ${state.kind}, ${instant(state.sentAt)},
      ${instant(state.receivedAt)}, ${state.local}, ${state.crossProvince}, ${state.minor}, ${state.year},
      ${state.takenBack ? instant(now) : null}, ${carePath}, ${state.townId}, ${state.villageId}, ${state.state}, ${instant(state.listedAt)},
      ${state.unlistedAs}, ${state.marks}, ${state.suggested}, ${series.endsOn}, ${series.nextDue}, ${instant(state.lastVisit)},
      ${instant(state.firstVisit)}, ${state.visits}, ${series.missed}, ${instant(now)})
    on conflict (id) do update set person_id = excluded.person_id, kind = excluded.kind, sent_at = excluded.sent_at,
      received_at = excluded.received_at, local = excluded.local, cross_province = excluded.cross_province, minor = excluded.minor,
      year = excluded.year, withdrawn_at = case when excluded.withdrawn_at is null then null
        else coalesce(follow_up.returnee.withdrawn_at, excluded.withdrawn_at) end,
      care_path = excluded.care_path, town_id = excluded.town_id, village_id = excluded.village_id, state = excluded.state,
      listed_at = excluded.listed_at, unlisted_as = excluded.unlisted_as, marks = excluded.marks, suggested = excluded.suggested,
      ends_on = excluded.ends_on, next_due = excluded.next_due, last_visit = excluded.last_visit, first_visit = excluded.first_visit,
      visits = excluded.visits, missed = excluded.missed, changed_at = excluded.changed_at`.execute(tx)
  await sql`update follow_up.visit set care_path = ${carePath}, person_id = ${returnee.personId}
    where returnee_id = ${returnee.id} and (care_path is distinct from ${carePath} or person_id <> ${returnee.personId})`.execute(
    tx,
  )
}

const PART = 'follow-up'

/** The town and its village come to see file and person; whoever looked after them before no longer does. */
export async function moveParts(
  { tx, now }: LoadContext,
  { row: returnee, person }: LoadedReturnee,
  paths: readonly string[],
): Promise<void> {
  await endParts(tx, returnee, paths, now)
  const subjects = [subjectOf(returnee), ...(person ? [{ kind: 'person', id: person.id, ownerPath: person.ownerPath }] : [])]
  for (const path of paths)
    for (const { kind, id, ownerPath } of subjects)
      await grantPart(tx, { kind, subjectId: id, ownerPath, path, part: PART, from: now })
}

/** Ends the parts of whoever is not among `kept`; a person looked after for another return stays in sight. */
export async function endParts(tx: Tx, returnee: ReturneeRow, kept: readonly string[], now: number): Promise<void> {
  await sql`update kernel.part p set valid_until = ${instant(now)}
    where p.part = ${PART} and p.valid_until is null and not (p.organisation_path = any(${[...kept]}::text[]))
      and (p.subject_id = ${returnee.fileId} or (p.subject_id = ${returnee.personId} and not exists (
        select 1 from follow_up.returnee o where o.person_id = ${returnee.personId} and o.id <> ${returnee.id}
          and o.withdrawn_at is null and o.state = 'listed' and starts_with(o.care_path, p.organisation_path))))`.execute(tx)
}

/** Rows whose repeated columns differ from the facts that tell them. */
export function listingsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select r.id, r.listed_at as kept, l.at as told from follow_up.returnee r
      left join lateral (select max(f.occurred_at) as at from kernel.ledger f where f.subject_id = coalesce(r.file_id, r.person_id)
        and f.name = 'follow-up.listed' and not exists (select 1 from kernel.ledger w where w.replaces = f.fact_id)) l on true
      where r.listed_at is distinct from l.at limit ${limit}`,
    tx,
  )
}

export function returnsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select r.id, r.sent_at as kept, l.at as told from follow_up.returnee r
      left join lateral (select max(f.occurred_at) as at from kernel.ledger f where f.subject_id = r.file_id
        and f.name = 'departure.sent-home' and not exists (select 1 from kernel.ledger w where w.replaces = f.fact_id)) l on true
      where r.sent_at is distinct from l.at limit ${limit}`,
    tx,
  )
}

export function visitsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select r.id, r.visits as kept, l.told from follow_up.returnee r
      left join lateral (select count(*) as told from kernel.ledger f where f.subject_id = coalesce(r.file_id, r.person_id)
        and f.name = 'follow-up.visited' and f.occurred_at >= coalesce(r.sent_at, '-infinity')
        and not exists (select 1 from kernel.ledger w where w.replaces = f.fact_id)) l on true
      where r.visits <> l.told limit ${limit}`,
    tx,
  )
}

/** Returns told by facts that the ledger has no row for. */
export function returnsWithoutRow(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{
      id: string
      kept: unknown
      told: unknown
    }>`select f.subject_id as id, null as kept, f.occurred_at as told from kernel.ledger f
      where f.name = 'departure.sent-home' and not exists (select 1 from kernel.ledger w where w.replaces = f.fact_id)
        and not exists (select 1 from follow_up.returnee r where r.file_id = f.subject_id) limit ${limit}`,
    tx,
  )
}

/** What a row is made of, for the job that follows facts. */
export interface Source {
  subject: { fileId: string | null; personId: string; ownerPath: string }
  row: ReturneeRow | undefined
  facts: LedgerFact[]
  person: PersonRow | null
  returns: number
}

/** A file, or a person without one, with its facts; null where there is no such subject. */
export async function lockSource({ tx, vault }: LoadContext, id: string): Promise<Source | null> {
  const file = await row(
    sql<{ id: string; personId: string; ownerPath: string }>`select id, person_id as "personId", owner_path as "ownerPath"
      from people.rescue_file where id = ${id} for update`,
    tx,
  )
  const personId = file?.personId ?? id
  const [own, person, facts, returns] = await all([
    returneeOf(tx, id),
    personById(tx, vault, personId),
    factsOf(tx, [...new Set([id, personId])]),
    returnsOf(tx, personId),
  ])
  const ownerPath = file?.ownerPath ?? person?.ownerPath
  if (ownerPath === undefined) return null
  const subject = { fileId: file?.id ?? null, personId, ownerPath }
  return { subject, row: own, facts, person, returns: returns.filter((each) => each.id !== own?.id).length + 1 }
}

/** Ids of rows of a person who was never rescued and whom another has taken in, and of that person's files. */
export const rowsOfPerson = (tx: Tx, personId: string): Promise<{ id: string; subjectId: string }[]> =>
  rows(
    sql`select id, coalesce(file_id, person_id) as "subjectId" from follow_up.returnee where person_id = ${personId} limit 200`,
    tx,
  )
