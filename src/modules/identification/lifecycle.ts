/** Two things live here: a request to the police, level by level to its answer; and a decision who somebody is. */
import { type Lifecycle, lifecycle } from '#kernel/lifecycle.ts'

export const policeRequest = lifecycle({
  name: 'police-request',
  zh: '公安协查',
  initial: 'asked',
  states: {
    asked: { zh: '已提请' },
    sampled: { zh: '已采样' },
    found: { zh: '已查实' },
    'not-found': { zh: '未查到' },
    cannot: { zh: '本级无法核实' },
    raised: { zh: '已报上级' },
    withdrawn: { zh: '已撤回', final: true },
  },
  moves: [
    {
      from: ['asked', 'raised'],
      action: 'identification.record-sample',
      to: 'sampled',
      basis: '民发〔2015〕158号：公安免费采集',
    },
    // A sample lies in the base for years: a hit may come long after the first answer.
    {
      from: ['asked', 'sampled', 'raised', 'not-found'],
      action: 'identification.record-answer',
      to: 'found',
      basis: '大提升第7项',
    },
    { from: ['asked', 'sampled', 'raised'], action: 'identification.record-answer', to: 'not-found', basis: '大提升第7项' },
    { from: ['asked', 'sampled', 'raised'], action: 'identification.record-answer', to: 'cannot', basis: '大提升第7项' },
    { from: ['cannot', 'not-found'], action: 'identification.raise', to: 'raised', basis: '大提升第7项：逐级上报' },
    { from: ['found', 'not-found', 'cannot'], action: 'identification.withdraw-answer', to: 'asked' },
    { from: ['found', 'not-found', 'cannot'], action: 'identification.withdraw-answer', to: 'sampled' },
    { from: ['found', 'not-found', 'cannot'], action: 'identification.withdraw-answer', to: 'raised' },
    { from: ['asked', 'sampled', 'raised'], action: 'identification.withdraw-request', to: 'withdrawn' },
  ],
})
export type RequestState = keyof typeof policeRequest.states & string

export const identityDecision = lifecycle({
  name: 'identity-decision',
  zh: '身份认定',
  initial: 'proposed',
  states: {
    proposed: { zh: '待第二人核对' },
    decided: { zh: '已认定' },
    rejected: { zh: '未通过', final: true },
    undoing: { zh: '撤销待第二人' },
    undone: { zh: '已撤销', final: true },
  },
  moves: [
    { from: ['proposed'], action: 'identification.confirm-decision', to: 'decided', basis: '人像、比对只作线索，须人工核对' },
    { from: ['proposed'], action: 'identification.reject-decision', to: 'rejected' },
    { from: ['decided'], action: 'identification.undo', to: 'undoing' },
    { from: ['undoing'], action: 'identification.confirm-undo', to: 'undone' },
    { from: ['undoing'], action: 'identification.keep-decision', to: 'decided' },
  ],
})
export type DecisionState = keyof typeof identityDecision.states & string

/** Whether the table has this move: an action may lead to several states, by what it was told. */
export function mayMove<S extends string>(of: Lifecycle<S>, from: S, action: string, to: S): boolean {
  return of.moves.some((move) => move.action === action && move.to === to && move.from.includes(from))
}
