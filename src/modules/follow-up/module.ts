/** 回访与源头治理: whoever went home, the register of people prone to wander, visits, rosters. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const followUp: Module = {
  name: 'follow-up',
  title: '回访与源头治理',
  schema: 'follow_up',
  // A second list per line is the needs side's: again, needs, households, rates.
  actions: [...actions],
  queries: [...queries],
  jobs: [...jobs],
  reactions: [...reactions],
  replays: [],
}
