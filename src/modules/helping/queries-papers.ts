/** Papers and sheets: the plan for the file and the family, the letter for an organisation, the board as a workbook. */
import { z } from 'zod'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { childById, notOpened } from '#modules/people-and-cases/index.ts'
import { itemView, referralView } from './answers.ts'
import { serviceById } from './catalogue.ts'
import { referralLife } from './lifecycle.ts'
import { viewerOf } from './queries-child.ts'
import { yearsOf } from './rules.ts'
import { listForm, planId, referralId } from './schema.ts'
import { meetingsForm } from './schema-places.ts'
import { meetingHeads, referralHeads } from './sheet.ts'
import { itemsOf, planById } from './store.ts'
import { meetingsOf } from './store-places.ts'
import { LONGEST, referralLines } from './store-read.ts'
import { givenOfChild, referralById, referralsOf } from './store-referral.ts'
import { askedOf } from './sides.ts'
import { activityKinds, needWord } from './words.ts'

const day = (at: number | null) => (at === null ? '' : dateOf(at))

export const paperPlan = query({
  name: 'helping.paper-plan',
  title: '帮扶方案',
  params: z.strictObject({ planId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const plan = await planById(tx, vault, params.planId)
    if (!plan) return null
    const shut = await notOpened(context, plan.childId)
    if (shut) return shut
    const child = await childById(tx, plan.childId)
    if (!child) return null
    const today = dateOf(now)
    const referrals = await referralsOf(tx, vault, child.id)
    const given = await givenOfChild(tx, vault, child.id, 200)
    const years = yearsOf(child, today)
    const data = {
      station: actor.organisation.name,
      no: child.no,
      name: child.name,
      age: years ? (years.from === years.to ? `${years.from} 岁` : `${years.from} 至 ${years.to} 岁`) : '不详',
      madeOn: day(plan.madeAt),
      by: plan.content.by,
      goals: plan.content.goals,
      childSays: plan.content.childSays ?? '',
      familySays: plan.content.familySays ?? '',
      reviewOn: plan.reviewOn ?? '',
      outcome: plan.content.outcome ?? '',
      items: (await itemsOf(tx, vault, [plan.id]))
        .map((each) => itemView(each, referrals, given, today))
        .map((each) => ({
          title: each.title,
          goal: each.goal ?? '',
          who: each.who ?? '',
          dueOn: each.dueOn ?? '',
          state: each.times ? `${each.stateWord} ${each.given}/${each.times} 次` : each.stateWord,
        })),
    }
    const url = new URL('./papers/plan.typ', import.meta.url)
    return paperAnswer(`帮扶方案 ${child.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

export const paperReferral = query({
  name: 'helping.paper-referral',
  title: '服务转介单',
  params: z.strictObject({ referralId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const found = await referralById(tx, vault, params.referralId)
    if (!found || (await viewerOf(context, found)) === 'raised') return null
    const sender = await organisationById(tx, found.senderId)
    const service = serviceById(found.service)
    const { content } = found
    const data = {
      station: content.sender,
      phone: content.phone ?? sender?.phone ?? '',
      to: content.to,
      service: service?.title ?? found.service,
      basis: service?.basis ?? '',
      needs: (service?.needs ?? []).map(needWord).join('、'),
      asks: content.asks,
      name: content.name ?? '（不告知，请与联系人联系）',
      age: content.age ?? '（不告知）',
      contact: content.contact,
      madeOn: day(found.madeAt),
      dueOn: found.dueOn ?? '',
      answer: content.answer ?? '',
      state: referralLife.states[found.state].zh,
    }
    const url = new URL('./papers/referral.typ', import.meta.url)
    return paperAnswer(`服务转介单 ${day(found.madeAt)}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

export const referralSheet = query({
  name: 'helping.referral-sheet',
  title: '转介台账',
  params: listForm,
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const asked = askedOf(context, params)
    const lines = (await referralLines(tx, vault, asked, 2000)).map((each) => referralView(each, asked.side, now))
    const body = await sheetOf(
      '转介',
      referralHeads,
      lines.map((each) => [
        each.title,
        each.to,
        each.sender,
        each.no ?? '',
        day(each.madeAt),
        each.dueOn ?? '',
        each.stateWord,
        each.late ? '逾期' : '',
        String(each.silentDays),
        String(each.reminders),
        day(each.raisedAt),
        String(each.sessions),
        each.answer ?? '',
      ]),
    )
    return { file: { name: `转介台账 ${dateOf(now)}.xlsx`, type: XLSX, body } }
  },
})

export const activitySheet = query({
  name: 'helping.activity-sheet',
  title: '活动台账',
  params: meetingsForm,
  result: 'file',
  may: () => true,
  async read({ tx, vault, now }, params) {
    const committee = params.kind === undefined ? undefined : params.kind === 'committee'
    const { items } = await meetingsOf(tx, vault, { committee, from: params.from }, 10 * LONGEST)
    const number = (value: number | null) => (value === null ? '' : String(value))
    const body = await sheetOf(
      '活动',
      meetingHeads,
      items.map((each) => [
        each.kind === 'committee' ? '家长委员会' : (activityKinds[each.kind as keyof typeof activityKinds] ?? each.kind),
        each.heldOn,
        each.owner ?? '',
        each.content.which ?? '',
        number(each.children),
        number(each.parents),
        number(each.volunteers),
        each.content.what,
      ]),
    )
    return { file: { name: `活动台账 ${dateOf(now)}.xlsx`, type: XLSX, body } }
  },
})
