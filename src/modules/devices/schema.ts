/** The forms of phones. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'

const deviceId = field(z.uuid(), { label: '手机', widget: 'hidden' })

/** Sent by the phone itself after its worker signed in. */
export const registerForm = z.strictObject({
  deviceId,
  name: field(z.string().trim().min(1).max(60), { label: '手机名称' }),
})

export const endForm = z.strictObject({
  deviceId,
  reason: field(z.string().trim().min(1).max(200), {
    label: '为什么停用',
    widget: 'textarea',
    help: '丢失的，请同时让安全管理员结束该账号的登录',
    span: 24,
  }),
})

/** What a file held and what became of it; told by the house after the actions were done. */
export const takenInForm = z.strictObject({
  deviceId,
  actions: field(z.int().min(0), { label: '记录条数' }),
  done: field(z.int().min(0), { label: '已入账' }),
  refused: field(z.int().min(0), { label: '未入账' }),
  photos: field(z.int().min(0), { label: '照片' }),
})

export const listForm = z.strictObject({})
