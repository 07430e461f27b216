/** What the board of the road home reads: lists in bounds. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PlanState, RefusalState } from './lifecycle.ts'
import { type GuestLine, LONGEST, OWN, who, withPerson } from './store-read.ts'

export interface Counted<T> {
  items: T[]
  total: number
}

async function counted<T>(tx: Tx, columns: ReturnType<typeof sql>, which: ReturnType<typeof sql>, order: ReturnType<typeof sql>) {
  const items = await rows(sql<T>`select ${columns} ${which} order by ${order} limit ${LONGEST}`, tx)
  const found = await row(sql<{ total: number }>`select count(*) as total ${which}`, tx)
  return { items, total: found?.total ?? 0 } as Counted<T>
}

export interface UnderWayLine extends GuestLine {
  kind: string
  leftAt: number
  arrivesOn: string | null
  planState: PlanState | null
  crossProvince: boolean | null
  leftFact: string
  /** Kinds of exceptions noted since leaving. */
  exceptions: string[]
}

/** Who left with our escorts and was not handed over yet. Relatives signed at the station's door: nobody waits for theirs. */
export function underWayNow(tx: Tx): Promise<Counted<UnderWayLine>> {
  const columns = sql`${who}, x.kind, x.left_at as "leftAt", p2.arrives_on as "arrivesOn", p2.state as "planState",
    x.cross_province as "crossProvince", x.fact_id as "leftFact",
    array(select l.value->>'kind' from kernel.ledger l where l.subject_id = x.file_id and l.name = 'departure.exception-noted'
      and l.occurred_at >= x.left_at order by l.occurred_at limit 5) as exceptions`
  const which = sql`from departure.leaving x ${withPerson}
    left join lateral (select arrives_on, state from departure.plan where file_id = x.file_id
      order by (state in ('drafted', 'approved', 'under-way', 'refused')) desc, made_at desc, id desc limit 1) p2 on true
    where ${OWN} and f.state = 'left' and x.handed_over_at is null and x.kind in ('escort', 'other-station')
      and (x.sent_home or x.kind = 'other-station') and coalesce(p2.state, 'under-way') in ('under-way', 'refused')
      and not exists (select 1 from departure.leaving y where y.file_id = x.file_id and (y.left_at, y.id) > (x.left_at, x.id))`
  return counted(tx, columns, which, sql`x.left_at`)
}

export interface RefusalLine extends GuestLine {
  stationName: string
  state: RefusalState
  refusedAt: number
  raisedAt: number | null
  raisedTo: string | null
  factId: string
}

/** Refusals that nobody has settled yet, the oldest first. */
export function refusalsOpen(tx: Tx): Promise<Counted<RefusalLine>> {
  const columns = sql`${who}, o.name as "stationName", x.state, x.refused_at as "refusedAt", x.raised_at as "raisedAt", x.raised_to as "raisedTo",
    x.fact_id as "factId"`
  const which = sql`from departure.origin_refusal x ${withPerson} join kernel.organisation o on o.id = f.station_id
    where ${OWN} and x.state in ('refused', 'raised', 'unsettled')`
  return counted(tx, columns, which, sql`x.refused_at`)
}

export interface RefundLine extends GuestLine {
  ticketId: string
  fareFen: number
  refundFen: number
  returnedAt: number
  factId: string
}

/** Tickets given back whose money has not come yet. */
export function refundsOpen(tx: Tx): Promise<Counted<RefundLine>> {
  const columns = sql`${who}, x.id as "ticketId", x.fare_fen as "fareFen", x.refund_fen as "refundFen", x.returned_at as "returnedAt",
    x.fact_id as "factId"`
  const which = sql`from departure.ticket x ${withPerson}
    where ${OWN} and x.returned_at is not null and x.refunded_at is null and x.refund_fen > 0`
  return counted(tx, columns, which, sql`x.returned_at`)
}

export interface CostLine {
  kind: string
  whose: string
  fund: string
  chargedTo: string
  fen: number
  times: number
}

/** Costs of a file, by kind, fund and bearer. */
export function costsOfFile(tx: Tx, fileId: string): Promise<CostLine[]> {
  return rows(
    sql<CostLine>`select kind, whose, fund, charged_to as "chargedTo", sum(fen)::bigint as fen, count(*)::int as times from departure.cost
      where file_id = ${fileId} group by kind, whose, fund, charged_to order by kind, whose limit 100`,
    tx,
  )
}

/** Costs of a month within the actor's range, by kind, fund and bearer; how many people they are of. */
export async function costsBetween(tx: Tx, from: number, until: number): Promise<{ lines: CostLine[]; people: number }> {
  const between = sql`from departure.cost x where ${OWN} and spent_at >= ${instant(from)} and spent_at < ${instant(until)}`
  const lines = await rows(
    sql<CostLine>`select kind, whose, fund, charged_to as "chargedTo", sum(fen)::bigint as fen, count(*)::int as times ${between}
      group by kind, whose, fund, charged_to order by fund, charged_to, kind limit 200`,
    tx,
  )
  const found = await row(sql<{ people: number }>`select count(distinct file_id)::int as people ${between}`, tx)
  return { lines: lines.map((each) => ({ ...each, fen: Number(each.fen) })), people: found?.people ?? 0 }
}

export interface ReturnLine extends GuestLine {
  kind: string
  leftAt: number
  local: boolean | null
  crossProvince: boolean | null
  handedOverAt: number | null
  originToldAt: number | null
  letterNo: string | null
  factId: string
  fen: number
}

/** Who was sent home between two instants, with what it cost. */
export function returnsBetween(tx: Tx, from: number, until: number, limit: number): Promise<ReturnLine[]> {
  return rows(
    sql<ReturnLine>`select ${who}, x.kind, x.left_at as "leftAt", x.local, x.cross_province as "crossProvince", x.handed_over_at as "handedOverAt",
      x.origin_told_at as "originToldAt", x.letter_no as "letterNo", x.fact_id as "factId",
      coalesce((select sum(c.fen) from departure.cost c where c.file_id = x.file_id and c.spent_at >= coalesce(f.accepted_at, f.arrived_at)), 0)::bigint as fen
      from departure.leaving x ${withPerson} where ${OWN} and x.sent_home and x.left_at >= ${instant(from)} and x.left_at < ${instant(until)}
      order by x.left_at limit ${limit}`,
    tx,
  )
}

export interface OriginLine {
  id: string
  name: string
  kind: string
  area: string | null
}

/** Stations and bureaus anywhere whose name, area or division answers to what was typed; no people's data. */
export function originsNamed(tx: Tx, text: string): Promise<OriginLine[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return rows(
    sql<OriginLine>`select o.id, o.name, o.kind, a.name as area from kernel.organisation o left join kernel.organisation a on a.id = o.parent_id
      where o.active and o.kind in ('station', 'bureau', 'town') and (${text} = '' or o.name like ${pattern} or a.name like ${pattern}
        or o.short_name like ${pattern} or (${/^\d{2,6}$/.test(text)} and starts_with(coalesce(o.division, ''), ${text})))
      order by case o.kind when 'station' then 0 when 'bureau' then 1 else 2 end, o.name limit 30`,
    tx,
  )
}

/** Active stations under a path, for the bureau's choice. */
export function stationsUnder(tx: Tx, path: string): Promise<{ id: string; name: string }[]> {
  return rows(
    sql<{ id: string; name: string }>`select id, name from kernel.organisation
      where active and kind = 'station' and starts_with(path, ${path}) order by path limit 200`,
    tx,
  )
}
