/** Indicator sheets as text: those shipped below `policies/sheets`, and those that a bureau brings, with every fault named. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { root } from '#kernel/config.ts'
import { type Sheet, type SheetPurpose, sheetPurposes, sheetSchema } from './indicator-sheet.ts'

const folder = join(root, 'policies', 'sheets')
const DEFAULTS = 'defaults.yaml'
/** Characters; a sheet of 200 questions is a tenth of it. */
export const LONGEST_SHEET = 200_000

type Issue = z.core.$ZodIssue

function words(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys.join('、')}`
    case 'invalid_type':
      return issue.message.includes('undefined') ? '没有填' : '类型不对'
    case 'invalid_value':
      return `只能是：${issue.values.join('、')}`
    case 'too_small':
      return `至少 ${issue.minimum}`
    case 'too_big':
      return `最多 ${issue.maximum}`
    case 'invalid_format':
    case 'custom':
      return issue.message
    default:
      return '不合格式'
  }
}

/** The branch that came farthest says what is wrong. */
function lines(issue: Issue, above: PropertyKey[]): string[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const depth = (branch: Issue[]) =>
      Math.max(...branch.map((each) => (each.code === 'unrecognized_keys' ? 0 : each.path.length)))
    const farthest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] as Issue[]
    return farthest.flatMap((each) => lines(each, path))
  }
  return [`${path.length > 0 ? `${path.map(String).join('.')}：` : ''}${words(issue)}`]
}

/** Reads a sheet; what is wrong is said line by line, the first twenty. */
export function readSheet(text: string): { sheet: Sheet } | { faults: string[] } {
  if (text.length > LONGEST_SHEET) return { faults: [`太长：最多 ${LONGEST_SHEET} 字`] }
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 20 })
  } catch (error) {
    const at = (error as { linePos?: { line: number; col: number }[] }).linePos?.[0]
    return { faults: [`不是合格的 YAML${at ? `，第 ${at.line} 行第 ${at.col} 列附近` : ''}`] }
  }
  const parsed = sheetSchema.safeParse(value)
  if (parsed.success) return { sheet: parsed.data as Sheet }
  return { faults: [...new Set(parsed.error.issues.flatMap((issue) => lines(issue, [])))].slice(0, 20) }
}

let shelf: { sheets: Sheet[]; defaults: Record<SheetPurpose, string> } | undefined

/** What is shipped, read once; throws where a sheet does not hold together. */
function shipped() {
  if (shelf) return shelf
  const sheets = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== DEFAULTS)
    .sort()
    .map((name) => {
      const read = readSheet(readFileSync(join(folder, name), 'utf8'))
      if ('faults' in read) throw new Error(`policies/sheets/${name}: ${read.faults.join('; ')}`)
      return read.sheet
    })
  const defaults = parse(readFileSync(join(folder, DEFAULTS), 'utf8')) as Record<SheetPurpose, string>
  for (const purpose of Object.keys(sheetPurposes) as SheetPurpose[])
    if (!sheets.some((sheet) => sheet.id === defaults[purpose] && sheet.purposes.includes(purpose)))
      throw new Error(`policies/sheets/${DEFAULTS}: no sheet for ${purpose}`)
  shelf = { sheets, defaults }
  return shelf
}

export const shippedSheets = (): readonly Sheet[] => shipped().sheets

/** The latest shipped version, or the one named. */
export const shippedSheet = (id: string, version?: string): Sheet | undefined =>
  shipped().sheets.findLast((sheet) => sheet.id === id && (version === undefined || sheet.version === version))

/** What holds where no bureau has adopted another. */
export const defaultSheet = (purpose: SheetPurpose): Sheet => shippedSheet(shipped().defaults[purpose]) as Sheet
