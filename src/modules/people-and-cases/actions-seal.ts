/** Sealing a file: closed to all but its named readers; each opening takes a reason and lasts thirty minutes. */
import { action } from '#kernel/action.ts'
import type { Tx } from '#kernel/db.ts'
import { mayWorkOnFile } from './access.ts'
import { refuse } from './refusals.ts'
import { fileReasonForm, sealForm } from './schema-forms.ts'
import { fileRef, lockFile } from './store.ts'
import { lastOpenFile, openRows, possibleReaders, sealOf, sealRows, unsealRows } from './store-seal.ts'

const OPEN_MS = 30 * 60_000

async function loadWithSeal(context: { tx: Tx; vault: Parameters<typeof lockFile>[1] }, id: string) {
  const loaded = await lockFile(context.tx, context.vault, id)
  return loaded ? { ...loaded, seal: await sealOf(context.tx, id) } : null
}

export const sealFile = action({
  name: 'people.seal-file',
  title: '封存',
  help: '封存后只有名单上的人写明理由才能看。此人的个案都封存了，姓名、证件等资料也一并封存。',
  legalBasis: '未成年人保护法：个人信息与隐私',
  form: sealForm,
  async load(context, form) {
    const loaded = await loadWithSeal(context, form.fileId)
    if (!loaded) return null
    return {
      ...loaded,
      possible: await possibleReaders(context.tx, form.readers, loaded.file.ownerPath),
      lastOpen: await lastOpenFile(context.tx, loaded.file),
    }
  },
  may: (actor, loaded) => mayWorkOnFile(actor, loaded),
  decide(loaded, form, moment) {
    if (loaded.seal) return refuse('SEALED_ALREADY')
    if (form.readers.some((reader) => !loaded.possible.has(reader))) return refuse('NO_SUCH_READER')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.sealed', details: { reason: form.reason } }],
      changes: { readers: [...new Set([...form.readers, moment.actor.accountId])], at: moment.now },
      reply: { fileId: loaded.file.id },
    }
  },
  save: ({ tx, actor }, { readers, at }, { file, person, lastOpen }) =>
    sealRows(tx, file, { readers, at, by: actor.accountId, openUntil: at + OPEN_MS, person: lastOpen ? person : null }),
})

export const unsealFile = action({
  name: 'people.unseal-file',
  title: '解除封存',
  form: fileReasonForm,
  load: (context, form) => loadWithSeal(context, form.fileId),
  may: (actor, loaded) => mayWorkOnFile(actor, loaded),
  decide(loaded, form, moment) {
    if (!loaded.seal) return refuse('NOT_SEALED')
    if (!loaded.seal.readers.some((reader) => reader.accountId === moment.actor.accountId)) return refuse('NOT_A_READER')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.unsealed', details: { reason: form.reason } }],
      changes: null,
      reply: { fileId: loaded.file.id },
    }
  },
  save: ({ tx }, _changes, { file }) => unsealRows(tx, file),
})

export const openSealed = action({
  name: 'people.open-sealed',
  title: '查看封存档',
  help: '看 30 分钟，留痕。',
  form: fileReasonForm,
  load: (context, form) => loadWithSeal(context, form.fileId),
  may: (actor, loaded) => mayWorkOnFile(actor, loaded),
  decide(loaded, form, moment) {
    if (!loaded.seal) return refuse('NOT_SEALED')
    if (!loaded.seal.readers.some((reader) => reader.accountId === moment.actor.accountId)) return refuse('NOT_A_READER')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'sensitive.viewed',
          value: { what: 'sealed-file' },
          details: { reason: form.reason },
        },
      ],
      changes: { until: moment.now + OPEN_MS },
      reply: { fileId: loaded.file.id },
    }
  },
  save: ({ tx, actor }, changes, { file }) => openRows(tx, file, actor.accountId, changes.until),
})
