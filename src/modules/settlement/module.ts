/** 落户安置: whoever stays long and nameless comes to a name, a register, a home and support of his own. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { statesUnlikeFacts, stepsUnlikeFacts } from './store-read.ts'

export const settlement: Module = {
  name: 'settlement',
  title: '落户安置',
  schema: 'settlement',
  actions,
  queries,
  jobs,
  reactions,
  replays: [
    { column: 'settlement.candidate.steps', differing: stepsUnlikeFacts },
    { column: 'settlement.case.state', differing: statesUnlikeFacts },
  ],
}
