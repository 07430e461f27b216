/** Lists of the people outside, and how many days each institution had them. */
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { ClockFact } from '#modules/people-and-cases/index.ts'
import { outsideDays, type CareStretch, type PlacedRow, stretchesOf } from './rules-outside.ts'
import { isOutside, placementColumns, type PlacementRow } from './store-placements.ts'
import type { CareLevel } from './words.ts'

/** Longest list of this side. */
export const LONGEST = 500

export interface PersonWords {
  no: string
  name: string
  sex: string | null
  identity: string
}

export interface OutsideLine extends PlacementRow, PersonWords {
  birthFrom: string | null
  birthTo: string | null
  healthAt: number | null
  healthFact: string | null
  tracedAt: number | null
  traced: string | null
  incidentAt: number | null
  incidentKind: string | null
  plannedOn: string | null
}

const withPerson = sql`entrusted_care.placement p left join entrusted_care.institution i on i.id = p.institution_id
  join people.rescue_file f on f.id = p.file_id join people.person pe on pe.id = f.person_id`
const person = sql`f.no, pe.display_name as name, pe.sex, pe.identity`

/** Everybody outside, as far as the reader's range or part reaches. `institutionId` narrows. */
export async function peopleOutside(tx: Tx, institutionId?: string): Promise<{ items: OutsideLine[]; total: number }> {
  const which = sql`${isOutside} and (${institutionId ?? null}::uuid is null or p.institution_id = ${institutionId ?? null}::uuid)`
  const items = await rows(
    sql<OutsideLine>`select ${placementColumns}, ${person}, pe.birth_from::text as "birthFrom", pe.birth_to::text as "birthTo",
      h.at as "healthAt", h.fact_id as "healthFact", t.occurred_at as "tracedAt", t.name as traced,
      n.happened_at as "incidentAt", n.kind as "incidentKind",
      (select b.on_date::text from entrusted_care.bring_back_line l join entrusted_care.bring_back b on b.id = l.batch_id
        where l.placement_id = p.id and l.state = 'planned') as "plannedOn"
      from ${withPerson}
      left join lateral (select at, fact_id from entrusted_care.health_report where placement_id = p.id order by at desc, id desc limit 1) h on true
      left join lateral (select happened_at, kind from entrusted_care.incident where placement_id = p.id order by happened_at desc, id desc limit 1) n
        on true
      left join lateral (select occurred_at, name from kernel.ledger k where k.subject_id = p.file_id and k.name >= 'tracing.' and k.name < 'tracing/'
        and not exists (select 1 from kernel.ledger w where w.subject_id = k.subject_id and w.replaces = k.fact_id)
        order by occurred_at desc limit 1) t on true
      where ${which} order by p.placed_at, p.id limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total from ${withPerson} where ${which}`, tx)
  return { items, total: counted?.total ?? 0 }
}

export interface ApprovalLine extends PlacementRow, PersonWords {
  station: string
}

/** What waits for the bureau, what it let through and waits to be placed, what was sent before; the oldest first. */
export async function waitingApprovals(tx: Tx): Promise<{ items: ApprovalLine[]; total: number }> {
  const which = sql`p.state in ('proposed', 'placed-unapproved')`
  const items = await rows(
    sql<ApprovalLine>`select ${placementColumns}, ${person}, o.name as station from ${withPerson} join kernel.organisation o on o.id = f.station_id
      where ${which} order by p.emergency desc, p.proposed_at, p.id limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total from ${withPerson} where ${which}`, tx)
  return { items, total: counted?.total ?? 0 }
}

/** Decided or still to be carried out, the newest first. */
export function decidedPlacements(tx: Tx): Promise<ApprovalLine[]> {
  return rows(
    sql<ApprovalLine>`select ${placementColumns}, ${person}, o.name as station from ${withPerson} join kernel.organisation o on o.id = f.station_id
      where p.decided_at is not null order by p.decided_at desc, p.id limit 60`,
    tx,
  )
}

/** Facts that the stay clock reads, of several files. */
export function clockFactsOf(tx: Tx, fileIds: readonly string[]): Promise<(ClockFact & { fileId: string })[]> {
  return rows(
    sql<ClockFact & { fileId: string }>`select fact_id as id, subject_id as "fileId", name, coalesce(value, '{}'::jsonb) as value,
      occurred_at as "occurredAt", recorded_at as "recordedAt", replaces
      from kernel.ledger where subject_id = any(${[...fileIds]}::uuid[]) and (name in ('intake.accepted', 'departure.left', 'departure.sent-home',
        'medical.hospitalised', 'medical.fetched', 'entrusted.placed', 'entrusted.brought-back', 'stay.leave-begun', 'stay.leave-ended',
        'fact.withdrawn'))`,
    tx,
  ).then((found) => found.map(({ replaces, ...fact }) => ({ ...fact, ...(replaces ? { replaces } : {}) })))
}

interface PlacedColumns extends Omit<PlacedRow, 'levels' | 'settled'> {
  state: string
}

/** Placements that were carried out, of some files, with their levels of care. */
export async function placedRowsOf(tx: Tx, fileIds: readonly string[]): Promise<PlacedRow[]> {
  const ids = [...fileIds]
  const found = await rows(
    sql<PlacedColumns>`select id as "placementId", file_id as "fileId", institution_id as "institutionId", placed_at as "from", ended_at as "to", state
      from entrusted_care.placement where file_id = any(${ids}::uuid[]) and placed_at is not null order by placed_at, id`,
    tx,
  )
  const levels = await rows(
    sql<{
      placementId: string
      from: string
      level: CareLevel
    }>`select placement_id as "placementId", from_on::text as "from", level
      from entrusted_care.placement_level where file_id = any(${ids}::uuid[]) order by placement_id, from_on`,
    tx,
  )
  return found.map(({ state, ...each }) => ({
    ...each,
    settled: state === 'settled',
    levels: levels.filter((level) => level.placementId === each.placementId),
  }))
}

/**
 * What an institution had of whom between two instants, by the stay clock: a date counts where somebody was last on it, and
 * not while a hospital has the patient. For the month's bill.
 */
export async function careStretchesOf(
  tx: Tx,
  institutionId: string,
  between: { from: number; to: number },
): Promise<CareStretch[]> {
  const found = await rows(
    sql<{
      fileId: string
    }>`select distinct file_id as "fileId" from entrusted_care.placement where institution_id = ${institutionId}
      and placed_at < ${instant(between.to)} and (ended_at is null or ended_at >= ${instant(between.from)}) limit 5000`,
    tx,
  )
  const ids = found.map((each) => each.fileId)
  if (ids.length === 0) return []
  const placed = await placedRowsOf(tx, ids)
  const facts = await clockFactsOf(tx, ids)
  return ids.flatMap((fileId) =>
    stretchesOf(
      outsideDays(
        facts.filter((fact) => fact.fileId === fileId),
        placed.filter((each) => each.fileId === fileId),
        between.to,
      ).days,
    ).filter((stretch) => stretch.institutionId === institutionId),
  )
}

/**
 * Beds of a station that stand ready and nobody has, by the facts: beds open or disinfected, less guests in a bed. Null where
 * the station keeps no beds here.
 */
export async function freeBedsOf(tx: Tx, stationPath: string): Promise<number | null> {
  const found = await row(
    sql<{ beds: number; taken: number }>`select
      (select count(*) from (select distinct on (subject_id) name, value from kernel.ledger where owner_path = ${stationPath}
        and name in ('stay.bed-opened', 'stay.bed-state-changed') order by subject_id, recorded_at desc, seq desc) b
        where b.name = 'stay.bed-opened' or b.value->>'state' = 'ready') as beds,
      (select count(*) from (select distinct on (subject_id) name from kernel.ledger where owner_path = ${stationPath}
        and subject_kind = 'rescue-file' and name in ('stay.bed-assigned', 'stay.bed-left') order by subject_id, occurred_at desc, recorded_at desc,
        seq desc) u where u.name = 'stay.bed-assigned') as taken`,
    tx,
  )
  return found && found.beds > 0 ? Math.max(found.beds - found.taken, 0) : null
}

/** Institutions under an open alarm, stopped or without a contract of today: their people come back first. */
export async function housesUnderAlarm(tx: Tx, today: string): Promise<Set<string>> {
  const found = await rows(
    sql<{ id: string }>`select i.id from entrusted_care.institution i where i.stopped_at is not null
      or exists (select 1 from entrusted_care.alarm a where a.institution_id = i.id and a.answered_at is null)
      or not exists (select 1 from entrusted_care.contract c where c.institution_id = i.id and c.from_on <= ${today}::date
        and c.until_on >= ${today}::date and (c.ended_on is null or c.ended_on > ${today}::date))`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

export interface LinePerson extends PersonWords {
  placementId: string
  institution: string
  level: CareLevel
}

/** Who stands in a batch, also after coming back. */
export function linePeople(tx: Tx, placementIds: readonly string[]): Promise<LinePerson[]> {
  return rows(
    sql<LinePerson>`select p.id as "placementId", coalesce(i.name, '托养机构') as institution, p.level, ${person} from ${withPerson}
      where p.id = any(${[...placementIds]}::uuid[]) limit 4000`,
    tx,
  )
}
