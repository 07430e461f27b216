/** The doors for reading. */
import { z } from 'zod'
import { cityOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { candidate, candidatesNow, caseState as state, instantOrNull, listed, listedCase, personName } from './lists.ts'
import { ofFile } from './queries-file.ts'
import { papers } from './queries-papers.ts'
import { ruleQueries } from './queries-rules.ts'
import { settlementLife, stateKeys } from './lifecycle.ts'
import { daysForm } from './schema.ts'
import { plansOf } from './store.ts'
import { bodiesOf, campaignCounts, casesIn, casesOfPlan, countsByState, LONGEST, openConsequences } from './store-read.ts'

const openToAll = () => true as const
export const candidates = query({
  name: 'settlement.candidates',
  title: '即将满三个月',
  help: '身份没有查明、已满或快满三个月、还没有报申请的人。',
  params: daysForm,
  result: z.strictObject({ items: z.array(candidate).max(LONGEST), total: z.number() }),
  may: openToAll,
  read: (context, { within }) => candidatesNow(context, within),
})

export const board = query({
  name: 'settlement.board',
  title: '落户安置',
  params: z.strictObject({
    states: field(z.array(state).max(20).optional(), { label: '状态' }),
  }),
  result: z.strictObject({
    counts: z.array(z.strictObject({ state, zh: z.string(), count: z.number() })).max(20),
    items: z.array(listedCase).max(LONGEST),
    total: z.number(),
    consequences: z
      .array(
        z.strictObject({
          id: z.string(),
          fileId: z.string(),
          no: z.string(),
          name: personName,
          step: z.string(),
          dueOn: z.string(),
        }),
      )
      .max(LONGEST),
  }),
  may: openToAll,
  async read({ tx, vault }, params) {
    const wanted = (params.states ?? stateKeys) as typeof stateKeys
    const counted = await countsByState(tx)
    const counts = stateKeys.map((key) => ({
      state: key,
      zh: settlementLife.states[key].zh,
      count: counted.find((each) => each.state === key)?.count ?? 0,
    }))
    const items = (await casesIn(tx, vault, wanted, LONGEST)).map(listed)
    const total = counts.filter((each) => wanted.includes(each.state)).reduce((sum, each) => sum + each.count, 0)
    return { counts, items, total, consequences: await openConsequences(tx, LONGEST) }
  },
})

const PLANS = 60

export const plans = query({
  name: 'settlement.plans',
  title: '安置方案',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          planId: z.string(),
          no: z.string(),
          madeAt: z.number(),
          by: z.string(),
          institution: z.string(),
          way: z.string(),
          documentNo: z.string().nullable(),
          decidedAt: instantOrNull('批复'),
          people: z.array(listedCase).max(100),
        }),
      )
      .max(PLANS),
  }),
  may: openToAll,
  async read({ tx, vault }) {
    const found = await plansOf(tx, vault, PLANS)
    const items = []
    for (const { id, no, madeAt, decidedAt, content } of found)
      items.push({
        planId: id,
        no,
        madeAt,
        decidedAt,
        by: content.by,
        institution: content.institution,
        way: content.way,
        documentNo: content.document?.documentNo ?? null,
        people: (await casesOfPlan(tx, vault, id)).map(listed),
      })
    return { items }
  },
})

export const campaign = query({
  name: 'settlement.campaign',
  title: '专项行动进度',
  help: '截止日以前受理、当时身份不明的人，各走到哪一步。',
  params: z.strictObject({
    cutOff: field(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '请按 2026-04-01 填写日期'), { label: '截止日' }),
  }),
  result: z.strictObject({
    entered: z.number(),
    applied: z.number(),
    planned: z.number(),
    approved: z.number(),
    registered: z.number(),
    supported: z.number(),
    eligible: z.number(),
  }),
  may: openToAll,
  read: ({ tx }, { cutOff }) => campaignCounts(tx, cutOff),
})

const bodies = (name: string, title: string, kind: 'institution' | 'police') =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({
      items: z
        .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
        .max(200),
    }),
    may: openToAll,
    read: async ({ tx, actor }) => ({ items: await bodiesOf(tx, kind, cityOf(actor.organisation.path)) }),
  })

export const institutions = bodies('settlement.institutions', '安置机构名单', 'institution')
export const policeBodies = bodies('settlement.police-bodies', '公安机关名单', 'police')

export const queries: AnyQuery[] = [
  candidates,
  board,
  plans,
  campaign,
  institutions,
  policeBodies,
  ofFile,
  ...ruleQueries,
  ...papers,
]
