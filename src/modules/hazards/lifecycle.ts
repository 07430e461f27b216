import { lifecycle } from '#kernel/lifecycle.ts'

/** A hazard, from the day it is found to the day somebody else has looked that it is gone. */
export const hazardLife = lifecycle({
  name: 'hazard',
  zh: '隐患',
  initial: 'found',
  states: {
    found: { zh: '待交办' },
    assigned: { zh: '整改中' },
    rectified: { zh: '待核验' },
    closed: { zh: '已销号' },
    withdrawn: { zh: '记错撤回', final: true },
  },
  moves: [
    { from: ['found', 'assigned'], action: 'hazards.assign', to: 'assigned', basis: '未成年人专项行动五（五）2' },
    { from: ['found', 'assigned'], action: 'hazards.rectify', to: 'rectified' },
    { from: ['rectified'], action: 'hazards.verify', to: 'closed' },
    { from: ['rectified'], action: 'hazards.verify', to: 'assigned' },
    { from: ['closed'], action: 'hazards.reopen', to: 'found' },
    { from: ['found', 'assigned', 'rectified'], action: 'hazards.withdraw', to: 'withdrawn' },
  ],
})

export type HazardState = keyof typeof hazardLife.states & string
export const stateKeys = Object.keys(hazardLife.states) as HazardState[]
export const OPEN: readonly HazardState[] = ['found', 'assigned', 'rectified']

/** Whether this may be done in this state. */
export const mayMove = (from: HazardState, action: string): boolean =>
  hazardLife.moves.some((move) => move.action === action && (move.from as readonly string[]).includes(from))
