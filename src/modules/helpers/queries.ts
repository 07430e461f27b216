/** The doors for reading. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { compartmentsOf, organisationsOf } from '#modules/people-and-cases/index.ts'
import { mayHelp } from './access.ts'
import { parentKeys, visitKeys } from './lifecycle.ts'
import { caresMine, caresNow, instantOrNull, listedCare, personal } from './lists.ts'
import { ofChild } from './queries-child.ts'
import { papers } from './queries-papers.ts'
import { childId } from './schema.ts'
import { careOf, contactsOf, parentsOf, toldByPrison, visitsOf, visitsOfPrison } from './store.ts'
import { helperAccounts, MOST_HELPERS } from './store-people.ts'
import { careCounts, LONGEST } from './store-read.ts'
import { NAME_WITHIN_DAYS } from './words.ts'

const openToAll = () => true as const

export const board = query({
  name: 'helpers.board',
  title: '帮教联系',
  params: z.strictObject({ ended: field(z.boolean().optional(), { label: '看已结束的' }) }),
  result: z.strictObject({
    items: z.array(listedCare.extend({ nameBy: z.string().nullable() })).max(LONGEST),
    total: z.number(),
    waiting: z.number(),
    named: z.number(),
    late: z.number(),
    ended: z.number(),
    today: z.string(),
  }),
  may: openToAll,
  async read(context, { ended }) {
    const today = dateOf(context.now)
    const items = await caresNow(context, ended === true, LONGEST)
    const counts = await careCounts(context.tx, today)
    return {
      items: items.map((each) => ({
        ...each,
        nameBy:
          each.state === 'waiting' && each.waitingSince !== null ? addDays(dateOf(each.waitingSince), NAME_WITHIN_DAYS) : null,
      })),
      total: ended ? counts.ended : counts.waiting + counts.named,
      ...counts,
      today,
    }
  },
})

const MINE = 100

/** On the telephone: my children, this month's contact; nothing of what was told before but when and how. */
export const mine = query({
  name: 'helpers.mine',
  title: '我联系的孩子',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(listedCare).max(MINE), late: z.number(), today: z.string() }),
  may: openToAll,
  async read(context) {
    const items = await caresMine(context, MINE)
    return { items, late: items.filter((each) => each.late).length, today: dateOf(context.now) }
  },
})

const TOLD = 200

/** What a prison told itself, and visits it was asked for: its own rows and nothing else. */
export const told = query({
  name: 'helpers.told',
  title: '本所告知的',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          toldId: z.string(),
          kind: z.string(),
          released: z.boolean(),
          parent: field(z.string(), { label: '父母姓名', sensitivity: 'personal' }),
          relation: z.string(),
          child: personal('孩子姓名'),
          town: z.string().nullable(),
          toldAt: instantOrNull('告知'),
          until: z.string().nullable(),
          releasedOn: z.string().nullable(),
          state: z.enum(parentKeys as [string, ...string[]]),
        }),
      )
      .max(TOLD),
    visits: z
      .array(
        z.strictObject({
          id: z.string(),
          state: z.enum(visitKeys as [string, ...string[]]),
          parent: field(z.string(), { label: '父母姓名', sensitivity: 'personal' }),
          child: field(z.string(), { label: '孩子姓名', sensitivity: 'personal' }),
          way: z.string(),
          from: z.string(),
          to: z.string(),
          plannedOn: z.string().nullable(),
          companion: field(z.string(), { label: '陪同', sensitivity: 'personal' }),
          phone: field(z.string().nullable(), { label: '陪同人电话', sensitivity: 'personal', mask: 'phone' }),
          note: personal('要安排的'),
          by: field(z.string(), { label: '谁申请的', sensitivity: 'personal' }),
          askedAt: instantOrNull('申请'),
        }),
      )
      .max(TOLD),
    total: z.number(),
  }),
  may: (actor) => actor.organisation.kind === 'prison',
  async read({ tx, vault, actor }) {
    const parents = await toldByPrison(tx, vault, actor.organisation.path, TOLD)
    const visits = await visitsOfPrison(tx, vault, actor.organisation.path, TOLD)
    return {
      items: parents.map((each) => ({
        id: each.id,
        toldId: each.toldId,
        kind: each.kind,
        released: each.state === 'released',
        parent: each.content.name,
        relation: each.content.relation,
        child: typeof each.content.child?.name === 'string' ? each.content.child.name : null,
        town: each.content.townName ?? null,
        toldAt: each.toldAt,
        until: each.untilOn,
        releasedOn: each.releasedOn,
        // Whether and when a file took it in is not the prison's to know.
        state: each.state === 'released' ? ('released' as const) : ('told' as const),
      })),
      visits: visits.map((each) => ({
        id: each.id,
        state: each.state,
        parent: each.content.parent,
        child: each.content.child,
        way: each.content.way,
        from: each.fromOn,
        to: each.toOn,
        plannedOn: each.plannedOn,
        companion: each.content.companion,
        phone: each.content.phone ?? null,
        note: each.content.note ?? null,
        by: each.content.by,
        askedAt: each.askedAt,
      })),
      total: parents.length,
    }
  },
})

export const people = query({
  name: 'helpers.people',
  title: '可以作联系人的人',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: z.string(), post: z.string().nullable(), organisation: z.string() }))
      .max(MOST_HELPERS),
  }),
  may: openToAll,
  async read({ tx, actor }) {
    const items = await helperAccounts(tx, actor.organisation.path)
    return { items: items.map(({ path: _path, ...each }) => each) }
  },
})

const organisations = (name: string, title: string, kind: string) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({
      items: z
        .array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            phone: field(z.string().nullable(), { label: '公开电话', mask: 'none' }),
          }),
        )
        .max(500),
    }),
    may: openToAll,
    async read({ tx, actor }) {
      const found = await organisationsOf(tx, [kind], actor.organisation.path)
      return { items: found.map(({ id, name, phone }) => ({ id, name, phone })) }
    },
  })

/** Parents of a child of whom somebody could ask a visit, for the helper's telephone. */
export const parentsFor = query({
  name: 'helpers.parents-of-mine',
  title: '孩子在押、戒毒的父母',
  params: z.strictObject({ childId }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '父母姓名', sensitivity: 'personal' }),
          relation: z.string(),
        }),
      )
      .max(40),
    visit: z
      .strictObject({ id: z.string(), state: z.string(), plannedOn: z.string().nullable(), answer: personal('答复') })
      .nullable(),
    contacts: z
      .array(
        z.strictObject({
          id: z.string(),
          manner: z.string().nullable(),
          at: instantOrNull('时间'),
          mine: z.boolean(),
        }),
      )
      .max(3),
  }),
  may: openToAll,
  async read({ tx, vault, actor }, { childId: id }) {
    const care = await careOf(tx, vault, id)
    if (!care || !mayHelp(actor, { opens: await compartmentsOf(tx, id), care })) return null
    const parents = await parentsOf(tx, vault, id)
    const visits = await visitsOf(tx, vault, id)
    const open = visits.find((each) => each.state === 'asked' || each.state === 'agreed') ?? visits[0]
    const contacts = (await contactsOf(tx, vault, [id], 20)).filter(
      (each) => each.kind === 'contacted' && each.withdrawnAt === null,
    )
    return {
      items: parents
        .filter((each) => each.state === 'held')
        .map((each) => ({ id: each.id, name: each.content.name, relation: each.content.relation })),
      visit: open ? { id: open.id, state: open.state, plannedOn: open.plannedOn, answer: open.content.answer ?? null } : null,
      contacts: contacts
        .slice(0, 3)
        .map((each) => ({ id: each.id, manner: each.manner, at: each.at, mine: each.byAccount === actor.accountId })),
    }
  },
})

export const queries: AnyQuery[] = [
  board,
  mine,
  told,
  ofChild,
  people,
  parentsFor,
  organisations('helpers.towns', '镇街名单', 'town'),
  organisations('helpers.offices', '司法所名单', 'justice-office'),
  ...papers,
]
