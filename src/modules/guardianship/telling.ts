/** Rows of this room in words, for panels and papers. Pure. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { type Assessed, adultOn, dangerAtHome, soonAdult } from './rules.ts'
import type { Care, HoldRow } from './store.ts'
import type { PlacementRow } from './store-care.ts'
import type { FamilyRow } from './store-family.ts'
import { familyLife } from './lifecycle.ts'
import {
  emergencyGrounds,
  type HoldKind,
  institutionTypes,
  longGrounds,
  siblingAnswers,
  temporaryGrounds,
  welfareGrounds,
} from './words.ts'

export function groundWords(kind: HoldKind, ground: string): string {
  const lists = { emergency: emergencyGrounds, temporary: temporaryGrounds, 'long-term': longGrounds } as const
  return (lists[kind] as Record<string, string>)[ground] ?? ground
}

type Line = { title: string; text: string }
const kept = (all: readonly (readonly [string, string | undefined | null])[]): Line[] =>
  all.flatMap(([title, text]) => (text ? [{ title, text }] : []))

export function linesOfHold({ content }: Pick<HoldRow, 'content'>): Line[] {
  return kept([
    ['事实与理由', content.reason],
    ['在哪里照料', content.where],
    ['谁送来', content.broughtBy],
    ['原监护人', (content.guardians ?? []).map((each) => [each.name, each.relation].filter(Boolean).join('，')).join('；')],
    ['孩子本人的意见', content.opinion],
    ['批准', [content.bureau, content.documentNo].filter(Boolean).join(' ')],
    ['申请', content.by],
  ])
}

export function linesOfPlacement({ content, institutionType }: PlacementRow): Line[] {
  const siblings = siblingAnswers[content.siblings as keyof typeof siblingAnswers]
  return kept([
    ['机构类型', institutionType && institutionTypes[institutionType]],
    ['情形', content.welfareGround && welfareGrounds[content.welfareGround as keyof typeof welfareGrounds]],
    ['住址', content.address],
    ['同胞', siblings && content.siblings !== 'none' ? siblings : null],
    ['分开的理由', content.apartReason],
    ['孩子本人的意见', content.opinion],
    ['说明', content.note],
  ])
}

/** What must not be overlooked before anything is decided. */
export function warningsOf(of: {
  facts: readonly LedgerFact[]
  care: Pick<Care, 'hold' | 'placement' | 'orders'>
  family: FamilyRow | undefined
  child: { birthFrom: string | null; birthTo: string | null }
  assessed: Assessed | null
  today: string
}): string[] {
  const { facts, care, family, child, assessed, today } = of
  const found: string[] = []
  if (dangerAtHome(facts)) found.push('家庭登记里写着：有人对孩子构成危险。')
  const order = care.orders.find(
    (each) => each.kind === 'protection-order' && each.state === 'granted' && (each.until ?? '') >= today,
  )
  if (order) found.push(`人身安全保护令有效到 ${order.until}。`)
  if (assessed?.disputed) found.push('返家前评估有人提出异议，还没有重新评估。')
  if (care.placement?.finding === 'unfit') found.push('最近一次走访发现不适合继续，要另行安置。')
  if (family && (family.state === 'withdrawn' || family.state === 'paused'))
    found.push(`安置的家庭${familyLife.states[family.state].zh}，要另行安置。`)
  if (family?.until && family.until < today) found.push(`安置的家庭评估已于 ${family.until} 到期，要重新评估。`)
  if (family?.volunteer) found.push('安置的家庭里有人同时是结对志愿者：这个孩子不与其结对。')
  if (care.hold && soonAdult(child.birthFrom, child.birthTo, today))
    found.push(`${adultOn(child.birthFrom, child.birthTo)} 年满十八周岁，监护到期终止：请提前安排去处。`)
  return found
}
