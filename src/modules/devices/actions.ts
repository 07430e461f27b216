/** Doors of phones: registered by their worker, ended by the desk, a file taken in. */
import { action, type LoadContext } from '#kernel/action.ts'
import { endPhoneSessions } from '#kernel/account.ts'
import type { Actor } from '#kernel/actor.ts'
import { deviceKey } from './key.ts'
import { refuse } from './refusals.ts'
import { endForm, registerForm, takenInForm } from './schema.ts'
import { type DeviceRow, endDevice, insertDevice, lockDevice, noteTakenIn, renameDevice } from './store.ts'

const told = (actor: Pick<Actor, 'organisation'>) => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})

const known = async ({ tx, vault }: LoadContext, id: string): Promise<DeviceRow | null> =>
  (await lockDevice(tx, vault, id)) ?? null

export const register = action({
  name: 'devices.register',
  title: '登记手机',
  help: '手机登录后自己登记；没有网络时记的内容，可以用它的密钥交出一份加密文件。',
  form: registerForm,
  load: async (context, form) => ({ known: await known(context, form.deviceId) }),
  may: () => true,
  decide({ known: before }, form, { actor }) {
    if (before && before.accountId !== actor.accountId) return refuse('NOT_YOURS')
    if (before?.endedAt) return refuse('ENDED')
    const facts = before
      ? []
      : [{ subject: told(actor), name: 'device.registered', details: { deviceId: form.deviceId, name: form.name } }]
    return { facts, changes: { device: { id: form.deviceId, name: form.name }, isNew: before === null } }
  },
  save: (context, { device, isNew }) => (isNew ? insertDevice : renameDevice)(context, device),
  constraintRefusal: () => refuse('NOT_YOURS'),
  // The key goes to the phone and is kept nowhere else.
  replyNotKept: true,
  answer: async ({ vault }, _loaded, form) => ({ key: deviceKey(vault, form.deviceId).toString('base64') }),
})

export const end = action({
  name: 'devices.end',
  title: '停用手机',
  help: '丢了、换了、人走了：它的登录马上失效，它交出的文件不再导入。手机上的内容没有密码打不开。',
  form: endForm,
  load: (context, form) => known(context, form.deviceId),
  may: () => true,
  decide(device, form, { actor }) {
    if (device.endedAt) return refuse('ALREADY_ENDED')
    return {
      facts: [
        { subject: told(actor), name: 'device.ended', details: { deviceId: device.id, name: device.name, reason: form.reason } },
      ],
      changes: form.reason,
    }
  },
  async save(context, reason, device) {
    await endDevice(context, device, reason)
    await endPhoneSessions(context.tx, device.accountId, context.now)
  },
})

/** Told after the actions of a file were done one by one, each in its worker's name. */
export const takeIn = action({
  name: 'devices.take-in',
  title: '导入手机交出的记录',
  help: '手机没有网络、要换机或坏了屏幕时交出的加密文件。同一条不会记两次。',
  form: takenInForm,
  load: (context, form) => known(context, form.deviceId),
  may: () => true,
  decide(device, form, { actor }) {
    if (device.endedAt) return refuse('ENDED')
    const { deviceId, ...counts } = form
    return {
      facts: [
        {
          subject: told(actor),
          name: 'device.file-taken-in',
          value: { actions: form.actions },
          details: { deviceId, name: device.name, ...counts },
        },
      ],
      changes: device.id,
    }
  },
  save: (context, id) => noteTakenIn(context, id),
})

export const actions = [register, end, takeIn]
