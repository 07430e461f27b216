/** Registers as workbooks, and cells handed back as they were. */
import { type Cell, faultOf, textOf } from '#kernel/cells.ts'
import type { FileAnswer } from '#kernel/query.ts'
import { XLSX } from '#kernel/sheet.ts'

/** `name` holds no personal data: it ends up in download folders. */
export const sheetAnswer = (name: string, body: Uint8Array): FileAnswer => ({ file: { name: `${name}.xlsx`, type: XLSX, body } })

/** A cell as it was, words as words. A faulty cell is left empty. */
export function valueOf(cell: Cell): string | number | null {
  if (cell === null || faultOf(cell)) return null
  return typeof cell === 'number' ? cell : textOf(cell)
}
