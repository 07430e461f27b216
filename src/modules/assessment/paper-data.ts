/** What the papers of this room show. Pure. */
import type { ChildRow } from '#modules/people-and-cases/index.ts'
import { dateOf } from '#kernel/time.ts'
import {
  isGroup,
  NOT_APPLICABLE,
  NOT_KNOWN,
  type Sheet,
  type SheetAnswer,
  type SheetItem,
  sheetNeeds,
  type SheetNode,
} from '#modules/people-and-cases/words.ts'
import { scoreWords } from './rules.ts'
import type { AssessmentRow, AssessorRow, OpinionRow } from './store.ts'
import { objectors, opinionManners, purposes, titles, wishes } from './words.ts'

interface Line {
  level: number
  title: string
  /** Null for a heading. */
  answer: string | null
}

function answerWords(item: SheetItem, answer: SheetAnswer | undefined): string {
  if (answer === undefined || answer === NOT_KNOWN) return NOT_KNOWN
  if (answer === NOT_APPLICABLE) return NOT_APPLICABLE
  if (item.kind === 'choice') return item.options.find((option) => option.key === answer)?.title ?? ''
  if (item.kind === 'yes-no') return answer === true || answer === 'yes' ? '是' : '否'
  return `${answer}${item.unit ?? ''}`
}

/** What may be ticked, for a sheet filled in by hand. */
function choicesOf(item: SheetItem): string {
  const own = item.kind === 'choice' ? item.options.map((option) => option.title) : item.kind === 'yes-no' ? ['是', '否'] : []
  const all = [...own, ...(item.mayNotApply ? [NOT_APPLICABLE] : []), NOT_KNOWN]
  return `${item.kind === 'number' ? `＿＿＿＿${item.unit ?? ''}　` : ''}${all.map((each) => `□${each}`).join('　')}`
}

const linesOf = (node: SheetNode, level: number, words: (item: SheetItem) => string): Line[] =>
  isGroup(node)
    ? [{ level, title: node.title, answer: null }, ...node.children.flatMap((child) => linesOf(child, level + 1, words))]
    : [{ level, title: node.title, answer: words(node) }]

/** An empty sheet. */
export function sheetPaper(sheet: Sheet, of: { no: string; organisation: string; purpose: string }): object {
  return {
    ...of,
    sheet: sheet.title,
    version: sheet.version,
    lines: sheet.parts.flatMap((part) => linesOf(part, 0, choicesOf)),
  }
}

interface Reporting {
  row: AssessmentRow
  sheet: Sheet
  child: ChildRow
  age: { from: number; to: number } | null
  organisation: string
  assessors: readonly AssessorRow[]
  opinions: readonly OpinionRow[]
}

/** 监护评估报告. */
export function reportPaper({ row, sheet, child, age, organisation, assessors, opinions }: Reporting): object {
  const { content } = row
  const result = content.result as NonNullable<typeof content.result>
  const heard = opinions
    .filter((each) => each.heardAt >= row.startedAt && (row.concludedAt === null || each.heardAt <= row.concludedAt))
    .slice(0, 3)
  return {
    organisation,
    no: child.no,
    name: child.name,
    sex: child.sex === 'male' ? '男' : child.sex === 'female' ? '女' : null,
    age: age ? (age.from === age.to ? `${age.from} 岁` : `${age.from} 至 ${age.to} 岁`) : null,
    purpose: purposes[row.purpose],
    sheet: `${sheet.title}（${row.version}）`,
    startedOn: dateOf(row.startedAt),
    concludedOn: row.concludedAt === null ? null : dateOf(row.concludedAt),
    grade: result.gradeTitle,
    score: result.score ? `${scoreWords(result)} / ${result.of}` : null,
    advice: result.advice ?? null,
    conclusion: content.conclusion ?? null,
    whyOpen: content.whyOpen ?? null,
    needs: (content.needs ?? []).map((need) => sheetNeeds[need as keyof typeof sheetNeeds] ?? need).join('、') || '没有',
    missing: result.missing.map((each) => each.title).join('、') || null,
    vetoes: result.vetoes.map((each) => each.title).join('、') || null,
    nextOn: row.nextOn,
    heard: heard.map(
      ({ manner, content: said }) =>
        `${opinionManners[manner as keyof typeof opinionManners]}${said.wish ? `，${wishes[said.wish as keyof typeof wishes]}` : ''}${said.words ? `：“${said.words}”` : ''}`,
    ),
    disputes: (content.disputes ?? []).map(
      (each) =>
        `${objectors[each.from as keyof typeof objectors]}：${each.reason}${each.answer ? `（${each.answer.outcome === 'again' ? '已撤销，重新评估' : '维持'}：${each.answer.reason}）` : '（复核中）'}`,
    ),
    lines: sheet.parts.flatMap((part) => linesOf(part, 0, (item) => answerWords(item, content.answers[item.key]))),
    assessors: assessors.map((each) => ({
      name: each.name,
      organisation: each.organisation,
      title: titles[each.title],
      signedOn: each.signedAt === null ? null : dateOf(each.signedAt),
    })),
  }
}
