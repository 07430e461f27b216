import { lifecycle } from '#kernel/lifecycle.ts'

/** An operation: opened for areas and days, changed, closed. */
export const operationLife = lifecycle({
  name: 'weather-operation',
  zh: '极端天气救助行动',
  initial: 'open',
  states: { open: { zh: '进行中' }, closed: { zh: '已结束', final: true } },
  moves: [
    { from: ['open'], action: 'weather.change', to: 'open' },
    { from: ['open'], action: 'weather.add-rounds', to: 'open' },
    { from: ['open'], action: 'weather.close', to: 'closed', basis: '大提升第11项' },
  ],
})
export type OperationState = keyof typeof operationLife.states & string
