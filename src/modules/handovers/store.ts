/** This room's only SQL. What was said of somebody lies sealed in `content`, both signatures in `marks`. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { HandoverState } from './lifecycle.ts'
import type { Signing } from './schema.ts'
import type { About } from './words.ts'

/** A signature with the picture that was drawn, so that both sides can print it. */
export type Mark = Signing & { png?: string | undefined; jpg?: string | undefined }

export interface Content {
  fromName: string
  toName: string
  who: string
  reasonNote?: string | undefined
  conscious: string
  condition?: string | undefined
  injuries?: unknown
  belongings: { what: string; count?: number | undefined }[]
  papers?: string | undefined
  place?: string | undefined
  officer: string
  officerNo?: string | undefined
  officerPhone?: string | undefined
  receiver?: string | undefined
  receiverNo?: string | undefined
  remarks?: string | undefined
  /** What was corrected, of a later version. */
  why?: string | undefined
  declined?: string | undefined
  withdrawn?: string | undefined
  contested?: string | undefined
}

export interface Handover {
  id: string
  no: string
  version: number
  replacesId: string | null
  fromPath: string
  fromId: string
  toId: string | null
  toPath: string | null
  about: About
  subjectId: string
  subjectOwner: string
  encounterId: string | null
  reportId: string | null
  reason: string
  state: HandoverState
  signedOnOne: boolean
  preparedAt: number
  signedAt: number | null
  seenAt: number | null
  preparedFact: string | null
  signedFact: string | null
  content: Content
}

const columns = sql`h.id, h.no, h.version, h.replaces_id as "replacesId", h.owner_path as "fromPath", h.from_id as "fromId",
  h.to_id as "toId", h.to_path as "toPath", h.about, h.subject_id as "subjectId", h.subject_owner as "subjectOwner",
  h.encounter_id as "encounterId", h.report_id as "reportId", h.reason, h.state, h.one_phone as "signedOnOne",
  h.prepared_at as "preparedAt", h.signed_at as "signedAt", h.seen_at as "seenAt", h.prepared_fact as "preparedFact",
  h.signed_fact as "signedFact", h.content`
const said = (id: string) => `handovers.handover.content:${id}`
const marked = (id: string) => `handovers.handover.marks:${id}`
type Sealed = Omit<Handover, 'content'> & { content: Buffer }
const open = (vault: Vault, found: Sealed): Handover => ({
  ...found,
  content: vault.openJson<Content>(said(found.id), found.content),
})

/** Whom or what the handover is about, as the subject of facts. */
export const subjectRef = (handover: Pick<Handover, 'about' | 'subjectId' | 'subjectOwner'>): SubjectRef => ({
  kind: handover.about,
  id: handover.subjectId,
  ownerPath: handover.subjectOwner,
})

/** Of a child's file, or of a report about a child: nothing for whoever works on the street alone. */
const ofChildren = (closedToo: boolean) =>
  closedToo ? sql`` : sql`and h.about <> 'child-file' and not (h.about = 'report' and kernel.closed(h.subject_id))`

/** Whether a subject is closed: a child's, or sealed by part. */
export async function isClosed(tx: Tx, subjectId: string): Promise<boolean> {
  return (await row(sql<{ closed: boolean }>`select kernel.closed(${subjectId}::uuid) as closed`, tx))?.closed ?? false
}

/** A handover as the actor may see it; `closedToo` where those about children are read as well. */
export async function handoverById(tx: Tx, vault: Vault, id: string, lock = false, closedToo = true): Promise<Handover | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from handovers.handover h where h.id = ${id} ${ofChildren(closedToo)} ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ? open(vault, found) : null
}

/** What stands already of one encounter, by the same giver. */
export async function ofEncounter(tx: Tx, vault: Vault, encounterId: string, fromPath: string): Promise<Handover | null> {
  const found = await row(
    sql<Sealed>`select ${columns} from handovers.handover h where h.encounter_id = ${encounterId} and h.owner_path = ${fromPath}
      and h.state in ('prepared', 'signed', 'contested') order by h.version desc limit 1`,
    tx,
  )
  return found ? open(vault, found) : null
}

/** Both signatures, opened. */
export async function marksOf(tx: Tx, vault: Vault, id: string): Promise<{ from?: Mark; to?: Mark }> {
  const found = await row(sql<{ marks: Buffer }>`select marks from handovers.handover where id = ${id}`, tx)
  return found ? vault.openJson(marked(id), found.marks) : {}
}

export type NewHandover = Omit<Handover, 'seenAt'> & { marks: { from?: Mark; to?: Mark } }

/** Writes the giver's half with what was signed. */
export async function insertHandover({ tx, vault, now }: LoadContext, made: NewHandover): Promise<void> {
  await sql`insert into handovers.handover (id, no, version, replaces_id, owner_path, from_id, to_id, to_path, about, subject_id,
      subject_owner, encounter_id, report_id, reason, state, one_phone, prepared_at, signed_at, changed_at, prepared_fact, signed_fact,
      content, marks)
    values (${made.id}, ${made.no}, ${made.version}, ${made.replacesId}, ${made.fromPath}, ${made.fromId}, ${made.toId}, ${made.toPath},
      ${made.about}, ${made.subjectId}, ${made.subjectOwner}, ${made.encounterId}, ${made.reportId}, ${made.reason}, ${made.state},
      ${made.signedOnOne}, ${instant(made.preparedAt)}, ${instant(made.signedAt)}, ${instant(now)}, ${made.preparedFact},
      ${made.signedFact}, ${vault.sealJson(said(made.id), made.content)}, ${vault.sealJson(marked(made.id), made.marks)})`.execute(
    tx,
  )
}

export type HandoverChange = Partial<
  Pick<Handover, 'state' | 'toId' | 'toPath' | 'reason' | 'signedOnOne' | 'signedAt' | 'seenAt' | 'signedFact' | 'content'>
> & { marks?: { from?: Mark; to?: Mark } }

/** Writes the row anew as it stands after a change; it was locked. */
export async function changeHandover({ tx, vault, now }: LoadContext, before: Handover, change: HandoverChange): Promise<void> {
  const { marks, ...columnsOf } = change
  const after = { ...before, ...columnsOf }
  await sql`update handovers.handover set state = ${after.state}, to_id = ${after.toId}, to_path = ${after.toPath}, reason = ${after.reason},
    one_phone = ${after.signedOnOne}, signed_at = ${instant(after.signedAt)}, seen_at = ${instant(after.seenAt)},
    signed_fact = ${after.signedFact}, changed_at = ${instant(now)}, content = ${vault.sealJson(said(before.id), after.content)}
    ${marks ? sql`, marks = ${vault.sealJson(marked(before.id), marks)}` : sql``} where id = ${before.id}`.execute(tx)
}

export interface Filter {
  path: string
  closedToo: boolean
  box?: 'to-sign' | 'given' | 'taken' | 'all' | undefined
  /** Instants. */
  from?: number | undefined
  until?: number | undefined
}

const waits = (path: string) =>
  sql`(h.to_path = ${path} and (h.state = 'prepared' or (h.state = 'signed' and h.one_phone and h.seen_at is null)))`

const conditions = ({ path, closedToo, box, from, until }: Filter) => sql`h.state <> 'replaced' ${ofChildren(closedToo)}
  ${box === 'to-sign' ? sql`and ${waits(path)}` : sql``}
  ${box === 'given' ? sql`and h.owner_path = ${path}` : sql``}
  ${box === 'taken' ? sql`and h.to_path = ${path} and not ${waits(path)}` : sql``}
  ${from === undefined ? sql`` : sql`and h.prepared_at >= ${instant(from)}`}
  ${until === undefined ? sql`` : sql`and h.prepared_at < ${instant(until)}`}`

/** What the actor sees, whatever waits first. */
export async function handoversIn(tx: Tx, vault: Vault, filter: Filter, limit: number): Promise<Handover[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from handovers.handover h where ${conditions(filter)}
      order by ${waits(filter.path)} desc, (h.state = 'contested' and h.owner_path = ${filter.path}) desc, h.prepared_at desc, h.id limit ${limit}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

/** What an organisation itself gave and took since then: what its phones carry. */
export async function ownHandovers(
  tx: Tx,
  vault: Vault,
  { path, closedToo, from: since = 0 }: Filter,
  limit: number,
): Promise<Handover[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from handovers.handover h
      where (h.owner_path = ${path} or h.to_path = ${path}) and h.state <> 'replaced' ${ofChildren(closedToo)}
        and (h.prepared_at >= ${instant(since)} or h.state = 'prepared')
      order by ${waits(path)} desc, h.prepared_at desc, h.id limit ${limit}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

export interface Counts {
  toSign: number
  given: number
  taken: number
  all: number
  /** Given by this organisation and not signed yet. */
  unsigned: number
  /** Given by it, and the receiver says that it is not so. */
  contested: number
}

/** How many lie in each box of an organisation. */
export async function countHandovers(tx: Tx, { path, closedToo }: Filter): Promise<Counts> {
  const found = await row(
    sql<Counts>`select count(*) filter (where ${waits(path)}) as "toSign", count(*) filter (where h.owner_path = ${path}) as given,
      count(*) filter (where h.to_path = ${path} and not ${waits(path)}) as taken, count(*) as all,
      count(*) filter (where h.owner_path = ${path} and h.state in ('prepared', 'contested')) as unsigned,
      count(*) filter (where h.owner_path = ${path} and h.state = 'contested') as contested
      from handovers.handover h where h.state <> 'replaced' ${ofChildren(closedToo)}`,
    tx,
  )
  return found ?? { toSign: 0, given: 0, taken: 0, all: 0, unsigned: 0, contested: 0 }
}

/** Handovers of some subjects, or that a report led to; old versions too. */
export async function handoversOf(
  tx: Tx,
  vault: Vault,
  subjectIds: readonly string[],
  closedToo: boolean,
  limit: number,
): Promise<Handover[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from handovers.handover h
      where (h.subject_id = any(${[...subjectIds]}::uuid[]) or h.report_id = any(${[...subjectIds]}::uuid[])) ${ofChildren(closedToo)}
      order by h.prepared_at desc, h.version desc limit ${limit}`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

/** All versions of one handover. */
export async function versionsOf(tx: Tx, vault: Vault, handover: Pick<Handover, 'fromPath' | 'no'>): Promise<Handover[]> {
  const found = await rows(
    sql<Sealed>`select ${columns} from handovers.handover h where h.owner_path = ${handover.fromPath} and h.no = ${handover.no}
      order by h.version, h.prepared_at limit 50`,
    tx,
  )
  return found.map((each) => open(vault, each))
}

/** The version that a correction becomes. */
export async function nextVersion(tx: Tx, handover: Pick<Handover, 'fromPath' | 'no'>): Promise<number> {
  const found = await row(
    sql<{
      last: number
    }>`select max(version) as last from handovers.handover where owner_path = ${handover.fromPath} and no = ${handover.no}`,
    tx,
  )
  return (found?.last ?? 0) + 1
}
