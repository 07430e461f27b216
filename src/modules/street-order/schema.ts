/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { optionalPlaceField } from '#kernel/place.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { stateKeys } from './lifecycle.ts'
import { evidenceKinds, helps, kinds, operationKinds, outcomes, sources, vehicleKinds, victimGroups } from './words.ts'

export const caseId = field(z.uuid(), { label: '街面问题', widget: 'hidden' })
const someId = (label: string) => field(z.uuid().optional(), { label, widget: 'hidden' })
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const files = (label: string) => field(z.array(z.uuid()).max(20).optional(), { label, widget: 'file', sensitivity: 'sealed' })
const words = (label: string, max = 500, help?: string) =>
  field(longText(max), { label, widget: 'textarea', sensitivity: 'sealed', mask: 'none', ...(help ? { help } : {}) })
const someWords = (label: string, max = 500, help?: string) =>
  field(longText(max).optional(), { label, widget: 'textarea', sensitivity: 'sealed', mask: 'none', ...(help ? { help } : {}) })

/** Somebody who is owed help: known to the house by an id, or by words. */
export const victim = z.strictObject({
  group: field(choice(victimGroups), { label: '是谁' }),
  who: field(shortText(60).optional(), {
    label: '怎么称呼、特征',
    sensitivity: 'sealed',
    mask: 'none',
    help: '不知道姓名的写怎么认得出',
  }),
  personId: someId('人员'),
})

export const findForm = z.strictObject({
  caseId: someId('街面问题'),
  kind: field(choice(kinds), { label: '什么问题', section: '看到了什么' }),
  victims: field(z.array(choice(victimGroups)).max(4).optional(), { label: '涉及', section: '看到了什么' }),
  what: field(longText(800), {
    label: '情况',
    section: '看到了什么',
    widget: 'textarea',
    sensitivity: 'sealed',
    mask: 'none',
    help: '看到什么写什么；孩子的姓名不写在这里',
  }),
  behind: field(longText(400).optional(), {
    label: '背后的人',
    section: '看到了什么',
    widget: 'textarea',
    sensitivity: 'sealed',
    mask: 'none',
    help: '谁在旁边看着、收钱、接送；车牌、衣着',
  }),
  place: optionalPlaceField('地点', '在哪里'),
  areaId: field(z.uuid().optional(), { label: '所属镇街', section: '在哪里', widget: 'subject' }),
  foundAt: field(z.int().min(0).optional(), { label: '发现时间', section: '在哪里', widget: 'instant', help: '不填就是现在' }),
  urgent: field(z.boolean().optional(), { label: '有人正处在危险中', section: '看到了什么', help: '先打 110，再登记' }),
  source: field(choice(sources).optional(), { label: '怎么发现的', section: '在哪里' }),
  people: field(z.array(victim).max(20).optional(), {
    label: '应当帮助的人',
    section: '人',
    widget: 'list',
    sensitivity: 'sealed',
  }),
  photos: files('照片、录像'),
  metPersonId: someId('街面发现的人'),
  encounterId: someId('街面发现'),
})

export const assignForm = z.strictObject({
  caseId,
  organisationId: field(z.uuid(), { label: '处置单位', widget: 'subject', help: '公安、城管、交通；涉及未成年人的只交公安' }),
  ask: someWords('要求', 400),
  reason: someWords('改派的理由', 300, '改交另一单位时填'),
})

export const evidenceForm = z.strictObject({
  caseId,
  kind: field(choice(evidenceKinds), { label: '证据' }),
  what: someWords('是什么', 400, '拍到了什么、谁说了什么'),
  files: files('照片、录像、录音'),
  takenBy: field(shortText(40), { label: '谁取的', sensitivity: 'sealed', mask: 'none' }),
  takenAt: field(z.int().min(0).optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在' }),
  place: optionalPlaceField('在哪里取的'),
  custody: someWords('现在在谁手里', 300, '原件、物证交给谁保管、编号；换手一次写一次'),
})

export const seeAgainForm = z.strictObject({
  caseId,
  what: words('又看到了什么'),
  place: optionalPlaceField('地点'),
  encounterId: someId('街面发现'),
})

export const passNewsForm = z.strictObject({
  caseId,
  organisationId: field(z.uuid(), { label: '通报给', widget: 'subject' }),
  news: words('线索', 800, '车次、车牌、特征、可能的方向；孩子的姓名只写给公安'),
})
export const acknowledgeForm = z.strictObject({
  newsId: field(z.uuid(), { label: '通报', widget: 'hidden' }),
  answer: someWords('查了什么、结果', 600),
})

export const victimForm = z.strictObject({ caseId, ...victim.shape })
export const helpForm = z.strictObject({
  victimId: field(z.uuid(), { label: '应当帮助的人', widget: 'hidden' }),
  help: field(choice(helps), { label: '送到哪里' }),
  where: field(shortText(80).optional(), { label: '单位、接收人', sensitivity: 'sealed', mask: 'none' }),
  childId: someId('未成年人档案'),
  handoverId: someId('交接单'),
  whyNot: someWords('为什么没有送到', 400, '现在在哪里、谁在照看'),
  again: field(z.boolean().optional(), { label: '再登记（换了去处）', widget: 'hidden' }),
})

export const handleForm = z.strictObject({
  caseId,
  outcome: field(choice(outcomes), { label: '处置结果' }),
  rescued: field(z.int().min(0).max(500).optional(), { label: '解救、送站', unit: '人' }),
  suspects: field(z.int().min(0).max(500).optional(), { label: '查获组织、胁迫者', unit: '人' }),
  how: words('怎么处置的', 800),
  documentNo: field(shortText(60).optional(), { label: '文书编号', help: '立案、处罚决定书' }),
})
export const closeForm = z.strictObject({ caseId, note: someWords('办结说明', 400) })
export const reopenForm = z.strictObject({ caseId, why: words('又是什么情况', 400) })
export const withdrawForm = z.strictObject({ caseId, reason: words('为什么撤回', 300, '记重了的，写明另一件的编号') })

export const operationForm = z.strictObject({
  operationId: someId('联合行动'),
  kind: field(choice(operationKinds), { label: '什么行动' }),
  date: field(date(), { label: '日期', widget: 'date' }),
  organisationIds: field(z.array(z.uuid()).max(20).optional(), {
    label: '参加单位',
    widget: 'subject',
    help: '系统内的；他们也看得到这次行动',
  }),
  others: field(shortText(200).optional(), { label: '其他参加单位' }),
  people: field(z.int().min(1).max(5000).optional(), { label: '出动', unit: '人次' }),
  cases: field(z.int().min(0).max(5000), { label: '查处', unit: '件' }),
  rescued: field(z.int().min(0).max(5000).optional(), { label: '解救、送站', unit: '人' }),
  what: words('查了哪里、结果', 800),
})

export const vehicleForm = z.strictObject({
  vehicleId: someId('车辆'),
  plate: field(shortText(12), { label: '车牌', help: '例：云A12345' }),
  kind: field(choice(vehicleKinds), { label: '用途' }),
  driver: field(shortText(40).optional(), { label: '驾驶员', sensitivity: 'personal' }),
  driverPhone: field(shortText(30).optional(), { label: '驾驶员电话', sensitivity: 'personal', mask: 'phone' }),
  until: field(date().optional(), { label: '备案有效期到', widget: 'date' }),
})
export const tellTrafficForm = z.strictObject({
  vehicleId: field(z.uuid(), { label: '车辆', widget: 'hidden' }),
  organisationId: field(z.uuid().optional(), { label: '报给哪个公安交管单位', widget: 'subject' }),
  toName: field(shortText(60).optional(), { label: '单位全称', help: '不在名单里的写全称' }),
  on: field(date(), { label: '备案日期', widget: 'date' }),
  until: field(date().optional(), { label: '有效期到', widget: 'date' }),
})
export const endVehicleForm = z.strictObject({
  vehicleId: field(z.uuid(), { label: '车辆', widget: 'hidden' }),
  reason: field(shortText(100), { label: '为什么停用' }),
})

export const boardForm = z.strictObject({
  states: field(
    z
      .array(z.enum(stateKeys as [string, ...string[]]))
      .max(10)
      .optional(),
    { label: '状态' },
  ),
  kind: field(choice(kinds).optional(), { label: '类别' }),
  month: field(
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional(),
    { label: '月份' },
  ),
  areaId: field(z.uuid().optional(), { label: '镇街', widget: 'hidden' }),
  mine: field(z.boolean().optional(), { label: '只看交给本单位的' }),
})
export type BoardForm = z.output<typeof boardForm>
