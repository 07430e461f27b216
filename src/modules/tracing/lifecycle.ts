/** The life of a lead: supposed, walked, and then it led somewhere or it is a dead end for good. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const lead = lifecycle({
  name: 'lead',
  zh: '寻亲线索',
  initial: 'open',
  states: {
    open: { zh: '在办' },
    led: { zh: '有进展', final: true },
    dead: { zh: '此路不通', final: true },
  },
  moves: [
    { from: ['open'], action: 'tracing.settle-lead', to: 'led' },
    { from: ['open'], action: 'tracing.settle-lead', to: 'dead' },
  ],
})
export type LeadState = keyof typeof lead.states & string
