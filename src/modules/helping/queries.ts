/** The doors for reading: boards, the catalogue, who can be asked, places. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, organisationsOf } from '#modules/people-and-cases/index.ts'
import { referralAnswer, referralView } from './answers.ts'
import { allServices, catalogueOfServices, serviceById, serviceTitle } from './catalogue.ts'
import { ofChild, referral } from './queries-child.ts'
import { activitySheet, paperPlan, paperReferral, referralSheet } from './queries-papers.ts'
import { meetings, places } from './queries-places.ts'
import { fitsAge } from './rules.ts'
import { listForm } from './schema.ts'
import { askedOf } from './sides.ts'
import { LONGEST, referralCounts, referralLines, waitingForPlan } from './store-read.ts'

export const board = query({
  name: 'helping.board',
  title: '转介办理',
  help: '交给本单位的只看到那一件；转出去的由看得到帮扶方案的人跟。',
  params: listForm,
  result: z.strictObject({
    side: z.enum(['asked', 'sent', 'raised']),
    counts: z
      .array(
        z.strictObject({
          service: z.string(),
          title: z.string(),
          to: z.string().nullable(),
          open: z.number(),
          late: z.number(),
          granted: z.number(),
          all: z.number(),
        }),
      )
      .max(200),
    total: z.number(),
    open: z.number(),
    late: z.number(),
    items: z.array(referralAnswer).max(LONGEST),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const asked = askedOf(context, params)
    const items = await referralLines(tx, vault, asked, LONGEST)
    const all = await referralCounts(tx, { side: asked.side, path: asked.path }, dateOf(now))
    const wanted = await referralCounts(tx, asked, dateOf(now))
    const sum = (of: typeof all, key: 'open' | 'late' | 'all') => of.reduce((total, each) => total + each[key], 0)
    return {
      side: asked.side,
      counts: all.map((each) => ({ ...each, title: serviceTitle(each.service) })),
      total: sum(wanted, 'all'),
      open: sum(all, 'open'),
      late: sum(all, 'late'),
      items: items.map((each) => referralView(each, asked.side, now)),
    }
  },
})

export const waiting = query({
  name: 'helping.waiting',
  title: '等制定方案',
  help: '评估发现需求，还没有帮扶方案也没有转介的孩子。',
  params: z.strictObject({}),
  result: z.strictObject({
    total: z.number(),
    items: z
      .array(
        z.strictObject({
          childId: z.string(),
          no: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          needs: z.array(z.string()).max(20),
          assessedAt: field(z.number(), { label: '评估', widget: 'instant' }),
        }),
      )
      .max(LONGEST),
  }),
  may: () => true,
  read: ({ tx }) => waitingForPlan(tx, LONGEST),
})

const serviceAnswer = z.strictObject({
  id: z.string(),
  title: z.string(),
  help: z.string().nullable(),
  department: z.string(),
  basis: z.string(),
  needs: z.array(z.string()).max(20),
  days: z.number(),
  times: z.number().nullable(),
  asks: z.string(),
  sealed: z.boolean(),
  leaves: z.string().nullable(),
  /** Null where no child was named. */
  fits: z.boolean().nullable(),
})

export const services = query({
  name: 'helping.services',
  title: '服务目录',
  help: '十六部门能为一个孩子办的事；办不了个人的事的部门写明为什么。',
  params: z.strictObject({ childId: field(z.uuid().optional(), { label: '孩子', widget: 'hidden' }) }),
  result: z.strictObject({
    departments: z
      .array(z.strictObject({ number: z.string(), department: z.string(), title: z.string(), none: z.string().nullable() }))
      .max(40),
    services: z.array(serviceAnswer).max(200),
  }),
  may: () => true,
  async read({ tx, now }, params) {
    const child = params.childId ? await childById(tx, params.childId) : null
    return {
      departments: catalogueOfServices().departments.map((each) => ({ ...each, none: each.none ?? null })),
      services: allServices().map((each) => ({
        id: each.id,
        title: each.title,
        help: each.help ?? null,
        department: each.department,
        basis: each.basis,
        needs: each.needs,
        days: each.days,
        times: each.times ?? null,
        asks: each.asks,
        sealed: each.in !== 'plan',
        leaves: each.leaves ?? null,
        fits: child ? fitsAge(each, child, dateOf(now)) === 'yes' : null,
      })),
    }
  },
})

const officeList = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
    .max(500),
})

export const offices = query({
  name: 'helping.offices',
  title: '能办这项服务的单位',
  params: z.strictObject({ service: field(z.string().max(40), { label: '服务' }) }),
  result: officeList,
  may: () => true,
  async read({ tx, actor }, params) {
    const kinds = serviceById(params.service)?.serves ?? []
    const found = kinds.length > 0 ? await organisationsOf(tx, kinds, actor.organisation.path) : []
    return { items: found.map(({ id, name, phone }) => ({ id, name, phone })) }
  },
})

export const schools = query({
  name: 'helping.schools',
  title: '学校名单',
  params: z.strictObject({}),
  result: officeList,
  may: () => true,
  async read({ tx, actor }) {
    const found = await organisationsOf(tx, ['school'], actor.organisation.path)
    return { items: found.map(({ id, name, phone }) => ({ id, name, phone })) }
  },
})

export const queries: AnyQuery[] = [
  board,
  waiting,
  services,
  offices,
  schools,
  ofChild,
  referral,
  places,
  meetings,
  paperPlan,
  paperReferral,
  referralSheet,
  activitySheet,
]
