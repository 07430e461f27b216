/** Accounts and rights: the security administrator's work. Nobody changes their own; the three administrators stay apart. */
import {
  type AccountLine,
  grantRole,
  insertAccount,
  lockAccount,
  loginTaken,
  resetPassword,
  revokeRole,
  setAccountOpen,
} from '#kernel/account.ts'
import { action, type LoadContext, type Moment } from '#kernel/action.ts'
import { type Actor } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { hashPassword, passwordFault } from '#kernel/session.ts'
import { servedRange } from './actions-organisations.ts'
import { refuse } from './refusals.ts'
import { roleOf } from './roles.ts'
import { accountReasonForm, openAccountForm, resetForm, roleForm } from './schema.ts'
import { apart, fitsOrganisation } from './rules.ts'

const serves = (actor: Actor, path: string) => {
  const range = servedRange(actor)
  return path >= range.from && path < range.to
}
const servesAccount = (actor: Actor, account: AccountLine) => serves(actor, account.organisationPath)

const subjectOf = (account: { id: string; organisationPath: string }) => ({
  kind: 'account',
  id: account.id,
  ownerPath: account.organisationPath,
})
const changed = (account: AccountLine, what: string, why: string, more: Record<string, unknown> = {}) => ({
  subject: subjectOf(account),
  name: 'account.changed',
  value: { what, ...more },
  details: { reason: why },
})

const loadAccount = ({ tx }: LoadContext, form: { accountId: string }) => lockAccount(tx, form.accountId)
const isOwn = (account: AccountLine, moment: Moment) => account.id === moment.actor.accountId

export const openAccount = action({
  name: 'administration.open-account',
  title: '开账号',
  form: openAccountForm,
  async load({ tx }, form) {
    const organisation = await organisationById(tx, form.organisationId)
    return organisation ? { organisation, taken: await loginTaken(tx, form.login) } : null
  },
  may: (actor, { organisation }) => serves(actor, organisation.path),
  decide({ organisation, taken }, form, moment) {
    if (taken) return refuse('LOGIN_TAKEN')
    const fault = passwordFault(form.password)
    if (fault) return refuse('PASSWORD', { fault })
    for (const key of form.roles) {
      const found = roleOf(key)
      if (!found) return refuse('ROLE_UNKNOWN')
      if (!fitsOrganisation(found, organisation.kind))
        return refuse('ROLE_NOT_HERE', { role: found.title, organisation: organisation.name })
    }
    if (!apart(form.roles)) return refuse('ADMINISTRATORS_APART')
    const id = moment.newId('account')
    return {
      facts: [
        { subject: { kind: 'account', id, ownerPath: organisation.path }, name: 'account.opened', value: { roles: form.roles } },
      ],
      changes: { id, form },
      reply: { accountId: id },
    }
  },
  async save({ tx, actor, now }, { id, form }) {
    const by = { accountId: actor.accountId, now }
    await insertAccount(
      tx,
      {
        id,
        login: form.login,
        name: form.name,
        organisationId: form.organisationId,
        post: form.post,
        passwordHash: await hashPassword(form.password),
        secondFactor: true,
        mustChange: true,
        sample: false,
      },
      by,
    )
    for (const key of new Set(form.roles)) await grantRole(tx, id, key, by)
  },
  constraintRefusal: (constraint) => (constraint === 'account_login_key' ? refuse('LOGIN_TAKEN') : undefined),
})

export const grant = action({
  name: 'administration.grant-role',
  title: '授予岗位',
  form: roleForm,
  load: loadAccount,
  may: servesAccount,
  decide(account, form, moment) {
    if (isOwn(account, moment)) return refuse('OWN_ACCOUNT')
    const found = roleOf(form.role)
    if (!found) return refuse('ROLE_UNKNOWN')
    if (account.roles.includes(form.role)) return refuse('ROLE_HELD')
    if (!fitsOrganisation(found, account.organisationKind))
      return refuse('ROLE_NOT_HERE', { role: found.title, organisation: account.organisationName })
    if (!apart([...account.roles, form.role])) return refuse('ADMINISTRATORS_APART')
    return {
      facts: [changed(account, 'role-granted', form.reason, { role: form.role })],
      changes: form.role,
      reply: { accountId: account.id },
    }
  },
  save: ({ tx, actor, now }, key, account) => grantRole(tx, account.id, key, { accountId: actor.accountId, now }),
})

export const revoke = action({
  name: 'administration.revoke-role',
  title: '撤销岗位',
  form: roleForm,
  load: loadAccount,
  may: servesAccount,
  decide(account, form, moment) {
    if (isOwn(account, moment)) return refuse('OWN_ACCOUNT')
    if (!account.roles.includes(form.role)) return refuse('ROLE_NOT_HELD')
    return {
      facts: [changed(account, 'role-revoked', form.reason, { role: form.role })],
      changes: form.role,
      reply: { accountId: account.id },
    }
  },
  save: ({ tx, now }, key, account) => revokeRole(tx, account.id, key, now),
})

export const closeAccount = action({
  name: 'administration.close-account',
  title: '停用账号',
  help: '立即退出所有设备。',
  form: accountReasonForm,
  load: loadAccount,
  may: servesAccount,
  decide(account, form, moment) {
    if (isOwn(account, moment)) return refuse('OWN_ACCOUNT')
    if (account.disabledAt !== null) return refuse('ACCOUNT_CLOSED')
    return {
      facts: [{ ...changed(account, 'closed', form.reason), name: 'account.closed' }],
      changes: null,
      reply: { accountId: account.id },
    }
  },
  save: ({ tx, now }, _changes, account) => setAccountOpen(tx, account.id, false, now),
})

export const reopenAccount = action({
  name: 'administration.reopen-account',
  title: '启用、解锁账号',
  form: accountReasonForm,
  load: loadAccount,
  may: servesAccount,
  decide(account, form, moment) {
    if (isOwn(account, moment)) return refuse('OWN_ACCOUNT')
    return { facts: [changed(account, 'reopened', form.reason)], changes: null, reply: { accountId: account.id } }
  },
  save: ({ tx, now }, _changes, account) => setAccountOpen(tx, account.id, true, now),
})

export const resetAccount = action({
  name: 'administration.reset-password',
  title: '重设密码',
  form: resetForm,
  load: loadAccount,
  may: servesAccount,
  decide(account, form, moment) {
    if (isOwn(account, moment)) return refuse('OWN_ACCOUNT')
    const fault = passwordFault(form.password)
    if (fault) return refuse('PASSWORD', { fault })
    return { facts: [changed(account, 'password-reset', form.reason)], changes: form, reply: { accountId: account.id } }
  },
  async save({ tx, now }, form, account) {
    await resetPassword(tx, account.id, await hashPassword(form.password), form.forgetSecondFactor, now)
  },
})
