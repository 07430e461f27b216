/** The ways in: the desk's own, the mandatory report of whoever works with children, the public's page; what is told later. */
import { timingSafeEqual } from 'node:crypto'
import { action } from '#kernel/action.ts'
import { countPublicAttempt, forgetPublicAttempts, publicOver, remoteKey } from '#kernel/public-limit.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { childById } from '#modules/people-and-cases/index.ts'
import { isPublic, isStaff } from './access.ts'
import { PUBLIC_LIMITS } from './limits.ts'
import { codeAgain, type Desk, deskOf, received, type Said } from './receiving.ts'
import { refuse } from './refusals.ts'
import { isClosed, numbersMeant, reading, receiptSentence, receiptState, type ReceiptState, receivesReports } from './rules.ts'
import { addForm, receiveForm, receivePublicForm, reportMandatoryForm, stateForm } from './schema.ts'
import { type LoadedReport, loadReport, mayWork } from './loads.ts'
import { insertReport, notPhotos, receiptDigest, receiptsOf, reportRef } from './store.ts'

/** Tries in an hour for one number, and from one address. */
const TRIES_PER_NUMBER = 10
const TRIES_PER_ADDRESS = 30
/** Numbers are counted per desk: as many of one writing as there can be, always compared. */
const COMPARED = 4

/** What was said of the matter, without who said it and how it came. */
function saidIn(form: Record<string, unknown> & { what: string; about?: Said['about'] }): Said {
  const keys = [
    'what',
    'danger',
    'situations',
    'place',
    'when',
    'childName',
    'childSex',
    'childAge',
    'childWhere',
    'childSchool',
    'spot',
    'seenAt',
    'people',
    'doing',
    'groups',
    'signs',
    'look',
    'photos',
  ] as const
  const said = Object.fromEntries(keys.flatMap((key) => (form[key] === undefined ? [] : [[key, form[key]]])))
  return { ...said, what: form.what, about: form.about ?? ['minor'], emergency: form['emergency'] === true }
}

interface Receiving extends Desk {
  town: string | undefined
  notPhotos: boolean
}

export const receive = action({
  name: 'reports.receive',
  title: '接报登记',
  help: '照报告人的话写。报告人的姓名电话另外存，派去的单位看不到。',
  legalBasis: '佳木斯三（四）1；常州二（二）',
  form: receiveForm,
  async load(context, form): Promise<Receiving | null> {
    const desk = await deskOf(context, context.actor.organisation.id)
    const town = form.townId ? await organisationById(context.tx, form.townId) : undefined
    return desk && { ...desk, town: form.townId ? town?.kind : 'town', notPhotos: await notPhotos(context.tx, form.photos) }
  },
  may: (actor) => isStaff(actor),
  decide(desk, form, moment) {
    if (!receivesReports(desk.receiver.kind, false)) return refuse('NOT_A_DESK')
    if (!receivesReports(desk.receiver.kind, isClosed(reading(saidIn(form)).about))) return refuse('MINORS_ELSEWHERE')
    if (desk.notPhotos) return { ...refuse('NOT_A_PHOTO'), fields: { photos: '有一个文件不是照片' } }
    if (desk.town !== 'town') return refuse('NOT_A_TOWN')
    const { facts, made } = received(
      desk,
      {
        said: saidIn(form),
        channel: form.channel,
        at: Math.min(form.at ?? moment.occurredAt, moment.now),
        townId: form.townId,
        reporter: {
          mandatory: false,
          wants: form.wants,
          content: { kind: form.reporterKind, name: form.reporterName, phone: form.reporterPhone },
        },
      },
      moment,
    )
    return { facts, changes: made, reply: { reportId: made.id, number: made.no } }
  },
  save: (context, made) => insertReport(context, made),
  replyNotKept: true,
  again: codeAgain,
  answer: async (_context, { code }) => ({ code }),
})

interface Mandatory extends Desk {
  /** The child's file is the reporter's to see: the report is linked to it. */
  childId: string | undefined
}

export const reportMandatory = action({
  name: 'reports.report-mandatory',
  title: '强制报告',
  help: '怀疑孩子受侵害、面临危险就要马上报，不必先查实。报了以后能看到办到哪一步。',
  legalBasis: '未成年人保护法第十一条；九部门强制报告意见',
  form: reportMandatoryForm,
  async load(context, form): Promise<Mandatory | null> {
    const desk = await deskOf(context, form.receiverId, form.policeId)
    const child = form.childId ? await childById(context.tx, form.childId) : undefined
    if (!desk || child === null) return null
    return { ...desk, childId: child?.id }
  },
  may: (actor) => isStaff(actor),
  decide(desk, form, moment) {
    if (!receivesReports(desk.receiver.kind, true)) return refuse('NOT_A_DESK')
    if (form.policeId && desk.police?.kind !== 'police') return refuse('NOT_POLICE')
    const { facts, made } = received(
      desk,
      {
        said: { ...saidIn({ ...form, about: ['minor', 'abuse-clue'] }) },
        channel: 'mandatory-report',
        at: moment.occurredAt,
        childId: desk.childId,
        reporter: {
          path: moment.actor.organisation.path,
          mandatory: true,
          wants: 'receipt',
          content: { organisation: moment.actor.organisation.name, name: form.reporterName, phone: form.reporterPhone },
        },
        policeTold: form.toldByPhone,
      },
      moment,
    )
    return { facts, changes: made, reply: { number: made.no } }
  },
  save: (context, made) => insertReport(context, made),
  replyNotKept: true,
  again: codeAgain,
  answer: async (_context, { code }) => ({ code }),
})

type FromPublic = { over: 'address' | 'site' } | { over?: undefined; desk: Desk }

export const receivePublic = action({
  name: 'reports.receive-public',
  title: '公众报告',
  help: '工作人员马上看到。报告人不公开，也不告诉被反映的人。',
  form: receivePublicForm,
  async load(context, form): Promise<FromPublic | null> {
    const over = await publicOver(context, 'reports.receive', form.remote, PUBLIC_LIMITS)
    if (over) return { over }
    const desk = await deskOf(context, context.actor.organisation.id)
    return desk && { desk }
  },
  may: (actor) => isPublic(actor),
  decide(loaded, form, moment): Refusal | ReturnType<typeof kept> {
    if (loaded.over) return refuse(loaded.over === 'site' ? 'TOO_MANY_HERE' : 'TOO_MANY')
    return kept(
      received(
        loaded.desk,
        {
          said: saidIn(form),
          channel: 'web',
          at: moment.now,
          reporter: {
            mandatory: false,
            wants: form.wants,
            content: { kind: form.reporterKind, name: form.reporterName, phone: form.reporterPhone },
          },
        },
        moment,
      ),
    )
  },
  async save(context, made) {
    await insertReport(context, made)
    await forgetPublicAttempts(context.tx)
  },
  replyNotKept: true,
  again: codeAgain,
  beside: ['remote'],
  answer: async (_context, loaded) => ({ code: loaded.over ? '' : loaded.desk.code }),
})

const kept = ({ facts, made }: ReturnType<typeof received>) => ({ facts, changes: made, reply: { number: made.no } })

/**
 * An answer, never a refusal, so that a wrong try is counted. Every try does the same work; what is answered is one of a few
 * sentences, and depends on nothing but how far the holder's own report is.
 */
export const stateByReceipt = action({
  name: 'reports.state-by-receipt',
  title: '查报告办到哪一步',
  help: '只答办到哪一步和一句答复；不答孩子是谁、在哪里。',
  form: stateForm,
  async load(context, form): Promise<{ state: ReceiptState | 'no-match' | 'later'; answer: string | null }> {
    const { tx, vault } = context
    const desk = await organisationById(tx, context.actor.organisation.id)
    const meant = numbersMeant(form.number, desk?.shortName ?? '', Number(dateOf(context.now).slice(0, 4)))
    const byNumber = await countPublicAttempt(context, 'reports.state-number', meant[0] as string)
    const byAddress = await countPublicAttempt(context, 'reports.state-address', remoteKey(form.remote))
    let own: { state: ReceiptState; answer: string | null } | undefined
    for (const number of [0, 1].map((index) => meant[index] ?? '')) {
      const found = await receiptsOf(tx, number)
      const wanted = receiptDigest(vault, number, form.code)
      for (let index = 0; index < COMPARED; index += 1) {
        const receipt = found[index]
        const same = timingSafeEqual(receipt?.receipt ?? Buffer.alloc(wanted.length), wanted)
        if (same && receipt)
          own ??= { state: receiptState(receipt.state, receipt.answer, receipt.reached), answer: receipt.answer }
      }
    }
    if (byNumber.hour > TRIES_PER_NUMBER || byAddress.hour > TRIES_PER_ADDRESS) return { state: 'later', answer: null }
    return own ?? { state: 'no-match', answer: null }
  },
  may: (actor) => isPublic(actor),
  decide: ({ state, answer }) => ({ facts: [], changes: null, reply: { state, words: receiptSentence(state, answer) } }),
  save: async () => undefined,
})

export const add = action({
  name: 'reports.add',
  title: '补充情况',
  help: '报告人又来电、到场后又看到的。',
  form: addForm,
  load: (context, form): Promise<LoadedReport | null> => loadReport(context, form.reportId),
  may: (actor, loaded) => mayWork(actor, loaded),
  decide: ({ report }, form) => ({
    facts: [{ subject: reportRef(report), name: 'report.added', details: { text: form.text } }],
    changes: null,
  }),
  save: async () => undefined,
})
