/** One child's help: plan, items, services asked and given, what its needs suggest. And one referral. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import {
  givenAnswer,
  givenView,
  itemAnswer,
  itemView,
  personal,
  personalOrNull,
  referralAnswer,
  referralView,
  type Viewer,
} from './answers.ts'
import { allServices } from './catalogue.ts'
import { planLife } from './lifecycle.ts'
import { progressOf, suggested, taughtAt, yearsOf } from './rules.ts'
import { childId, referralId } from './schema.ts'
import { itemsOf, plansOf } from './store.ts'
import { givenOfChild, givenOfReferral, referralById, referralsOf } from './store-referral.ts'
import { needOf } from './store-read.ts'
import { fileEnds, planEnds } from './words.ts'

const endWord = (reason: string | null): string | null =>
  reason === null ? null : ({ ...planEnds, ...fileEnds }[reason as keyof typeof planEnds] ?? reason)

export const ofChild = query({
  name: 'helping.of-child',
  title: '孩子的帮扶',
  params: z.strictObject({ childId }),
  result: z.strictObject({
    may: z.strictObject({ plan: z.boolean(), writes: z.array(z.string()).max(20) }),
    closed: z.boolean(),
    needs: z.array(z.string()).max(20),
    assessedAt: field(z.number().nullable(), { label: '评估', widget: 'instant' }),
    plan: z
      .strictObject({
        planId: z.string(),
        state: z.string(),
        madeAt: z.number(),
        by: z.string(),
        goals: personal('目标'),
        childSays: personalOrNull('本人的想法'),
        familySays: personalOrNull('家里的意见'),
        outcome: personalOrNull('成效'),
        reviewOn: z.string().nullable(),
        reviewLate: z.boolean(),
        endReason: z.string().nullable(),
        done: z.number(),
        all: z.number(),
        items: z.array(itemAnswer).max(200),
      })
      .nullable(),
    earlier: z.number(),
    referrals: z.array(referralAnswer).max(200),
    given: z.array(givenAnswer).max(60),
    suggested: z.array(z.strictObject({ service: z.string(), title: z.string() })).max(30),
    teaches: z.array(z.string()).max(30),
  }),
  may: () => true,
  async read(context, params) {
    const shut = await notOpened(context, params.childId)
    if (shut) return shut
    const { tx, vault, now } = context
    const today = dateOf(now)
    const child = await childById(tx, params.childId)
    if (!child) return null
    const opens = await compartmentsOf(tx, child.id)
    const plans = await plansOf(tx, vault, child.id)
    const [plan] = plans
    const referrals = await referralsOf(tx, vault, child.id)
    const given = await givenOfChild(tx, vault, child.id, 200)
    const items = plan ? (await itemsOf(tx, vault, [plan.id])).map((each) => itemView(each, referrals, given, today)) : []
    const need = await needOf(tx, child.id)
    const readable = allServices().filter((each) => opens.has(each.in))
    return {
      may: { plan: opens.has('plan'), writes: [...opens].filter((each) => each !== 'plan') },
      closed: child.closedAt !== null,
      needs: need?.needs ?? [],
      assessedAt: need?.assessedAt ?? null,
      plan: plan
        ? {
            planId: plan.id,
            state: planLife.states[plan.state].zh,
            madeAt: plan.madeAt,
            by: plan.content.by,
            goals: plan.content.goals,
            childSays: plan.content.childSays ?? null,
            familySays: plan.content.familySays ?? null,
            outcome: plan.content.outcome ?? null,
            reviewOn: plan.reviewOn,
            reviewLate: plan.state === 'active' && plan.reviewOn !== null && plan.reviewOn < today,
            endReason: endWord(plan.endReason),
            ...progressOf(items.map((each) => each.state)),
            items,
          }
        : null,
      earlier: Math.max(0, plans.length - 1),
      referrals: referrals.map((each) => referralView({ ...each, no: child.no, child: child.name }, 'sent', now)),
      given: given.slice(0, 60).map(givenView),
      suggested: opens.has('plan')
        ? suggested(readable, need?.needs ?? [], child, today).map(({ id, title }) => ({ service: id, title }))
        : [],
      teaches: taughtAt(yearsOf(child, today)).slice(0, 30),
    }
  },
})

export const viewerOf = async (
  { tx, actor }: ReadContext,
  referral: { childId: string; compartment: string; organisationPath: string | null },
): Promise<Viewer> => {
  if (actor.kind === 'system' || (await compartmentsOf(tx, referral.childId)).has(referral.compartment)) return 'sent'
  return referral.organisationPath === actor.organisation.path ? 'asked' : 'raised'
}

export const referral = query({
  name: 'helping.referral',
  title: '一件转介',
  help: '承办单位只看到这一件：请办什么，必要时的姓名和年龄，找谁联系。',
  params: z.strictObject({ referralId }),
  result: referralAnswer.extend({
    mine: z.boolean(),
    follows: z.boolean(),
    leaves: z.string().nullable(),
    course: z
      .array(
        z.strictObject({
          at: field(z.number(), { label: '时间', widget: 'instant' }),
          by: z.string(),
          what: z.string(),
          words: personalOrNull('内容'),
        }),
      )
      .max(100),
    given: z.array(givenAnswer).max(200),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, now, actor } = context
    const found = await referralById(tx, vault, params.referralId)
    if (!found) return null
    const viewer = await viewerOf(context, found)
    if (viewer === 'sent') {
      const shut = await notOpened(context, found.childId)
      if (shut && found.organisationPath !== actor.organisation.path) return shut
    }
    const child = viewer === 'sent' ? await childById(tx, found.childId) : null
    const service = allServices().find((each) => each.id === found.service)
    const given = viewer === 'raised' ? [] : await givenOfReferral(tx, vault, found.id)
    return {
      ...referralView({ ...found, no: child?.no ?? null, child: child?.name ?? null }, viewer, now, service?.times ?? null),
      mine: found.organisationPath === actor.organisation.path,
      follows: viewer === 'sent',
      leaves: service?.leaves ?? null,
      course: found.content.course.map((step) => ({
        at: step.at,
        by: step.by,
        what: step.what,
        words: viewer === 'raised' ? null : (step.words ?? null),
      })),
      given: given.map(givenView),
    }
  },
})
