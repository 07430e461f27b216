/** What answers to an indicator sheet come to. Pure; what is not known stays open and makes the result a range. */
import {
  applies,
  isGroup,
  itemsOf,
  maxOf,
  NOT_KNOWN,
  type Sheet,
  type SheetAnswer,
  type SheetAnswers,
  type SheetGrade,
  type SheetGroup,
  sheetItems,
  type SheetItem,
  type SheetNeed,
  type SheetNode,
  type Worth,
  worths,
} from './indicator-sheet.ts'

const unanswered = (answer: SheetAnswer | undefined) => answer === undefined || answer === NOT_KNOWN

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
  // Where no question applies, nothing was assessed.
  const none = !items.some((item) => applies(item, answers)) || (total !== null && most === 0)
  const [best, worst] = none
    ? [0, sheet.grades.length - 1]
    : [gradeAt(sheet, answers, total, 'best'), gradeAt(sheet, answers, total, 'worst')]
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
