/** SQL of places looked at, positions, errands of reports, and what was set aside. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Place } from '#kernel/place.ts'
import type { AsideState } from './lifecycle.ts'
import type { Point } from './rules.ts'

export interface Visit {
  id: string
  shiftId: string
  areaId: string
  stopId: string | null
  /** Looked for and not seen. */
  personId: string | null
  people: number | null
  note?: string | undefined
}
const visitKey = (id: string) => `patrol.visit.content:${id}`

export async function insertVisit({ tx, vault, actor, occurredAt }: LoadContext, visit: Visit): Promise<void> {
  await sql`insert into patrol.visit (id, shift_id, area_id, stop_id, person_id, recorded_for, people, at, account_id, content)
    values (${visit.id}, ${visit.shiftId}, ${visit.areaId}, (select st.id from patrol.stop st where st.id = ${visit.stopId}),
      ${visit.personId}, ${visit.personId}, ${visit.people}, ${instant(occurredAt)}, ${actor.accountId},
      ${vault.sealJson(visitKey(visit.id), { note: visit.note })})`.execute(tx)
}

export interface Reached {
  id: string
  reportId: string
}

/** Reports that somebody came for, as far as they were given to the actor's own organisation: told by the phone, or the stop itself. */
export function errandsReached(
  { tx, actor }: LoadContext,
  told: { stopId?: string | undefined; reportIds?: readonly string[] | undefined },
): Promise<Reached[]> {
  return rows(
    sql<Reached>`select id, report_id as "reportId" from patrol.errand where organisation_path = ${actor.organisation.path}
      and (id = ${told.stopId ?? null}::uuid or report_id = any(${[...(told.reportIds ?? [])]}::uuid[])) order by sent_at limit 20`,
    tx,
  )
}

/** Somebody was there: the reports are stops no more. */
export async function endReached(tx: Tx, reached: readonly Reached[], at: number): Promise<void> {
  if (reached.length === 0) return
  await sql`update patrol.errand set done_at = ${instant(at)}
    where id = any(${reached.map((each) => each.id)}::uuid[]) and done_at is null`.execute(tx)
}

export type VisitSeen = Visit & { at: number; accountId: string }
export async function visitsOf(tx: Tx, vault: Vault, shiftIds: readonly string[]): Promise<VisitSeen[]> {
  const found = await rows(
    sql<Omit<VisitSeen, 'note'> & { content: Buffer }>`select id, shift_id as "shiftId", area_id as "areaId", stop_id as "stopId",
        person_id as "personId", people, at, account_id as "accountId", content
      from patrol.visit where shift_id = any(${[...shiftIds]}::uuid[]) order by at limit 2000`,
    tx,
  )
  return found.map(({ content, ...visit }) => ({
    ...visit,
    note: vault.openJson<{ note?: string }>(visitKey(visit.id), content).note,
  }))
}

const trackKey = (id: string) => `patrol.track.content:${id}`
export async function insertTrack(
  { tx, vault, actor }: LoadContext,
  track: { id: string; shiftId: string; ownerPath: string; first: number; last: number; points: readonly Point[] },
): Promise<void> {
  await sql`insert into patrol.track (id, shift_id, owner_path, organisation_path, account_id, first_at, last_at, points, content)
    values (${track.id}, ${track.shiftId}, ${track.ownerPath}, ${actor.organisation.path}, ${actor.accountId}, ${instant(track.first)},
      ${instant(track.last)}, ${track.points.length}, ${vault.sealJson(trackKey(track.id), { points: track.points })})`.execute(
    tx,
  )
}

/** Positions of a shift, as far as the actor may see them. */
export async function tracksOf(tx: Tx, vault: Vault, shiftId: string): Promise<{ accountId: string; points: Point[] }[]> {
  const found = await rows(
    sql<{ id: string; accountId: string; content: Buffer }>`select id, account_id as "accountId", content from patrol.track
      where shift_id = ${shiftId} order by first_at limit 200`,
    tx,
  )
  return found.map((each) => ({
    accountId: each.accountId,
    points: vault.openJson<{ points: Point[] }>(trackKey(each.id), each.content).points,
  }))
}

export interface Term {
  from: string
  days: number
  basis: string
}
export const termsOf = (tx: Tx, path: string): Promise<Term[]> =>
  rows(
    sql<Term>`select from_day as "from", days, basis from patrol.track_term
      where city_path = kernel.city_path_of(${path}) order by from_day desc limit 50`,
    tx,
  )

/** Stations whose tracks are there, for the job that erases them. */
export const trackOwners = (tx: Tx): Promise<{ path: string }[]> =>
  rows(sql<{ path: string }>`select distinct owner_path as path from patrol.track limit 2000`, tx)

export async function eraseTracks(tx: Tx, ownerPath: string, before: number): Promise<number> {
  const gone = await rows(
    sql<{ id: string }>`delete from patrol.track where owner_path = ${ownerPath} and last_at < ${instant(before)} returning id`,
    tx,
  )
  return gone.length
}

export interface ErrandContent {
  no: string
  place: string
  spot?: Place | undefined
  what?: string | undefined
}
export interface Errand {
  id: string
  reportId: string
  organisationId: string
  sentAt: number
  content: ErrandContent
}
const errandKey = (id: string) => `patrol.errand.content:${id}`

export async function putErrand(
  { tx, vault }: Pick<LoadContext, 'tx' | 'vault'>,
  errand: Errand & { organisationPath: string },
): Promise<void> {
  await sql`insert into patrol.errand (id, report_id, organisation_id, organisation_path, sent_at, content)
    values (${errand.id}, ${errand.reportId}, ${errand.organisationId}, ${errand.organisationPath}, ${instant(errand.sentAt)},
      ${vault.sealJson(errandKey(errand.id), errand.content)})
    -- Given once more after it was declined: it stands again. The same dispatch told twice opens nothing.
    on conflict (report_id, organisation_id) do update set id = excluded.id, sent_at = excluded.sent_at, done_at = null,
      content = excluded.content where errand.id <> excluded.id and errand.sent_at < excluded.sent_at`.execute(tx)
}

/** What came of a report: it is nobody's stop any more, or not the one's who declined. */
export async function endErrands(tx: Tx, reportId: string, at: number, organisationId: string | null): Promise<void> {
  await sql`update patrol.errand set done_at = ${instant(at)} where report_id = ${reportId} and done_at is null
    and (${organisationId}::uuid is null or organisation_id = ${organisationId}::uuid)`.execute(tx)
}

/** Two reports are one: what was given by the one alone stands for the other. */
export async function moveErrands(tx: Tx, reportId: string, into: string): Promise<void> {
  await sql`update patrol.errand e set report_id = ${into} where e.report_id = ${reportId} and e.done_at is null
    and not exists (select 1 from patrol.errand o where o.report_id = ${into} and o.organisation_id = e.organisation_id)`.execute(
    tx,
  )
}

/** The two are parted again: the stop comes back from the other and stands. False where it is not kept any more. */
export async function returnErrand(tx: Tx, id: string, reportId: string): Promise<boolean> {
  const back = await rows(
    sql<{ id: string }>`update patrol.errand set report_id = ${reportId}, done_at = null where id = ${id} returning id`,
    tx,
  )
  return back.length > 0
}

export async function openErrands(tx: Tx, vault: Vault, path: string, since: number): Promise<Errand[]> {
  const found = await rows(
    sql<Omit<Errand, 'content'> & { content: Buffer }>`select id, report_id as "reportId", organisation_id as "organisationId",
        sent_at as "sentAt", content from patrol.errand
      where organisation_path = ${path} and done_at is null and sent_at >= ${instant(since)} order by sent_at desc limit 50`,
    tx,
  )
  return found.map((each) => ({ ...each, content: vault.openJson<ErrandContent>(errandKey(each.id), each.content) }))
}

export interface AsideContent {
  title: string
  form: Record<string, unknown>
  refusal: Record<string, unknown>
  reason: string
  by: string
  note?: string | undefined
}
export interface Aside {
  id: string
  ownerPath: string
  accountId: string
  door: string
  state: AsideState
  recordedAt: number
  setAsideAt: number
  content: AsideContent
}
const asideKey = (id: string) => `patrol.aside.content:${id}`
const asideColumns = sql`id, owner_path as "ownerPath", account_id as "accountId", door, state, recorded_at as "recordedAt",
  set_aside_at as "setAsideAt", content`
type SealedAside = Omit<Aside, 'content'> & { content: Buffer }
const openAside = (vault: Vault, found: SealedAside): Aside => ({
  ...found,
  content: vault.openJson<AsideContent>(asideKey(found.id), found.content),
})

export async function insertAside({ tx, vault }: LoadContext, aside: Aside): Promise<void> {
  await sql`insert into patrol.aside (id, owner_path, account_id, door, state, recorded_at, set_aside_at, content)
    values (${aside.id}, ${aside.ownerPath}, ${aside.accountId}, ${aside.door}, ${aside.state}, ${instant(aside.recordedAt)},
      ${instant(aside.setAsideAt)}, ${vault.sealJson(asideKey(aside.id), aside.content)})`.execute(tx)
}

export async function lockAside({ tx, vault }: LoadContext, id: string): Promise<Aside | null> {
  const found = await row(sql<SealedAside>`select ${asideColumns} from patrol.aside where id = ${id} for update`, tx)
  return found ? openAside(vault, found) : null
}

export async function settleAside({ tx, vault, now }: LoadContext, aside: Aside, outcome: string, note: string): Promise<void> {
  await sql`update patrol.aside set state = 'settled', settled_at = ${instant(now)}, outcome = ${outcome},
    content = ${vault.sealJson(asideKey(aside.id), { ...aside.content, note })} where id = ${aside.id}`.execute(tx)
}

export async function asidesWaiting(tx: Tx, vault: Vault, limit: number): Promise<Aside[]> {
  const found = await rows(
    sql<SealedAside>`select ${asideColumns} from patrol.aside where state = 'waiting' order by set_aside_at limit ${limit}`,
    tx,
  )
  return found.map((each) => openAside(vault, each))
}

/** How many records of one account wait for the desk. */
export async function asidesOf(tx: Tx, accountId: string): Promise<number> {
  const found = await row(
    sql<{ count: number }>`select count(*) as count from patrol.aside where account_id = ${accountId} and state = 'waiting'`,
    tx,
  )
  return found?.count ?? 0
}
