/** Lives of this room: a child's helping, a parent who is held, a visit. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const helpingLife = lifecycle({
  name: 'helping-contact',
  zh: '帮教联系',
  initial: 'waiting',
  states: {
    waiting: { zh: '待确定联系人' },
    named: { zh: '联系中' },
    ended: { zh: '已结束', final: true },
  },
  moves: [
    { from: ['waiting', 'named'], action: 'helpers.name-helper', to: 'named', basis: '镇专项五（六）1' },
    { from: ['named'], action: 'helpers.end-helper', to: 'waiting', basis: '换人' },
    { from: ['named'], action: 'helpers.follow-accounts', to: 'waiting', basis: '联系人账号停用' },
    { from: ['waiting', 'named'], action: 'helpers.end-care', to: 'ended' },
    { from: ['waiting', 'named'], action: 'helpers.follow-file', to: 'ended', basis: '结案或类别撤回' },
    { from: ['ended'], action: 'helpers.follow-file', to: 'waiting', basis: '恢复个案或又有人服刑' },
  ],
})
export type HelpingState = keyof typeof helpingLife.states & string
export const helpingKeys = Object.keys(helpingLife.states) as HelpingState[]

export const parentLife = lifecycle({
  name: 'parent-held',
  zh: '服刑、戒毒的父母',
  initial: 'told',
  states: {
    told: { zh: '监所已告知' },
    held: { zh: '服刑、戒毒中' },
    released: { zh: '已释放、解除', final: true },
  },
  moves: [
    { from: ['told'], action: 'helpers.place-telling', to: 'held' },
    { from: ['told', 'held'], action: 'helpers.tell-release', to: 'released' },
    { from: ['held'], action: 'helpers.record-release', to: 'released' },
  ],
})
export type ParentState = keyof typeof parentLife.states & string
export const parentKeys = Object.keys(parentLife.states) as ParentState[]

export const visitLife = lifecycle({
  name: 'parent-visit',
  zh: '会见父母',
  initial: 'asked',
  states: {
    asked: { zh: '已申请' },
    agreed: { zh: '监所已同意' },
    refused: { zh: '监所未同意', final: true },
    visited: { zh: '已会见', final: true },
    withdrawn: { zh: '不去了', final: true },
  },
  moves: [
    { from: ['asked'], action: 'helpers.answer-visit', to: 'agreed' },
    { from: ['asked'], action: 'helpers.answer-visit', to: 'refused' },
    { from: ['agreed'], action: 'helpers.record-visit', to: 'visited' },
    { from: ['asked', 'agreed'], action: 'helpers.withdraw-visit', to: 'withdrawn' },
    { from: ['asked', 'agreed'], action: 'helpers.follow-file', to: 'withdrawn', basis: '结案' },
  ],
})
export type VisitState = keyof typeof visitLife.states & string
export const visitKeys = Object.keys(visitLife.states) as VisitState[]
