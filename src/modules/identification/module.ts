/** 身份核查: police and national steps followed to their answer; who somebody is, decided and undone. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { jobs } from './jobs.ts'
import { queries } from './queries.ts'
import { answersUnlikeFacts, decisionsUnlikeFacts } from './store-replay.ts'

export const identification: Module = {
  name: 'identification',
  title: '身份核查',
  schema: 'identification',
  actions,
  queries,
  jobs,
  replays: [
    { column: 'identification.request.answer_fact', differing: answersUnlikeFacts },
    { column: 'identification.decision.state', differing: decisionsUnlikeFacts },
  ],
}
