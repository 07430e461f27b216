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

type Worth = {
  points?: number | undefined
  level?: string | undefined
  veto?: string | undefined
  needs?: SheetNeed[] | undefined
}
const worths = (item: SheetItem): Worth[] =>
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

const unanswered = (answer: SheetAnswer | undefined) => answer === undefined || answer === NOT_KNOWN
const applies = (item: SheetItem, answers: SheetAnswers) => !(item.mayNotApply && answers[item.key] === NOT_APPLICABLE)

/** What an answer is worth; undefined where it is not known, or no answer to this question. */
function worthOf(item: SheetItem, answer: SheetAnswer | undefined): Worth | undefined {
  if (unanswered(answer)) return undefined
  if (item.kind === 'choice') return item.options.find((option) => option.key === answer)
  if (item.kind === 'yes-no')
    return answer === true || answer === 'yes' ? item.yes : answer === false || answer === 'no' ? item.no : undefined
  if (typeof answer !== 'number' || !(answer >= item.min && answer <= item.max)) return undefined
  return item.bands.findLast((band) => band.from <= answer)
}

/** Keys of answers that answer nothing: no such question, or no such answer. */
export function answerFaults(sheet: Pick<Sheet, 'parts'>, answers: SheetAnswers): string[] {
  const items = new Map(sheetItems(sheet).map((item) => [item.key, item]))
  return Object.entries(answers).flatMap(([name, answer]) => {
    const item = items.get(name)
    if (!item) return [name]
    return unanswered(answer) || !applies(item, answers) || worthOf(item, answer) ? [] : [name]
  })
}

interface Span {
  low: number
  high: number
}

function maxOf(node: SheetNode, answers: SheetAnswers): number {
  if (!isGroup(node)) return applies(node, answers) ? Math.max(0, ...worths(node).map((each) => each.points ?? 0)) : 0
  const inside = node.children.reduce((sum, child) => sum + maxOf(child, answers), 0)
  return inside > 0 ? (node.weight ?? inside) : 0
}

function pointsOf(node: SheetNode, answers: SheetAnswers): Span {
  if (!isGroup(node)) {
    if (!applies(node, answers)) return { low: 0, high: 0 }
    const found = worthOf(node, answers[node.key])
    const list = (found ? [found] : worths(node)).map((each) => each.points ?? 0)
    return { low: Math.min(...list), high: Math.max(...list) }
  }
  const spans = node.children.map((child) => pointsOf(child, answers))
  const inside = node.children.reduce((sum, child) => sum + maxOf(child, answers), 0)
  const scale = node.weight === undefined || inside === 0 ? 1 : node.weight / inside
  return {
    low: scale * spans.reduce((sum, span) => sum + span.low, 0),
    high: scale * spans.reduce((sum, span) => sum + span.high, 0),
  }
}

const rounded = (value: number) => Math.round(value * 10 + 1e-7) / 10
const spanned = (span: Span, scale = 1): Span => ({ low: rounded(span.low * scale), high: rounded(span.high * scale) })

/** Index of the grade, the best being 0, were every unknown answer as bad, or as good, as it can be. */
function gradeAt(sheet: Sheet, answers: SheetAnswers, total: Span | null, as: 'best' | 'worst'): number {
  const worse = (one: number, other: number) => Math.max(one, other)
  const items = sheetItems(sheet).filter((item) => applies(item, answers))
  const gradeIndex = (name: string) => sheet.grades.findIndex((grade) => grade.key === name)
  let index = 0
  for (const item of items) {
    const found = worthOf(item, answers[item.key])
    const forced = (found ? [found] : worths(item)).map((each) => (each.veto ? gradeIndex(each.veto) : 0))
    index = worse(index, as === 'worst' ? Math.max(...forced) : Math.min(...forced))
  }
  if (sheet.score && total) {
    const low = sheet.score.better === 'low'
    const value = (as === 'worst') === low ? total.high : total.low
    const at = low
      ? sheet.grades.findLastIndex((grade) => value >= (grade.from as number))
      : sheet.grades.findIndex((grade) => value >= (grade.from as number))
    return worse(index, at < 0 ? sheet.grades.length - 1 : at)
  }
  const rank = new Map(sheet.levels?.map((level, at) => [level.key, at]))
  const levelOf = (item: SheetItem) => {
    const found = worthOf(item, answers[item.key])
    const list = (found ? [found] : worths(item)).map((each) => (each.level ? (rank.get(each.level) as number) : 0))
    return as === 'worst' ? Math.max(...list) : Math.min(...list)
  }
  for (const [at, grade] of sheet.grades.entries())
    for (const rule of grade.when ?? []) {
      const within = rule.part
        ? itemsOf(nodeNamed(sheet, rule.part) as SheetNode).filter((item) => applies(item, answers))
        : items
      if (within.filter((item) => levelOf(item) >= (rank.get(rule.level) as number)).length >= rule.atLeast)
        index = worse(index, at)
    }
  return index
}

function nodeNamed(sheet: Sheet, name: string): SheetNode | undefined {
  const walk = (node: SheetNode): SheetNode | undefined =>
    node.key === name ? node : isGroup(node) ? node.children.map(walk).find((each) => each) : undefined
  return sheet.parts.map(walk).find((each) => each)
}

export interface PartScore {
  key: string
  title: string
  /** Null on a sheet without a score. */
  score: Span | null
  of: number
  missing: number
}
export interface SheetScore {
  /** One number twice where all is known; null on a sheet without a score. */
  score: Span | null
  of: number | null
  parts: PartScore[]
  /** Null: cannot be told, `possible` says between which. */
  grade: SheetGrade | null
  /** From the best to the worst. */
  possible: SheetGrade[]
  vetoes: { item: string; title: string; grade: string }[]
  missing: { item: string; title: string }[]
  needs: SheetNeed[]
}

/** The result of a sheet. Answers to questions that it does not ask count for nothing. */
export function scoreSheet(sheet: Sheet, answers: SheetAnswers): SheetScore {
  const items = sheetItems(sheet)
  const open = (item: SheetItem) => applies(item, answers) && worthOf(item, answers[item.key]) === undefined
  const raw: SheetGroup = { key: 'all', title: sheet.title, children: sheet.parts }
  const most = sheet.score ? maxOf(raw, answers) : 0
  const scale = sheet.score && most > 0 ? sheet.score.of / most : 0
  const total = sheet.score ? spanned(pointsOf(raw, answers), scale) : null
  const [best, worst] = [gradeAt(sheet, answers, total, 'best'), gradeAt(sheet, answers, total, 'worst')]
  const told = items.flatMap((item) => {
    const found = applies(item, answers) ? worthOf(item, answers[item.key]) : undefined
    return found ? [{ item, found }] : []
  })
  return {
    score: total,
    of: sheet.score?.of ?? null,
    parts: sheet.parts.map((part) => ({
      key: part.key,
      title: part.title,
      score: sheet.score ? spanned(pointsOf(part, answers), scale) : null,
      of: rounded(maxOf(part, answers) * scale),
      missing: itemsOf(part).filter(open).length,
    })),
    grade: best === worst ? (sheet.grades[best] as SheetGrade) : null,
    possible: sheet.grades.slice(best, worst + 1),
    vetoes: told.flatMap(({ item, found }) => (found.veto ? [{ item: item.key, title: item.title, grade: found.veto }] : [])),
    missing: items.filter(open).map((item) => ({ item: item.key, title: item.title })),
    needs: [...new Set(told.flatMap(({ found }) => found.needs ?? []))],
  }
}
