/** What this room's lists read. Lists in bounds; what was done is read from the ledger, whoever told it. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Kind, Level, MessageFault } from './words.ts'

/** Longest list of this room. */
export const LONGEST = 300
/** Most guests whose coverage is looked at together: several stations' worth. */
export const MOST_GUESTS = 1500

export interface GuestLine {
  fileId: string
  no: string
  name: string
  sex: string | null
}

const guest = sql`f.no, p.display_name as name, p.sex`

/** In the station and not verified, the longest here first. */
export function unidentified(
  tx: Tx,
): Promise<(GuestLine & { personId: string; acceptedAt: number; identity: string; stationId: string })[]> {
  return rows(
    sql<
      GuestLine & { personId: string; acceptedAt: number; identity: string; stationId: string }
    >`select f.id as "fileId", ${guest},
      f.person_id as "personId", coalesce(f.accepted_at, f.arrived_at) as "acceptedAt", p.identity, f.station_id as "stationId"
      from people.rescue_file f join people.person p on p.id = f.person_id
      where f.state = 'in' and kernel.in_range(f.owner_path) and p.identity <> 'verified' order by coalesce(f.accepted_at, f.arrived_at), f.id limit ${MOST_GUESTS}`,
    tx,
  )
}

/** Facts of some names about some subjects, with whatever took their place. */
export async function factsNamed(tx: Tx, subjectIds: string[], names: string[]): Promise<LedgerFact[]> {
  if (subjectIds.length === 0) return []
  const found = await rows(
    sql<
      Omit<LedgerFact, 'subject' | 'replaces'> & { kind: string; subjectId: string; ownerPath: string; replaces: string | null }
    >`select
      fact_id as id, subject_kind as kind, subject_id as "subjectId", owner_path as "ownerPath", name, v, coalesce(value, '{}') as value,
      occurred_at as "occurredAt", recorded_at as "recordedAt", recorded_by as "recordedBy", action_id as action, replaces
      from kernel.ledger where subject_id = any(${subjectIds}::uuid[]) and name = any(${[...names, 'fact.withdrawn']}) order by recorded_at, organisation_id, seq`,
    tx,
  )
  return found.map(({ kind, subjectId, ownerPath, replaces, ...fact }) => ({
    ...fact,
    subject: { kind, id: subjectId, ownerPath },
    ...(replaces ? { replaces } : {}),
  }))
}

export interface WaitingLine extends GuestLine {
  requestId: string
  kind: Kind
  level: Level
  state: string
  letterNo: string
  since: number
  mine: boolean
}

/** Requests that wait for the police, or for somebody to raise them; the longest waiting first. */
export function waitingRequests(tx: Tx): Promise<WaitingLine[]> {
  return rows(
    sql<WaitingLine>`select r.file_id as "fileId", ${guest}, r.id as "requestId", r.kind, r.level, r.state, r.letter_no as "letterNo",
      coalesce(case when r.state = 'cannot' then r.answered_at end, r.raised_at, r.asked_at) as since,
      coalesce(kernel.in_range(r.police_path), false) as mine
      from identification.request r join people.rescue_file f on f.id = r.file_id join people.person p on p.id = f.person_id
      where r.state in ('asked', 'sampled', 'raised', 'cannot')
        and not (r.state = 'cannot' and not kernel.in_range(r.owner_path))
      order by since, r.id limit ${LONGEST}`,
    tx,
  )
}

export interface FailedLine extends GuestLine {
  messageId: string
  requestId: string
  kind: Kind
  letterNo: string
  tries: number
  fault: MessageFault | null
  madeAt: number
  nextAt: number
}

export function failedMessages(tx: Tx): Promise<FailedLine[]> {
  return rows(
    sql<FailedLine>`select m.file_id as "fileId", ${guest}, m.id as "messageId", m.request_id as "requestId", r.kind, r.letter_no as "letterNo", m.tries,
      m.fault, m.made_at as "madeAt", m.next_at as "nextAt"
      from identification.message m join identification.request r on r.id = m.request_id
        join people.rescue_file f on f.id = m.file_id join people.person p on p.id = f.person_id
      where m.state = 'failed' order by m.made_at limit ${LONGEST}`,
    tx,
  )
}

export interface OpenDecisionLine extends GuestLine {
  decisionId: string
  state: string
  way: string
  since: number
  byName: string | null
  byMe: boolean
}

/** Decisions, and undoings, that wait for their second person. */
export function openDecisions(tx: Tx, accountId: string): Promise<OpenDecisionLine[]> {
  return rows(
    sql<OpenDecisionLine>`select d.file_id as "fileId", ${guest}, d.id as "decisionId", d.state, d.way, coalesce(d.undo_at, d.proposed_at) as since,
      a.name as "byName", coalesce(d.undo_by, d.proposed_by) = ${accountId} as "byMe"
      from identification.decision d join people.rescue_file f on f.id = d.file_id join people.person p on p.id = f.person_id
        left join kernel.account a on a.id = coalesce(d.undo_by, d.proposed_by)
      where d.state in ('proposed', 'undoing') order by since limit ${LONGEST}`,
    tx,
  )
}

/** Undone decisions, the latest first: their lists may still have open ends. */
export function undoneDecisions(tx: Tx): Promise<(GuestLine & { decisionId: string; undoneAt: number })[]> {
  return rows(
    sql<
      GuestLine & { decisionId: string; undoneAt: number }
    >`select d.file_id as "fileId", ${guest}, d.id as "decisionId", d.undone_at as "undoneAt"
      from identification.decision d join people.rescue_file f on f.id = d.file_id join people.person p on p.id = f.person_id
      where d.state = 'undone' order by d.undone_at desc limit 60`,
    tx,
  )
}

export interface FaceLine {
  factId: string
  at: number
  subjectKind: string
  subjectId: string
  no: string | null
  value: Record<string, unknown>
  by: string | null
  station: string | null
}

/**
 * Uses of face comparison between two instants, the latest first: the ledger is the log. Nothing is written down before it
 * happened, so the index by the time of writing bounds the look.
 */
export function faceUses(tx: Tx, from: number, to: number): Promise<FaceLine[]> {
  return rows(
    sql<FaceLine>`select l.fact_id as "factId", l.occurred_at as at, l.subject_kind as "subjectKind", l.subject_id as "subjectId", f.no,
      coalesce(l.value, '{}') as value, a.name as by, o.name as station
      from kernel.ledger l left join people.rescue_file f on f.id = l.subject_id left join kernel.account a on a.id = l.recorded_by
        left join kernel.organisation o on o.id = l.organisation_id
      where l.name = 'tracing.face-compared' and l.recorded_at >= ${instant(from)} and l.occurred_at >= ${instant(from)} and l.occurred_at < ${instant(to)}
        and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)
      order by l.occurred_at desc, l.fact_id limit ${LONGEST}`,
    tx,
  )
}

/** Identified in a span of time, by way; an undone one does not count. */
export function waysBetween(tx: Tx, from: number, to: number): Promise<{ way: string; count: number }[]> {
  return rows(
    sql<{ way: string; count: number }>`select coalesce(l.value->>'way', 'other') as way, count(*) as count from kernel.ledger l
      where l.name = 'tracing.identified' and l.recorded_at >= ${instant(from)} and l.occurred_at >= ${instant(from)} and l.occurred_at < ${instant(to)}
        and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)
      group by 1 order by 2 desc, 1`,
    tx,
  )
}

/** Names of the officers who compare faces, by the facts about their members of staff. */
export async function faceOfficers(tx: Tx): Promise<string[]> {
  const found = await rows(
    sql<{ name: string }>`select distinct a.name from kernel.ledger l join kernel.account a on a.id = l.subject_id
      where l.name = 'staff.duty-named' and l.value->>'duty' = 'face-comparison' and a.disabled_at is null
        and not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id
          and (w.replaces = l.fact_id or (w.occurred_at >= l.occurred_at and (w.name = 'staff.left'
            or (w.name = 'staff.duty-ended' and w.value->>'duty' = 'face-comparison')))))
      order by 1 limit 20`,
    tx,
  )
  return found.map((each) => each.name)
}

/** Police bodies known to the system, at most 200. */
export function policeBodies(tx: Tx): Promise<{ id: string; name: string; phone: string | null }[]> {
  return rows(
    sql<{
      id: string
      name: string
      phone: string | null
    }>`select id, name, phone from kernel.organisation where kind = 'police' and active
      order by path limit 200`,
    tx,
  )
}

/** Names of accounts by id. */
export async function accountNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${wanted}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

/** Whose an inquiry is: the owner path that its own facts carry; undefined where none is within reach. */
export async function ownerOfInquiry(tx: Tx, inquiryId: string): Promise<string | undefined> {
  const found = await row(
    sql<{
      ownerPath: string
    }>`select owner_path as "ownerPath" from kernel.ledger where subject_id = ${inquiryId} and subject_kind = 'inquiry'
      and name = 'inquiry.received' order by recorded_at limit 1`,
    tx,
  )
  return found?.ownerPath
}
