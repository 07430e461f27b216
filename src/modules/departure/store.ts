/** The SQL of leaving: writing, and what a decision locks. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { nextNumber } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { RefusalState } from './lifecycle.ts'
import { documentNumber } from './rules-form.ts'

export interface TicketRow {
  id: string
  kind: 'voucher' | 'short-fare'
  fareFen: number
  home: boolean
  issuedAt: number
  boardedAt: number | null
  returnedAt: number | null
  /** What is to come back, or came back. */
  refundFen: number
  refundedAt: number | null
  factId: string
}

export interface LeavingRow {
  id: string
  kind: string
  leftAt: number
  noticeNo: string | null
  sentHome: boolean
  local: boolean | null
  crossProvince: boolean | null
  handedOverAt: number | null
  handedOverBy: string | null
  originToldAt: number | null
  letterNo: string | null
  factId: string
}

export interface RefusalRow {
  id: string
  state: RefusalState
  refusedAt: number
  settledAt: number | null
  raisedAt: number | null
  raisedTo: string | null
  factId: string
}

const ticketColumns = sql`id, kind, fare_fen as "fareFen", home, issued_at as "issuedAt", boarded_at as "boardedAt",
  returned_at as "returnedAt", refund_fen as "refundFen", refunded_at as "refundedAt", fact_id as "factId"`
const leavingColumns = sql`id, kind, left_at as "leftAt", notice_no as "noticeNo", sent_home as "sentHome", local, cross_province as "crossProvince",
  handed_over_at as "handedOverAt", handed_over_by as "handedOverBy", origin_told_at as "originToldAt", letter_no as "letterNo", fact_id as "factId"`

/** Tickets of a file, oldest first; at most 100. */
export function ticketsOf(tx: Tx, fileId: string): Promise<TicketRow[]> {
  return rows(
    sql<TicketRow>`select ${ticketColumns} from departure.ticket where file_id = ${fileId} order by issued_at limit 100`,
    tx,
  )
}

/** Tickets that a person got on earlier files since an instant, as far as the actor's range reaches. */
export async function earlierTickets(tx: Tx, personId: string, fileId: string, since: number): Promise<number> {
  const counted = await row(
    sql<{ count: number }>`select count(*) as count from departure.ticket t join people.rescue_file f on f.id = t.file_id
      where f.person_id = ${personId} and f.id <> ${fileId} and t.issued_at >= ${instant(since)} and t.returned_at is null`,
    tx,
  )
  return counted?.count ?? 0
}

/** The last leaving of a file. */
export function leavingOf(tx: Tx, fileId: string): Promise<LeavingRow | undefined> {
  return row(
    sql<LeavingRow>`select ${leavingColumns} from departure.leaving where file_id = ${fileId} order by left_at desc limit 1`,
    tx,
  )
}

/** The last refusal by a place of origin. */
export function refusalOf(tx: Tx, fileId: string): Promise<RefusalRow | undefined> {
  return row(
    sql<RefusalRow>`select id, state, refused_at as "refusedAt", settled_at as "settledAt", raised_at as "raisedAt", raised_to as "raisedTo", fact_id as "factId"
      from departure.origin_refusal where file_id = ${fileId} order by refused_at desc limit 1`,
    tx,
  )
}

export interface Owned {
  id: string
  fileId: string
  ownerPath: string
  factId: string
}

export async function insertTicket(
  context: LoadContext,
  ticket: Owned & { kind: string; fareFen: number; home: boolean },
): Promise<void> {
  await sql`insert into departure.ticket (id, file_id, owner_path, kind, fare_fen, home, issued_at, fact_id)
    values (${ticket.id}, ${ticket.fileId}, ${ticket.ownerPath}, ${ticket.kind}, ${ticket.fareFen}, ${ticket.home}, ${instant(context.occurredAt)},
      ${ticket.factId})`.execute(context.tx)
}

/** Given back; what comes back for it is received now or still to come. */
export async function markReturned(
  tx: Tx,
  ticket: { id: string; at: number; refundFen: number; received: boolean },
): Promise<void> {
  await sql`update departure.ticket set returned_at = ${instant(ticket.at)}, refund_fen = ${ticket.refundFen},
    refunded_at = ${ticket.received ? instant(ticket.at) : null} where id = ${ticket.id}`.execute(tx)
}

export async function markRefunded(tx: Tx, id: string, at: number, refundFen: number): Promise<void> {
  await sql`update departure.ticket set refunded_at = ${instant(at)}, refund_fen = ${refundFen} where id = ${id}`.execute(tx)
}

export async function markBoarded(tx: Tx, id: string, at: number): Promise<void> {
  await sql`update departure.ticket set boarded_at = ${instant(at)} where id = ${id}`.execute(tx)
}

export async function insertLeaving(
  tx: Tx,
  leaving: Owned & {
    kind: string
    leftAt: number
    noticeNo: string | null
    sentHome: boolean
    local: boolean | null
    crossProvince: boolean | null
  },
): Promise<void> {
  await sql`insert into departure.leaving (id, file_id, owner_path, kind, left_at, notice_no, sent_home, local, cross_province, fact_id)
    values (${leaving.id}, ${leaving.fileId}, ${leaving.ownerPath}, ${leaving.kind}, ${instant(leaving.leftAt)}, ${leaving.noticeNo},
      ${leaving.sentHome}, ${leaving.local}, ${leaving.crossProvince}, ${leaving.factId})`.execute(tx)
}

/** The papers of a death that was told before: its time and the fact that says more. */
export async function changeDeath(tx: Tx, death: { id: string; leftAt: number; factId: string }): Promise<void> {
  await sql`update departure.leaving set left_at = ${instant(death.leftAt)}, fact_id = ${death.factId} where id = ${death.id}`.execute(
    tx,
  )
}

/** A leaving that never was: its fact was withdrawn, and stays in the ledger. */
export async function dropLeaving(tx: Tx, id: string): Promise<void> {
  await sql`select departure.withdraw_death(${id})`.execute(tx)
}

/** The leaving that a death followed in the same stay: somebody on the way, or taken to hospital. */
export async function leavingBefore(
  tx: Tx,
  file: { id: string; acceptedAt: number | null },
  death: LeavingRow | undefined,
): Promise<LeavingRow | undefined> {
  if (death?.kind !== 'died') return undefined
  return row(
    sql<LeavingRow>`select ${leavingColumns} from departure.leaving where file_id = ${file.id} and id <> ${death.id}
      and left_at < ${instant(death.leftAt)} and left_at >= ${instant(file.acceptedAt ?? 0)} order by left_at desc limit 1`,
    tx,
  )
}

export async function markHandedOver(tx: Tx, id: string, at: number, by: string): Promise<void> {
  await sql`update departure.leaving set handed_over_at = ${instant(at)}, handed_over_by = ${by} where id = ${id}`.execute(tx)
}

export async function markTold(tx: Tx, id: string, at: number, letterNo: string): Promise<void> {
  await sql`update departure.leaving set origin_told_at = ${instant(at)}, letter_no = ${letterNo} where id = ${id}`.execute(tx)
}

/** Marks of the station's numbered documents. */
export const documentMarks = { termination: '终', letter: '告', ask: '商' } as const

/** Takes the next number of the station's notices of a kind in this year, `云救终〔2026〕003`; without gaps. */
export async function takeDocumentNumber(
  context: LoadContext,
  station: { id: string; shortName: string },
  kind: keyof typeof documentMarks,
): Promise<string> {
  const year = dateOf(context.occurredAt).slice(0, 4)
  const number = await nextNumber(context.tx, `departure-${kind}:${station.id}:${year}`)
  return documentNumber(station.shortName, documentMarks[kind], year, number)
}
