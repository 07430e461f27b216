/** The life of one case of reception, at the place somebody comes home to. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const reception = lifecycle({
  name: 'reception',
  zh: '流出地接收',
  initial: 'told',
  states: {
    told: { zh: '已来函' },
    answered: { zh: '已同意，待接收' },
    'not-accepted': { zh: '不予接收' },
    received: { zh: '已接收，待走访' },
    'not-arrived': { zh: '人未到' },
    visited: { zh: '已走访' },
    settled: { zh: '已办结', final: true },
  },
  moves: [
    { from: ['told', 'not-accepted'], action: 'origin.accept', to: 'answered', basis: '大提升第9项：流出地接收' },
    { from: ['told', 'answered'], action: 'origin.decline', to: 'not-accepted', basis: '大提升第9项：拒收的逐级上报协调' },
    { from: ['told', 'answered', 'not-accepted', 'not-arrived'], action: 'origin.receive', to: 'received' },
    { from: ['told', 'answered'], action: 'origin.record-not-arrived', to: 'not-arrived' },
    { from: ['received', 'visited'], action: 'origin.record-visit', to: 'visited', basis: '大提升第14项：了解家庭状况' },
    { from: ['visited'], action: 'origin.settle', to: 'settled' },
    { from: ['not-accepted', 'not-arrived'], action: 'origin.deliver', to: 'told', basis: '再次来函，接着办' },
    { from: ['not-accepted', 'not-arrived'], action: 'origin.register-letter', to: 'told' },
    { from: ['not-accepted', 'not-arrived'], action: 'origin.import-letter', to: 'told' },
  ],
})

export type ReceptionState = keyof typeof reception.states & string
