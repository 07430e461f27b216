/** The desk's doors for reading. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { countyName } from './actions-draft.ts'
import { papers } from './queries-papers.ts'
import { publicQueries } from './queries-public.ts'
import { contentOf, daysToRenew, faultsOf, knownOf, maybeMinor, tellsSomething, textOf } from './rules.ts'
import { fileId, previewForm } from './schema.ts'
import { noticeOfFile, postingsOf, type WordingRow, wordingsOf } from './store.ts'
import {
  type ListedPosting,
  type ListedTip,
  type ListedWording,
  LONGEST,
  namesOfAccounts,
  pictureOf,
  postingsToTakeDown,
  postingsUp,
  tipsOf,
  unpublishedWordings,
  waitingWordings,
} from './store-read.ts'

const openToAll = () => true as const
const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
const instantOrNull = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })

const text = z.strictObject({
  headline: personal('标题'),
  lines: field(z.array(z.string()).max(20), { label: '内容', sensitivity: 'personal' }),
  found: personal('发现'),
})
const content = z.strictObject({
  sex: z.string().optional(),
  ageFrom: z.number().optional(),
  ageTo: z.number().optional(),
  height: z.number().optional(),
  accent: field(z.string().optional(), { label: '口音', sensitivity: 'personal' }),
  names: field(z.array(z.string()).max(8), { label: '名字', sensitivity: 'personal' }),
  marks: field(z.array(z.string()).max(8), { label: '特征', sensitivity: 'personal' }),
  said: field(z.array(z.string()).max(8), { label: '地名', sensitivity: 'personal' }),
  clothes: field(z.string().optional(), { label: '衣着', sensitivity: 'personal' }),
  words: field(z.string().optional(), { label: '其他', sensitivity: 'personal' }),
  month: z.string().optional(),
  county: z.string().optional(),
  spot: z.string().optional(),
})
const wording = z.strictObject({
  wordingId: z.string(),
  state: z.string(),
  minor: z.boolean(),
  text,
  content,
  hasPhoto: z.boolean(),
  draftedBy: z.string().nullable(),
  mine: z.boolean(),
  draftedAt: z.number(),
  firstBy: z.string().nullable(),
  firstAt: instantOrNull('第一次审批'),
  secondBy: z.string().nullable(),
  secondAt: instantOrNull('第二次审批'),
  ground: z.string().nullable(),
  channels: z.array(z.string()).max(20),
})
const posting = z.strictObject({
  channel: z.string(),
  publishedAt: z.number(),
  renewedAt: instantOrNull('更新'),
  withdrawnAt: instantOrNull('撤下'),
  reason: z.string().nullable(),
  downAt: instantOrNull('确认撤下'),
  days: z.number().nullable(),
})
const tip = z.strictObject({
  tipId: z.string(),
  noticeId: z.string(),
  fileId: z.string(),
  no: z.string(),
  fileNo: z.string(),
  kind: z.string(),
  receivedAt: z.number(),
  readAt: instantOrNull('处理'),
  outcome: z.string().nullable(),
  text: personal('来信'),
  name: field(z.string().nullable(), { label: '称呼', sensitivity: 'personal' }),
  // Whoever answers rings the number; it is the writer's own, left for that.
  contact: field(z.string().nullable(), { label: '来信人电话', sensitivity: 'personal' }),
  relation: z.string().nullable(),
})

function toldTip({ content: told, ...each }: ListedTip): z.input<typeof tip> {
  return { ...each, text: told.text, name: told.name ?? null, contact: told.phone ?? null, relation: told.relation ?? null }
}

async function toldWordings({ tx, actor }: ReadContext, found: WordingRow[]): Promise<z.input<typeof wording>[]> {
  const names = await namesOfAccounts(
    tx,
    found.flatMap((each) => [each.draftedBy, each.firstBy, each.secondBy]),
  )
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return found.map((each) => ({
    wordingId: each.id,
    state: each.state,
    minor: each.minor,
    text: textOf(each.content),
    content: each.content,
    hasPhoto: each.hasPhoto,
    draftedBy: nameOf(each.draftedBy),
    mine: each.draftedBy === actor.accountId,
    draftedAt: each.draftedAt,
    firstBy: nameOf(each.firstBy),
    firstAt: each.firstAt,
    secondBy: nameOf(each.secondBy),
    secondAt: each.secondAt,
    ground: each.ground,
    channels: each.channels,
  }))
}

export const ofFile = query({
  name: 'notices.of-file',
  title: '个案的寻亲公告',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    identity: z.string(),
    minor: z.boolean(),
    fileState: z.string(),
    notice: z
      .strictObject({
        noticeId: z.string(),
        no: z.string(),
        onPage: z.boolean(),
        current: wording.nullable(),
        pending: wording.nullable(),
        postings: z.array(posting).max(500),
        tips: z.array(tip).max(LONGEST),
      })
      .nullable(),
  }),
  may: openToAll,
  async read(context, { fileId: id }) {
    const { tx, vault, now } = context
    const file = await fileById(tx, id)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const notice = await noticeOfFile(tx, id)
    const about = { identity: person.identity, minor: maybeMinor(person.description, dateOf(now)), fileState: file.state }
    if (!notice) return { ...about, notice: null }
    const wordings = await toldWordings(context, await wordingsOf(tx, vault, notice.id))
    return {
      ...about,
      notice: {
        noticeId: notice.id,
        no: notice.no,
        onPage: notice.onPage,
        current: wordings.find((each) => each.wordingId === notice.wordingId) ?? null,
        pending: wordings.find((each) => each.state !== 'approved') ?? null,
        postings: (await postingsOf(tx, notice.id)).map(({ id: _id, ...each }) => ({
          ...each,
          days: each.withdrawnAt === null ? daysToRenew(each.renewedAt ?? each.publishedAt, now) : null,
        })),
        tips: (await tipsOf(tx, vault, { noticeId: notice.id })).map(toldTip),
      },
    }
  },
})

export const known = query({
  name: 'notices.known',
  title: '可以公开的已知资料',
  help: '起草公告时从这里勾选；证件号、电话、亲属、病情不在其中。',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    basics: z.array(z.string()).max(8),
    names: field(z.array(z.string()).max(40), { label: '名字', sensitivity: 'personal' }),
    marks: field(z.array(z.string()).max(40), { label: '特征', sensitivity: 'personal' }),
    said: field(z.array(z.string()).max(40), { label: '地名', sensitivity: 'personal' }),
    minor: z.boolean(),
    personId: z.string(),
    hasPhoto: z.boolean(),
    foundMonth: z.string(),
    foundCounty: z.string().nullable(),
    last: content.nullable(),
  }),
  may: openToAll,
  async read({ tx, vault, now }, { fileId: id }) {
    const file = await fileById(tx, id)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const notice = await noticeOfFile(tx, id)
    const [last] = notice ? await wordingsOf(tx, vault, notice.id) : []
    const division = (await organisationById(tx, file.stationId))?.division ?? undefined
    return {
      ...knownOf(person.description),
      minor: maybeMinor(person.description, dateOf(now)),
      personId: person.id,
      hasPhoto: (person.description.photos ?? []).length > 0,
      foundMonth: dateOf(file.arrivedAt).slice(0, 7),
      foundCounty: (await countyName(tx, division)) ? (division ?? null) : null,
      last: last?.content ?? null,
    }
  },
})

export const preview = query({
  name: 'notices.preview',
  title: '预览公告',
  params: previewForm,
  result: z.strictObject({ text, minor: z.boolean(), faults: z.record(z.string(), z.string()), enough: z.boolean() }),
  may: openToAll,
  async read({ tx, vault, now }, form) {
    const file = await fileById(tx, form.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!person) return null
    const told = contentOf(form, person.description, await countyName(tx, form.foundCounty), dateOf(now))
    return {
      text: textOf(told),
      minor: maybeMinor(person.description, dateOf(now)),
      faults: faultsOf(form, person.description, now),
      enough: tellsSomething(told),
    }
  },
})

export const picture = query({
  name: 'notices.picture',
  title: '公告照片',
  params: z.strictObject({ wordingId: field(z.uuid(), { label: '公告稿', widget: 'hidden' }) }),
  result: z.strictObject({ picture: field(z.string(), { label: '照片', sensitivity: 'personal' }) }),
  may: openToAll,
  async read({ tx, vault }, { wordingId }) {
    const found = await pictureOf(tx, vault, wordingId)
    return found ? { picture: `data:${found.type};base64,${found.body.toString('base64')}` } : null
  },
})

const listed = z.strictObject({
  noticeId: z.string(),
  fileId: z.string(),
  no: z.string(),
  fileNo: z.string(),
  wordingId: z.string(),
  state: z.string(),
  minor: z.boolean(),
  draftedBy: z.string().nullable(),
  mine: z.boolean(),
  draftedAt: z.number(),
  line: personal('内容'),
})
const standing = z.strictObject({
  noticeId: z.string(),
  fileId: z.string(),
  no: z.string(),
  fileNo: z.string(),
  name: personal('姓名'),
  channel: z.string(),
  publishedAt: z.number(),
  renewedAt: instantOrNull('更新'),
  withdrawnAt: instantOrNull('撤下'),
  reason: z.string().nullable(),
  fileState: z.string(),
  leftKind: z.string().nullable(),
  days: z.number(),
})

export const list = query({
  name: 'notices.list',
  title: '寻亲公告',
  params: z.strictObject({}),
  result: z.strictObject({
    waiting: z.array(listed).max(LONGEST),
    unpublished: z.array(listed).max(LONGEST),
    standing: z.array(standing).max(LONGEST),
    takeDown: z.array(standing).max(LONGEST),
    tips: z.array(tip).max(LONGEST),
  }),
  may: openToAll,
  async read({ tx, vault, actor, now }) {
    const [waiting, unpublished] = [await waitingWordings(tx, vault), await unpublishedWordings(tx, vault)]
    const names = await namesOfAccounts(
      tx,
      [...waiting, ...unpublished].map((each) => each.draftedBy),
    )
    const row = ({ content: told, ...each }: ListedWording) => {
      const { headline, lines } = textOf(told)
      return {
        ...each,
        draftedBy: names.get(each.draftedBy) ?? null,
        mine: each.draftedBy === actor.accountId,
        line: [headline, ...lines].join('；'),
      }
    }
    const stood = (each: ListedPosting) => ({ ...each, days: daysToRenew(each.renewedAt ?? each.publishedAt, now) })
    return {
      waiting: waiting.map(row),
      unpublished: unpublished.map(row),
      standing: (await postingsUp(tx)).map(stood),
      takeDown: (await postingsToTakeDown(tx)).map(stood),
      tips: (await tipsOf(tx, vault, 'unread')).map(toldTip),
    }
  },
})

export const queries: AnyQuery[] = [ofFile, known, preview, picture, list, ...papers, ...publicQueries]
