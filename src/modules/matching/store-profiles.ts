/** SQL of profiles and of runs. Written by jobs alone, under one lock, so that versions come in the order of committing. */
import { canonical, type Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { GuestReport, InquiryReport } from './engine/report.ts'
import type { Candidate } from './engine/types.ts'
import type { Question } from './engine/question.ts'

/** What a list calls somebody; for who may read the profile. */
export interface GuestContent {
  report: GuestReport
  /** Account of who last worked on finding out who this is. */
  officer?: string
  /** Keys of questions that were asked already. */
  asked: string[]
  /** Questions are put in plainer words. */
  impaired?: boolean
}
export interface InquiryContent {
  report: InquiryReport
  no?: string
  minor?: boolean
}
export type Content = GuestContent | InquiryContent

export interface Profile<C = Content> {
  subjectId: string
  kind: 'guest' | 'inquiry'
  personId: string | null
  rootId: string
  ownerPath: string
  open: boolean
  version: number
  content: C
}

interface Sealed extends Omit<Profile, 'content'> {
  content: Buffer
}

const columns = sql`subject_id as "subjectId", kind, person_id as "personId", root_id as "rootId", owner_path as "ownerPath", open, version, content`
const place = (id: string) => `matching.profile.content:${id}`

function opened<C>(vault: Vault, sealed: Sealed): Profile<C> {
  return { ...sealed, content: vault.openJson<C>(place(sealed.subjectId), sealed.content) }
}

/** Profiles as far as the actor's range reaches, or a pair of it. */
export async function profilesOf<C = Content>(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Map<string, Profile<C>>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    sql<Sealed>`select ${columns} from matching.profile where subject_id = any(${[...new Set(ids)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.subjectId, opened<C>(vault, each)]))
}

/** Of some files, those that have no profile. */
export async function withoutProfile(tx: Tx, fileIds: readonly string[]): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select f.id from unnest(${[...fileIds]}::uuid[]) as f (id)
      where not exists (select 1 from matching.profile p where p.subject_id = f.id)`,
    tx,
  )
  return found.map((each) => each.id)
}

/** What changed after a version, in the order in which it was committed. */
export async function changedSince(tx: Tx, vault: Vault, version: number, most: number): Promise<Profile[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from matching.profile where version > ${version} order by version limit ${most}`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

/** Puts a profile in the place of what was known; true when it says something new. */
export async function putProfile(tx: Tx, vault: Vault, profile: Omit<Profile, 'version'>, now: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('matching.profile'))`.execute(tx)
  const { subjectId, kind, personId, rootId, ownerPath, open, content } = profile
  const digest = vault.blind('matching.profile', canonical({ personId, rootId, ownerPath, open, content }))
  const written = await row(
    sql`insert into matching.profile (subject_id, kind, person_id, root_id, owner_path, open, version, content, digest, changed_at)
      values (${subjectId}, ${kind}, ${personId}, ${rootId}, ${ownerPath}, ${open}, nextval('matching.version'),
        ${vault.sealJson(place(subjectId), content)}, ${digest}, ${instant(now)})
      on conflict (subject_id) do update set person_id = excluded.person_id, root_id = excluded.root_id, owner_path = excluded.owner_path,
        open = excluded.open, version = excluded.version, content = excluded.content, digest = excluded.digest, changed_at = excluded.changed_at
      where matching.profile.digest <> excluded.digest
      returning 1 as written`,
    tx,
  )
  return written !== undefined
}

/** The inquiries that count as one with this one. */
export async function joinedInto(tx: Tx, rootId: string): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select subject_id as id from matching.profile where root_id = ${rootId} and kind = 'inquiry' limit 200`,
    tx,
  )
  return found.map((each) => each.id)
}

/** Guests still looked for, oldest run first. */
export async function openGuests(tx: Tx, most: number): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select p.subject_id as id from matching.profile p left join matching.run r on r.subject_id = p.subject_id
      where p.kind = 'guest' and p.open order by r.ran_at nulls first, p.version limit ${most}`,
    tx,
  )
  return found.map((each) => each.id)
}

export interface RunContent {
  /** Ids of the candidates listed, in their order. */
  listed: string[]
  rest: { count: number; probability: number }
  nobody: number
  questions: Question[]
}

export interface Run {
  subjectId: string
  profileVersion: number
  indexVersion: number
  weights: string
  compared: number
  ranAt: number
  content: RunContent
}

const runPlace = (id: string) => `matching.run.content:${id}`

/** The last run of a guest, and whether something is newer than it. */
export async function runOf(tx: Tx, vault: Vault, fileId: string): Promise<(Run & { stale: boolean }) | undefined> {
  const found = await row(
    sql<
      Omit<Run, 'content'> & { content: Buffer; stale: boolean }
    >`select r.subject_id as "subjectId", r.profile_version as "profileVersion",
        r.index_version as "indexVersion", r.weights, r.compared, r.ran_at as "ranAt", r.content,
        coalesce(p.version > r.profile_version, false) as stale
      from matching.run r left join matching.profile p on p.subject_id = r.subject_id where r.subject_id = ${fileId}`,
    tx,
  )
  return found && { ...found, content: vault.openJson<RunContent>(runPlace(fileId), found.content) }
}

/** Keeps a run unless a newer one stands there already; another server may have been quicker. */
export async function keepRun(tx: Tx, vault: Vault, run: Run, ownerPath: string): Promise<boolean> {
  const kept = await row(
    sql`insert into matching.run (subject_id, owner_path, profile_version, index_version, weights, compared, ran_at, content)
      values (${run.subjectId}, ${ownerPath}, ${run.profileVersion}, ${run.indexVersion}, ${run.weights}, ${run.compared}, ${instant(run.ranAt)},
        ${vault.sealJson(runPlace(run.subjectId), run.content)})
      on conflict (subject_id) do update set owner_path = excluded.owner_path, profile_version = excluded.profile_version,
        index_version = excluded.index_version, weights = excluded.weights, compared = excluded.compared, ran_at = excluded.ran_at,
        content = excluded.content
      where (matching.run.index_version, matching.run.profile_version) <= (excluded.index_version, excluded.profile_version)
      returning 1 as kept`,
    tx,
  )
  return kept !== undefined
}

/** One guest's runs are kept one after the other, whichever server made them. */
export async function lockGuest(tx: Tx, fileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`matching ${fileId}`}, 0))`.execute(tx)
}

export interface Scored {
  candidate: Candidate
  kind: 'inquiry' | 'guest'
  id: string
  personId: string
  rootId: string
  ownerPath: string
  otherPath: string
}

export const evidencePlace = (id: string) => `matching.pair.evidence:${id}`

/** Writes what a run says of its pairs; states are moved by doors. */
export async function putPairs(
  tx: Tx,
  vault: Vault,
  fileId: string,
  scored: readonly Scored[],
  run: { weights: string; at: number },
): Promise<void> {
  for (const { candidate, ...pair } of scored) {
    const known = await row(
      sql<{ id: string }>`select id from matching.pair where file_id = ${fileId} and other_id = ${candidate.inquiryId}`,
      tx,
    )
    const id = known?.id ?? pair.id
    const sealed = vault.sealJson(evidencePlace(id), { evidence: candidate.evidence, kinOf: candidate.kinOf })
    await sql`insert into matching.pair (id, kind, file_id, person_id, other_id, root_id, owner_path, other_path, state, probability, low, high,
        evidence, weights, ran_at)
      values (${id}, ${pair.kind}, ${fileId}, ${pair.personId}, ${candidate.inquiryId}, ${pair.rootId}, ${pair.ownerPath}, ${pair.otherPath},
        'candidate', ${candidate.probability}, ${candidate.low}, ${candidate.high}, ${sealed}, ${run.weights}, ${instant(run.at)})
      on conflict (file_id, other_id) do update set probability = excluded.probability, low = excluded.low, high = excluded.high,
        evidence = excluded.evidence, weights = excluded.weights, ran_at = excluded.ran_at`.execute(tx)
  }
}

/** Pairs follow a file that changed its person; a confirmed one stays where two would stand against each other. */
export async function followPerson(tx: Tx, fileId: string): Promise<void> {
  await sql`update matching.pair p set person_id = f.person_id from people.rescue_file f
    where f.id = ${fileId} and p.file_id = f.id and f.person_id <> p.person_id and (p.state <> 'confirmed' or not exists (
      select 1 from matching.pair o where o.person_id = f.person_id and o.state = 'confirmed' and o.kind = 'inquiry' and o.id <> p.id))`.execute(
    tx,
  )
}

/** Pairs follow an inquiry that was joined into another, or taken out of it again. */
export async function followRoot(tx: Tx, inquiryId: string): Promise<void> {
  await sql`update matching.pair p set root_id = q.root_id from matching.profile q
    where q.subject_id = ${inquiryId} and p.other_id = q.subject_id and p.kind = 'inquiry' and q.root_id <> p.root_id
      and (p.state <> 'confirmed' or not exists (
        select 1 from matching.pair o where o.root_id = q.root_id and o.state = 'confirmed' and o.kind = 'inquiry' and o.id <> p.id))`.execute(
    tx,
  )
}
