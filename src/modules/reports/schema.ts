/** The forms of reporting, directing, going there, ending, answering. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { optionalPlaceField } from '#kernel/place.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import { situationWords } from './mandatory.ts'
import { onStreet, streetFields } from './schema-street.ts'
import {
  abouts,
  answers,
  answerWays,
  consultWays,
  dangers,
  declineReasons,
  deskChannels,
  outcomes,
  refusalReasons,
  reporterKinds,
} from './words.ts'

const reportId = field(z.uuid(), { label: '报告', widget: 'hidden' })
const long = (label: string, help?: string) =>
  field(longText(1000).optional(), {
    label,
    widget: 'textarea',
    sensitivity: 'sealed',
    mask: 'none',
    span: 24,
    ...(help ? { help } : {}),
  })
const must = (label: string, help?: string) =>
  field(longText(1000), { label, widget: 'textarea', sensitivity: 'sealed', mask: 'none', span: 24, ...(help ? { help } : {}) })
const reason = (label = '为什么') => field(longText(300), { label, widget: 'textarea', span: 24 })
const sealed = (label: string, section: string, max = 60, span = 8) =>
  field(shortText(max).optional(), { label, section, sensitivity: 'sealed', mask: 'none', span })
const happened = field(z.int().min(0).optional(), { label: '什么时候', widget: 'instant', help: '不填就是现在', span: 8 })

const WHAT = '发生了什么'
const CHILD = '孩子'
const WHO = '谁报告'

/** What is told of the matter. Nothing but what happened is mandatory: a caller may know no name and no age. */
const toldFields = {
  what: field(longText(2000), {
    label: '看到、听到了什么',
    section: WHAT,
    widget: 'textarea',
    sensitivity: 'sealed',
    mask: 'none',
    help: '照报告人的话写；不写报告人是谁',
    span: 24,
  }),
  danger: field(choice(dangers).optional(), { label: '现在有没有危险', section: WHAT, widget: 'chips', span: 24 }),
  situations: field(z.array(choice(situationWords)).max(10).optional(), {
    label: '属于哪种情形',
    section: WHAT,
    help: '强制报告的情形，怀疑就算；可以不选',
    span: 24,
  }),
  place: sealed('在哪里', WHAT, 200, 12),
  when: sealed('什么时候的事', WHAT, 60, 12),
  childName: sealed('孩子姓名', CHILD, 40),
  childSex: field(choice({ male: '男', female: '女' }).optional(), { label: '性别', section: CHILD, span: 8 }),
  childAge: sealed('大约几岁', CHILD, 20),
  childWhere: sealed('孩子现在在哪里、和谁在一起', CHILD, 200, 12),
  childSchool: sealed('学校、班级', CHILD, 80, 12),
} as const

/** Kept apart from what is told, and opened by the receiver's desk alone. */
const reporterFields = {
  reporterKind: field(choice(reporterKinds).optional(), { label: '报告人是', section: WHO, span: 24 }),
  reporterName: field(shortText(40).optional(), {
    label: '报告人姓名',
    section: WHO,
    sensitivity: 'sealed',
    mask: 'none',
    span: 8,
  }),
  reporterPhone: field(shortText(30).optional(), {
    label: '报告人电话',
    section: WHO,
    sensitivity: 'sealed',
    mask: 'none',
    span: 8,
  }),
  wants: field(choice(answerWays).optional(), { label: '怎么答复', section: WHO, widget: 'chips', span: 24 }),
} as const

/** The desk shows what fits: of the street where somebody sleeps, of a child who he is. */
const { what, danger, situations, ...childFields } = toldFields
const meta = (label: string, section: string, max: number, span: number, showIf: (draft: Record<string, unknown>) => boolean) =>
  field(shortText(max).optional(), { label, section, sensitivity: 'sealed', mask: 'none', span, showIf })
const ofChild = (draft: Record<string, unknown>) =>
  Array.isArray(draft['about']) && draft['about'].some((each) => each === 'minor' || each === 'abuse-clue')

/** Filled in while the caller is on the line: how, of what, what, where, danger; the rest may follow. */
export const receiveForm = z.strictObject({
  channel: field(choice(deskChannels), { label: '怎么接到的', section: WHAT, widget: 'chips', span: 24 }),
  about: field(z.array(choice(abouts)).min(1, '至少选一项').max(6), { label: '反映什么', section: WHAT, span: 24 }),
  what,
  danger,
  situations: field(situations, {
    label: '属于哪种情形',
    section: WHAT,
    help: '强制报告的情形，怀疑就算；可以不选',
    span: 24,
    showIf: ofChild,
  }),
  place: meta('在哪里', WHAT, 200, 12, (draft) => !onStreet(draft)),
  when: meta('什么时候的事', WHAT, 60, 12, (draft) => !onStreet(draft)),
  ...streetFields,
  childName: meta('孩子姓名', CHILD, 40, 8, ofChild),
  childSex: field(childFields.childSex, { label: '性别', section: CHILD, span: 8, showIf: ofChild }),
  childAge: meta('大约几岁', CHILD, 20, 8, ofChild),
  childWhere: meta('孩子现在在哪里、和谁在一起', CHILD, 200, 12, ofChild),
  childSchool: meta('学校、班级', CHILD, 80, 12, ofChild),
  emergency: field(z.boolean().default(false), { label: '按紧急处理', section: WHAT, span: 12 }),
  townId: field(z.uuid().optional(), { label: '哪个镇街', section: WHAT, widget: 'subject', span: 12 }),
  at: field(z.int().min(0).optional(), {
    label: '什么时候接到的',
    section: WHO,
    widget: 'instant',
    help: '不填就是现在',
    span: 8,
  }),
  ...reporterFields,
})

export const reportMandatoryForm = z.strictObject({
  receiverId: field(z.uuid(), { label: '报给谁', section: WHAT, widget: 'subject', span: 24 }),
  childId: field(z.uuid().optional(), { label: '未成年人个案', widget: 'hidden' }),
  ...toldFields,
  situations: field(z.array(choice(situationWords)).min(1, '至少选一种情形').max(10), {
    label: '属于哪种情形',
    section: WHAT,
    help: '怀疑就要报，不必先查实',
    span: 24,
  }),
  policeId: field(z.uuid().optional(), {
    label: '同时报公安',
    section: WHAT,
    widget: 'subject',
    help: '侵害线索须立即报公安；这里选了，公安马上看到',
    span: 12,
  }),
  toldByPhone: field(z.boolean().default(false), { label: '已经打 110 报过', section: WHAT, span: 12 }),
  reporterName: field(shortText(40).optional(), { label: '经办人', section: WHO, sensitivity: 'sealed', mask: 'none', span: 8 }),
  reporterPhone: field(shortText(30).optional(), {
    label: '联系电话',
    section: WHO,
    sensitivity: 'sealed',
    mask: 'none',
    span: 8,
  }),
})

/** Words of the public page: short, for a child as well. */
const publicAbouts = {
  minor: '有孩子需要帮助',
  'abuse-clue': '有人打孩子、欺负孩子、对孩子做不好的事',
  vagrant: '看到街上流浪的人',
  hazard: '有会伤到孩子的地方：没盖的井、没栏杆的水边',
} as const

export const receivePublicForm = z.strictObject({
  about: field(z.array(choice(publicAbouts)).min(1, '请选一项').max(4), { label: '是什么事', section: WHAT, span: 24 }),
  what: field(longText(2000), {
    label: '发生了什么',
    section: WHAT,
    widget: 'textarea',
    help: '想到什么写什么',
    sensitivity: 'sealed',
    mask: 'none',
    span: 24,
  }),
  danger: field(choice(dangers).optional(), { label: '现在有没有危险', section: WHAT, help: '有危险马上打 110', span: 24 }),
  place: field(shortText(200).optional(), { label: '在哪里', section: WHAT, sensitivity: 'sealed', mask: 'none', span: 24 }),
  childName: field(shortText(40).optional(), {
    label: '孩子叫什么',
    section: CHILD,
    help: '不知道可以不填',
    sensitivity: 'sealed',
    mask: 'none',
    span: 12,
  }),
  childAge: field(shortText(20).optional(), { label: '大约几岁', section: CHILD, sensitivity: 'sealed', mask: 'none', span: 12 }),
  childSchool: field(shortText(80).optional(), {
    label: '在哪里上学',
    section: CHILD,
    sensitivity: 'sealed',
    mask: 'none',
    span: 24,
  }),
  reporterKind: field(choice(reporterKinds).optional(), { label: '你是谁', section: '怎么找到你', span: 24 }),
  reporterName: field(shortText(40).optional(), {
    label: '怎么称呼你',
    section: '怎么找到你',
    help: '可以不填；不会告诉被反映的人，也不会告诉去的人',
    sensitivity: 'sealed',
    mask: 'none',
    span: 12,
  }),
  reporterPhone: field(shortText(30).optional(), {
    label: '电话',
    section: '怎么找到你',
    help: '可以不填',
    sensitivity: 'sealed',
    mask: 'none',
    span: 12,
  }),
  wants: field(choice(answerWays).optional(), { label: '怎么答复你', section: '怎么找到你', span: 24 }),
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
})

export const stateForm = z.strictObject({
  number: field(z.string().max(60), { label: '报告编号', help: '只写后四位也行，例如 0003' }),
  code: field(z.string().max(40), { label: '查询码' }),
  remote: field(z.string().max(64), { label: '来访地址', widget: 'hidden' }),
})

export const addForm = z.strictObject({ reportId, text: must('补充什么', '不写报告人是谁') })

export const dispatchForm = z.strictObject({
  reportId,
  byRoster: field(z.boolean().default(false), { label: '派给值班表上的单位', span: 12 }),
  organisationIds: field(z.array(z.uuid()).max(8).optional(), {
    label: '派给谁',
    widget: 'subject',
    span: 24,
    showIf: (draft) => draft['byRoster'] !== true,
  }),
  note: long('请他们做什么', '不写报告人是谁'),
})
export const acknowledgeForm = z.strictObject({ reportId, note: long('说明') })
export const declineForm = z.strictObject({
  reportId,
  reason: field(choice(declineReasons), { label: '为什么不能去', widget: 'chips', span: 24 }),
  note: long('说明'),
})
export const arriveForm = z.strictObject({
  reportId,
  at: happened,
  spot: optionalPlaceField('到场位置'),
  found: long('到场看到的'),
})
/** Opened by nobody's role: what a patrol recorded at the place of the report. */
export const noteReachedForm = z.strictObject({
  reportId,
  organisationId: field(z.uuid(), { label: '到点的单位', widget: 'hidden' }),
  personId: field(z.uuid().optional(), { label: '见到的人', widget: 'hidden' }),
  people: field(z.int().min(0).optional(), { label: '见到几个人', unit: '人', widget: 'hidden' }),
})
export const consultForm = z.strictObject({
  reportId,
  way: field(choice(consultWays), { label: '怎么会商', widget: 'chips', span: 24 }),
  who: field(shortText(200).optional(), { label: '哪些单位参加', sensitivity: 'personal', span: 24 }),
  decided: must('商定了什么'),
})
export const raiseForm = z.strictObject({ reportId, reason: reason('为什么报上级') })
/** Opened by nobody's role: the job that waits for an answer. */
export const raiseSilentForm = z.strictObject({
  dispatchId: field(z.uuid(), { label: '派单', widget: 'hidden' }),
  step: field(z.int().min(0).max(9).default(0), { label: '第几级', widget: 'hidden' }),
})
export const handOverForm = z.strictObject({
  reportId,
  toId: field(z.uuid(), { label: '交给哪个接报单位', widget: 'subject', span: 24 }),
  note: long('说明', '报告人的联系方式不随报告移交，仍由本单位答复'),
})
export const joinForm = z.strictObject({
  reportId,
  intoId: field(z.uuid(), { label: '并入哪一份', widget: 'subject', span: 24 }),
  reason: reason('为什么是同一件事'),
})
export const unjoinForm = z.strictObject({ reportId, reason: reason('为什么分开') })
export const refuseForm = z.strictObject({
  reportId,
  reason: field(choice(refusalReasons), { label: '为什么不受理', widget: 'chips', span: 24 }),
  note: must('说明'),
})
export const disposeForm = z.strictObject({
  reportId,
  outcome: field(choice(outcomes), { label: '结果', widget: 'chips', span: 24 }),
  personId: field(z.uuid().optional(), {
    label: '街面见到的是谁',
    widget: 'subject',
    help: '巡查登记过的人；没有可以不选',
    showIf: (draft) => ['met', 'brought', 'hospital', 'refused-help'].includes(draft['outcome'] as string),
    span: 24,
  }),
  what: must('做了什么、人怎样'),
})
export const openChildFileForm = z.strictObject({
  reportId,
  name: field(shortText(40).optional(), { label: '孩子姓名', sensitivity: 'personal', help: '不知道可以不填', span: 8 }),
  sex: field(choice({ male: '男', female: '女' }).optional(), { label: '性别', span: 8 }),
  birthDate: field(z.iso.date().optional(), { label: '出生日期', widget: 'date', sensitivity: 'personal', span: 8 }),
  ageSeen: field(z.int().min(0).max(17).optional(), { label: '看上去几岁', help: '不知道生日时填', span: 8 }),
  kinds: field(
    z
      .array(
        choice({
          victim: '受害',
          unattended: '无人监护',
          hardship: '困境',
          abandoned: '遗弃',
          vagrant: '流浪',
          'left-behind': '留守',
          migrant: '流动',
          disabled: '残疾',
        }),
      )
      .min(1, '至少选一类')
      .max(8),
    { label: '类别', span: 24 },
  ),
  townId: field(z.uuid().optional(), { label: '住在哪个镇街', widget: 'subject', span: 12 }),
  note: long('为什么建档'),
})
export const linkChildForm = z.strictObject({
  reportId,
  childId: field(z.uuid(), { label: '哪个孩子的个案', widget: 'subject', span: 24 }),
})

export const answerForm = z.strictObject({
  reportId,
  answer: field(choice(answers).optional(), { label: '答复', help: '不选就按处置结果答复', span: 24 }),
  way: field(choice({ phone: '打了电话', receipt: '由报告人凭编号自己查', 'in-person': '当面' }).optional(), {
    label: '怎么答复的',
    widget: 'chips',
    span: 24,
  }),
  joinedToo: field(z.boolean().default(false), { label: '并入的报告一起答复', help: '只答复本单位接的', span: 12 }),
  note: long('说明', '不记报告人是谁'),
})
export const openReporterForm = z.strictObject({ reportId, reason: reason('为什么要看报告人') })
export const askReporterForm = z.strictObject({ reportId, reason: reason('办案为什么需要报告人') })
export const releaseReporterForm = z.strictObject({
  reportId,
  release: field(choice({ yes: '同意提供', no: '不提供' }), { label: '决定', widget: 'chips', span: 24 }),
  reason: reason(),
})
