/** Clues of abuse: the board of all that are open to the asker, and those of one child. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { childById, compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { reportById } from './store.ts'
import { type ClueRow, cluesOf } from './store-clue.ts'

const instant = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const sealed = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })

export const clueAnswer = z.strictObject({
  clueId: z.string(),
  reportId: z.string().nullable(),
  childId: z.string().nullable(),
  /** Number of the child's file or of the report. */
  no: field(z.string().nullable(), { label: '个案、报告' }),
  name: field(z.string().nullable(), { label: '孩子', sensitivity: 'personal' }),
  kind: z.string(),
  state: z.string(),
  foundAt: field(z.number(), { label: '发现', widget: 'instant' }),
  toldAt: instant('报公安'),
  police: field(z.string().nullable(), { label: '公安机关' }),
  answeredAt: instant('公安反馈'),
  filed: z.boolean().nullable(),
  disposedAt: instant('处置'),
  outcome: z.string().nullable(),
  what: sealed('发现了什么'),
  told: sealed('报了什么'),
  answer: sealed('公安反馈'),
  ended: sealed('怎么处置'),
})

export const clueLine = (clue: ClueRow, of: { no: string; name: string | null } | null): z.input<typeof clueAnswer> => ({
  clueId: clue.id,
  reportId: clue.reportId,
  childId: clue.childId,
  no: of?.no ?? null,
  name: of?.name ?? null,
  kind: clue.kind,
  state: clue.state,
  foundAt: clue.foundAt,
  toldAt: clue.toldAt,
  police: clue.police,
  answeredAt: clue.answeredAt,
  filed: clue.filed,
  disposedAt: clue.disposedAt,
  outcome: clue.outcome,
  what: clue.content.what ?? null,
  told: clue.content.told ?? null,
  answer: clue.content.answer ?? null,
  ended: clue.content.ended ?? null,
})

const MOST = 200

export const clueBoard = query({
  name: 'reports.clues',
  title: '侵害线索',
  help: '只有本单位经手的；待报公安的在最前。',
  params: z.strictObject({ open: field(z.boolean().default(true), { label: '只看没处置的' }) }),
  result: z.strictObject({ items: z.array(clueAnswer).max(MOST), total: z.number() }),
  may: () => true,
  async read({ tx, vault }, { open }) {
    const found = await cluesOf(tx, vault, { open, limit: MOST })
    const items = []
    for (const clue of found) {
      const child = clue.childId ? await childById(tx, clue.childId) : null
      const report = clue.reportId && !child ? await reportById(tx, vault, clue.reportId) : null
      const of = child
        ? { no: child.no, name: child.name }
        : report
          ? { no: report.no, name: report.content.childName ?? null }
          : null
      // Names and words of a child's file are read on its page, which is opened with a reason.
      const line = clueLine(clue, of)
      items.push(clue.childId ? { ...line, what: null, told: null, answer: null, ended: null } : line)
    }
    return { items, total: items.length }
  },
})

export const cluesOfChild = query({
  name: 'reports.clues-of-child',
  title: '侵害线索',
  params: z.strictObject({ childId: field(z.uuid(), { label: '未成年人个案', widget: 'hidden' }) }),
  result: z.strictObject({ items: z.array(clueAnswer).max(MOST), total: z.number() }),
  may: () => true,
  async read(context, { childId }) {
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const { tx, vault } = context
    if (!(await compartmentsOf(tx, childId)).has('abuse')) return null
    const child = await childById(tx, childId)
    const found = await cluesOf(tx, vault, { childId, limit: MOST })
    return {
      items: found.map((each) => clueLine(each, child && { no: child.no, name: child.name })),
      total: found.length,
    }
  },
})
