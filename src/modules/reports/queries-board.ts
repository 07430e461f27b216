/** Lists of reports: the desk's and the sent one's board, what one's own organisation reported, those of a child. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { DAY } from '#kernel/time.ts'
import { readsClosed } from './access.ts'
import { compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { dueOnScene, receiptSentence, receiptState } from './rules.ts'
import { floods } from './rules-similar.ts'
import { type BoardLine, boardLines, LONGEST, waitingCounts } from './store-read.ts'
import { madeByUs } from './store-reporter.ts'
import { waitingOfPublic } from './store-street.ts'
import { abouts, channels } from './words.ts'

const instant = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const sealed = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })

const line = z.strictObject({
  reportId: z.string(),
  no: field(z.string(), { label: '编号' }),
  state: z.string(),
  about: z.array(z.string()),
  channel: z.string().nullable(),
  emergency: z.boolean(),
  receivedAt: field(z.number(), { label: '接到', widget: 'instant' }),
  what: sealed('情况'),
  place: sealed('地点'),
  desk: field(z.string(), { label: '接报单位' }),
  sent: z.number(),
  acknowledged: z.number(),
  waiting: z.number(),
  nextDue: instant('应接单'),
  silent: z.number(),
  raisedAt: instant('报上级'),
  onSceneAt: instant('到场'),
  disposedAt: instant('办结'),
  outcome: z.string().nullable(),
  answeredAt: instant('答复'),
  joinedHere: z.number(),
  intoNo: z.string().nullable(),
  clue: z.string().nullable(),
  /** Until when somebody is to be there; null where nobody has to be, or is. */
  dueScene: instant('应到场'),
  photos: z.number(),
  /** Filled in by a program, it seems. */
  suspect: z.boolean(),
  /** How the asker stands to it. */
  mine: z.enum(['receiver', 'desk', 'sent', 'range']),
})

const lineOf = (path: string, row: BoardLine): z.input<typeof line> => ({
  reportId: row.id,
  no: row.no,
  state: row.state,
  about: row.about,
  channel: row.channel,
  emergency: row.emergency,
  receivedAt: row.receivedAt,
  what: row.content.what,
  place: row.content.place ?? null,
  desk: row.desk,
  sent: row.sent,
  acknowledged: row.acknowledged,
  waiting: row.waiting,
  nextDue: row.nextDue,
  silent: row.silent,
  raisedAt: row.raisedAt,
  onSceneAt: row.onSceneAt,
  disposedAt: row.disposedAt,
  outcome: row.outcome,
  answeredAt: row.answeredAt,
  joinedHere: row.joinedHere,
  intoNo: row.intoNo,
  clue: row.clue,
  dueScene: row.onSceneAt === null && row.disposedAt === null ? (dueOnScene(row) ?? null) : null,
  photos: row.photos,
  suspect: row.suspect,
  mine:
    row.receiverPath === path
      ? 'receiver'
      : row.deskPaths.includes(path)
        ? 'desk'
        : row.dispatchedPaths.includes(path)
          ? 'sent'
          : 'range',
})

export const board = query({
  name: 'reports.board',
  title: '线索报告',
  help: '本单位接的、移交来的、派给本单位的。',
  params: z.strictObject({
    state: field(choice({ open: '没办完的', answer: '等答复的', all: '全部' }).default('open'), { label: '看哪些' }),
    about: field(choice(abouts).optional(), { label: '反映什么' }),
    channel: field(choice(channels).optional(), { label: '怎么接到的' }),
    sentToUs: field(z.boolean().default(false), { label: '只看派给本单位的' }),
  }),
  result: z.strictObject({ items: z.array(line).max(LONGEST), total: z.number(), inFloods: z.number() }),
  may: () => true,
  async read({ tx, vault, actor, now }, { state, about, channel, sentToUs }) {
    const { path } = actor.organisation
    const closedToo = readsClosed(actor)
    // A flood stands as one line of its own above the list, and buries nothing.
    const flood = state === 'open' ? floods(await waitingOfPublic(tx, now - 7 * DAY, closedToo)).flatMap((each) => each.ids) : []
    const sentTo = sentToUs ? path : undefined
    const found = await boardLines(tx, vault, { state, about, channel, sentTo, closedToo, without: flood })
    return { items: found.items.map((each) => lineOf(path, each)), total: found.total, inFloods: flood.length }
  },
})

export const counts = query({
  name: 'reports.counts',
  title: '等办的报告',
  params: z.strictObject({}),
  result: z.strictObject({ received: z.number(), mine: z.number(), clues: z.number(), answers: z.number() }),
  may: () => true,
  read: ({ tx, actor }) => waitingCounts(tx, readsClosed(actor)),
})

/** Number, state and the answer in one of its sentences; nothing of what was done with whom. */
export const mine = query({
  name: 'reports.mine',
  title: '本单位报出的',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          reportId: z.string(),
          no: field(z.string(), { label: '编号' }),
          receivedAt: field(z.number(), { label: '报告', widget: 'instant' }),
          state: z.string(),
          words: field(z.string(), { label: '办到哪一步' }),
          answeredAt: instant('答复'),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: () => true,
  async read({ tx }) {
    const found = await madeByUs(tx, LONGEST)
    const items = found.map(({ id, no, receivedAt, state, answer, answeredAt }) => {
      const told = receiptState(state, answer)
      return { reportId: id, no, receivedAt, state: told, words: receiptSentence(told, answer), answeredAt }
    })
    return { items, total: items.length }
  },
})

export const ofChild = query({
  name: 'reports.of-child',
  title: '关联的报告',
  params: z.strictObject({ childId: field(z.uuid(), { label: '未成年人个案', widget: 'hidden' }) }),
  result: z.strictObject({ items: z.array(line).max(LONGEST), total: z.number() }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const found = await boardLines(context.tx, context.vault, { state: 'all', childId, closedToo: readsClosed(context.actor) })
    // A report is a subject of its own: whoever has to do with it reads it here too; to anybody else there is no such list.
    if (found.total === 0 && !(await compartmentsOf(context.tx, childId)).has('abuse')) return null
    return { items: found.items.map((each) => lineOf(context.actor.organisation.path, each)), total: found.total }
  },
})
