/** 帮教: every child whose parent is in prison or in compulsory detox has one named person who is in touch every month. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { caresUnlikeFacts } from './store-read.ts'

export const helpers: Module = {
  name: 'helpers',
  title: '帮教联系',
  schema: 'helpers',
  actions,
  queries,
  jobs,
  reactions,
  replays: [{ column: 'helpers.care.state', differing: caresUnlikeFacts }],
}
