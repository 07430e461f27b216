/** The life of a pair: a guest and an inquiry that may be about one person. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const pairLife = lifecycle({
  name: 'match-pair',
  zh: '比对',
  initial: 'candidate',
  states: {
    candidate: { zh: '候选' },
    suggested: { zh: '待核对' },
    possible: { zh: '跟进中' },
    excluded: { zh: '已排除' },
    agreed: { zh: '一人已认定' },
    confirmed: { zh: '已认定' },
    undone: { zh: '已撤销' },
    overtaken: { zh: '不在候选' },
  },
  moves: [
    { from: ['candidate', 'overtaken'], action: 'matching.suggest', to: 'suggested', basis: '大提升 第8、9项' },
    { from: ['suggested', 'overtaken'], action: 'matching.fade', to: 'candidate' },
    { from: ['candidate', 'suggested', 'possible', 'agreed'], action: 'matching.overtake', to: 'overtaken' },
    { from: ['candidate', 'suggested'], action: 'matching.follow', to: 'possible' },
    { from: ['candidate', 'suggested', 'possible', 'agreed'], action: 'matching.exclude', to: 'excluded' },
    { from: ['excluded', 'undone'], action: 'matching.readmit', to: 'candidate' },
    { from: ['candidate', 'suggested', 'possible'], action: 'matching.agree', to: 'agreed' },
    { from: ['agreed'], action: 'matching.confirm', to: 'confirmed' },
    { from: ['agreed'], action: 'matching.decline', to: 'possible' },
    { from: ['confirmed'], action: 'matching.undo', to: 'undone' },
  ],
})
export type PairState = keyof typeof pairLife.states & string
