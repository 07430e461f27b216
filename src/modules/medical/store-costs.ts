/** What patients cost: rows of costs and of the hospitals' monthly bills. A mistake is withdrawn, never edited. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'

export interface CostRow {
  id: string
  fileId: string
  ownerPath: string
  stayId: string | null
  hospital: string | null
  billId: string | null
  kind: string
  fen: number
  chargedTo: string
  at: number
  paidAt: number | null
  paidFact: string | null
  withdrawnAt: number | null
  factId: string
}

const columns = sql`c.id, c.file_id as "fileId", c.owner_path as "ownerPath", c.stay_id as "stayId", c.hospital, c.bill_id as "billId", c.kind, c.fen,
  c.charged_to as "chargedTo", c.at, c.paid_at as "paidAt", c.paid_fact as "paidFact", c.withdrawn_at as "withdrawnAt", c.fact_id as "factId"`

export async function insertCost(tx: Tx, cost: Omit<CostRow, 'paidAt' | 'paidFact' | 'withdrawnAt'>): Promise<void> {
  await sql`insert into medical.cost (id, file_id, owner_path, stay_id, hospital, bill_id, kind, fen, charged_to, at, fact_id)
    values (${cost.id}, ${cost.fileId}, ${cost.ownerPath}, ${cost.stayId}, ${cost.hospital}, ${cost.billId}, ${cost.kind}, ${cost.fen},
      ${cost.chargedTo}, ${instant(cost.at)}, ${cost.factId})`.execute(tx)
}

/** A cost of a file, locked. */
export function lockCost(tx: Tx, fileId: string, id: string): Promise<CostRow | undefined> {
  return row(sql<CostRow>`select ${columns} from medical.cost c where id = ${id} and file_id = ${fileId} for update`, tx)
}

export function costsOfFacts(tx: Tx, factIds: string[]): Promise<CostRow[]> {
  return rows(sql<CostRow>`select ${columns} from medical.cost c where fact_id = any(${factIds}) for update`, tx)
}

export async function withdrawCostRows(tx: Tx, factIds: string[], now: number): Promise<void> {
  await sql`update medical.cost set withdrawn_at = ${instant(now)} where fact_id = any(${factIds}) and withdrawn_at is null`.execute(
    tx,
  )
}

export async function markPaid(tx: Tx, id: string, paid: { at: number; fact: string } | null): Promise<void> {
  await sql`update medical.cost set paid_at = ${instant(paid?.at)}, paid_fact = ${paid?.fact ?? null} where id = ${id}`.execute(
    tx,
  )
}

export interface BillRow {
  id: string
  ownerPath: string
  hospital: string
  month: string
  billNo: string | null
  fen: number
  receivedAt: number
  paidAt: number | null
  factId: string
}

const billColumns = sql`b.id, b.owner_path as "ownerPath", b.hospital, b.month, b.bill_no as "billNo", b.fen, b.received_at as "receivedAt",
  b.paid_at as "paidAt", b.fact_id as "factId"`

export function lockBill(tx: Tx, id: string): Promise<BillRow | undefined> {
  return row(sql<BillRow>`select ${billColumns} from medical.bill b where id = ${id} for update`, tx)
}

/** A bill of this hospital, month and number. Kept by a lock on the hospital's month, so that two clerks do not both save it. */
export async function sameBill(tx: Tx, of: { ownerPath: string; hospital: string; month: string; billNo: string | null }) {
  await sql`select pg_advisory_xact_lock(hashtext(${`medical.bill:${of.ownerPath}:${of.hospital}:${of.month}`}))`.execute(tx)
  return row(
    sql<BillRow>`select ${billColumns} from medical.bill b where owner_path = ${of.ownerPath} and hospital = ${of.hospital} and month = ${of.month}
      and bill_no is not distinct from ${of.billNo}`,
    tx,
  )
}

export async function insertBill(
  context: LoadContext,
  bill: Omit<BillRow, 'paidAt' | 'receivedAt'> & { hospitalId: string | null },
): Promise<void> {
  await sql`insert into medical.bill (id, owner_path, hospital, hospital_id, month, bill_no, fen, received_at, fact_id)
    values (${bill.id}, ${bill.ownerPath}, ${bill.hospital}, ${bill.hospitalId}, ${bill.month}, ${bill.billNo}, ${bill.fen},
      ${instant(context.occurredAt)}, ${bill.factId})`.execute(context.tx)
}

/** A bill is paid with all its lines that stand. */
export async function markBillPaid(tx: Tx, id: string, at: number, fact: string): Promise<void> {
  await sql`update medical.bill set paid_at = ${instant(at)} where id = ${id}`.execute(tx)
  await sql`update medical.cost set paid_at = ${instant(at)}, paid_fact = ${fact} where bill_id = ${id} and withdrawn_at is null`.execute(
    tx,
  )
}

/** What stands of a bill. */
export async function billSum(tx: Tx, id: string): Promise<number> {
  const found = await row(
    sql<{ fen: number | null }>`select sum(fen)::bigint as fen from medical.cost where bill_id = ${id} and withdrawn_at is null`,
    tx,
  )
  return found?.fen ?? 0
}

export interface BillFile {
  fileId: string
  ownerPath: string
  no: string
  stayId: string | null
}

/** Files of these numbers in one's range, with their last stay in that hospital begun by the end of the month. */
export function filesOnBill(tx: Tx, numbers: string[], hospital: string, monthEnd: number): Promise<BillFile[]> {
  return rows(
    sql<BillFile>`select f.id as "fileId", f.owner_path as "ownerPath", f.no,
        (select h.id from medical.hospital_stay h where h.file_id = f.id and h.hospital = ${hospital} and h.withdrawn_at is null
          and h.since < ${instant(monthEnd)} order by h.since desc limit 1) as "stayId"
      from people.rescue_file f where f.no = any(${numbers}) for update of f`,
    tx,
  )
}

export interface CostLine extends CostRow {
  no: string
  name: string
}

/** Longest list of costs. */
export const COSTS = 500

/** Costs between two instants, or of one file; withdrawn ones stand among them. */
export function costLines(tx: Tx, of: { from: number; to: number } | { fileId: string }): Promise<CostLine[]> {
  const which =
    'fileId' in of
      ? sql`c.file_id = ${of.fileId}`
      : sql`kernel.in_range(c.owner_path) and c.at >= ${instant(of.from)} and c.at < ${instant(of.to)}`
  return rows(
    sql<CostLine>`select ${columns}, f.no, p.display_name as name from medical.cost c join people.rescue_file f on f.id = c.file_id
      join people.person p on p.id = f.person_id where ${which} order by c.at desc, c.id limit ${COSTS}`,
    tx,
  )
}

export interface CostTotal {
  hospital: string | null
  chargedTo: string
  fen: number
  paidFen: number
  count: number
  guests: number
}

/** Totals by hospital and bearer of what stands between two instants. */
export function costTotals(tx: Tx, of: { from: number; to: number }): Promise<CostTotal[]> {
  return rows(
    sql<CostTotal>`select hospital, charged_to as "chargedTo", sum(fen)::bigint as fen, coalesce(sum(fen) filter (where paid_at is not null), 0)::bigint
        as "paidFen", count(*) as count, count(distinct file_id) as guests
      from medical.cost where kernel.in_range(owner_path) and withdrawn_at is null and at >= ${instant(of.from)} and at < ${instant(of.to)}
      group by hospital, charged_to order by hospital nulls last, fen desc limit 300`,
    tx,
  )
}

/** Bills by month, latest first. */
export function bills(tx: Tx): Promise<(BillRow & { standingFen: number; lines: number })[]> {
  return rows(
    sql<BillRow & { standingFen: number; lines: number }>`select ${billColumns},
        (select coalesce(sum(fen), 0)::bigint from medical.cost c where c.bill_id = b.id and c.withdrawn_at is null) as "standingFen",
        (select count(*) from medical.cost c where c.bill_id = b.id) as lines
      from medical.bill b order by month desc, received_at desc limit 200`,
    tx,
  )
}

/** Costs whose amount or bearer is not what their fact tells. */
export function costsUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select c.id, c.fen || ' ' || c.charged_to as kept,
        (l.value->>'amount') || ' ' || coalesce(l.value->>'chargedTo', 'fund') as told
      from medical.cost c join kernel.ledger l on l.fact_id = c.fact_id
      where l.value is not null and (c.fen::text is distinct from l.value->>'amount' or c.charged_to is distinct from coalesce(l.value->>'chargedTo', 'fund'))
      limit ${limit}`,
    tx,
  )
}
