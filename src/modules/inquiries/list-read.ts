/** A list of inquiries from its file: header found, rows judged. */
import { dateOf } from '#kernel/time.ts'
import { openFile } from '#kernel/files.ts'
import type { ReadContext } from '#kernel/query.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { canonical } from '#kernel/crypto.ts'
import { refuse } from './refusals.ts'
import { type JudgedRow, judgeRow, readHeader } from './rules-rows.ts'
import { readSheet, sheetFaults, SheetTrouble } from './workbook.ts'

export interface ListRow extends JudgedRow {
  number: number
  /** The same row again has the same key. */
  key: string
}

const HEADER_WITHIN = 6

/** Rows of a list, judged; null where the file is not the actor's. */
export async function readList(
  context: Pick<ReadContext, 'tx' | 'vault' | 'now'>,
  sheetId: string,
): Promise<ListRow[] | Refusal | null> {
  const file = await openFile(context.tx, context.vault, sheetId)
  if (!file) return null
  try {
    const rows = readSheet(file.body)
    const top = rows.slice(0, HEADER_WITHIN).findIndex((row) => readHeader(row.cells) !== null)
    const header = readHeader(rows[top]?.cells ?? [])
    if (!header) return refuse('NO_HEADER')
    const today = dateOf(context.now)
    return rows.slice(top + 1).map((row) => {
      const judged = judgeRow(row.cells, header, today)
      return { ...judged, number: row.number, key: `row:${canonical([judged.form, judged.asker])}` }
    })
  } catch (error) {
    if (error instanceof SheetTrouble) return refuse('NOT_A_SHEET', { why: sheetFaults[error.fault] })
    throw error
  }
}
