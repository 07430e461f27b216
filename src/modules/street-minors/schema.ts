/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { chargers, disciplines, dnaResults, searchManners, searchResults, tellManners } from './steps.ts'

const childId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const files = field(z.array(z.uuid()).max(10).optional(), { label: '材料', widget: 'file', sensitivity: 'personal' })
const said = (label: string, help?: string) =>
  field(longText(800).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const name = (label: string, help?: string) =>
  field(shortText(60).optional(), { label, sensitivity: 'personal', ...(help ? { help } : {}) })
const paper = field(shortText(80).optional(), { label: '公安书面材料', help: '不是公安机关登记的必填：名称或文号' })

export const ofChild = z.strictObject({ childId })

export const sampleForm = z.strictObject({
  childId,
  sampleNo: name('样本编号'),
  where: name('在哪里采'),
  sentTo: name('送检单位'),
  again: field(longText(200).optional(), { label: '为什么重采', help: '采过的才填' }),
  paper,
  note: said('说明', '不收费。孩子害怕的，先讲清楚，由其信任的人陪同'),
  files,
})

export const dnaForm = z.strictObject({
  childId,
  result: field(choice(dnaResults), { label: '比对结果' }),
  base: name('比对库', '如：打拐 DNA 库'),
  documentNo: name('反馈文号'),
  matched: said('比中的是谁', '比中时写，封存保存'),
  paper,
  files,
})

export const traffickedForm = z.strictObject({
  childId,
  basis: field(longText(500), { label: '认定依据', widget: 'textarea', sensitivity: 'personal' }),
  paper,
  files,
})

export const searchForm = z.strictObject({
  childId,
  manner: field(choice(searchManners), { label: '怎么找的' }),
  result: field(choice(searchResults), { label: '结果' }),
  words: said('经过和线索'),
  files,
})

export const tellForm = z.strictObject({
  childId,
  who: name('告知了谁', '姓名、与孩子的关系'),
  manner: field(choice(tellManners), { label: '怎么告知' }),
  answer: said('对方怎么说', '来不来接、什么时候来'),
  cleared: field(z.boolean().optional(), {
    label: '公安已排除监护人嫌疑',
    help: '孩子被拐、被利用的，先由公安核实监护人没有参与',
  }),
})

export const disciplineForm = z.strictObject({
  childId,
  manner: field(choice(disciplines), { label: '处理' }),
  who: name('对谁'),
  documentNo: name('文书文号'),
  words: said('情况'),
  paper,
  files,
})

const yuan = (label: string) => field(z.number().min(0.01).max(100_000), { label, unit: '元', span: 8 })
export const feeForm = z.strictObject({
  childId,
  amountYuan: yuan('收了多少'),
  chargedTo: field(choice(chargers), { label: '向谁收的' }),
  by: name('谁收的'),
  words: said('怎么知道的'),
})
export const refundForm = z.strictObject({
  childId,
  amountYuan: yuan('退了多少'),
  chargedTo: field(choice(chargers), { label: '退给谁' }),
  words: said('凭据'),
  files,
})

export const withdrawForm = z.strictObject({
  stepId: field(z.uuid(), { label: '记录', widget: 'hidden' }),
  reason: field(longText(300), { label: '为什么撤回', widget: 'textarea', sensitivity: 'personal' }),
})

export const followSameForm = z.strictObject({ childId, into: field(z.uuid(), { label: '并入的个案', widget: 'hidden' }) })
