/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  allItems,
  birthConventions,
  followSteps,
  handItems,
  nameWays,
  registerWays,
  supportLevels,
  withdrawReasons,
} from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const fileId = hidden('个案')
const date = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
const files = (label: string) => field(z.array(z.uuid()).max(10).optional(), { label, widget: 'file', sensitivity: 'personal' })
const note = (label: string, help?: string) =>
  field(longText(500).optional(), { label, widget: 'textarea', sensitivity: 'personal', ...(help ? { help } : {}) })
const organisation = (id: string, name: string) => ({
  institutionId: field(z.uuid().optional(), { label: id, widget: 'subject', help: '系统内的从名单里选' }),
  institutionName: field(shortText(60).optional(), { label: name, help: '不在名单里的写全称' }),
})

export const checkForm = z.strictObject({
  fileId,
  done: field(z.array(choice(handItems)).max(10).optional(), { label: '看过纸质材料、齐全的', section: '人工核对' }),
  note: note('说明'),
  waived: field(z.array(choice(allItems)).max(20).optional(), {
    label: '站长同意免缺的',
    section: '免缺',
    help: '必备而缺的，只有站长能免，写明理由',
  }),
  waiveReason: field(longText(300).optional(), { label: '免缺理由', section: '免缺', widget: 'textarea' }),
  files: files('材料'),
})

export const applyForm = z.strictObject({
  fileId,
  situation: field(longText(1500), {
    label: '基本情况和查找经过',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '何时何地发现，做过哪些查找，为什么查不明',
  }),
  wish: note('本人意愿'),
  suggestion: note('建议安置去向'),
  early: field(longText(200).optional(), { label: '未满三个月先报的理由', help: '只在未满三个月时填，如专项行动要求' }),
  batch: field(shortText(30).optional(), { label: '批次', help: '专项行动分批报送时填，如：2026 年第一批' }),
  files: files('附件'),
})

export const returnForm = z.strictObject({
  fileId,
  lacks: field(z.array(choice(allItems)).max(20).optional(), { label: '缺什么' }),
  reason: field(longText(500), { label: '退回理由', widget: 'textarea', help: '写清补什么，补好后再报，函号不变' }),
})

export const withdrawForm = z.strictObject({
  fileId,
  reason: field(choice(withdrawReasons), { label: '原因' }),
  note: note('说明'),
})

export const planForm = z.strictObject({
  fileIds: field(z.array(z.uuid()).min(1).max(100), { label: '列入方案的人', widget: 'hidden' }),
  ...organisation('登记户口和安置的机构', '机构全称'),
  way: field(longText(500), { label: '安置办法', widget: 'textarea', help: '集体户、照料、供养怎么安排' }),
  funding: field(longText(300).optional(), { label: '经费' }),
  files: files('方案文本'),
})

export const approvalForm = z.strictObject({
  planId: hidden('方案'),
  documentNo: field(shortText(60), { label: '批复文号' }),
  documentOn: field(date(), { label: '批复日期', widget: 'date' }),
  approvedIds: field(z.array(z.uuid()).max(100), { label: '批准的人', widget: 'hidden' }),
  declined: field(
    z
      .array(
        z.strictObject({
          fileId,
          ground: field(longText(300), { label: '未批准的理由' }),
        }),
      )
      .max(100)
      .optional(),
    { label: '未批准的人', widget: 'hidden' },
  ),
  policeId: field(z.uuid().optional(), {
    label: '办理落户的公安机关',
    widget: 'subject',
    help: '选了以后，对方能看到获批人员的个案，并由其登记户口',
  }),
  policeName: field(shortText(60).optional(), { label: '公安机关全称' }),
  files: files('批复文件'),
})

export const proposeForm = z.strictObject({
  fileId,
  how: field(choice(nameWays), { label: '名字怎么来的', help: '本人说得出的，先听本人的' }),
  name: field(shortText(12), { label: '拟用姓名', sensitivity: 'personal' }),
  birthDate: field(date(), { label: '拟定出生日期', widget: 'date', sensitivity: 'personal' }),
  reason: note('说明', '本人怎么说的，年龄按什么推定'),
})
export const confirmNameForm = z.strictObject({
  fileId,
  name: field(shortText(12), { label: '核对姓名', sensitivity: 'personal', help: '照拟用姓名再写一遍' }),
  seen: field(longText(300), { label: '核对了什么', widget: 'textarea' }),
})
export const rejectNameForm = z.strictObject({
  fileId,
  reason: field(longText(300), { label: '退回理由', widget: 'textarea' }),
})

export const registerForm = z.strictObject({
  fileId,
  how: field(choice(registerWays), { label: '办理方式' }),
  registerNo: field(shortText(40), { label: '户号', sensitivity: 'personal' }),
  idNumber: field(z.string().trim().min(15).max(20), {
    label: '公民身份号码',
    sensitivity: 'sealed',
    mask: 'id-number',
    help: '按 GB 11643 校验；与赋名时的出生日期核对',
  }),
  address: field(longText(120), { label: '户口所在地址', sensitivity: 'personal' }),
  division: field(z.string().regex(/^\d{6}$/, '行政区划代码是 6 位数字'), { label: '户籍区划', widget: 'division' }),
  ...organisation('集体户所在机构', '集体户所在机构全称'),
  registeredOn: field(date(), { label: '登记日期', widget: 'date' }),
  files: files('户口登记材料'),
})

export const placeForm = z.strictObject({
  fileId,
  ...organisation('安置机构', '安置机构全称'),
  placedOn: field(date(), { label: '安置日期', widget: 'date' }),
  note: note('说明'),
})

export const assessForm = z.strictObject({
  fileId,
  noAbility: field(z.boolean(), { label: '无劳动能力', section: '认定', legalBasis: '特困人员认定办法' }),
  noIncome: field(z.boolean(), { label: '无生活来源', section: '认定' }),
  noSupporter: field(z.boolean(), { label: '无法定赡养、抚养、扶养义务人，或其无履行能力', section: '认定' }),
  ground: field(longText(500), { label: '认定理由', section: '认定', widget: 'textarea', sensitivity: 'personal' }),
  files: files('认定材料'),
})

export const grantForm = z.strictObject({
  fileId,
  level: field(choice(supportLevels), { label: '照料护理档次' }),
  /** Asked in yuan, as in the decision, and kept in fen. */
  amountYuan: field(z.number().min(1).max(100_000), { label: '每月供养标准', unit: '元', span: 8 }),
  fromMonth: field(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请按 2026-12 填写年月'), {
    label: '从哪个月起',
    placeholder: '2026-12',
  }),
  ...organisation('集中供养机构', '集中供养机构全称'),
  fit: field(z.boolean(), { label: '机构具备集中供养条件和能力', legalBasis: '大提升第13项；江阴行动二(三)4：公办福利机构' }),
  note: note('说明'),
})

export const followTrueForm = z.strictObject({
  fileId,
  step: field(choice(Object.fromEntries(Object.entries(followSteps).map(([key, each]) => [key, each.zh]))), { label: '事项' }),
  how: field(longText(300), { label: '怎么办的', widget: 'textarea', sensitivity: 'personal' }),
  files: files('凭据'),
})

const listOf = (label: string, each: z.ZodString, max: number, help?: string) =>
  field(z.array(each).max(max), { label, ...(help ? { help } : {}) })
export const namingFields = {
  surnames: listOf('姓氏', shortText(2), 40, '一行一个；取自本地地名、机构名或常见姓。不收公众人物的姓名作来源'),
  generation: field(shortText(1).optional(), { label: '中间固定的字' }),
  given: listOf('名字用字', shortText(2), 200, '一行一个字或一个词，可取自诗文'),
  source: field(shortText(60).optional(), { label: '用字出处', help: '如：诗题' }),
  excluded: field(z.array(shortText(4)).max(200).optional(), { label: '另外不用的字词', help: '房内已排除辱称、数字、编号' }),
  birth: field(choice(birthConventions), { label: '出生月日' }),
} as const
export const namingForm = z.strictObject({
  ...namingFields,
  from: field(date(), { label: '从哪天起', widget: 'date' }),
  reason: field(longText(300), { label: '理由', widget: 'textarea' }),
})
export const previewForm = z.strictObject({
  ...namingFields,
  seed: field(z.int().min(0).max(9999).optional(), { label: '换一组' }),
})
export type PreviewForm = z.output<typeof previewForm>
export const suggestForm = z.strictObject({ fileId, turn: field(z.int().min(0).max(999).optional(), { label: '换一组' }) })

export const checklistForm = z.strictObject({
  required: field(z.array(choice(allItems)).max(20), { label: '必备', help: '缺一样就不能报' }),
  wanted: field(z.array(choice(allItems)).max(20).optional(), { label: '应有', help: '缺了提示，不拦' }),
  from: field(date(), { label: '从哪天起', widget: 'date' }),
  reason: field(longText(300), { label: '理由', widget: 'textarea' }),
})

export const followForm = z.strictObject({
  fileId,
  reason: field(choice({ left: '已离站', died: '死亡' }).optional(), { label: '原因' }),
})

export const daysForm = z.strictObject({ within: field(z.int().min(0).max(180).optional(), { label: '几天内' }) })
