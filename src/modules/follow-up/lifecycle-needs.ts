/** A need handed on, from the letter to its result; a household at the edge, from the list and off it again. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const referralLife = lifecycle({
  name: 'referral',
  zh: '转介',
  initial: 'waiting',
  states: {
    waiting: { zh: '等答复' },
    working: { zh: '正在办' },
    refused: { zh: '不符合条件，待另想办法' },
    granted: { zh: '已落实', final: true },
    declined: { zh: '本人不要', final: true },
    rerouted: { zh: '已换别的办法', final: true },
    closed: { zh: '已结束', final: true },
  },
  moves: [
    { from: ['waiting'], action: 'follow-up.remind-referral', to: 'waiting', basis: '没有答复的催办' },
    { from: ['working'], action: 'follow-up.remind-referral', to: 'working' },
    { from: ['waiting', 'working'], action: 'follow-up.answer-referral', to: 'working', basis: '跟到有结果' },
    { from: ['waiting', 'working'], action: 'follow-up.answer-referral', to: 'granted' },
    { from: ['waiting', 'working'], action: 'follow-up.answer-referral', to: 'refused' },
    { from: ['waiting', 'working'], action: 'follow-up.answer-referral', to: 'declined' },
    { from: ['refused'], action: 'follow-up.refer-otherwise', to: 'rerouted', basis: '这条不行换一条' },
    { from: ['waiting', 'working', 'refused'], action: 'follow-up.close-referral', to: 'closed' },
  ],
})

export const householdLife = lifecycle({
  name: 'edge-household',
  zh: '边缘户',
  initial: 'listed',
  states: {
    listed: { zh: '在册' },
    unlisted: { zh: '已移出', final: true },
  },
  moves: [
    { from: ['listed'], action: 'follow-up.add-household-member', to: 'listed' },
    { from: ['listed'], action: 'follow-up.share-households', to: 'listed', basis: '与防返贫部门共享' },
    { from: ['listed'], action: 'follow-up.review-household', to: 'listed', basis: '每年复核' },
    { from: ['listed'], action: 'follow-up.unlist-household', to: 'unlisted' },
  ],
})

export type ReferralState = keyof typeof referralLife.states & string
export type HouseholdState = keyof typeof householdLife.states & string
