/** Dated rules of the bureaus: naming and the checklist. The nearest bureau's latest one in force holds. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import { dateOf } from '#kernel/time.ts'
import { DEFAULT_RULE, type NamingRule } from './rules-name.ts'
import { type Checklist, DEFAULT_CHECKLIST } from './words.ts'

interface Kinds {
  naming: NamingRule
  checklist: Checklist
}

export interface RuleRow<C> {
  version: number
  from: string
  content: C
  reason: string
  decidedAt: number
}

const ruleColumns = sql`version, to_char(valid_from, 'YYYY-MM-DD') as "from", content, reason, decided_at as "decidedAt"`

/** The rule that holds at a path on a day; undefined where no bureau has set one. */
export function ruleAt<K extends keyof Kinds>(
  tx: Tx,
  kind: K,
  path: string,
  now: number,
): Promise<RuleRow<Kinds[K]> | undefined> {
  return row(
    sql<RuleRow<Kinds[K]>>`select ${ruleColumns} from settlement.rule where kind = ${kind} and starts_with(${path}, jurisdiction)
      and valid_from <= ${dateOf(now)}::date order by length(jurisdiction) desc, valid_from desc, version desc limit 1`,
    tx,
  )
}

export const namingAt = async (tx: Tx, path: string, now: number): Promise<NamingRule> =>
  (await ruleAt(tx, 'naming', path, now))?.content ?? DEFAULT_RULE
export const checklistAt = async (tx: Tx, path: string, now: number): Promise<Checklist> =>
  (await ruleAt(tx, 'checklist', path, now))?.content ?? DEFAULT_CHECKLIST

/** All versions that bear on a path, the newest first. */
export function rulesOf<K extends keyof Kinds>(tx: Tx, kind: K, path: string): Promise<RuleRow<Kinds[K]>[]> {
  return rows(
    sql<RuleRow<Kinds[K]>>`select ${ruleColumns} from settlement.rule where kind = ${kind}
      and (starts_with(${path}, jurisdiction) or starts_with(jurisdiction, ${path})) order by decided_at desc limit 50`,
    tx,
  )
}

/** The area over which a bureau decides: that in which it stands. */
export const jurisdictionOf = (path: string): string => path.replace(/[^.]+\.$/, '')

export async function insertRule<K extends keyof Kinds>(
  { tx, actor, now }: LoadContext,
  rule: { id: string; kind: K; from: string; content: Kinds[K]; reason: string },
): Promise<void> {
  const jurisdiction = jurisdictionOf(actor.organisation.path)
  await sql`insert into settlement.rule (id, owner_path, jurisdiction, kind, version, valid_from, content, reason, decided_by, decided_at)
    select ${rule.id}, ${actor.organisation.path}, ${jurisdiction}, ${rule.kind},
      1 + coalesce((select max(version) from settlement.rule where jurisdiction = ${jurisdiction} and kind = ${rule.kind}), 0),
      ${rule.from}::date, ${json(rule.content)}, ${rule.reason}, ${actor.accountId}, ${instant(now)}`.execute(tx)
}

/** First two segments of a path: the city inside which no name is given twice. */
export const cityOf = (path: string): string => path.match(/^[^.]+\.[^.]+\./)?.[0] ?? path
