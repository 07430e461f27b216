/** The ways in: desk and hotline, the public's page; and what is told later. */
import { action, type LoadContext } from '#kernel/action.ts'
import { forgetPublicAttempts, publicOver } from '#kernel/public-limit.ts'
import { codeOfSending } from '#kernel/receipt-code.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { isPublic, mayReceive, mayWork } from './access.ts'
import { askerPart, fault, notPhotos, received, toldPart } from './receiving.ts'
import { refuse } from './refusals.ts'
import { minorOf, type PlaceNames, toldOf } from './rules.ts'
import { completeForm, receiveForm, receivePublicForm } from './schema.ts'
import { inquiryNumber, inquiryRef, insertInquiry, lockInquiry, placeNames, similarTo, writeContent } from './store.ts'

/** Inquiries that one address may send in an hour and in a day: a family with relatives at one desk stays below. */
export const PUBLIC_PER_HOUR = 5
export const PUBLIC_PER_DAY = 15

interface Loaded {
  no: string
  code: string
  names: PlaceNames
  notPhotos: boolean
  tooMany: boolean
}

async function loadNew(context: LoadContext, form: Parameters<typeof placeNames>[0] & { photos?: string[] | undefined }) {
  const none = await notPhotos(context, form)
  return {
    no: await inquiryNumber(context),
    code: codeOfSending(context.vault, 'inquiries', context.actionId),
    names: placeNames(form),
    notPhotos: none,
    tooMany: false,
  }
}

export const receive = action({
  name: 'inquiries.receive',
  title: '登记家属寻亲',
  help: '除了一样联系方式和走失者的一样情况，其他都可以不详。',
  legalBasis: '专项行动任务8：家属提供的资料及时比对',
  form: receiveForm,
  load: (context, form): Promise<Loaded> => loadNew(context, form),
  may: (actor) => mayReceive(actor),
  decide(loaded, form, moment) {
    const wrong = fault(form, loaded, dateOf(moment.now))
    if (wrong) return wrong
    const id = moment.newId('inquiry')
    const { facts, made } = received(form, { ...loaded, id, channel: form.channel, from: form.from, admitted: true }, moment)
    return { facts, changes: made, reply: { inquiryId: id, number: loaded.no } }
  },
  save: (context, made) => insertInquiry(context, made),
  replyNotKept: true,
  async answer({ tx, vault, newId }, loaded, form) {
    const name = typeof form.name === 'string' ? form.name : undefined
    const similar = await similarTo(tx, vault, { id: newId('inquiry'), phone: form.phone, name })
    return { code: loaded.code, similar: similar.map(({ id, no }) => ({ inquiryId: id, number: no })) }
  },
})

export const receivePublic = action({
  name: 'inquiries.receive-public',
  title: '公众登记寻亲',
  help: '先由工作人员看过，再比对。',
  form: receivePublicForm,
  async load(context, form): Promise<Loaded> {
    const limits = { hour: PUBLIC_PER_HOUR, day: PUBLIC_PER_DAY }
    if (await publicOver(context, 'inquiries.receive', form.remote, limits))
      return { no: '', code: '', names: {}, notPhotos: false, tooMany: true }
    return loadNew(context, form)
  },
  may: (actor) => isPublic(actor),
  decide(loaded, form, moment): Refusal | ReturnType<typeof answered> {
    if (loaded.tooMany) return refuse('TOO_MANY')
    const wrong = fault({ ...form, consentKeep: form.consentKeep ?? false }, loaded, dateOf(moment.now))
    if (wrong) return wrong
    return answered(received(form, { ...loaded, id: moment.newId('inquiry'), channel: form.channel, admitted: false }, moment))
  },
  async save(context, made) {
    await insertInquiry(context, made)
    await forgetPublicAttempts(context.tx)
  },
  replyNotKept: true,
  // Number and code, and nothing else: not even that somebody asked for the same person before.
  answer: async (_context, loaded) => ({ code: loaded.code }),
})

const answered = ({ facts, made }: ReturnType<typeof received>) => ({
  facts,
  changes: made,
  reply: { number: made.no },
})

export const complete = action({
  name: 'inquiries.complete',
  title: '补充登记内容',
  help: '填的覆盖原来的，没填的照旧；照片是添加。',
  form: completeForm,
  async load(context, form) {
    const inquiry = await lockInquiry(context.tx, context.vault, form.inquiryId)
    if (!inquiry?.content) return null
    const whole = { ...inquiry.content.form, ...toldPart(form) }
    const photos = [...new Set([...(inquiry.content.form.photos ?? []), ...(form.photos ?? [])])].slice(-12)
    return {
      inquiry,
      content: inquiry.content,
      form: { ...whole, ...(photos.length > 0 ? { photos } : {}) },
      asker: { ...inquiry.contact, ...askerPart(form) },
      names: placeNames(whole),
      notPhotos: await notPhotos(context, form),
    }
  },
  may: (actor, { inquiry }) => mayWork(actor, inquiry),
  decide(loaded, form, moment) {
    const { inquiry, content, asker } = loaded
    const today = dateOf(moment.now)
    const guardianConsents = form.guardianConsents ?? content.guardianConsents
    const consentFace = form.consentFace ?? inquiry.faceConsent
    const wrong = fault(
      { ...loaded.form, ...asker, consentFace, guardianConsents, consentKeep: form.consentKeep },
      loaded,
      today,
      inquiry.lead,
    )
    if (wrong) return wrong
    const told = toldOf(loaded.form, asker, loaded.names, today)
    return {
      facts: [
        {
          subject: inquiryRef(inquiry),
          name: 'inquiry.completed',
          value: { photo: (loaded.form.photos?.length ?? 0) > 0, faceConsent: consentFace },
          details: { told, source: form.source },
        },
      ],
      changes: {
        content: { ...content, form: loaded.form, told, guardianConsents, askerRelation: asker.askerRelation },
        contact: asker,
        minor: minorOf(loaded.form, today),
        faceConsent: consentFace,
        publishConsent: form.consentPublish ?? inquiry.publishConsent,
      },
      reply: { inquiryId: inquiry.id },
    }
  },
  save: (context, changes, { inquiry }) => writeContent(context, inquiry.id, changes),
})
