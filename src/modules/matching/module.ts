/** 比对: who may be looked for in which inquiry, and who may have been here before. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { jobs } from './jobs.ts'
import { queries } from './queries.ts'
import { reactions } from './reactions.ts'
import { confirmedUnlikeFacts } from './store-weights.ts'

export const matching: Module = {
  name: 'matching',
  title: '比对',
  schema: 'matching',
  actions,
  queries,
  jobs,
  reactions,
  replays: [{ column: 'matching.pair.state', differing: confirmedUnlikeFacts }],
}
