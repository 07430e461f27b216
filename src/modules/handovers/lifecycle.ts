import { lifecycle } from '#kernel/lifecycle.ts'

/** A written handover, from the giver's pen to both signatures. A correction is a new version; the old one stays. */
export const handoverLife = lifecycle({
  name: 'handover',
  zh: '书面交接',
  initial: 'prepared',
  states: {
    prepared: { zh: '待签收' },
    signed: { zh: '已双签' },
    contested: { zh: '有异议' },
    declined: { zh: '不予接收', final: true },
    withdrawn: { zh: '已撤回', final: true },
    replaced: { zh: '已更正', final: true },
  },
  moves: [
    { from: ['prepared'], action: 'handovers.sign', to: 'signed', basis: '大提升 第12项' },
    { from: ['prepared'], action: 'handovers.sign-both', to: 'signed', basis: '大提升 第12项' },
    { from: ['prepared'], action: 'handovers.decline', to: 'declined' },
    { from: ['prepared', 'contested'], action: 'handovers.withdraw', to: 'withdrawn' },
    { from: ['prepared', 'signed', 'contested'], action: 'handovers.correct', to: 'replaced' },
    { from: ['signed', 'contested'], action: 'handovers.confirm', to: 'signed' },
    { from: ['signed'], action: 'handovers.contest', to: 'contested' },
  ],
})

export type HandoverState = keyof typeof handoverLife.states & string
export const stateKeys = Object.keys(handoverLife.states) as HandoverState[]

/** Whether this may be done in this state. */
export const mayMove = (from: HandoverState, action: string): boolean =>
  handoverLife.moves.some((move) => move.action === action && (move.from as readonly string[]).includes(from))
