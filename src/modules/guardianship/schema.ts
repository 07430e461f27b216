/** What this room asks about a child: protecting, guardianship, placement, visits, return, the guardians. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  emergencyGrounds,
  handedTo,
  holdEnds,
  institutionTypes,
  longGrounds,
  orderKinds,
  orderResults,
  placementEnds,
  placementKinds,
  returnedFindings,
  returnGrounds,
  siblingAnswers,
  superviseManners,
  temporaryGrounds,
  visitFindings,
  visitManners,
  welfareGrounds,
} from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('未成年人个案')
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const on = (label: string) => field(date().optional(), { label, widget: 'date', help: '不填就是现在' })
const files = field(z.array(z.uuid()).max(10).optional(), { label: '材料', widget: 'file', sensitivity: 'personal' })
const words = (label: string, help?: string, max = 1000) =>
  field(longText(max), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const note = (label = '说明', help?: string) =>
  field(longText(500).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const name = (label: string, help?: string) =>
  field(shortText(40).optional(), { label, sensitivity: 'personal', ...(help ? { help } : {}) })
const bureauId = field(z.uuid().optional(), { label: '报哪个民政局', widget: 'subject', help: '不选就报最近的本级民政局' })

export const protectForm = z.strictObject({
  childId,
  ground: field(choice(emergencyGrounds), { label: '事由' }),
  situation: words('发现时的情况', '何时何地、谁在场、有没有受伤'),
  where: field(shortText(60), { label: '现在在哪里照料', sensitivity: 'personal' }),
  broughtBy: name('谁送来', '公安送来的写派出所'),
  files,
})
export const endEmergencyForm = z.strictObject({
  childId,
  ground: field(choice({ 'no-need': holdEnds['no-need'], moved: holdEnds.moved, mistaken: holdEnds.mistaken }), {
    label: '原因',
  }),
  note: words('怎么安排的', undefined, 500),
})

const guardians = field(
  z
    .array(
      z.strictObject({
        name: field(shortText(40), { label: '姓名', sensitivity: 'personal' }),
        relation: field(shortText(20).optional(), { label: '与孩子的关系' }),
        idNumber: field(z.string().trim().max(20).optional(), {
          label: '公民身份号码',
          sensitivity: 'sealed',
          mask: 'id-number',
          help: '知道就填：用来防止孩子被交给同一个人寄养',
        }),
      }),
    )
    .max(6)
    .optional(),
  { label: '原监护人', help: '查不到的不填' },
)

export const askTemporaryForm = z.strictObject({
  childId,
  ground: field(choice(temporaryGrounds), { label: '临时监护情形', legalBasis: '未成年人保护法第九十二条' }),
  reason: words('事实与理由', '选“其他情形”的，写明依据哪一条法律'),
  guardians,
  opinion: note('孩子本人的意见', '用孩子自己的话；还不会说话的写明'),
  bureauId,
  files,
})
export const askLongForm = z.strictObject({
  childId,
  ground: field(choice(longGrounds), { label: '长期监护情形', legalBasis: '未成年人保护法第九十四条' }),
  reason: words('事实与理由', '写明判决、宣告死亡、寻亲公告等文书的名称和日期'),
  opinion: note('孩子本人的意见'),
  bureauId,
  files,
})
const endGrounds = {
  'kin-guardian': holdEnds['kin-guardian'],
  court: holdEnds.court,
  moved: holdEnds.moved,
  mistaken: holdEnds.mistaken,
}
export const askEndForm = z.strictObject({
  childId,
  ground: field(choice(endGrounds), { label: '终止原因', help: '送回原监护人的，请用“申请返回家庭”' }),
  reason: words('事实与理由'),
  opinion: note('孩子本人的意见'),
  bureauId,
  files,
})

type Draft = Record<string, unknown>
const inFamily = (draft: Draft) => draft['kind'] === 'foster' || draft['kind'] === 'kin-care'
const inHouse = (draft: Draft) => draft['kind'] === 'institution'
const withSomebody = (draft: Draft) => draft['kind'] !== undefined && draft['kind'] !== 'foster' && !inHouse(draft)

/** What a placement is, whether it is asked for or carried out. */
const placement = {
  kind: field(choice(placementKinds), { label: '安置方式', legalBasis: '未成年人保护法第九十三条' }),
  familyId: field(z.uuid().optional(), {
    label: '家庭',
    widget: 'subject',
    help: '寄养、代养：从合格家庭里选',
    showIf: inFamily,
  }),
  institutionId: field(z.uuid().optional(), { label: '机构', widget: 'subject', help: '系统内的从名单里选', showIf: inHouse }),
  institutionName: field(shortText(60).optional(), { label: '机构全称', help: '不在名单里的写全称', showIf: inHouse }),
  institutionType: field(choice(institutionTypes).optional(), { label: '机构类型', showIf: inHouse }),
  welfareGround: field(choice(welfareGrounds).optional(), {
    label: '临时监护期间送儿童福利机构的情形',
    legalBasis: '儿童福利机构管理办法（2026 年修订）',
    showIf: (draft) => inHouse(draft) && draft['institutionType'] === 'welfare',
  }),
  specialCare: field(choice({ yes: '是', no: '不是' }).optional(), {
    label: '婴幼儿或残疾儿童',
    showIf: (draft) => inHouse(draft) && draft['welfareGround'] === 'cannot-care',
  }),
  who: field(shortText(60).optional(), {
    label: '由谁照料',
    sensitivity: 'personal',
    help: '写姓名与关系',
    showIf: withSomebody,
  }),
  address: field(shortText(120).optional(), { label: '住址', sensitivity: 'personal' }),
  phone: field(shortText(30).optional(), { label: '联系电话', sensitivity: 'personal', mask: 'phone' }),
  siblings: field(choice(siblingAnswers), { label: '同胞', help: '有同胞的尽量一起安置' }),
  siblingIds: field(z.array(z.uuid()).max(6).optional(), {
    label: '一起安置的同胞',
    widget: 'subject',
    span: 24,
    showIf: (draft) => draft['siblings'] === 'together',
  }),
  apartReason: field(longText(500).optional(), {
    label: '分开安置的理由',
    widget: 'textarea',
    sensitivity: 'personal',
    showIf: (draft) => draft['siblings'] === 'apart',
  }),
  opinion: note('孩子本人的意见', '愿意去吗，用孩子自己的话'),
} as const
export const askPlacementForm = z.strictObject({ childId, ...placement, reason: words('为什么这样安置'), bureauId, files })
export const placeForm = z.strictObject({
  childId,
  ...placement,
  placedOn: on('安置日期'),
  agreement: field(z.boolean().optional(), { label: '已签委托协议', showIf: inFamily }),
  note: note(),
  files,
})
export const endPlacementForm = z.strictObject({
  childId,
  reason: field(
    choice({
      'family-withdrew': placementEnds['family-withdrew'],
      unfit: placementEnds.unfit,
      'child-asked': placementEnds['child-asked'],
      'guardian-asked': placementEnds['guardian-asked'],
      other: placementEnds.other,
    }),
    { label: '原因', help: '换到别处的，直接办“安置”' },
  ),
  now: words('孩子现在由谁照料', '不能没有人照料', 300),
  note: note(),
})
export const visitPlacementForm = z.strictObject({
  childId,
  manner: field(choice(visitManners), { label: '方式' }),
  finding: field(choice(visitFindings), { label: '情况' }),
  saw: field(z.boolean(), { label: '单独见到孩子' }),
  words: note('孩子自己怎么说'),
  note: words('看到什么', '吃住、上学、健康、与家庭成员相处', 800),
  files,
})

export const askReturnForm = z.strictObject({
  childId,
  ground: field(choice(returnGrounds), { label: '情况' }),
  to: field(shortText(60), { label: '送回谁身边', sensitivity: 'personal' }),
  address: field(shortText(120).optional(), { label: '住址', sensitivity: 'personal' }),
  support: note('返家后的帮扶措施', '评估为“监护不足”的必须写明'),
  opinion: note('孩子本人的意见', '愿不愿意回去'),
  bureauId,
  files,
})
export const returnForm = z.strictObject({
  childId,
  ground: field(choice(returnGrounds), { label: '情况' }),
  to: field(shortText(60), { label: '交给谁', sensitivity: 'personal', help: '本人签收' }),
  identityChecked: field(z.boolean(), { label: '核对了身份与监护关系' }),
  address: field(shortText(120).optional(), { label: '住址', sensitivity: 'personal' }),
  phone: field(shortText(30).optional(), { label: '联系电话', sensitivity: 'personal', mask: 'phone' }),
  townId: field(z.uuid().optional(), { label: '住地镇街', widget: 'subject' }),
  returnedOn: on('返家日期'),
  note: note(),
  files,
})
export const visitReturnedForm = z.strictObject({
  childId,
  manner: field(choice(visitManners), { label: '方式' }),
  finding: field(choice(returnedFindings), { label: '情况' }),
  saw: field(z.boolean(), { label: '见到孩子' }),
  words: note('孩子自己怎么说'),
  note: words('看到什么', undefined, 800),
  files,
})
export const handOnForm = z.strictObject({
  childId,
  to: field(choice(handedTo), { label: '移交给' }),
  receiver: name('接收人'),
  townId: field(z.uuid().optional(), { label: '接收的镇街', widget: 'subject' }),
  note: words('交代什么', '还需要什么帮扶', 800),
  files,
})

export const superviseForm = z.strictObject({
  childId,
  manner: field(choice(superviseManners), { label: '方式' }),
  guardian: field(shortText(40), { label: '对谁', sensitivity: 'personal' }),
  how: words('怎么做的，对方怎么说', undefined, 800),
  files,
})
export const askOrderForm = z.strictObject({
  childId,
  kind: field(choice(orderKinds), { label: '申请' }),
  court: field(shortText(60), { label: '人民法院' }),
  against: field(shortText(40), { label: '被申请人', sensitivity: 'personal' }),
  reason: words('事实与理由'),
  files,
})
export const recordOrderForm = z.strictObject({
  childId,
  orderId: hidden('申请'),
  result: field(choice(orderResults), { label: '结果' }),
  documentNo: field(shortText(60).optional(), { label: '文书号' }),
  until: field(date().optional(), { label: '有效到哪天', widget: 'date', help: '人身安全保护令填' }),
  note: note(),
  files,
})

const requestId = hidden('申请')
export const approveForm = z.strictObject({
  childId,
  requestId,
  documentNo: field(shortText(60).optional(), { label: '文号' }),
  opinion: field(longText(500).optional(), { label: '审批意见', widget: 'textarea', sensitivity: 'personal' }),
})
export const refuseForm = z.strictObject({ childId, requestId, reason: words('为什么不批准，怎么补', undefined, 500) })
export const withdrawForm = z.strictObject({ childId, requestId, reason: words('为什么撤回', undefined, 300) })
export const reviewForm = z.strictObject({
  childId,
  finding: words('复核情况', '监护情形还在不在，找没找到监护人', 800),
  continues: field(z.boolean(), { label: '需要继续监护' }),
  files,
})

export const followClosedForm = z.strictObject({
  childId,
  reason: field(shortText(30), { label: '结案原因' }),
})
export const followSameForm = z.strictObject({ childId, into: hidden('并入的个案') })
export const followChangedForm = z.strictObject({ childId })

export const childQuery = z.strictObject({ childId })
