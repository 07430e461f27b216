/** Papers and sheets, rendered from what was recorded at the moment of printing. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { childById, compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { ageWords, caresNow } from './lists.ts'
import { refuse } from './refusals.ts'
import { childId } from './schema.ts'
import { careHeads, careLine } from './sheet.ts'
import { careOf, contactsOf, lockVisit, parentsOf, visitsOf } from './store.ts'
import { conditions, manners, missedReasons, needs, parentRelations, privacyShort, visitWays, wishes } from './words.ts'

const MOST_LINES = 5_000
const word = (words: Record<string, string>, key: string | null | undefined) => (key ? (words[key] ?? key) : '')

const boardSheet = query({
  name: 'helpers.board-sheet',
  title: '帮教联系名单',
  params: z.strictObject({ ended: field(z.boolean().optional(), { label: '看已结束的' }) }),
  result: 'file',
  may: () => true,
  async read(context, { ended }) {
    const items = await caresNow(context, ended === true, MOST_LINES)
    return { file: { name: '帮教联系名单.xlsx', type: XLSX, body: await sheetOf('帮教联系', careHeads, items.map(careLine)) } }
  },
})

const record = query({
  name: 'helpers.paper-record',
  title: '帮教联系记录',
  params: z.strictObject({ childId }),
  result: 'file',
  may: () => true,
  async read(context, { childId: id }) {
    const { tx, vault, actor, now } = context
    const shut = await notOpened(context, id)
    if (shut) return shut
    if (!(await compartmentsOf(tx, id)).has('helper')) return null
    const child = await childById(tx, id)
    const care = child && (await careOf(tx, vault, id))
    if (!child) return null
    if (!care) return refuse('NO_PAPER', { why: '还没有帮教联系。' })
    const contacts = (await contactsOf(tx, vault, [id], 200)).filter((each) => each.withdrawnAt === null).reverse()
    const data = {
      unit: actor.organisation.name,
      no: child.no,
      name: child.name,
      age: ageWords(child, dateOf(now)),
      helper: [care.content.organisation, care.content.helper].filter(Boolean).join(' ') || null,
      since: care.since === null ? null : dateOf(care.since),
      rule: privacyShort,
      contacts: contacts.map((each) => ({
        on: each.onDay,
        manner: each.kind === 'missed' ? '未联系上' : word(manners, each.manner),
        state: each.kind === 'missed' ? word(missedReasons, each.content.reason) : word(conditions, each.content.condition),
        needs: (each.content.needs ?? []).map((need) => word(needs, need)).join('、'),
        note: each.content.note ?? '',
        by: each.content.by,
      })),
      visits: (await visitsOf(tx, vault, id))
        .filter((each) => each.state === 'visited')
        .map((each) => ({ on: each.visitedOn ?? '', way: word(visitWays, each.content.way), told: each.content.told ?? '' })),
      on: dateOf(now),
    }
    const url = new URL('./papers/record.typ', import.meta.url)
    return paperAnswer(`帮教联系记录 ${child.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

const visitLetter = query({
  name: 'helpers.paper-visit',
  title: '会见申请函',
  help: '监所不在系统内时，打印了寄去。不写孩子住哪里、在哪上学。',
  params: z.strictObject({ visitId: field(z.uuid(), { label: '会见', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, { visitId }) {
    const { tx, vault, actor, now } = context
    const visit = await lockVisit(tx, vault, visitId)
    if (!visit) return null
    const shut = await notOpened(context, visit.childId)
    if (shut) return shut
    const parent = (await parentsOf(tx, vault, visit.childId)).find((each) => each.id === visit.parentId)
    const { content } = visit
    const data = {
      unit: actor.organisation.name,
      to: parent?.content.prison ?? null,
      parent: content.parent,
      relation: word(parentRelations, parent?.content.relation),
      child: content.child,
      wish: word(wishes, content.wish),
      way: word(visitWays, content.way),
      from: visit.fromOn,
      until: visit.toOn,
      companion: content.companion,
      note: content.note ?? null,
      on: dateOf(visit.askedAt),
    }
    const url = new URL('./papers/visit.typ', import.meta.url)
    return paperAnswer('会见申请函', await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

export const papers: AnyQuery[] = [boardSheet, record, visitLetter]
