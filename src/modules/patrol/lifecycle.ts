import { lifecycle } from '#kernel/lifecycle.ts'

/** An outing: planned beforehand or begun by a phone; over when the last who went has come back. */
export const shiftLife = lifecycle({
  name: 'patrol-shift',
  zh: '巡查班次',
  initial: 'planned',
  states: {
    planned: { zh: '未开始' },
    started: { zh: '巡查中' },
    ended: { zh: '已结束', final: true },
    cancelled: { zh: '已取消' },
  },
  moves: [
    // A phone without network did not hear of the cancelling, and went.
    { from: ['planned', 'started', 'cancelled'], action: 'patrol.start-shift', to: 'started' },
    { from: ['started'], action: 'patrol.end-shift', to: 'ended' },
    { from: ['started'], action: 'patrol.close-shift', to: 'ended' },
    { from: ['planned'], action: 'patrol.cancel-shift', to: 'cancelled' },
  ],
})
export type ShiftState = keyof typeof shiftLife.states & string

/** On the way to a station or a hospital, until somebody there has them. */
export const escortLife = lifecycle({
  name: 'patrol-escort',
  zh: '街面护送',
  initial: 'none',
  states: {
    none: { zh: '没有护送' },
    'under-way': { zh: '正送来' },
    arrived: { zh: '已送到' },
    failed: { zh: '没有送到' },
    received: { zh: '已接待', final: true },
  },
  moves: [
    {
      from: ['none', 'under-way', 'failed', 'arrived'],
      action: 'patrol.start-escort',
      to: 'under-way',
      basis: '服务质量提升行动12',
    },
    { from: ['under-way'], action: 'patrol.end-escort', to: 'arrived' },
    { from: ['under-way'], action: 'patrol.end-escort', to: 'failed' },
    { from: ['under-way', 'arrived'], action: 'patrol.note-received', to: 'received' },
  ],
})
export type EscortState = keyof typeof escortLife.states & string

/** What the house did not take from a phone. */
export const asideLife = lifecycle({
  name: 'patrol-aside',
  zh: '未能入账的手机记录',
  initial: 'waiting',
  states: { waiting: { zh: '等人处理' }, settled: { zh: '已处理', final: true } },
  moves: [{ from: ['waiting'], action: 'patrol.settle-set-aside', to: 'settled' }],
})
export type AsideState = keyof typeof asideLife.states & string

/** Who is on the list of those known to sleep there. */
export const sleeperStates = { there: '常在街面', received: '在站', ended: '不再寻找' } as const
export type SleeperState = keyof typeof sleeperStates
