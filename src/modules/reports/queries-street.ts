/** The street: what may be the same, who was met, photos, what stands unanswered now, a flood, figures, the list as a sheet. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { query } from '#kernel/query.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { DAY, dateOf, HOUR, printInstant } from '#kernel/time.ts'
import { readsClosed } from './access.ts'
import { reportLife, type ReportState } from './lifecycle.ts'
import { readReport } from './loads.ts'
import { type Likeness, likeness, floods as floodsOf } from './rules-similar.ts'
import { dueOnScene, outcomesOf } from './rules.ts'
import { MOST_AT_ONCE } from './schema-street.ts'
import { reportById, type ReportRow } from './store.ts'
import { boardLines, LONGEST } from './store-read.ts'
import { figuresOf, nearInTime, waitingOfPublic } from './store-street.ts'
import { abouts, channels, outcomes } from './words.ts'

const reportId = field(z.uuid(), { label: '报告', widget: 'hidden' })
const sealed = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })
const word = (list: Record<string, string>, key: string | null | undefined) => (key ? (list[key] ?? key) : '')

const seenOf = ({ content, receivedAt }: ReportRow) => ({ ...content, at: content.seenAt ?? receivedAt })
export const likenessOf = (a: ReportRow, b: ReportRow): Likeness | undefined => likeness(seenOf(a), seenOf(b))

/** How far around a report others are compared with it. */
const AROUND = 3 * DAY

export const similar = query({
  name: 'reports.similar',
  title: '可能是同一件事',
  help: '只是提示，是不是一件事由人定；并错了可以分开。',
  params: z.strictObject({ reportId }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          reportId: z.string(),
          no: z.string(),
          state: z.string(),
          receivedAt: field(z.number(), { label: '接到', widget: 'instant' }),
          what: sealed('情况'),
          reasons: z.array(sealed('凭什么')).max(10),
        }),
      )
      .max(5),
  }),
  may: () => true,
  async read(context, params) {
    const report = await readReport(context, params.reportId)
    if (!report) return null
    const near = await nearInTime(context.tx, context.vault, report, AROUND)
    const found = near.flatMap((each) => {
      const like = likenessOf(report, each)
      return like ? [{ each, like }] : []
    })
    return {
      items: found
        .toSorted((a, b) => b.like.score - a.like.score || b.each.receivedAt - a.each.receivedAt)
        .slice(0, 5)
        .map(({ each, like }) => ({
          reportId: each.id,
          no: each.no,
          state: each.state,
          receivedAt: each.receivedAt,
          what: each.content.what.slice(0, 60),
          reasons: like.reasons,
        })),
    }
  },
})

export const photo = query({
  name: 'reports.photo',
  title: '报告的照片',
  params: z.strictObject({ reportId, photoId: field(z.uuid(), { label: '照片', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const report = await readReport(context, params.reportId)
    const own = report?.content.photos?.includes(params.photoId)
    const file = own ? await openFile(context.tx, context.vault, params.photoId) : undefined
    return file && report ? { file: { name: report.no, type: file.type, body: file.body } } : null
  },
})

/** How far back an answered report still stands on the home page. */
const SHOWN = 12 * HOUR

export const deskNow = query({
  name: 'reports.desk-now',
  title: '新线索',
  help: '没人接的在最前；到场的期限文件没有定，是假定。',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          reportId: z.string(),
          no: z.string(),
          what: sealed('情况'),
          place: sealed('地点'),
          channel: z.string().nullable(),
          state: z.string(),
          emergency: z.boolean(),
          receivedAt: field(z.number(), { label: '接到', widget: 'instant' }),
          answered: z.boolean(),
          sent: z.number(),
          mine: z.boolean(),
          dueScene: field(z.number().nullable(), { label: '应到场', widget: 'instant' }),
          onSceneAt: field(z.number().nullable(), { label: '到场', widget: 'instant' }),
          disposedAt: field(z.number().nullable(), { label: '办结', widget: 'instant' }),
          outcome: z.string().nullable(),
        }),
      )
      .max(12),
    unanswered: z.number(),
    total: z.number(),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const found = await boardLines(tx, vault, { state: 'all', closedToo: readsClosed(actor), since: now - SHOWN })
    const { path } = actor.organisation
    const ours = found.items.filter((each) => each.deskPaths.includes(path) || each.dispatchedPaths.includes(path))
    // Unanswered: nobody was sent, or whoever was sent said nothing.
    const silent = (each: (typeof ours)[number]) =>
      each.state === 'received' || (each.state === 'working' && each.acknowledged === 0 && each.onSceneAt === null)
    const kept = ours
      .filter((each) => each.state !== 'joined' && each.state !== 'refused')
      .toSorted(
        (a, b) =>
          Number(silent(b)) - Number(silent(a)) || Number(b.emergency) - Number(a.emergency) || b.receivedAt - a.receivedAt,
      )
    return {
      items: kept.slice(0, 6).map((each) => ({
        reportId: each.id,
        no: each.no,
        what: each.content.what.slice(0, 40),
        place: each.content.place ?? null,
        channel: each.deskPaths.includes(path) ? each.channel : null,
        state: each.state,
        emergency: each.emergency,
        receivedAt: each.receivedAt,
        answered: !silent(each),
        sent: each.sent,
        mine: each.deskPaths.includes(path),
        dueScene: each.onSceneAt === null && each.disposedAt === null ? (dueOnScene(each) ?? null) : null,
        onSceneAt: each.onSceneAt,
        disposedAt: each.disposedAt,
        outcome: each.outcome,
      })),
      unanswered: kept.filter(silent).length,
      total: kept.length,
    }
  },
})

export const floods = query({
  name: 'reports.floods',
  title: '成批相似的报告',
  help: '一小时里同样的话、同一来源的网上报告；可以一起不予受理，也可以一份份打开看。',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          key: z.string(),
          by: z.string(),
          count: z.number(),
          from: field(z.number(), { label: '最早', widget: 'instant' }),
          to: field(z.number(), { label: '最近', widget: 'instant' }),
          what: sealed('情况'),
          /** So many of them as can be refused at once. */
          reportIds: z.array(z.string()).max(MOST_AT_ONCE),
        }),
      )
      .max(50),
    total: z.number(),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const waiting = await waitingOfPublic(tx, now - 7 * DAY, readsClosed(actor))
    const at = new Map(waiting.map((each) => [each.id, each.at]))
    const found = floodsOf(waiting)
    const items = []
    for (const { ids, by } of found.slice(0, 50)) {
      const times = ids.map((id) => at.get(id) as number)
      const first = await reportById(tx, vault, ids[0] as string)
      items.push({
        key: ids[0] as string,
        by,
        count: ids.length,
        from: Math.min(...times),
        to: Math.max(...times),
        what: first?.content.what.slice(0, 60) ?? null,
        reportIds: ids.slice(0, MOST_AT_ONCE),
      })
    }
    return { items, total: found.length }
  },
})

const period = {
  from: field(z.iso.date(), { label: '从', widget: 'date' }),
  to: field(z.iso.date(), { label: '到', widget: 'date' }),
}

export const figures = query({
  name: 'reports.figures',
  title: '报告数量',
  help: '按渠道和结果数；涉及未成年人的，只数您看得到的。',
  params: z.strictObject(period),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          channel: z.string(),
          state: z.string(),
          outcome: z.string().nullable(),
          count: z.number(),
          answered: z.number(),
          onScene: z.number(),
        }),
      )
      .max(600),
    total: z.number(),
  }),
  may: () => true,
  async read({ tx, actor }, { from, to }) {
    const items = await figuresOf(tx, from, to, readsClosed(actor))
    return { items, total: items.reduce((sum, each) => sum + each.count, 0) }
  },
})

const when = (at: number | null) => (at === null ? '' : printInstant(at).replace('T', ' ').slice(0, 16))

export const sheet = query({
  name: 'reports.sheet',
  title: '线索报告台账',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const found = await boardLines(tx, vault, { state: 'all', closedToo: readsClosed(actor) })
    const { path } = actor.organisation
    const body = await sheetOf(
      `线索报告${found.total > LONGEST ? `（最近 ${LONGEST} 份，共 ${found.total} 份）` : ''}`,
      ['编号', '接到', '渠道', '反映', '紧急', '地点', '情况', '进展', '派单', '接单', '到场', '办结', '结果', '答复报告人'],
      found.items.map((each) => [
        each.no,
        when(each.receivedAt),
        // How it came may say who told it.
        each.deskPaths.includes(path) ? word(channels, each.channel) : '',
        each.about.map((one) => word(abouts, one)).join('、'),
        each.emergency ? '是' : '',
        each.content.place ?? '',
        each.content.what,
        reportLife.states[each.state as ReportState].zh,
        String(each.sent),
        String(each.acknowledged),
        when(each.onSceneAt),
        when(each.disposedAt),
        word(outcomes, each.outcome),
        when(each.answeredAt),
      ]),
      [18, 17, 12, 16, 6, 26, 48, 10, 6, 6, 17, 17, 18, 17],
    )
    return { file: { name: `线索报告台账 ${dateOf(now)}.xlsx`, type: XLSX, body } }
  },
})

export const ends = query({
  name: 'reports.ends',
  title: '能选的结果',
  params: z.strictObject({ reportId }),
  result: z.strictObject({ items: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(20) }),
  may: () => true,
  async read(context, params) {
    const report = await readReport(context, params.reportId)
    return report && { items: outcomesOf(report).map((id) => ({ id, name: outcomes[id] })) }
  },
})
