import { lifecycle } from '#kernel/lifecycle.ts'

/** A sign, from the day it is set up to the day it is taken away. */
export const signLife = lifecycle({
  name: 'sign',
  zh: '引导标牌',
  initial: 'standing',
  states: {
    standing: { zh: '在用' },
    broken: { zh: '待修' },
    removed: { zh: '已撤除', final: true },
  },
  moves: [
    { from: ['standing', 'broken'], action: 'signs.check', to: 'standing' },
    { from: ['standing', 'broken'], action: 'signs.check', to: 'broken' },
    { from: ['broken'], action: 'signs.repair', to: 'standing' },
    { from: ['standing', 'broken'], action: 'signs.remove', to: 'removed' },
  ],
})
export type SignState = keyof typeof signLife.states & string
export const stateKeys = Object.keys(signLife.states) as SignState[]
