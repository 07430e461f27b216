/** Dated rules of the bureaus: naming and the checklist. The nearest bureau's latest one in force holds. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
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

const ruleColumns = sql`id, version, to_char(valid_from, 'YYYY-MM-DD') as "from", content, decided_at as "decidedAt"`
const contentPlace = (id: string) => `settlement.rule.content:${id}`

type Sealed = Omit<RuleRow<unknown>, 'content' | 'reason'> & { id: string; content: Buffer }

function opened<C>(vault: Vault, { id, content, ...rule }: Sealed): RuleRow<C> {
  return { ...rule, ...vault.openJson<{ content: C; reason: string }>(contentPlace(id), content) }
}

/** The rule that holds at a path on a day; undefined where no bureau has set one. */
async function ruleAt<K extends keyof Kinds>(
  { tx, vault, now }: Reading,
  kind: K,
  path: string,
): Promise<RuleRow<Kinds[K]> | undefined> {
  const found = await row(
    sql<Sealed>`select ${ruleColumns} from settlement.rule where kind = ${kind} and starts_with(${path}, jurisdiction)
      and valid_from <= ${dateOf(now)}::date order by length(jurisdiction) desc, valid_from desc, version desc limit 1`,
    tx,
  )
  return found && opened(vault, found)
}

interface Reading {
  tx: Tx
  vault: Vault
  now: number
}

export const namingAt = async (reading: Reading, path: string): Promise<NamingRule> =>
  (await ruleAt(reading, 'naming', path))?.content ?? DEFAULT_RULE
export const checklistAt = async (reading: Reading, path: string): Promise<Checklist> =>
  (await ruleAt(reading, 'checklist', path))?.content ?? DEFAULT_CHECKLIST

/** All versions that bear on a path, the newest first. */
export async function rulesOf<K extends keyof Kinds>(
  { tx, vault }: Reading,
  kind: K,
  path: string,
): Promise<RuleRow<Kinds[K]>[]> {
  const found = await rows(
    sql<Sealed>`select ${ruleColumns} from settlement.rule where kind = ${kind}
      and (starts_with(${path}, jurisdiction) or starts_with(jurisdiction, ${path})) order by decided_at desc limit 50`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

/** The area over which a bureau decides: that in which it stands. */
export const jurisdictionOf = (path: string): string => path.replace(/[^.]+\.$/, '')

export async function insertRule<K extends keyof Kinds>(
  { tx, vault, actor, now }: LoadContext,
  rule: { id: string; kind: K; from: string; content: Kinds[K]; reason: string },
): Promise<void> {
  const jurisdiction = jurisdictionOf(actor.organisation.path)
  await sql`insert into settlement.rule (id, bureau_path, jurisdiction, kind, version, valid_from, content, decided_by, decided_at)
    select ${rule.id}, ${actor.organisation.path}, ${jurisdiction}, ${rule.kind},
      1 + coalesce((select max(version) from settlement.rule where jurisdiction = ${jurisdiction} and kind = ${rule.kind}), 0),
      ${rule.from}::date, ${vault.sealJson(contentPlace(rule.id), { content: rule.content, reason: rule.reason })}, ${actor.accountId}, ${instant(now)}`.execute(
    tx,
  )
}
