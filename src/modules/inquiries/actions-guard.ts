/** What protects who is looked for: risk, opening what is closed, consent taken back. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { openFile } from '#kernel/files.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { isSystem, mayWork } from './access.ts'
import { loadInquiry, step } from './loads.ts'
import { refuse } from './refusals.ts'
import { expireForm, markRiskForm, reasonForm, revealForm, withdrawConsentForm } from './schema-forms.ts'
import { eraseInquiry, erasePhotos, type Inquiry, inquiryRef, writeContent } from './store.ts'
import { openSeal, possibleReaders, sealInquiry, sealOf, unsealInquiry } from './store-pairs.ts'

/** How long a look behind the seal lasts. */
const OPEN_MS = 30 * 60_000
const may = <L extends { inquiry: Inquiry }>(actor: Actor, { inquiry }: L) => mayWork(actor, inquiry)

async function withSeal(context: LoadContext, form: { inquiryId: string }) {
  const loaded = await loadInquiry(context, form)
  return loaded && { ...loaded, seal: await sealOf(context.tx, form.inquiryId) }
}

export const markRisk = action({
  name: 'inquiries.mark-risk',
  title: '标为风险',
  help: '来意可疑、家暴或跟踪的可能。以后只有指定的人写明理由才能看。',
  legalBasis: '反家庭暴力法；先问本人是否愿意被找到',
  form: markRiskForm,
  async load(context, form) {
    const loaded = await withSeal(context, form)
    if (!loaded) return null
    return { ...loaded, possible: await possibleReaders(context.tx, form.readers ?? [], loaded.inquiry.ownerPath) }
  },
  may,
  decide({ inquiry, seal, possible }, form, { actor, now }) {
    if (seal) return refuse('RISK_ALREADY')
    if ((form.readers ?? []).some((reader) => !possible.has(reader))) return refuse('NO_SUCH_READER')
    return {
      facts: [{ subject: inquiryRef(inquiry), name: 'file.sealed', details: { reason: form.reason } }],
      changes: { readers: [...new Set([...(form.readers ?? []), actor.accountId])], at: now },
      reply: { inquiryId: inquiry.id },
    }
  },
  save: ({ tx, actor }, { readers, at }, { inquiry }) =>
    sealInquiry(tx, inquiry, { readers, by: actor.accountId, at, openUntil: at + OPEN_MS }),
})

export const openRisk = action({
  name: 'inquiries.open-risk',
  title: '查看风险登记',
  help: '看 30 分钟，留痕。',
  form: reasonForm,
  load: withSeal,
  may,
  decide({ inquiry, seal }, form, { actor, now }) {
    if (!seal) return refuse('NO_RISK')
    if (!seal.readers.includes(actor.accountId)) return refuse('NOT_A_READER')
    return {
      facts: [
        {
          subject: inquiryRef(inquiry),
          name: 'sensitive.viewed',
          value: { what: 'risk-inquiry' },
          details: { reason: form.reason },
        },
      ],
      changes: now + OPEN_MS,
      reply: { inquiryId: inquiry.id },
    }
  },
  save: ({ tx, actor }, until, { inquiry }) => openSeal(tx, inquiry.id, actor.accountId, until),
})

export const clearRisk = action({
  name: 'inquiries.clear-risk',
  title: '取消风险标记',
  form: reasonForm,
  load: withSeal,
  may,
  decide({ inquiry, seal }, form, { actor }) {
    if (!seal) return refuse('NO_RISK')
    if (!seal.readers.includes(actor.accountId)) return refuse('NOT_A_READER')
    return {
      facts: [{ subject: inquiryRef(inquiry), name: 'file.unsealed', details: { reason: form.reason } }],
      changes: null,
      reply: { inquiryId: inquiry.id },
    }
  },
  save: ({ tx }, _changes, { inquiry }) => unsealInquiry(tx, inquiry.id),
})

/** The clear value goes into this one reply and is kept nowhere else. */
export const reveal = action({
  name: 'inquiries.reveal',
  title: '查看联系方式、照片',
  help: '写明理由；谁在何时看过，审计管理员看得到。',
  form: revealForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form) {
    const there = form.what === 'photo' ? inquiry.photos > 0 : inquiry.contact !== null && Object.keys(inquiry.contact).length > 0
    if (!there) return refuse('NOTHING_TO_REVEAL')
    return {
      facts: [
        {
          subject: inquiryRef(inquiry),
          name: 'sensitive.viewed',
          value: { what: `inquiry-${form.what}` },
          details: { reason: form.reason },
        },
      ],
      changes: null,
      reply: {},
    }
  },
  save: async () => undefined,
  replyNotKept: true,
  async answer({ tx, vault }, { inquiry }, form): Promise<Record<string, unknown>> {
    if (form.what === 'contact') return { contact: inquiry.contact }
    const photos: string[] = []
    for (const id of inquiry.content?.form.photos ?? []) {
      const file = await openFile(tx, vault, id)
      if (file?.type.startsWith('image/')) photos.push(`data:${file.type};base64,${file.body.toString('base64')}`)
    }
    return { photos }
  },
})

const erasing = (inquiry: Inquiry) => ({
  subject: inquiryRef(inquiry),
  name: 'inquiry.closed',
  details: { outcome: 'withdrawn' },
})

export const withdrawConsent = action({
  name: 'inquiries.withdraw-consent',
  title: '撤回同意',
  help: '撤回以后不再使用；“全部资料”删除后恢复不了，只留下办过这件事的痕迹。',
  legalBasis: '个人信息保护法第15、47条',
  form: withdrawConsentForm,
  load: loadInquiry,
  may,
  decide({ inquiry }, form) {
    const subject = inquiryRef(inquiry)
    if (!inquiry.content) return refuse('NOT_NOW', { state: '已按要求删除' })
    const withdrawn = {
      subject,
      name: 'inquiry.consent-withdrawn',
      value: { what: form.what },
      details: { by: form.by, note: form.note },
    }
    if (form.what === 'all') {
      const state = step(inquiry, 'inquiries.withdraw-consent')
      if (isRefusal(state)) return state
      return { facts: [{ ...withdrawn, details: {} }, erasing(inquiry)], changes: form.what, reply: { inquiryId: inquiry.id } }
    }
    const gone = form.what === 'face' ? inquiry.faceConsent : inquiry.photos > 0
    if (!gone) return refuse('NOTHING_TO_WITHDRAW')
    const photo = form.what === 'face' && inquiry.photos > 0
    const { told } = inquiry.content
    return {
      facts: [withdrawn, { subject, name: 'inquiry.completed', value: { photo, faceConsent: false }, details: { told } }],
      changes: form.what,
      reply: { inquiryId: inquiry.id },
    }
  },
  async save(context, what, { inquiry }) {
    if (what === 'all') return eraseInquiry(context, inquiry.id)
    const { content, contact } = inquiry
    if (!content) return
    const { photos: _photos, ...form } = content.form
    if (what === 'photo') await erasePhotos(context.tx, inquiry.id)
    await writeContent(context, inquiry.id, {
      content: what === 'photo' ? { ...content, form } : content,
      contact: contact ?? {},
      minor: inquiry.minor ?? undefined,
      faceConsent: false,
      publishConsent: inquiry.publishConsent,
    })
  },
})

/** A lead whose source wants it gone. */
export const expire = action({
  name: 'inquiries.expire-lead',
  title: '到期删除线索',
  form: expireForm,
  load: loadInquiry,
  may: (actor) => isSystem(actor),
  decide({ inquiry }, _form, moment) {
    if (!inquiry.lead || inquiry.expiresAt === null || inquiry.expiresAt > moment.now || inquiry.state === 'erased')
      return refuse('NOTHING_TO_WITHDRAW')
    return { facts: [erasing(inquiry)], changes: null, reply: { inquiryId: inquiry.id } }
  },
  save: (context, _changes, { inquiry }) => eraseInquiry(context, inquiry.id),
})
