/** 流出地接收: letters between the places somebody leaves and comes home to, the reception, and what is found afterwards. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { readings } from './queries.ts'
import { letterReadings } from './queries-letters.ts'
import { papers } from './queries-papers.ts'
import { jobs, reactions } from './reactions.ts'
import { answeredUnlikeFacts, receivedUnlikeFacts } from './store-read.ts'

export const origin: Module = {
  name: 'origin',
  title: '流出地接收',
  schema: 'origin',
  actions,
  queries: [...readings, ...letterReadings, ...papers],
  jobs,
  reactions,
  replays: [
    { column: 'origin.reception.received_at', differing: receivedUnlikeFacts },
    { column: 'origin.reception.answered_at', differing: answeredUnlikeFacts },
  ],
}
