/** Refusals of administration. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('ADMINISTRATION', {
  SEGMENT_TAKEN: { status: 409, zh: '同一上级下已有这个代号，请换一个。' },
  PARENT_LEVEL: { status: 422, zh: '{kind}不能放在{parent}下面。' },
  LOGIN_TAKEN: { status: 409, zh: '账号名已有人用，请换一个。' },
  ROLE_UNKNOWN: { status: 422, zh: '没有这个岗位。' },
  ROLE_NOT_HERE: { status: 422, zh: '“{role}”不能授给{organisation}的人。' },
  ROLE_HELD: { status: 409, zh: '已经有这个岗位。' },
  ROLE_NOT_HELD: { status: 409, zh: '没有这个岗位。' },
  OWN_ACCOUNT: { status: 403, zh: '不能改自己的账号和权限，请另一位安全管理员来做。' },
  ADMINISTRATORS_APART: {
    status: 409,
    zh: '系统、安全、审计三员须由不同的人担任，也不能兼做业务岗位。',
    basis: '网络安全等级保护：三员分立',
  },
  ACCOUNT_CLOSED: { status: 409, zh: '账号已停用。' },
  PASSWORD: { status: 422, zh: '{fault}' },
})
