/** The life of an import: it runs to its end, or somebody stops it. What was imported until then stays. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const importRun = lifecycle({
  name: 'import-run',
  zh: '花名册导入',
  initial: 'under-way',
  states: {
    'under-way': { zh: '导入中' },
    done: { zh: '已完成', final: true },
    stopped: { zh: '已停止', final: true },
  },
  moves: [
    { from: ['under-way'], action: 'exchange.continue-import', to: 'done' },
    { from: ['under-way'], action: 'exchange.stop-import', to: 'stopped' },
  ],
})
export type RunState = keyof typeof importRun.states & string
