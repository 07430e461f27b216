/** What this room asks about the file itself. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { longText, personFields, shortText } from '#modules/people-and-cases/words.ts'
import { childKinds, closeReasons, dossierParts, listFilters, origins, readerParts } from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const childId = hidden('个案')
export const day = () => z.string().refine((text) => dayOfDate(text) !== null, '请按 2026-12-09 填写日期')
export const files = (label: string) =>
  field(z.array(z.uuid()).max(10).optional(), { label, widget: 'file', sensitivity: 'personal' })
export const note = (label: string, help?: string) =>
  field(longText(500).optional(), { label, widget: 'textarea', sensitivity: 'personal', span: 24, ...(help ? { help } : {}) })
export const organisation = (label: string, help?: string) =>
  field(z.uuid().optional(), { label, widget: 'subject', span: 8, ...(help ? { help } : {}) })
export const because = (label = '理由', help?: string) =>
  field(longText(300), { label, widget: 'textarea', sensitivity: 'personal', span: 24, ...(help ? { help } : {}) })

const {
  writtenName,
  heardNames,
  nicknames,
  sex,
  birthDate,
  birthYear,
  ageSeenMin,
  ageSeenMax,
  idNumber,
  ethnicity,
  division,
  household,
  marks,
  places,
} = personFields

/** Who the child is. Nothing of it has to be known. */
export const childFields = {
  writtenName,
  heardNames,
  nicknames,
  sex,
  birthDate,
  birthYear,
  ageSeenMin,
  ageSeenMax,
  idNumber,
  ethnicity,
  division,
  household,
  marks,
  places,
} as const
export const childForm = z.strictObject(childFields)

const kinds = (label: string, help?: string) =>
  field(z.array(choice(childKinds)).max(12).optional(), { label, section: '类别', span: 24, ...(help ? { help } : {}) })

const where = {
  townId: organisation('镇街', '住在哪里；选了以后由镇街负责，能看登记、家庭和帮扶'),
  villageId: organisation('村社区', '能看登记'),
  schoolId: organisation('学校', '能看登记和就学'),
} as const

export const startForm = z.strictObject({
  from: field(choice(origins), { label: '怎么发现的' }),
  fileId: field(z.uuid().optional(), { label: '救助个案', widget: 'hidden' }),
  reportId: field(z.uuid().optional(), { label: '报告', widget: 'hidden' }),
  ...childFields,
  alias: field(shortText(20).optional(), {
    label: '化名',
    section: '是谁',
    help: '名单和走廊上用；不填由系统取一个',
    span: 6,
  }),
  kinds: kinds('需要保护的情形', '可选几项；说不准的先不选，以后再补'),
  usedInCrime: field(z.boolean().optional(), { label: '被人利用违法犯罪', section: '类别', span: 8 }),
  guardianKnown: field(z.boolean().optional(), { label: '监护人已找到', section: '类别', span: 8 }),
  usedByGuardian: field(z.boolean().optional(), { label: '被监护人利用（如组织乞讨）', section: '类别', span: 8 }),
  ...where,
  address: field(shortText(120).optional(), { label: '现住址', section: '住在哪里', sensitivity: 'personal', span: 12 }),
  reason: because('发现经过', '何时何地、谁发现、孩子现在在哪里、和谁在一起'),
})
export type StartForm = z.output<typeof startForm>

export const openForm = z.strictObject({
  childId,
  reason: field(z.string().trim().min(2).max(200), {
    label: '为什么要看',
    help: '看 60 分钟；这次打开会写进“谁看过”',
    widget: 'textarea',
    placeholder: '例如：制定寒假帮扶',
  }),
})

export const correctForm = z.strictObject({
  childId,
  ...childFields,
  alias: field(shortText(20).optional(), { label: '化名', section: '是谁', span: 6 }),
  address: field(shortText(120).optional(), { label: '现住址', section: '是谁', sensitivity: 'personal', span: 12 }),
  source: because('从哪里得知'),
})

export const kindsForm = z.strictObject({
  childId,
  add: kinds('增加'),
  end: kinds('已不再是', '情况变了，如父母回来了：记到这一天为止'),
  withdraw: kinds('当初登错了', '撤回留痕：登过、谁撤的、为什么，都看得到'),
  on: field(day().optional(), { label: '从哪天起', widget: 'date', section: '类别', help: '不填就是今天' }),
  usedInCrime: field(z.boolean().optional(), { label: '被人利用违法犯罪', section: '类别' }),
  reason: because('依据'),
})

export const moveForm = z.strictObject({
  childId,
  ...where,
  address: field(shortText(120).optional(), { label: '现住址', sensitivity: 'personal', span: 12 }),
  on: field(day().optional(), { label: '从哪天起', widget: 'date', help: '不填就是今天' }),
  reason: because('为什么', '搬家、转学、返家到外地等；新的镇村、学校从此看得到，原来的不再看到'),
})

export const closeForm = z.strictObject({
  childId,
  reason: field(choice(closeReasons), { label: '结案原因' }),
  note: note('说明', '交给谁继续关心，家里怎么说'),
})
export const reopenForm = z.strictObject({ childId, reason: because('为什么恢复') })
export const adultForm = z.strictObject({ childId })

export const joinedForm = z.strictObject({ childId, intoId: hidden('并入的个案') })

export const joinForm = z.strictObject({
  childId,
  otherId: field(z.uuid(), { label: '并入本案的那一份', widget: 'hidden' }),
  reason: because('凭什么认定是同一个孩子'),
})
export const twoForm = z.strictObject({
  childId,
  otherId: field(z.uuid(), { label: '另一份', widget: 'hidden' }),
  reason: because('凭什么认定是两个孩子', '如：双胞胎；证件号、学籍不同'),
})

export const noteForm = z.strictObject({
  childId,
  text: field(longText(2000), { label: '经过', widget: 'textarea', sensitivity: 'personal', span: 24 }),
  files: files('照片、扫描件'),
})

const account = (label: string) => field(z.uuid(), { label, widget: 'subject' })
export const workerForm = z.strictObject({ childId, accountId: account('个案主管'), reason: because('理由') })

export const askReaderForm = z.strictObject({
  childId,
  accountId: field(z.uuid().optional(), { label: '给谁看', widget: 'subject', help: '不选就是为自己申请' }),
  part: field(choice(readerParts), { label: '看哪些部分' }),
  until: field(day().optional(), { label: '看到哪天', widget: 'date', help: '不填：结案为止' }),
  reason: because('为什么需要看'),
})
const requestId = hidden('申请')
export const approveForm = z.strictObject({ requestId, note: note('意见') })
export const declineForm = z.strictObject({ requestId, reason: because('为什么不批准') })
export const endReaderForm = z.strictObject({ requestId, reason: because('为什么取消') })

export const askDossierForm = z.strictObject({
  childId,
  parts: field(z.array(choice(dossierParts)).min(1).max(7), { label: '导出哪些部分' }),
  purpose: because('用途和交给谁', '每页印水印：谁、何时、申请编号'),
})
export const takeForm = z.strictObject({ requestId })

/** A filter and a page of it, for lists. */
export const listForm = z.strictObject({
  filter: field(choice(listFilters).optional(), { label: '哪些' }),
  limit: field(z.int().min(1).max(500).optional(), { label: '最多' }),
})
export const searchForm = z.strictObject({
  text: field(z.string().max(400), { label: '查什么', sensitivity: 'personal' }),
  limit: field(z.int().min(1).max(50).default(20), { label: '最多' }),
})
export const ofChild = z.strictObject({ childId })
