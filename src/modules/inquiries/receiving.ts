/** What every way in has in common: facts and row of a new inquiry, or why there is none. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import { kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { refuse } from './refusals.ts'
import { guardianNeeded, impossible, minorOf, type PlaceNames, reachable, saysSomething, toldOf } from './rules.ts'
import { type AskerForm, askerForm, type ToldForm, toldForm } from './schema.ts'
import { type Content, inquiryRef, type NewInquiry, photoTypes } from './store.ts'
import type { Channel } from './words.ts'

type Consents = {
  consentKeep?: boolean | undefined
  consentFace?: boolean | undefined
  guardianConsents?: boolean | undefined
  consentPublish?: boolean | undefined
}
export type Filled = ToldForm & AskerForm & Consents

const some = <T extends object>(form: object, shape: Record<string, unknown>): T =>
  Object.fromEntries(Object.entries(form).filter(([key, value]) => key in shape && value !== undefined)) as T

export const toldPart = (form: object): ToldForm => some(form, toldForm.shape)
export const askerPart = (form: object): AskerForm => some(form, askerForm.shape)

/** Whether every photo of a form is one; loaded beside the form. */
export async function notPhotos({ tx }: LoadContext, form: { photos?: string[] | undefined }): Promise<boolean> {
  const types = await photoTypes(tx, form.photos ?? [])
  return [...types.values()].some((type) => !type.startsWith('image/'))
}

/** Why this cannot be kept, or null. */
export function fault(filled: Filled, loaded: { notPhotos: boolean }, today: string, lead = false): Refusal | null {
  const wrong = impossible(filled, today)
  if (Object.keys(wrong).length > 0) return { ...kernelRefusal('FORM', { count: Object.keys(wrong).length }), fields: wrong }
  if (!lead && !reachable(filled)) return { ...refuse('NO_WAY_BACK'), fields: { phone: '电话、微信、地址至少留一样' } }
  if (!saysSomething(filled)) return { ...refuse('NOTHING_TOLD'), fields: { name: '姓名、特征、地方至少说一样' } }
  if (filled.consentKeep === false) return { ...refuse('NO_CONSENT'), fields: { consentKeep: '不同意就不保存' } }
  if (loaded.notPhotos) return { ...refuse('NOT_A_PHOTO'), fields: { photos: '有一个文件不是照片' } }
  if (filled.consentFace && guardianNeeded(filled, today) && !filled.guardianConsents)
    return { ...refuse('GUARDIAN'), fields: { guardianConsents: '须由监护人同意' } }
  return null
}

export interface Receiving {
  id: string
  no: string
  channel: Channel
  names: PlaceNames
  /** Compared at once: staff spoke with them. Otherwise a person reads it first. */
  admitted: boolean
  lead?: boolean
  from?: string | undefined
  code?: string | undefined
  source?: Content['source']
  /** By which the same record is known again. */
  record?: string | undefined
  expiresAt?: number | null | undefined
}

/** Row and facts of one new inquiry. */
export function received(filled: Filled, how: Receiving, moment: Moment): { facts: NewFact[]; made: NewInquiry } {
  const today = dateOf(moment.now)
  const [form, asker] = [toldPart(filled), askerPart(filled)]
  const told = toldOf(form, asker, how.names, today)
  const photo = (form.photos?.length ?? 0) > 0
  const faceConsent = filled.consentFace === true
  const subject = inquiryRef({ id: how.id, ownerPath: moment.actor.organisation.path })
  const admitted: NewFact[] = how.admitted ? [{ subject, name: 'inquiry.admitted', details: { told, no: how.no } }] : []
  return {
    facts: [
      {
        subject,
        name: 'inquiry.received',
        value: { photo, faceConsent },
        details: { told, no: how.no, channel: how.channel, lead: how.lead ?? false },
      },
      ...admitted,
    ],
    made: {
      id: how.id,
      no: how.no,
      channel: how.channel,
      state: how.admitted ? 'admitted' : 'received',
      lead: how.lead ?? false,
      content: {
        form,
        told,
        from: how.from,
        askerRelation: asker.askerRelation,
        guardianConsents: filled.guardianConsents,
        source: how.source,
      },
      contact: asker,
      minor: minorOf(form, today),
      faceConsent,
      publishConsent: filled.consentPublish === true,
      keeper: how.admitted ? moment.actor.accountId : null,
      code: how.code,
      source: how.record ? { key: how.record, expiresAt: how.expiresAt ?? null } : undefined,
    },
  }
}
