/** Doors for reading. */
import { z } from 'zod'
import { choice, field, known } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { courseOf } from './course.ts'
import { helperQueries } from './queries-helpers.ts'
import { importQueries } from './queries-import.ts'
import { papers } from './queries-papers.ts'
import { mayTell, questionsOf } from './rules.ts'
import { askerForm, type ToldForm, toldForm } from './schema.ts'
import { stateWord } from './loads.ts'
import { inquiryById, joinedTo, similarTo } from './store.ts'
import { openAlerts, sealOf, tellingsOf } from './store-pairs.ts'
import { countsOf, listInquiries, namesOf, numbersOf } from './store-read.ts'
import { notesOf } from './store-sources.ts'
import { alertKinds, channels, tabs } from './words.ts'

const staff = () => true as const
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const counts = z.strictObject({ waiting: z.int(), looking: z.int(), lead: z.int(), closed: z.int() })
const inquiryId = field(z.uuid(), { label: '登记', widget: 'hidden' })

const listed = z.strictObject({
  inquiryId,
  no: z.string(),
  state: z.string(),
  stateWord: z.string(),
  channel: z.enum(Object.keys(channels) as [keyof typeof channels]),
  lead: z.boolean(),
  risk: z.boolean(),
  name: personal('姓名'),
  sex: z.string().nullable(),
  lostOn: z.string().nullable(),
  home: personal('家在哪里'),
  minor: z.boolean().nullable(),
  photos: z.int(),
  faceConsent: z.boolean(),
  doubles: z.int(),
  organisation: z.string(),
  receivedAt: z.number(),
  changedAt: z.number(),
})

const lostTold = (form: ToldForm | undefined): string | null => {
  if (form?.lostDate) return form.lostDate
  if (form?.lostYear === undefined) return null
  return [form.lostYear, form.lostMonth].filter((each) => each !== undefined).join('-')
}

export const listQuery = query({
  name: 'inquiries.list',
  title: '家属寻亲登记',
  params: z.strictObject({
    tab: field(choice(tabs).default('waiting'), { label: '哪一栏' }),
    limit: field(z.int().min(1).max(200).default(100), { label: '最多' }),
    offset: field(z.int().min(0).max(100_000).default(0), { label: '从第几条' }),
  }),
  result: z.strictObject({ counts, total: z.int(), items: z.array(listed).max(200) }),
  may: staff,
  async read({ tx, vault }, params) {
    const found = await countsOf(tx)
    const items = await listInquiries(tx, vault, params)
    return {
      counts: found,
      total: found[params.tab],
      items: items.map((each) => {
        const told = each.content?.told
        return {
          inquiryId: each.id,
          no: each.no,
          state: each.state,
          stateWord: stateWord(each.state),
          channel: each.channel,
          lead: each.lead,
          risk: each.risk,
          // A risk-marked inquiry is opened with a reason, not read in passing.
          name: each.risk ? null : (told?.name ?? told?.nicknames?.[0] ?? null),
          sex: each.risk ? null : (told?.sex ?? null),
          // As it was told: a year stays a year, although its first day is compared.
          lostOn: each.risk ? null : lostTold(each.content?.form),
          home: each.risk ? null : (told?.home?.text ?? null),
          minor: each.minor,
          photos: each.photos,
          faceConsent: each.faceConsent,
          doubles: each.doubles,
          organisation: each.organisation,
          receivedAt: each.receivedAt,
          changedAt: each.changedAt,
        }
      }),
    }
  },
})

const alert = z.strictObject({
  alertId: z.uuid(),
  inquiryId,
  no: z.string(),
  kind: z.enum(Object.keys(alertKinds) as [keyof typeof alertKinds]),
  at: z.number(),
  own: z.boolean(),
})

export const summaryQuery = query({
  name: 'inquiries.summary',
  title: '家属寻亲概况',
  params: z.strictObject({}),
  result: z.strictObject({ counts, alerts: z.array(alert).max(20), alertsTotal: z.int() }),
  may: staff,
  async read({ tx, actor }) {
    const alerts = await openAlerts(tx, 20)
    return {
      counts: await countsOf(tx),
      alertsTotal: alerts.total,
      alerts: alerts.items.map((each) => ({
        alertId: each.id,
        inquiryId: each.inquiryId,
        no: each.no,
        kind: each.kind,
        at: each.at,
        own: each.keeper === actor.accountId,
      })),
    }
  },
})

const line = field(z.string(), { label: '内容', sensitivity: 'personal' })
const joinedOne = z.strictObject({ inquiryId, no: z.string(), contact: askerForm.nullable() })

export const inquiryQuery = query({
  name: 'inquiries.inquiry',
  title: '一份寻亲登记',
  params: z.strictObject({ inquiryId }),
  result: z.strictObject({
    inquiryId,
    no: z.string(),
    state: z.string(),
    stateWord: z.string(),
    channel: z.enum(Object.keys(channels) as [keyof typeof channels]),
    from: personal('来路'),
    lead: z.boolean(),
    source: z.strictObject({ record: z.string(), name: z.string().nullable(), entered: z.string().nullable() }).nullable(),
    expiresAt: z.number().nullable(),
    receivedAt: z.number(),
    keeper: z.string().nullable(),
    own: z.boolean(),
    minor: z.boolean().nullable(),
    photos: z.int(),
    faceConsent: z.boolean(),
    publishConsent: z.boolean(),
    callPlanned: z.boolean(),
    hasReceipt: z.boolean(),
    risk: z.boolean(),
    mayTell: z.boolean(),
    form: toldForm.partial(),
    contact: askerForm.nullable(),
    questions: z.array(z.string()).max(20),
    similar: z
      .array(
        z.strictObject({ inquiryId, no: z.string(), stateWord: z.string(), sameContact: z.boolean(), sameName: z.boolean() }),
      )
      .max(10),
    joined: z.array(joinedOne).max(50),
    joinedInto: z.strictObject({ inquiryId, no: z.string() }).nullable(),
    notes: z.array(z.strictObject({ id: z.string(), at: z.number().nullable(), line })).max(100),
    course: z
      .array(
        z.strictObject({ id: z.string(), name: z.string(), title: z.string(), at: z.number(), by: z.string().nullable(), line }),
      )
      .max(200),
  }),
  may: staff,
  async read(context, params) {
    const { tx, vault, actor } = context
    const inquiry = await inquiryById(tx, vault, params.inquiryId)
    if (!inquiry) return null
    const { content, contact } = inquiry
    const similar = await similarTo(tx, vault, {
      id: inquiry.id,
      phone: contact?.phone,
      name: content ? known(content.form.name) : undefined,
    })
    const joined = await joinedTo(tx, vault, inquiry.id)
    const into = inquiry.joinedInto ? (await numbersOf(tx, [inquiry.joinedInto])).get(inquiry.joinedInto) : undefined
    const keeper = inquiry.keeper ? (await namesOf(tx, [inquiry.keeper])).get(inquiry.keeper) : undefined
    const notes = inquiry.lead ? await notesOf(context, inquiry.id) : []
    return {
      inquiryId: inquiry.id,
      no: inquiry.no,
      state: inquiry.state,
      stateWord: stateWord(inquiry.state),
      channel: inquiry.channel,
      from: content?.from ?? null,
      lead: inquiry.lead,
      source: content?.source
        ? { record: content.source.record, name: content.source.name ?? null, entered: content.source.entered ?? null }
        : null,
      expiresAt: inquiry.expiresAt,
      receivedAt: inquiry.receivedAt,
      keeper: keeper ?? null,
      own: inquiry.keeper === actor.accountId,
      minor: inquiry.minor,
      photos: inquiry.photos,
      faceConsent: inquiry.faceConsent,
      publishConsent: inquiry.publishConsent,
      callPlanned: inquiry.callPlanned,
      hasReceipt: inquiry.hasReceipt,
      risk: (await sealOf(tx, inquiry.id)) !== null,
      mayTell: mayTell(await tellingsOf(tx, inquiry.id)),
      form: content?.form ?? {},
      contact,
      questions: content ? questionsOf(content.form) : [],
      similar: similar.map(({ id, no, state, sameContact, sameName }) => ({
        inquiryId: id,
        no,
        stateWord: stateWord(state),
        sameContact,
        sameName,
      })),
      joined: joined.map((each) => ({ inquiryId: each.id, no: each.no, contact: each.contact })),
      joinedInto: inquiry.joinedInto && into ? { inquiryId: inquiry.joinedInto, no: into } : null,
      notes: notes.map(({ id, at, status, text }) => ({ id, at, line: [status, text].filter(Boolean).join('：') })),
      course: await courseOf(context, inquiry.id),
    }
  },
})

export const queries: AnyQuery[] = [listQuery, summaryQuery, inquiryQuery, ...helperQueries, ...importQueries, ...papers]
