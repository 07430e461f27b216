/** What `guitu policy check | list | coverage` print. No database. */

import { coverageOf, POLICIES } from './check.ts'
import { loadDepartments, loadPacks } from './load.ts'

export { runPolicyCheck } from './check.ts'

/** A table with its columns aligned; Chinese characters take two places. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const wide = (text: string) =>
    [...text].reduce(
      (n, c) => n + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(c) ? 2 : 1),
      0,
    )
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => wide(row[i] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - wide(cell)))
      .join('  ')
      .trimEnd(),
  )
}

/** Every computed clause with its owner and terms, assumed ones marked. Exit code 0. */
export async function policyList(out: (line: string) => void, dir: string = POLICIES): Promise<number> {
  const rows = [['条款', '应办事项', '责任', '期限', '依据']]
  const titles = new Map(loadDepartments(dir).map((d) => [d.id, d.title]))
  const title = (owner: string) => titles.get(owner) ?? owner
  for (const pack of loadPacks(dir)) {
    for (const clause of pack.clauses) {
      const terms = Object.values(clause.parameters).map((p) => `${p.values.at(-1)?.value}${p.assumed ? '（假定）' : ''}`)
      const owner =
        typeof clause.owner === 'string'
          ? title(clause.owner)
          : `${title(clause.owner['if-so'])}或${title(clause.owner['if-not'])}`
      rows.push([clause.id, clause.title, owner, terms.join(' → ') || '—', clause.citation])
    }
    for (const figure of pack.figures) rows.push([figure.id, figure.title, title(figure.owner), '= 0', figure.citation])
  }
  for (const line of table(rows)) out(line)
  return 0
}

/** What of each document is accounted for; exit code 1 where a computed clause has no place or a named one does not exist. */
export async function policyCoverage(out: (line: string) => void, dir: string = POLICIES): Promise<number> {
  const rows = [['政策包', '文件', '条款数', '可计算', '人工', '宣示', '应办事项', '其中假定', '未归位', '不存在']]
  let whole = true
  for (const pack of loadPacks(dir)) {
    const c = coverageOf(pack)
    whole &&= c.unplaced.length === 0 && c.unknown.length === 0
    const numbers = [c.numbered, c.computed, c.manual, c.declaratory, c.clauses, c.assumed].map(String)
    rows.push([c.pack, c.title, ...numbers, c.unplaced.join(' ') || '—', c.unknown.join(' ') || '—'])
  }
  for (const line of table(rows)) out(line)
  return whole ? 0 : 1
}
