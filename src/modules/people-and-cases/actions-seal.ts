/** Sealing a file: closed to all but its named readers; each opening takes a reason and lasts thirty minutes. */
import { action } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { mayWorkOnFile } from './access.ts'
import { refuse } from './refusals.ts'
import { fileReasonForm, sealForm } from './schema-forms.ts'
import { fileRef, lockFile } from './store.ts'

const OPEN_MS = 30 * 60_000

export interface Seal {
  readers: { accountId: string; openedUntil: number | null }[]
}

/** The seal on a subject, or undefined. */
export async function sealOf(tx: Tx, subjectId: string): Promise<Seal | undefined> {
  const sealed = await row(sql`select 1 as there from kernel.seal where subject_id = ${subjectId}`, tx)
  if (!sealed) return undefined
  return {
    readers: await rows(
      sql<
        Seal['readers'][number]
      >`select account_id as "accountId", opened_until as "openedUntil" from kernel.seal_reader where subject_id = ${subjectId}`,
      tx,
    ),
  }
}

async function loadWithSeal(context: { tx: Tx; vault: Parameters<typeof lockFile>[1] }, id: string) {
  const loaded = await lockFile(context.tx, context.vault, id)
  return loaded ? { ...loaded, seal: await sealOf(context.tx, id) } : null
}

export const sealFile = action({
  name: 'people.seal-file',
  title: '封存',
  help: '封存后只有名单上的人写明理由才能看。',
  legalBasis: '未成年人保护法：个人信息与隐私',
  form: sealForm,
  load: (context, form) => loadWithSeal(context, form.fileId),
  may: (actor, loaded) => mayWorkOnFile(actor, loaded),
  decide(loaded, form, moment) {
    if (loaded.seal) return refuse('SEALED_ALREADY')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.sealed', value: { reason: form.reason } }],
      changes: { readers: [...new Set([...form.readers, moment.actor.accountId])], at: moment.now },
      reply: { fileId: loaded.file.id },
    }
  },
  async save({ tx, actor }, changes, loaded) {
    await sql`insert into kernel.seal (subject_id, subject_kind, sealed_at, sealed_by)
      values (${loaded.file.id}, 'rescue-file', ${instant(changes.at)}, ${actor.accountId})`.execute(tx)
    for (const reader of changes.readers) {
      await sql`insert into kernel.seal_reader (subject_id, account_id, opened_until)
        values (${loaded.file.id}, ${reader}, ${reader === actor.accountId ? instant(changes.at + OPEN_MS) : null})`.execute(tx)
    }
  },
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
      facts: [{ subject: fileRef(loaded.file), name: 'file.unsealed', value: { reason: form.reason } }],
      changes: null,
      reply: { fileId: loaded.file.id },
    }
  },
  async save({ tx }, _changes, loaded) {
    await sql`delete from kernel.seal_reader where subject_id = ${loaded.file.id}`.execute(tx)
    await sql`delete from kernel.seal where subject_id = ${loaded.file.id}`.execute(tx)
  },
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
      facts: [{ subject: fileRef(loaded.file), name: 'sensitive.viewed', value: { reason: form.reason, what: 'sealed-file' } }],
      changes: { until: moment.now + OPEN_MS },
      reply: { fileId: loaded.file.id },
    }
  },
  async save({ tx, actor }, changes, loaded) {
    await sql`update kernel.seal_reader set opened_until = ${instant(changes.until)}
      where subject_id = ${loaded.file.id} and account_id = ${actor.accountId}`.execute(tx)
  },
})
