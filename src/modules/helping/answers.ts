/** Shapes in which the doors answer, shared by lists, the child's panel and one referral's page. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { dateOf } from '#kernel/time.ts'
import { serviceTitle } from './catalogue.ts'
import { type ItemState, itemLife, referralLife, referralStates, type ReferralState } from './lifecycle.ts'
import { daysSilent, isLate, itemStateOf } from './rules.ts'
import type { ItemRow } from './store.ts'
import type { GivenRow, ReferralRow } from './store-referral.ts'
import type { ReferralLine } from './store-read.ts'
import { givenFacts } from './words.ts'

export const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
export const personalOrNull = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const state = z.enum(referralStates)
const instantOrNull = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })

export const referralAnswer = z.strictObject({
  referralId: z.string(),
  /** Only for whoever knows the file. */
  childId: z.string().nullable(),
  no: z.string().nullable(),
  child: personalOrNull('孩子'),
  service: z.string(),
  title: z.string(),
  state,
  stateWord: z.string(),
  to: personal('承办单位'),
  inSystem: z.boolean(),
  sender: z.string(),
  asks: personalOrNull('请办什么'),
  /** What the sender told of the child. */
  name: personalOrNull('姓名'),
  age: personalOrNull('年龄'),
  contact: personalOrNull('联系人'),
  call: personalOrNull('联系电话'),
  answer: personalOrNull('答复'),
  madeAt: field(z.number(), { label: '转介', widget: 'instant' }),
  dueOn: z.string().nullable(),
  late: z.boolean(),
  silentDays: field(z.number(), { label: '没有消息', unit: '天' }),
  reminders: z.number(),
  raisedAt: instantOrNull('报上级'),
  answeredAt: instantOrNull('答复'),
  closedAt: instantOrNull('结束'),
  sessions: z.number(),
  times: z.number().nullable(),
})

export type Viewer = 'asked' | 'sent' | 'raised'

/** The bureau that was told sees what is asked of whom, and nothing of the child; who was asked sees what the sender told. */
export function referralView(
  referral: ReferralRow & Partial<Pick<ReferralLine, 'no' | 'child'>>,
  viewer: Viewer,
  now: number,
  times: number | null = null,
): z.input<typeof referralAnswer> {
  const { content } = referral
  const knows = viewer === 'sent'
  const told = viewer !== 'raised'
  return {
    referralId: referral.id,
    childId: knows ? referral.childId : null,
    no: knows ? (referral.no ?? null) : null,
    child: knows ? (referral.child ?? null) : null,
    service: referral.service,
    title: serviceTitle(referral.service),
    state: referral.state,
    stateWord: referralLife.states[referral.state].zh,
    to: content.to,
    inSystem: referral.organisationId !== null,
    sender: content.sender,
    asks: told ? content.asks : null,
    name: told ? (content.name ?? null) : null,
    age: told ? (content.age ?? null) : null,
    contact: content.contact,
    call: content.phone ?? null,
    answer: told ? (content.answer ?? null) : null,
    madeAt: referral.madeAt,
    dueOn: referral.dueOn,
    late: isLate(referral, dateOf(now)),
    silentDays: daysSilent(referral.silentSince, now),
    reminders: referral.reminders,
    raisedAt: referral.raisedAt,
    answeredAt: referral.answeredAt,
    closedAt: referral.closedAt,
    sessions: referral.sessions,
    times,
  }
}

export const itemAnswer = z.strictObject({
  itemId: z.string(),
  service: z.string(),
  title: z.string(),
  state: z.enum(Object.keys(itemLife.states) as [ItemState, ...ItemState[]]),
  stateWord: z.string(),
  who: personalOrNull('谁办'),
  goal: personalOrNull('目标'),
  outcome: personalOrNull('结果'),
  dueOn: z.string().nullable(),
  late: z.boolean(),
  times: z.number().nullable(),
  given: z.number(),
  endedAt: instantOrNull('办结'),
  referralId: z.string().nullable(),
})

/** An item with what became of its referral, and how often it was given. */
export function itemView(item: ItemRow, referrals: readonly ReferralRow[], given: readonly GivenRow[], today: string) {
  const referral = referrals.find((each) => each.itemId === item.id) ?? null
  const at: ItemState = itemStateOf(item, (referral?.state as ReferralState | undefined) ?? null)
  const live = itemLife.states[at].final !== true
  return {
    itemId: item.id,
    service: item.service,
    title: serviceTitle(item.service),
    state: at,
    stateWord: itemLife.states[at].zh,
    who: referral?.content.to ?? item.content.who ?? null,
    goal: item.content.goal ?? null,
    outcome: item.content.outcome ?? referral?.content.answer ?? item.content.note ?? null,
    dueOn: item.dueOn ?? referral?.dueOn ?? null,
    late: live && item.dueOn !== null && item.dueOn < today,
    times: item.times,
    given: given.filter((each) => each.itemId === item.id || (referral !== null && each.referralId === referral.id)).length,
    endedAt: item.endedAt ?? (at === 'done' ? (referral?.closedAt ?? null) : null),
    referralId: referral?.id ?? null,
  }
}

export const givenAnswer = z.strictObject({
  givenId: z.string(),
  fact: z.string(),
  title: z.string(),
  at: field(z.number(), { label: '时间', widget: 'instant' }),
  organisation: z.string().nullable(),
  what: personalOrNull('内容'),
  by: personalOrNull('谁办的'),
  next: z.string().nullable(),
})

export const givenView = (given: GivenRow): z.input<typeof givenAnswer> => ({
  givenId: given.id,
  fact: given.fact,
  title: given.service ? serviceTitle(given.service) : givenFacts[given.fact].title,
  at: given.givenAt,
  organisation: given.organisation,
  what: [given.content.what, given.content.more].filter(Boolean).join('；') || null,
  by: given.content.by ?? null,
  next: given.content.next ?? null,
})
