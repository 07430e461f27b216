/** A plan, one of its items, and a service asked of an organisation, from the letter to the result. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const planLife = lifecycle({
  name: 'help-plan',
  zh: '帮扶方案',
  initial: 'active',
  states: { active: { zh: '进行中' }, ended: { zh: '已结束', final: true } },
  moves: [
    { from: ['active'], action: 'helping.change-plan', to: 'active', basis: '方案随情况调整' },
    { from: ['active'], action: 'helping.add-item', to: 'active' },
    { from: ['active'], action: 'helping.end-plan', to: 'ended' },
    { from: ['active'], action: 'helping.follow-file', to: 'ended', basis: '个案结案、并案' },
  ],
})

export const itemLife = lifecycle({
  name: 'help-item',
  zh: '帮扶项目',
  initial: 'open',
  states: {
    open: { zh: '待办' },
    referred: { zh: '已转介' },
    done: { zh: '办成', final: true },
    dropped: { zh: '不再办', final: true },
  },
  moves: [
    { from: ['open'], action: 'helping.refer', to: 'referred' },
    { from: ['referred'], action: 'helping.answer-referral', to: 'done', basis: '承办单位办成' },
    { from: ['referred'], action: 'helping.answer-referral', to: 'open', basis: '没有办成，另想办法' },
    { from: ['referred'], action: 'helping.close-referral', to: 'open' },
    { from: ['open', 'referred'], action: 'helping.finish-item', to: 'done' },
    { from: ['open', 'referred'], action: 'helping.drop-item', to: 'dropped' },
    { from: ['open', 'referred'], action: 'helping.end-plan', to: 'dropped' },
  ],
})

export const referralLife = lifecycle({
  name: 'service-referral',
  zh: '服务转介',
  initial: 'waiting',
  states: {
    waiting: { zh: '等答复' },
    working: { zh: '正在办' },
    refused: { zh: '不予办理，待另想办法' },
    granted: { zh: '已办成', final: true },
    declined: { zh: '本人不要', final: true },
    rerouted: { zh: '已换单位', final: true },
    closed: { zh: '已结束', final: true },
  },
  moves: [
    { from: ['waiting', 'working'], action: 'helping.remind-referral', to: 'waiting', basis: '没有结果的催办' },
    { from: ['waiting', 'working'], action: 'helping.raise-referral', to: 'waiting', basis: '催了不办的报上级' },
    { from: ['waiting', 'working'], action: 'helping.chase', to: 'waiting' },
    { from: ['waiting', 'working'], action: 'helping.record-session', to: 'working' },
    { from: ['waiting', 'working'], action: 'helping.answer-referral', to: 'working', basis: '跟到有结果' },
    { from: ['waiting', 'working'], action: 'helping.answer-referral', to: 'granted' },
    { from: ['waiting', 'working'], action: 'helping.answer-referral', to: 'refused' },
    { from: ['waiting', 'working'], action: 'helping.answer-referral', to: 'declined' },
    { from: ['refused'], action: 'helping.refer-otherwise', to: 'rerouted', basis: '这家不行换一家' },
    { from: ['waiting', 'working', 'refused'], action: 'helping.close-referral', to: 'closed' },
    { from: ['waiting', 'working', 'refused'], action: 'helping.follow-file', to: 'closed' },
  ],
})

export type PlanState = keyof typeof planLife.states & string
export type ItemState = keyof typeof itemLife.states & string
export type ReferralState = keyof typeof referralLife.states & string
export const referralStates = Object.keys(referralLife.states) as [ReferralState, ...ReferralState[]]
