/** Drafting and approving. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Tx } from '#kernel/db.ts'
import { openFile } from '#kernel/files.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { divisionNames, fileRef, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { mayApproveMinor, mayDraft, mayOversee, mayWork } from './access.ts'
import { wordingLife } from './lifecycle.ts'
import { cleanPicture, type Picture } from './picture.ts'
import { refuse } from './refusals.ts'
import { contentOf, faultsOf, maybeMinor, tellsSomething } from './rules.ts'
import { approveForm, approveMinorForm, type DraftForm, draftForm, returnForm } from './schema.ts'
import {
  areaName,
  insertNotice,
  insertWording,
  type LoadedNotice,
  lockFileForDraft,
  lockNotice,
  moveWordings,
  putOnPage,
  stampApproval,
  useWording,
} from './store.ts'
import { type ChannelKey, channelNames } from './words.ts'

export const loadNotice = ({ tx, vault }: LoadContext, form: { noticeId: string }) => lockNotice(tx, vault, form.noticeId)

type ForDraft = LoadedFile & { before: LoadedNotice | null; county: string | undefined; picture: Picture | undefined }

/** Name of the county of a code, as the table of divisions or our own tree of areas has it: no deeper is published. */
export async function countyName(tx: Tx, code: string | undefined): Promise<string | undefined> {
  return code ? (divisionNames(code).at(-1) ?? (await areaName(tx, code))) : undefined
}

async function loadDraft({ tx, vault }: LoadContext, form: DraftForm): Promise<ForDraft | null> {
  const loaded = await lockFileForDraft(tx, vault, form.fileId)
  if (!loaded) return null
  const [pictureId] = form.photo === 'none' ? [] : (form.picture ?? [])
  const raw = pictureId ? await openFile(tx, vault, pictureId) : undefined
  return { ...loaded, county: await countyName(tx, form.foundCounty), picture: raw && cleanPicture(raw.body) }
}

export const draft = action({
  name: 'notices.draft',
  title: '起草寻亲公告',
  help: '逐项勾选公开的内容；改稿也在这里，改过的要重新审批，审批前登着的还是旧稿。',
  legalBasis: '民发〔2015〕158号：发布寻亲公告；个人信息保护法第6条',
  form: draftForm,
  load: loadDraft,
  may: (actor, loaded) => mayDraft(actor, loaded),
  decide(loaded, form, moment) {
    const { person, file, before } = loaded
    if (person.identity === 'verified') return refuse('IDENTIFIED')
    const faults = faultsOf(form, person.description, moment.now)
    if (form.foundCounty && !loaded.county) faults.foundCounty = '没有这个区划代码'
    const count = Object.keys(faults).length
    if (count > 0) return { ...refuse('FIELDS', { count }), fields: faults }
    if (form.photo !== 'none' && !form.picture?.length) return refuse('PICTURE_MISSING')
    if (form.photo !== 'none' && !loaded.picture) return refuse('PICTURE')
    const today = dateOf(moment.now)
    const content = contentOf(form, person.description, loaded.county, today)
    if (!tellsSomething(content)) return refuse('NOTHING')
    const minor = maybeMinor(person.description, today)
    const noticeId = before?.notice.id ?? moment.newId('notice')
    const wordingId = moment.newId('wording')
    return {
      facts: [{ subject: fileRef(file), name: 'tracing.notice-drafted', details: { content, photo: form.photo } }],
      changes: { noticeId, wordingId, minor, content },
      reply: { noticeId, wordingId, minor },
    }
  },
  async save(context, changes, loaded) {
    const { id: fileId, ownerPath } = loaded.file
    if (loaded.before) await moveWordings(context.tx, changes.noticeId, 'notices.draft')
    else await insertNotice(context, { id: changes.noticeId, fileId, ownerPath })
    await insertWording(context, { ...changes, id: changes.wordingId, fileId, ownerPath, picture: loaded.picture })
  },
  constraintRefusal: (constraint) =>
    constraint === 'wording_pending' || constraint === 'notice_file_id_key' ? refuse('CHANGED') : undefined,
})

/** The wording that was looked at is the one that waits, and somebody else wrote it. */
function decidable(loaded: LoadedNotice, action: string, form: { wordingId: string }, accountId: string): Refusal | undefined {
  if (loaded.pending?.id !== form.wordingId || !next(wordingLife, loaded.pending.state, action)) return refuse('CHANGED')
  if (loaded.person.identity === 'verified') return refuse('IDENTIFIED')
  return loaded.pending.draftedBy === accountId ? refuse('SAME_PERSON') : undefined
}

/** Whether today it is to be treated as a minor's: as drafted, or by what was learnt since. */
function asMinor(loaded: LoadedNotice, now: number): boolean {
  return loaded.pending?.minor === true || maybeMinor(loaded.person.description, dateOf(now))
}

/** From now on the approved wording is the one that counts; a minor's never stands on our page. */
async function nowCounts(context: LoadContext, loaded: LoadedNotice, wordingId: string): Promise<void> {
  await useWording(context, loaded.notice.id, wordingId)
  if (loaded.pending?.minor && loaded.notice.onPage) await putOnPage(context, loaded.notice.id, false)
}

export const approve = action({
  name: 'notices.approve',
  title: '批准公告',
  help: '成年人的公告由起草人以外的一人审批。',
  form: approveForm,
  load: loadNotice,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, { actor, now }) {
    const not = decidable(loaded, 'notices.approve', form, actor.accountId)
    if (not) return not
    if (asMinor(loaded, now)) return refuse('IS_MINOR')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-approved',
          value: { order: '1' },
          details: { wordingId: form.wordingId, note: form.note },
        },
      ],
      changes: { wordingId: form.wordingId },
      reply: { noticeId: loaded.notice.id },
    }
  },
  async save(context, { wordingId }, loaded) {
    await moveWordings(context.tx, loaded.notice.id, 'notices.approve')
    await stampApproval(context, { wordingId, order: 1 })
    await nowCounts(context, loaded, wordingId)
  },
})

export const approveAtStation = action({
  name: 'notices.approve-at-station',
  title: '站长审批孩子的公告',
  help: '未成年人的公告先由站长审批，再由民政局审批；两个人，各写依据。',
  legalBasis: '未成年人保护法第4、103条；个人信息保护法第31条',
  form: approveMinorForm,
  load: loadNotice,
  may: (actor, loaded) => mayWork(actor, loaded) && (actor.roles.includes('station-head') || refuse('HEAD_ONLY')),
  decide(loaded, form, { actor, now }) {
    const not = decidable(loaded, 'notices.approve-at-station', form, actor.accountId)
    if (not) return not
    if (!asMinor(loaded, now)) return refuse('IS_ADULT')
    // Drafted as an adult's, and since then found to be perhaps a child's.
    if (!loaded.pending?.minor) return refuse('AGE_CHANGED')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-approved',
          value: { order: '1' },
          details: { wordingId: form.wordingId, ground: form.ground, channels: form.channels, note: form.note },
        },
      ],
      changes: form,
      reply: { noticeId: loaded.notice.id },
    }
  },
  async save(context, form, loaded) {
    await moveWordings(context.tx, loaded.notice.id, 'notices.approve-at-station')
    await stampApproval(context, { ...form, order: 1 })
  },
})

export const approveMinor = action({
  name: 'notices.approve-minor',
  title: '民政局审批孩子的公告',
  help: '第二人审批。准许的渠道只能比站长报的少，不能多。',
  legalBasis: '未成年人保护法第4、103条；个人信息保护法第31条',
  form: approveMinorForm,
  load: loadNotice,
  may: (actor, loaded) => mayApproveMinor(actor, loaded),
  decide(loaded, form, { actor }) {
    const not = decidable(loaded, 'notices.approve-minor', form, actor.accountId)
    if (not) return not
    const { pending } = loaded
    if (!pending) return refuse('CHANGED')
    if (pending.firstBy === actor.accountId) return refuse('APPROVED_BEFORE')
    if (form.channels.some((channel) => !pending.channels.includes(channel)))
      return refuse('NARROWER', { channels: pending.channels.map((each) => channelNames[each as ChannelKey]).join('、') })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-approved',
          value: { order: '2' },
          details: { wordingId: form.wordingId, ground: form.ground, channels: form.channels, note: form.note },
        },
      ],
      changes: form,
      reply: { noticeId: loaded.notice.id },
    }
  },
  async save(context, form, loaded) {
    await moveWordings(context.tx, loaded.notice.id, 'notices.approve-minor')
    await stampApproval(context, { ...form, order: 2 })
    await nowCounts(context, loaded, form.wordingId)
  },
})

export const sendBack = action({
  name: 'notices.return',
  title: '退回公告稿',
  form: returnForm,
  load: loadNotice,
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form) {
    if (loaded.pending?.id !== form.wordingId) return refuse('CHANGED')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-returned',
          details: { wordingId: form.wordingId, reason: form.reason },
        },
      ],
      changes: null,
      reply: { noticeId: loaded.notice.id },
    }
  },
  save: ({ tx }, _changes, loaded) => moveWordings(tx, loaded.notice.id, 'notices.return'),
})
