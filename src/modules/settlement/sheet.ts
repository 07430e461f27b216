/** Lists as workbooks. */
import { dateOf } from '#kernel/time.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { settlementLife, type SettlementState } from './lifecycle.ts'
import type { Steps } from './rules.ts'
import { allItems, answers, type Item } from './words.ts'

const places: Record<string, string> = { station: '站内', hospital: '医院', outside: '站外托养', leave: '请假外出' }
const sexOf = (sex: string | null) => (sex === 'male' || sex === 'female' ? sexes[sex] : '')
const day = (instant: number | null) => (instant === null ? '' : dateOf(instant))
const yes = (told: boolean) => (told ? '有' : '')

export const candidateHeads = [
  '编号',
  '姓名',
  '性别',
  '救助站',
  '受理',
  '满三个月',
  '相差天数',
  '在哪里',
  '检视',
  '问询次数',
  '人像',
  '公安核查',
  'DNA',
  '公告',
  '公告更新',
  '全国网',
  '待核候选',
  '还缺',
]

export function candidateLine(each: {
  no: string
  name: string
  sex: string | null
  station: string
  acceptedAt: number
  fullOn: string
  days: number
  where: string
  steps: Omit<Steps, 'records' | 'dna'> & { records: string; dna: string }
  lacks: readonly string[]
}): string[] {
  const { steps } = each
  return [
    each.no,
    each.name,
    sexOf(each.sex),
    each.station,
    dateOf(each.acceptedAt),
    each.fullOn,
    String(each.days),
    places[each.where] ?? '',
    yes(steps.health),
    String(steps.interviews),
    yes(steps.face),
    answers[steps.records as keyof typeof answers],
    answers[steps.dna as keyof typeof answers],
    day(steps.published),
    day(steps.renewed),
    yes(steps.national),
    String(steps.matches),
    each.lacks.map((item) => allItems[item as Item]).join('、'),
  ]
}

export const caseHeads = [
  '编号',
  '姓名',
  '性别',
  '救助站',
  '进度',
  '申请函号',
  '批次',
  '申请',
  '方案',
  '批复',
  '登记户口',
  '机构',
  '供养',
]

export function caseLine(each: {
  no: string
  name: string
  sex: string | null
  station: string
  state: string
  letterNo: string | null
  batch: string | null
  appliedAt: number | null
  planNo: string | null
  approvedAt: number | null
  registeredAt: number | null
  institution: string | null
  supportedAt: number | null
}): string[] {
  return [
    each.no,
    each.name,
    sexOf(each.sex),
    each.station,
    settlementLife.states[each.state as SettlementState].zh,
    each.letterNo ?? '',
    each.batch ?? '',
    day(each.appliedAt),
    each.planNo ?? '',
    day(each.approvedAt),
    day(each.registeredAt),
    each.institution ?? '',
    day(each.supportedAt),
  ]
}
