/** The life of a round and of an import. */
import { lifecycle } from '#kernel/lifecycle.ts'

lifecycle({
  name: 'screening-round',
  zh: '排查轮次',
  initial: 'open',
  states: { open: { zh: '排查中' }, closed: { zh: '已结束', final: true } },
  moves: [{ from: ['open'], action: 'watching.close-round', to: 'closed' }],
})

export const registerRun = lifecycle({
  name: 'register-run',
  zh: '登记册导入',
  initial: 'under-way',
  states: {
    'under-way': { zh: '导入中' },
    done: { zh: '已完成', final: true },
    stopped: { zh: '已停止', final: true },
  },
  moves: [
    { from: ['under-way'], action: 'watching.continue-import', to: 'done' },
    { from: ['under-way'], action: 'watching.stop-import', to: 'stopped' },
  ],
})
export type RunState = keyof typeof registerRun.states & string
