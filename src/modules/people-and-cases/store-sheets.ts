/** Which indicator sheet holds where, for what, on which day; and the versions that were used before. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Sheet, SheetPurpose } from './indicator-sheet.ts'
import { defaultSheet, shippedSheet } from './sheet-files.ts'

export interface SheetInForce {
  sheet: Sheet
  /** Row of a sheet that a bureau brought; null for those shipped. Kept with the result, so that its version is found again. */
  sheetId: string | null
  /** The day from which the bureau goes by it; null where none has adopted any. */
  from: string | null
}

/** The area over which a bureau decides: that in which it stands. */
const jurisdictionOf = (path: string): string => path.replace(/[^.]+\.$/, '')

/**
 * The sheet that holds for what is owned at a path on a day (`YYYY-MM-DD`): the nearest bureau's latest, else the shipped one.
 */
export async function sheetInForce(tx: Tx, purpose: SheetPurpose, ownerPath: string, date: string): Promise<SheetInForce> {
  const found = await row(
    sql<{ sheetId: string | null; sheet: string; version: string; from: string; content: Sheet | null }>`
      select a.sheet_id as "sheetId", a.sheet, a.version, to_char(a.valid_from, 'YYYY-MM-DD') as "from", s.content
      from people.sheet_adoption a left join people.sheet s on s.id = a.sheet_id
      where a.purpose = ${purpose} and starts_with(${ownerPath}, a.jurisdiction) and a.valid_from <= ${date}::date
      order by length(a.jurisdiction) desc, a.valid_from desc, a.adopted_at desc limit 1`,
    tx,
  )
  const sheet = found?.content ?? (found && shippedSheet(found.sheet, found.version))
  return found && sheet
    ? { sheet, sheetId: found.sheetId, from: found.from }
    : { sheet: defaultSheet(purpose), sheetId: null, from: null }
}

/** A version that was used, by what was kept with the result. */
export async function sheetUsed(tx: Tx, used: { sheetId: string | null; sheet: string; version: string }): Promise<Sheet | null> {
  if (used.sheetId === null) return shippedSheet(used.sheet, used.version) ?? null
  const found = await row(sql<{ content: Sheet }>`select content from people.sheet where id = ${used.sheetId}`, tx)
  return found?.content ?? null
}

export interface BroughtSheet {
  id: string
  sheet: string
  version: string
  title: string
  broughtAt: number
  content: Sheet
}

/** Sheets brought by the bureaus that stand over a path, the newest first. */
export function sheetsBrought(tx: Tx, path: string): Promise<BroughtSheet[]> {
  return rows(
    sql<BroughtSheet>`select id, sheet, version, title, brought_at as "broughtAt", content from people.sheet
      where starts_with(${path}, jurisdiction) order by brought_at desc limit 100`,
    tx,
  )
}

export interface SheetAdoption {
  purpose: SheetPurpose
  sheet: string
  version: string
  from: string
  adoptedAt: number
}

/** What the bureaus over a path adopted, the newest first. */
export function sheetAdoptions(tx: Tx, path: string): Promise<SheetAdoption[]> {
  return rows(
    sql<SheetAdoption>`select purpose, sheet, version, to_char(valid_from, 'YYYY-MM-DD') as "from", adopted_at as "adoptedAt"
      from people.sheet_adoption where starts_with(${path}, jurisdiction) order by adopted_at desc limit 100`,
    tx,
  )
}

/** Keeps a sheet that the actor's bureau brings. A version that is there already violates `sheet_jurisdiction_sheet_version_key`. */
export async function keepSheet({ tx, actor, now }: LoadContext, id: string, sheet: Sheet): Promise<void> {
  const { path } = actor.organisation
  await sql`insert into people.sheet (id, bureau_path, jurisdiction, sheet, version, title, content, brought_at, brought_by)
    values (${id}, ${path}, ${jurisdictionOf(path)}, ${sheet.id}, ${sheet.version}, ${sheet.title}, ${json(sheet)}, ${instant(now)},
      ${actor.accountId})`.execute(tx)
}

/** The actor's bureau goes by a sheet for some purposes from a day on. */
export async function adoptSheet(
  { tx, actor, now }: LoadContext,
  adopted: { ids: string[]; purposes: SheetPurpose[]; sheetId: string | null; sheet: string; version: string; from: string },
): Promise<void> {
  const { path } = actor.organisation
  for (const [at, purpose] of adopted.purposes.entries())
    await sql`insert into people.sheet_adoption (id, bureau_path, jurisdiction, purpose, sheet_id, sheet, version, valid_from,
        adopted_at, adopted_by)
      values (${adopted.ids[at]}, ${path}, ${jurisdictionOf(path)}, ${purpose}, ${adopted.sheetId}, ${adopted.sheet}, ${adopted.version},
        ${adopted.from}::date, ${instant(now)}, ${actor.accountId})`.execute(tx)
}
