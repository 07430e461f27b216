/** Lists as CSV that Excel opens in Chinese, and in which no cell can be a formula. */
type Cell = string | number | boolean | null | undefined

/** One cell: quoted; words that a spreadsheet would read as a formula get an apostrophe in front. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : value
  const safe = /^[\s]*[=+\-@\t\r|]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** The whole sheet, with the mark that tells Excel it is UTF-8. */
export function csvSheet(head: string[], rows: Cell[][]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
