/** 离站返乡: ways of leaving, tickets, the way home, death. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { papers } from './queries-papers.ts'
import { leavingsUnlikeFacts, tellingsUnlikeFacts } from './store-read.ts'

export const departure: Module = {
  name: 'departure',
  title: '离站返乡',
  schema: 'departure',
  actions,
  queries: [...queries, ...papers],
  replays: [
    { column: 'departure.leaving.kind', differing: leavingsUnlikeFacts },
    { column: 'departure.leaving.origin_told_at', differing: tellingsUnlikeFacts },
  ],
}
