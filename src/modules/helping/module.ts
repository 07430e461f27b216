/** 帮扶: one plan for a child, services of the departments followed to their result, what was given. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { plansUnlikeFacts } from './store-read.ts'

export const helping: Module = {
  name: 'helping',
  title: '帮扶',
  schema: 'helping',
  actions,
  queries,
  jobs,
  reactions,
  replays: [{ column: 'helping.plan.state', differing: plansUnlikeFacts }],
}
