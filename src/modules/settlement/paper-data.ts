/** What the papers of settlement show. Pure; ID numbers masked. */
import { known, maskValue } from '#kernel/field.ts'
import { dateOf } from '#kernel/time.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type FileRow, type PersonRow, sexes } from '#modules/people-and-cases/words.ts'
import { refuse } from './refusals.ts'
import { computedOf, type Steps } from './rules.ts'
import type { CaseRow, PlanRow } from './store.ts'
import type { ListedCase } from './store-read.ts'
import { answers, computedItems, handItems, nameWays, supportLevels } from './words.ts'

export interface Printing {
  file: FileRow
  person: PersonRow
  case: CaseRow
  station: string
  steps: Steps
  now: number
}

export function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}
const longDay = (instant: number | null) => (instant === null ? null : longDate(dateOf(instant)))

function headOf({ file, person, case: row, station }: Printing) {
  const { description } = person
  return {
    station,
    no: file.no,
    letterNo: row.letterNo,
    name: person.displayName,
    sex: person.sex ? sexes[person.sex] : null,
    age:
      description.ageSeenMin === undefined
        ? null
        : `看上去 ${description.ageSeenMin} 至 ${description.ageSeenMax ?? description.ageSeenMin} 岁`,
    marks: (description.marks ?? []).join('、') || null,
    accent: description.accent ?? null,
    acceptedAt: longDay(file.acceptedAt),
  }
}

/** 落户安置申请函: one letter a person. */
export function applicationPaper(printing: Printing): object | Refusal {
  const { case: row, steps } = printing
  const { application, checked } = row.content
  if (!application || row.appliedAt === null) return refuse('NO_PAPER', { why: '先提交安置申请，取得函号。' })
  const there = computedOf(steps)
  return {
    ...headOf(printing),
    on: longDay(row.appliedAt),
    situation: application.situation,
    wish: application.wish ?? null,
    suggestion: application.suggestion ?? null,
    tracing: [
      `公安信息核查：${answers[steps.records]}`,
      `DNA：${answers[steps.dna]}`,
      `人像比对：${steps.face ? '已比对，无结果' : '未比对'}`,
      `寻亲公告：${steps.published === null ? '未发布' : `${longDay(steps.published)}发布${steps.renewed === null ? '' : `，${longDay(steps.renewed)}更新`}`}`,
      `全国救助寻亲网：${steps.national ? '已推送' : '未推送'}`,
      `问询：${steps.interviews} 次`,
    ],
    items: [
      ...Object.entries(computedItems).map(([key, title]) => ({ title, there: there[key as keyof typeof there] })),
      ...Object.entries(handItems).map(([key, title]) => ({ title, there: checked?.hand.includes(key as never) ?? false })),
    ],
    waived: checked?.waiveReason ?? null,
  }
}

/** 赋名登记表. */
export function namingPaper(printing: Printing): object | Refusal {
  const { content } = printing.case
  const named = content.named ?? content.proposal
  if (!named) return refuse('NO_PAPER', { why: '先拟定姓名。' })
  return {
    ...headOf(printing),
    before: content.named?.before ?? printing.person.displayName,
    assigned: named.name,
    birth: longDate(named.birthDate),
    how: nameWays[named.how as keyof typeof nameWays],
    reason: named.reason ?? null,
    proposedBy: content.named?.by ?? content.proposal?.byName ?? null,
    on: content.named ? longDay(content.named.at) : null,
  }
}

/** 落户函, to the police. */
export function registerPaper(printing: Printing): object | Refusal {
  const { content } = printing.case
  const { approval, named, planned, register } = content
  if (!approval || !named) return refuse('NO_PAPER', { why: '政府批准并核对姓名以后才能发落户函。' })
  return {
    ...headOf(printing),
    to: approval.police ?? null,
    documentNo: approval.documentNo,
    documentOn: longDate(approval.documentOn),
    assigned: named.name,
    before: named.before,
    birth: longDate(named.birthDate),
    institution: register?.institution ?? planned?.institution ?? null,
    on: longDate(dateOf(printing.now)),
  }
}

/** 特困供养认定表. */
export function supportPaper(printing: Printing): object | Refusal {
  const { content } = printing.case
  const { assessed, support, register } = content
  if (!assessed || !register) return refuse('NO_PAPER', { why: '登记户口并认定以后才能打印。' })
  const number = known(printing.person.description.idNumber)
  return {
    ...headOf(printing),
    assigned: content.named?.name ?? printing.person.displayName,
    idNumber: number === undefined ? null : String(maskValue('id-number', number)),
    register: `${register.institution}集体户，户号 ${register.registerNo}`,
    noAbility: assessed.noAbility,
    noIncome: assessed.noIncome,
    noSupporter: assessed.noSupporter,
    eligible: assessed.noAbility && assessed.noIncome && assessed.noSupporter,
    ground: assessed.ground,
    assessedOn: longDay(assessed.at),
    institution: support?.institution ?? null,
    level: support ? supportLevels[support.level as keyof typeof supportLevels] : null,
    amount: support ? `${(support.amount / 100).toFixed(2)} 元` : null,
    from: support ? support.fromMonth.replace('-', ' 年 ').concat(' 月') : null,
  }
}

/** 安置方案 with its list. */
export function planPaper(plan: PlanRow, people: readonly ListedCase[], bureau: string): object {
  const { content } = plan
  return {
    bureau,
    no: plan.no,
    on: longDay(plan.madeAt),
    institution: content.institution,
    way: content.way,
    funding: content.funding ?? null,
    document: content.document ? `${content.document.documentNo}（${longDate(content.document.documentOn)}）` : null,
    people: people.map((each) => ({
      name: each.content.named?.name ?? each.name,
      no: each.no,
      sex: each.sex === 'male' || each.sex === 'female' ? sexes[each.sex] : '',
      letterNo: each.letterNo ?? '',
      station: each.station,
      note: each.content.application?.suggestion ?? '',
    })),
  }
}
