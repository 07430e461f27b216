/**
 * Indicator sheets as data: a tree of any depth whose leaves are questions, weights, veto items, and grades from the best to
 * the worst. What is not known is never counted as good or bad: the result is then a range, and where the range spans two
 * grades it cannot be told.
 */
import { z } from 'zod'

/** Not found out; no grade is guessed from it. */
export const NOT_KNOWN = '未了解'
/** The question does not bear on this child; the rest carries its weight. */
export const NOT_APPLICABLE = '不适用'

export const sheetPurposes = {
  screening: '排查',
  intake: '受理评估',
  'before-return': '返家前评估',
  periodic: '定期评估',
  clue: '风险线索',
  placement: '安置评估',
} as const
export type SheetPurpose = keyof typeof sheetPurposes
export const sheetNeeds = {
  counselling: '心理辅导',
  schooling: '就学',
  hardship: '生活困难',
  legal: '法律援助',
  work: '就业',
  health: '医疗康复',
  behaviour: '行为矫治',
  guardianship: '监护支持',
} as const
export type SheetNeed = keyof typeof sheetNeeds

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '小写字母、数字和连字符，字母开头')
const title = z.string().trim().min(1).max(120)
const keysOf = <L extends Record<string, string>>(list: L) => z.enum(Object.keys(list) as [keyof L & string])
const points = z.number().min(0).max(1000)

/** What one answer is worth: points, or a level; it may force a grade, and tell a need. */
const worth = {
  points: points.optional(),
  level: key.optional(),
  veto: key.optional(),
  needs: z.array(keysOf(sheetNeeds)).max(8).optional(),
}
const itemBase = { key, title, help: z.string().max(300).optional(), mayNotApply: z.boolean().optional() }
const choiceItem = z.strictObject({
  ...itemBase,
  kind: z.literal('choice'),
  options: z
    .array(z.strictObject({ key, title, ...worth }))
    .min(2)
    .max(12),
})
const yesNoItem = z.strictObject({
  ...itemBase,
  kind: z.literal('yes-no'),
  yes: z.strictObject(worth),
  no: z.strictObject(worth),
})
const numberItem = z.strictObject({
  ...itemBase,
  kind: z.literal('number'),
  unit: z.string().max(10).optional(),
  min: z.number(),
  max: z.number(),
  /** From the lowest; each holds up to and without the next one's `from`. */
  bands: z
    .array(z.strictObject({ from: z.number(), ...worth }))
    .min(1)
    .max(12),
})
const itemSchema = z.discriminatedUnion('kind', [choiceItem, yesNoItem, numberItem])
export type SheetItem = z.output<typeof itemSchema>
export interface SheetGroup {
  key: string
  title: string
  help?: string | undefined
  /** Share of the parent's points; without it, the points of what is inside count as they are. */
  weight?: number | undefined
  children: SheetNode[]
}
export type SheetNode = SheetItem | SheetGroup
const groupSchema: z.ZodType<SheetGroup> = z.strictObject({
  key,
  title,
  help: z.string().max(300).optional(),
  weight: z.number().positive().max(1000).optional(),
  get children() {
    return z.array(nodeSchema).min(1).max(60)
  },
})
const nodeSchema: z.ZodType<SheetNode> = z.lazy(() => z.union([itemSchema, groupSchema]))

const gradeSchema = z.strictObject({
  key,
  title,
  /** Score from which the grade holds: a floor where more is better, the first point of risk where less is. */
  from: z.number().optional(),
  /** For sheets without a score: so many answers at this level or worse, in this part or anywhere, bring it about. */
  when: z
    .array(z.strictObject({ part: key.optional(), level: key, atLeast: z.number().int().min(1).max(200) }))
    .max(20)
    .optional(),
  guardianship: z.enum(['normal', 'insufficient', 'improper', 'missing']).optional(),
  risk: z.enum(['low', 'middle', 'high']).optional(),
  /** Months until the next one. */
  againMonths: z.number().int().min(1).max(60).optional(),
  advice: z.string().max(300).optional(),
})
export type SheetGrade = z.output<typeof gradeSchema>

/** Who may assess by this sheet. */
const assessorsSchema = z.strictObject({
  purposes: z.array(keysOf(sheetPurposes)).min(1).max(6),
  least: z.number().int().min(1).max(5),
  most: z.number().int().min(1).max(5),
  /** How many of them with a professional title of the middle grade or above. */
  titled: z.number().int().min(0).max(5),
  citation: z.string().max(200),
})

export const sheetSchema = z
  .strictObject({
    id: key,
    version: z.string().regex(/^[0-9A-Za-z.-]{1,20}$/, '版本号用数字、字母、点和连字符'),
    title,
    source: z.string().max(500),
    purposes: z.array(keysOf(sheetPurposes)).min(1).max(6),
    /** Absent: levels only. */
    score: z.strictObject({ of: z.number().positive().max(1000), better: z.enum(['high', 'low']) }).optional(),
    /** From the best to the worst. */
    levels: z.array(z.strictObject({ key, title })).max(8).optional(),
    /** From the best to the worst. */
    grades: z.array(gradeSchema).min(2).max(10),
    assessors: z.array(assessorsSchema).max(6).optional(),
    parts: z.array(groupSchema).min(1).max(20),
  })
  .superRefine((sheet, context) => {
    for (const message of sheetFaults(sheet)) context.addIssue({ code: 'custom', message })
  })
export interface Sheet {
  id: string
  version: string
  title: string
  source: string
  purposes: SheetPurpose[]
  score?: { of: number; better: 'high' | 'low' } | undefined
  levels?: { key: string; title: string }[] | undefined
  grades: SheetGrade[]
  assessors?: z.output<typeof assessorsSchema>[] | undefined
  parts: SheetGroup[]
}

export const isGroup = (node: SheetNode): node is SheetGroup => 'children' in node
export const itemsOf = (node: SheetNode): SheetItem[] => (isGroup(node) ? node.children.flatMap(itemsOf) : [node])
export const sheetItems = (sheet: Pick<Sheet, 'parts'>): SheetItem[] => sheet.parts.flatMap(itemsOf)
export const sheetDepth = (node: SheetNode): number => (isGroup(node) ? 1 + Math.max(...node.children.map(sheetDepth)) : 1)

export type Worth = {
  points?: number | undefined
  level?: string | undefined
  veto?: string | undefined
  needs?: SheetNeed[] | undefined
}
export const worths = (item: SheetItem): Worth[] =>
  item.kind === 'choice' ? item.options : item.kind === 'number' ? item.bands : [item.yes, item.no]
const keysBelow = (node: SheetNode): string[] => [node.key, ...(isGroup(node) ? node.children.flatMap(keysBelow) : [])]

/** What is wrong with a sheet beyond its form, in words; empty when it holds together. */
export function sheetFaults(sheet: Sheet): string[] {
  const faults: string[] = []
  const keys = sheet.parts.flatMap(keysBelow)
  for (const twice of new Set(keys.filter((each, at) => keys.indexOf(each) !== at)))
    faults.push(`“${twice}”用了两次，每一项要有自己的代号`)
  const [levels, grades] = [sheet.levels?.map((each) => each.key) ?? [], sheet.grades.map((each) => each.key)]
  if (!sheet.score && levels.length < 2) faults.push('不计分的表要写明等次（levels），至少两等')
  if (new Set(grades).size < grades.length) faults.push('结果档次的代号重复')
  if (sheet.parts.some((part) => sheetDepth(part) > 6)) faults.push('层级不超过六级')
  if (sheetItems(sheet).length > 200) faults.push('指标不超过 200 项')
  for (const item of sheetItems(sheet)) {
    for (const each of worths(item)) {
      if (each.veto && !grades.includes(each.veto)) faults.push(`“${item.title}”的否决结果“${each.veto}”不在结果档次里`)
      if (each.level && !levels.includes(each.level)) faults.push(`“${item.title}”的等次“${each.level}”没有定义`)
      if (sheet.score ? each.points === undefined && !each.veto : each.level === undefined && !each.veto)
        faults.push(`“${item.title}”有一个答案没有${sheet.score ? '分值' : '等次'}`)
    }
    if (item.kind === 'number') {
      const froms = item.bands.map((band) => band.from)
      if (
        item.min > item.max ||
        (froms[0] as number) > item.min ||
        froms.some((from, at) => at > 0 && from <= (froms[at - 1] as number))
      )
        faults.push(`“${item.title}”的数值段要从最小值起，由低到高`)
    }
    if (item.kind === 'choice' && new Set(item.options.map((option) => option.key)).size < item.options.length)
      faults.push(`“${item.title}”有两个答案代号相同`)
  }
  if (sheet.score) {
    const froms = sheet.grades.map((grade) => grade.from)
    const rising = sheet.score.better === 'low'
    const listed = froms.every((from): from is number => from !== undefined)
    if (!listed) faults.push('计分的表，每一档都要写起始分（from）')
    else if (froms.some((from, at) => at > 0 && (rising ? from <= (froms[at - 1] as number) : from >= (froms[at - 1] as number))))
      faults.push('结果档次要由好到差排列，起始分不能重叠')
    else if ((rising ? froms[0] : froms.at(-1)) !== 0) faults.push('结果档次要从 0 分起，不能有空档')
    if (sheet.parts.every((part) => maxOf(part, {}) === 0)) faults.push('整张表没有分值')
  } else
    for (const [at, grade] of sheet.grades.entries()) {
      if (
        at > 0 &&
        !grade.when?.length &&
        !sheetItems(sheet).some((item) => worths(item).some((each) => each.veto === grade.key))
      )
        faults.push(`“${grade.title}”没有写明什么时候得出（when 或否决项）`)
      for (const rule of grade.when ?? []) {
        if (!levels.includes(rule.level)) faults.push(`“${grade.title}”的等次“${rule.level}”没有定义`)
        if (rule.part && !keys.includes(rule.part)) faults.push(`“${grade.title}”所指的部分“${rule.part}”不在表里`)
      }
    }
  return faults
}

export type SheetAnswer = string | number | boolean
export type SheetAnswers = Record<string, SheetAnswer>

export const applies = (item: SheetItem, answers: SheetAnswers) => !(item.mayNotApply && answers[item.key] === NOT_APPLICABLE)

/** The most that a node can bring, without what does not apply. */
export function maxOf(node: SheetNode, answers: SheetAnswers): number {
  if (!isGroup(node)) return applies(node, answers) ? Math.max(0, ...worths(node).map((each) => each.points ?? 0)) : 0
  const inside = node.children.reduce((sum, child) => sum + maxOf(child, answers), 0)
  return inside > 0 ? (node.weight ?? inside) : 0
}
