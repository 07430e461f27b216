/** The doors for reading. */
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { addDays, DAY, dateOf, startOfDay } from '#kernel/time.ts'
import { linksOf, organisationsOf } from '#modules/people-and-cases/index.ts'
import { readsClosed } from './access.ts'
import { codeOf, line, listed, page, shownPage } from './answers.ts'
import { handoverLife } from './lifecycle.ts'
import { paperData } from './paper-data.ts'
import { refuse } from './refusals.ts'
import { shownNumber } from './rules.ts'
import { handoverId, type ListForm, listForm } from './schema.ts'
import {
  countHandovers,
  type Filter,
  handoverById,
  handoversIn,
  handoversOf,
  marksOf,
  ownHandovers,
  versionsOf,
} from './store.ts'
import { abouts, ON_PHONE_DAYS, PARTIES, reasons } from './words.ts'

const LONGEST = 300
const LONGEST_PHONE = 60

const ownOf = (actor: Actor) => ({ path: actor.organisation.path, closedToo: readsClosed(actor) })

const filterOf = ({ actor }: ReadContext, { box, from, until }: ListForm): Filter => ({
  ...ownOf(actor),
  box,
  from: from === undefined ? undefined : startOfDay(from),
  until: until === undefined ? undefined : startOfDay(addDays(until, 1)),
})

const counts = z.strictObject({
  toSign: z.number(),
  given: z.number(),
  taken: z.number(),
  all: z.number(),
  unsigned: z.number(),
  contested: z.number(),
})

export const list = query({
  name: 'handovers.list',
  title: '交接单',
  help: '本单位要签收的、交出的、接收的。',
  params: listForm,
  result: z.strictObject({ counts, items: z.array(line).max(LONGEST) }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor } = context
    const found = await handoversIn(tx, vault, filterOf(context, params), LONGEST)
    return {
      counts: await countHandovers(tx, ownOf(actor)),
      items: found.map((each) => listed(each, actor.organisation.path)),
    }
  },
})

/** How many wait for a signature of this organisation: the number on the rail. */
export const waiting = query({
  name: 'handovers.waiting',
  title: '待签收的交接',
  params: z.strictObject({}),
  result: counts,
  may: () => true,
  read: ({ tx, actor }) => countHandovers(tx, ownOf(actor)),
})

/** What a phone carries: this organisation's own of the last days. */
export const mine = query({
  name: 'handovers.mine',
  title: '本单位的交接',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(line).max(LONGEST_PHONE),
    receivers: z.array(z.strictObject({ id: z.string(), name: z.string(), kind: z.string() })).max(500),
    giver: z.string(),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }) {
    const { path, id, name } = actor.organisation
    const found = await ownHandovers(tx, vault, { ...ownOf(actor), from: now - ON_PHONE_DAYS * DAY }, LONGEST_PHONE)
    const near = await organisationsOf(tx, PARTIES, path)
    return {
      items: found.map((each) => listed(each, path)),
      receivers: near.filter((each) => each.id !== id).map((each) => ({ id: each.id, name: each.name, kind: each.kind })),
      giver: name,
    }
  },
})

export const handover = query({
  name: 'handovers.handover',
  title: '一份交接单',
  params: z.strictObject({ handoverId }),
  result: page,
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const found = await handoverById(tx, vault, params.handoverId, false, readsClosed(actor))
    if (!found) return null
    return shownPage(found, actor.organisation.path, {
      marks: await marksOf(tx, vault, found.id),
      versions: await versionsOf(tx, vault, found),
    })
  },
})

export const ofSubject = query({
  name: 'handovers.of-subject',
  title: '交接情况',
  params: z.strictObject({ subjectId: field(z.uuid(), { label: '人员、档案或报告', widget: 'hidden' }) }),
  result: z.strictObject({ items: z.array(line).max(50) }),
  may: () => true,
  async read({ tx, vault, actor }, { subjectId }) {
    const links = await linksOf(tx, [subjectId])
    const found = await handoversOf(tx, vault, [...new Set([subjectId, ...links.map((each) => each.id)])], readsClosed(actor), 50)
    return { items: found.map((each) => listed(each, actor.organisation.path)) }
  },
})

export const receivers = query({
  name: 'handovers.receivers',
  title: '接收单位名单',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
      .max(500),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const near = await organisationsOf(tx, PARTIES, actor.organisation.path)
    const others = near.filter((each) => each.id !== actor.organisation.id)
    return { items: others.map(({ id, name, phone }) => ({ id, name, phone })) }
  },
})

export const sheet = query({
  name: 'handovers.sheet',
  title: '交接单台账',
  params: listForm,
  result: 'file',
  may: () => true,
  async read(context, params) {
    const found = await handoversIn(context.tx, context.vault, filterOf(context, params), 5000)
    const heads = [
      '编号',
      '状态',
      '移交单位',
      '接收单位',
      '被交接人',
      '类别',
      '事由',
      '移交人',
      '接收人',
      '填写',
      '双签',
      '一部手机签',
    ]
    const body = await sheetOf(
      '书面交接',
      heads,
      found.map((each) => [
        shownNumber(each.no, each.version),
        handoverLife.states[each.state].zh,
        each.content.fromName,
        each.content.toName,
        each.content.who,
        abouts[each.about],
        reasons[each.reason as keyof typeof reasons] ?? each.reason,
        each.content.officer,
        each.content.receiver ?? '',
        dateOf(each.preparedAt),
        each.signedAt === null ? '' : dateOf(each.signedAt),
        each.signedOnOne ? '是' : '',
      ]),
    )
    return { file: { name: `书面交接 ${dateOf(context.now)}.xlsx`, type: XLSX, body } }
  },
})

export const paper = query({
  name: 'handovers.paper',
  title: '书面交接单',
  help: '没签收的也能打印，空着接收方，当面签；那一份没有核对码，不作凭据。',
  params: z.strictObject({ handoverId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = await handoverById(tx, vault, params.handoverId, false, readsClosed(actor))
    if (!found) return null
    const no = shownNumber(found.no, found.version)
    if (found.state === 'withdrawn' || found.state === 'declined')
      return refuse('NO_PAPER', { no, state: handoverLife.states[found.state].zh })
    const data = paperData(found, await marksOf(tx, vault, found.id), codeOf(found))
    const url = new URL('./papers/handover.typ', import.meta.url)
    return paperAnswer(`书面交接单 ${no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

export const queries: AnyQuery[] = [list, waiting, mine, handover, ofSubject, receivers, sheet, paper]
