/** SQL of the choice of weights and of what was tried before it. */
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { PairState } from './lifecycle.ts'

export interface Choice {
  weights: string
  from: string
  reason: string
  by: string
  at: number
}

/** By which weights an organisation's guests are compared on a day: the nearest bureau's latest choice in force. */
export async function weightsInForce(tx: Tx, ownerPath: string, on: string): Promise<string | undefined> {
  const found = await row(
    sql<{ weights: string }>`select weights from matching.weights_choice
      where starts_with(${ownerPath}, jurisdiction) and valid_from <= ${on}
      order by length(jurisdiction) desc, valid_from desc, decided_at desc limit 1`,
    tx,
  )
  return found?.weights
}

export function choicesOf(tx: Tx, jurisdiction: string): Promise<Choice[]> {
  return rows(
    sql<Choice>`select weights, valid_from as from, reason, decided_by as by, decided_at as at from matching.weights_choice
      where jurisdiction = ${jurisdiction} order by valid_from desc, decided_at desc limit 50`,
    tx,
  )
}

export async function insertChoice(tx: Tx, choice: Choice & { id: string; jurisdiction: string }): Promise<void> {
  await sql`insert into matching.weights_choice (id, jurisdiction, weights, valid_from, reason, decided_by, decided_at)
    values (${choice.id}, ${choice.jurisdiction}, ${choice.weights}, ${choice.from}, ${choice.reason}, ${choice.by}, ${instant(choice.at)})`.execute(
    tx,
  )
}

/** What weights say of the pairs that people decided. */
export interface Figures {
  /** Pairs confirmed, and excluded by people. */
  confirmed: number
  excluded: number
  now: { weights: string } & Told
  tried: { weights: string } & Told
}
interface Told {
  /** Mean chance given to the pairs that were confirmed, and to those excluded. */
  ofConfirmed: number
  ofExcluded: number
  /** Confirmed pairs that would have rung. */
  rang: number
  /** Excluded pairs that would have rung. */
  rangWrongly: number
}

export interface Trial {
  weights: string
  wantedAt: number
  triedAt: number | null
  figures: Figures | null
}

export function trialsOf(tx: Tx, jurisdiction: string): Promise<Trial[]> {
  return rows(
    sql<Trial>`select weights, wanted_at as "wantedAt", tried_at as "triedAt", figures from matching.weights_trial
      where jurisdiction = ${jurisdiction} order by wanted_at desc limit 50`,
    tx,
  )
}

export async function wantTrial(tx: Tx, jurisdiction: string, weights: string, at: number): Promise<void> {
  await sql`insert into matching.weights_trial (jurisdiction, weights, wanted_at) values (${jurisdiction}, ${weights}, ${instant(at)})
    on conflict (jurisdiction, weights) do update set wanted_at = excluded.wanted_at`.execute(tx)
}

export async function keepTrial(tx: Tx, jurisdiction: string, weights: string, figures: Figures, at: number): Promise<void> {
  await sql`update matching.weights_trial set figures = ${json(figures)}, tried_at = ${instant(at)}
    where jurisdiction = ${jurisdiction} and weights = ${weights}`.execute(tx)
}

export interface Labelled {
  fileId: string
  inquiryId: string
  state: Extract<PairState, 'confirmed' | 'excluded'>
}

/** Pairs that people decided below a path, latest first. */
export function labelledPairs(tx: Tx, path: string, most: number): Promise<Labelled[]> {
  return rows(
    sql<Labelled>`select file_id as "fileId", other_id as "inquiryId", state from matching.pair
      where kind = 'inquiry' and state in ('confirmed', 'excluded') and starts_with(owner_path, ${path})
      order by decided_at desc, id limit ${most}`,
    tx,
  )
}

/** Pairs kept as confirmed though the last fact about them says otherwise, and the other way round. */
export function confirmedUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{ id: string; kept: unknown; told: unknown }>`select p.id, p.state as kept, last.name as told from matching.pair p
      left join lateral (
        select l.name from kernel.ledger l where l.subject_id = p.file_id and l.value->>'inquiry' = p.other_id::text
          and l.name in ('tracing.match-confirmed', 'tracing.match-undone') order by l.recorded_at desc, l.seq desc limit 1) last on true
      where p.kind = 'inquiry' and (p.state = 'confirmed') is distinct from (coalesce(last.name, '') = 'tracing.match-confirmed')
      limit ${limit}`,
    tx,
  )
}
