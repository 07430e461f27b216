/** What the papers of guardianship show. Pure. */
import { dateOf } from '#kernel/time.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type ChildRow, orderedBirth } from './paper-child.ts'
import { refuse } from './refusals.ts'
import type { Assessed } from './rules.ts'
import type { Care, RequestRow } from './store.ts'
import { guardianshipResults, placementKinds, requestKinds, siblingAnswers } from './words.ts'

export interface Printing {
  child: ChildRow
  from: string
  care: Omit<Care, 'child' | 'facts' | 'kinds' | 'opens' | 'holds'>
  assessed: Assessed | null
}

export function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}
const longDay = (instant: number | null | undefined) =>
  instant === null || instant === undefined ? null : longDate(dateOf(instant))

const headOf = ({ child, from }: Printing) => ({ from, no: child.no, ...orderedBirth(child) })

/** The request on paper: the open one first, else the latest. Placements are on the agreement. */
function requestOf(requests: readonly RequestRow[]): RequestRow | undefined {
  const of = requests.filter((each) => each.kind !== 'placement')
  return of.find((each) => each.state === 'asked' || each.state === 'approved') ?? of[0]
}

const BASIS = {
  temporary: '未成年人保护法第九十二条',
  'long-term': '未成年人保护法第九十四条',
  return: '未成年人保护法第九十三条',
  end: '未成年人保护法第九十三、九十五条',
  placement: '未成年人保护法第九十三条',
} as const

export function approvalPaper(printing: Printing): object | Refusal {
  const { care } = printing
  const request = requestOf(care.requests)
  if (!request) return refuse('NO_PAPER', { why: '还没有申请。' })
  const { content } = request
  return {
    ...headOf(printing),
    from: content.askedFrom,
    title: `${requestKinds[request.kind]}审批表`,
    basis: BASIS[request.kind],
    on: longDay(request.askedAt),
    lines: content.lines.filter(([title]) => title !== '原监护人'),
    guardians: content.lines.find(([title]) => title === '原监护人')?.[1] ?? null,
    place: care.placement ? `${placementKinds[care.placement.kind]}：${care.placement.content.who}` : null,
    askedBy: content.askedBy,
    decision: content.decision?.opinion ?? null,
    documentNo: content.decision?.documentNo ?? null,
    decidedOn: longDay(request.decidedAt),
  }
}

export function agreementPaper(printing: Printing): object | Refusal {
  const { placement } = printing.care
  if (!placement) return refuse('NO_PAPER', { why: '还没有安置。' })
  const { content } = placement
  return {
    ...headOf(printing),
    who: content.who,
    kind: placementKinds[placement.kind],
    on: longDay(placement.placedAt),
    address: content.address ?? null,
    phone: content.phone ?? null,
    siblings: siblingAnswers[content.siblings as keyof typeof siblingAnswers] ?? null,
    opinion: content.opinion ?? null,
  }
}

export function handoverPaper(printing: Printing): object | Refusal {
  const { returned, requests } = printing.care
  if (!returned) return refuse('NO_PAPER', { why: '还没有记返回家庭。' })
  const request = requests.find((each) => each.kind === 'return' && each.state === 'done')
  const result = printing.assessed?.result as keyof typeof guardianshipResults | null | undefined
  return {
    ...headOf(printing),
    on: longDay(returned.returnedAt),
    to: returned.content.to,
    phone: returned.content.phone ?? null,
    address: returned.content.address ?? null,
    assessed: printing.assessed
      ? `${longDay(printing.assessed.at)}，监护${result ? (guardianshipResults[result] ?? result) : '没有结论'}`
      : null,
    approved: request
      ? [request.content.bureau, longDay(request.decidedAt), request.content.decision?.documentNo].filter(Boolean).join('，')
      : null,
    support: returned.content.support ?? null,
    nextVisit: returned.nextVisit ? longDate(returned.nextVisit) : null,
    by: returned.content.by,
  }
}
