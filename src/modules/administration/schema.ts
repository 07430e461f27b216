/** Forms of administration's doors, apart from the doors so that screens can draw them. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { levels, organisationKinds } from '#kernel/org-words.ts'

const accountId = field(z.uuid(), { label: '账号', widget: 'hidden' })
const role = field(z.string().max(40), { label: '岗位', widget: 'select' })
const reason = field(z.string().trim().min(1).max(200), { label: '理由' })
const firstPassword = field(z.string().min(1).max(200), {
  label: '初始密码',
  sensitivity: 'sealed',
  help: '至少 10 位，含两种字符；首次登录必须改掉',
})

export const openOrganisationForm = z.strictObject({
  parentId: field(z.uuid().optional(), { label: '上级', widget: 'subject', help: '不选就是最上一级（省、市）' }),
  kind: field(choice(organisationKinds), { label: '类别' }),
  level: field(choice(levels), { label: '层级' }),
  name: field(z.string().trim().min(2).max(60), { label: '全称' }),
  shortName: field(z.string().trim().min(1).max(12), { label: '简称', help: '救助站的简称用在个案编号里，例如“云救”' }),
  segment: field(z.string().regex(/^[0-9a-z-]{1,24}$/, '用小写字母、数字、横线，最多 24 位'), {
    label: '代号',
    help: '行政区用区划代码；设定后不改',
  }),
  division: field(
    z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    { label: '区划代码' },
  ),
  phone: field(z.string().trim().max(40).optional(), { label: '公开电话' }),
  address: field(z.string().trim().max(120).optional(), { label: '地址' }),
})

export const changeOrganisationForm = z.strictObject({
  organisationId: field(z.uuid(), { label: '机构', widget: 'hidden' }),
  name: field(z.string().trim().min(2).max(60), { label: '全称' }),
  phone: field(z.string().trim().max(40).optional(), { label: '公开电话' }),
  address: field(z.string().trim().max(120).optional(), { label: '地址' }),
  active: field(z.boolean(), { label: '在用', help: '停用后其账号不能登录，档案照旧保存' }),
})

export const openAccountForm = z.strictObject({
  organisationId: field(z.uuid(), { label: '机构', widget: 'subject' }),
  login: field(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9._-]{3,40}$/, '账号用 3 至 40 位字母、数字、点、横线'),
    { label: '账号' },
  ),
  name: field(z.string().trim().min(1).max(40), { label: '姓名' }),
  post: field(z.string().trim().max(40).optional(), { label: '职务' }),
  roles: field(z.array(z.string().max(40)).max(6), { label: '岗位', widget: 'select' }),
  password: firstPassword,
})

export const roleForm = z.strictObject({ accountId, role, reason })

export const accountReasonForm = z.strictObject({ accountId, reason })

export const resetForm = z.strictObject({
  accountId,
  password: firstPassword,
  forgetSecondFactor: field(z.boolean().default(false), { label: '手机丢失，重新绑定动态码' }),
  reason,
})

export const retryForm = z.strictObject({ jobId: field(z.uuid(), { label: '后台任务', widget: 'hidden' }) })
