import { lifecycle } from '#kernel/lifecycle.ts'

/** Something wrong on the street, from the day it is seen to the day nobody owed help is left. */
export const streetCase = lifecycle({
  name: 'street-case',
  zh: '街面问题',
  initial: 'found',
  states: {
    found: { zh: '待交办' },
    assigned: { zh: '处置中' },
    handled: { zh: '已处置' },
    closed: { zh: '已办结' },
    withdrawn: { zh: '记错撤回', final: true },
  },
  moves: [
    { from: ['found', 'assigned'], action: 'street-order.assign', to: 'assigned', basis: '部门职责三（三）（四）' },
    { from: ['found', 'assigned', 'handled'], action: 'street-order.handle', to: 'handled', basis: '部门职责三（四）4、5' },
    { from: ['handled'], action: 'street-order.close', to: 'closed' },
    { from: ['handled', 'closed'], action: 'street-order.reopen', to: 'found' },
    { from: ['found', 'assigned'], action: 'street-order.withdraw', to: 'withdrawn' },
  ],
})

export type CaseState = keyof typeof streetCase.states & string
export const stateKeys = Object.keys(streetCase.states) as CaseState[]

/** Whether this may be done in this state. */
export const mayMove = (from: CaseState, action: string): boolean =>
  streetCase.moves.some((move) => move.action === action && (move.from as readonly string[]).includes(from))
