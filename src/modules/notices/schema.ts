/** What this room asks. Nothing of a notice is ticked for anybody but what recognition needs. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'
import {
  basics,
  channelNames,
  grounds,
  minorChannelNames,
  photos,
  spots,
  tipKinds,
  tipOutcomes,
  withdrawReasons,
} from './words.ts'

const hidden = (label: string) => field(z.uuid(), { label, widget: 'hidden' })
export const fileId = hidden('个案')
const noticeId = hidden('公告')
const wordingId = hidden('公告稿')
const files = (label: string, max: number, help?: string) =>
  field(z.array(z.uuid()).max(max).optional(), {
    label,
    widget: 'file',
    sensitivity: 'personal',
    ...(help ? { help } : {}),
  })

/** Each ticked by itself, out of what is recorded of the person. */
export const shownFields = {
  basics: field(z.array(choice(basics)).max(4), { label: '公开', section: '勾选公开的内容' }),
  names: field(z.array(shortText(40)).max(4).optional(), {
    label: '自称、听到的名字',
    section: '勾选公开的内容',
    sensitivity: 'personal',
    help: '公告里写作“自称……（音）”',
  }),
  marks: field(z.array(shortText(80)).max(8).optional(), {
    label: '身体特征',
    section: '勾选公开的内容',
    sensitivity: 'personal',
    help: '只勾辨认用得上的；病情不登',
  }),
  said: field(z.array(shortText(60)).max(6).optional(), {
    label: '说过的地名',
    section: '勾选公开的内容',
    sensitivity: 'personal',
    help: '公告里写作“说过……（音）”',
  }),
  clothes: field(shortText(60).optional(), { label: '发现时的衣着', section: '补充', sensitivity: 'personal' }),
  words: field(longText(160).optional(), {
    label: '其他有助辨认的话',
    section: '补充',
    widget: 'textarea',
    sensitivity: 'personal',
    help: '习惯、会的手艺、常唱的歌。不写电话、证件号、住址、病情、在哪里住、哪一天',
  }),
  foundMonth: field(
    z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请按 2026-12 填写年月')
      .optional(),
    { label: '发现年月', section: '发现', help: '只到月', placeholder: '2026-12' },
  ),
  foundCounty: field(
    z
      .string()
      .regex(/^\d{6}$/, '行政区划代码是 6 位数字')
      .optional(),
    { label: '发现的区县', section: '发现', widget: 'division', help: '只到区县' },
  ),
  foundSpot: field(choice(spots).optional(), { label: '什么样的地方', section: '发现' }),
} as const

export const draftForm = z.strictObject({
  fileId,
  ...shownFields,
  photo: field(choice(photos), { label: '照片', section: '照片' }),
  picture: files('登出的照片', 1, '在页面上裁好后上传；拍摄时间、地点等附带信息会去掉'),
})
export type DraftForm = z.output<typeof draftForm>

export const previewForm = z.strictObject({ fileId, ...shownFields })
export type ShownForm = z.output<typeof previewForm>

export const approveForm = z.strictObject({
  noticeId,
  wordingId,
  note: field(longText(300).optional(), { label: '意见', widget: 'textarea' }),
})
const minorFields = {
  ground: field(choice(grounds), { label: '法律依据', help: '未成年人公告必须有依据', legalBasis: '未成年人保护法第103条' }),
  channels: field(z.array(choice(minorChannelNames)).min(1).max(8), {
    label: '准许登在哪里',
    help: '只在勾选的渠道登，本站公众网页不登孩子',
  }),
} as const
export const approveMinorForm = z.strictObject({
  noticeId,
  wordingId,
  ...minorFields,
  note: field(longText(300).optional(), { label: '意见', widget: 'textarea' }),
})
export const returnForm = z.strictObject({
  noticeId,
  wordingId,
  reason: field(longText(300), { label: '退回原因', widget: 'textarea', help: '写清哪一处要改' }),
})

const proof = {
  link: field(
    z
      .string()
      .trim()
      .max(300)
      .regex(/^https?:\/\//, '链接以 http:// 或 https:// 开头')
      .optional(),
    { label: '网页链接', section: '凭据' },
  ),
  receipt: field(shortText(80).optional(), { label: '回执、编号、版面', section: '凭据' }),
  screenshot: files('截图、照片', 3),
} as const
export const publishForm = z.strictObject({
  noticeId,
  channel: field(choice(channelNames), { label: '登在哪里', help: '站外渠道登好后再记，附凭据' }),
  ...proof,
})
export const renewForm = z.strictObject({
  noticeId,
  channel: field(choice(channelNames), { label: '哪个渠道' }),
  checked: field(longText(300), {
    label: '核对了什么、补充了什么',
    widget: 'textarea',
    help: '内容要改的先改稿送审',
    sensitivity: 'personal',
  }),
  ...proof,
})
export const withdrawForm = z.strictObject({
  noticeId,
  reason: field(choice(withdrawReasons), { label: '为什么撤下', help: '有风险的立即撤，一个人就能办' }),
  channels: field(z.array(choice(channelNames)).max(8).optional(), { label: '只撤这些渠道', help: '不勾就是全部撤下' }),
  note: field(longText(300).optional(), { label: '说明', widget: 'textarea', sensitivity: 'personal' }),
})
export const confirmDownForm = z.strictObject({
  noticeId,
  channel: field(choice(channelNames), { label: '哪个渠道' }),
  seen: field(longText(200), { label: '怎么确认的', widget: 'textarea', help: '链接打不开、收回几张、谁答复的' }),
})

/** What the public writes; no field is kept from anybody who will not leave a name. */
export const tipForm = z.strictObject({
  no: field(z.string().regex(/^\d{4,9}$/), { label: '公告编号', widget: 'hidden' }),
  kind: field(choice(tipKinds), { label: '您要说的是' }),
  text: field(longText(800), {
    label: '请说说',
    widget: 'textarea',
    help: '您找的人叫什么、多大、什么时候走失、有什么记号；或者为什么要撤下',
    sensitivity: 'personal',
  }),
  name: field(shortText(30).optional(), { label: '怎么称呼您', sensitivity: 'personal' }),
  phone: field(z.string().trim().max(30).optional(), {
    label: '您的电话',
    help: '工作人员核对后打给您；不会公开',
    sensitivity: 'personal',
    mask: 'phone',
  }),
  relation: field(shortText(20).optional(), { label: '您是他的什么人' }),
})
export const readTipForm = z.strictObject({
  tipId: hidden('来信'),
  outcome: field(choice(tipOutcomes), { label: '怎么处理' }),
  note: field(longText(500).optional(), { label: '核实经过', widget: 'textarea', sensitivity: 'personal' }),
})

export const recheckForm = z.strictObject({ fileId })
