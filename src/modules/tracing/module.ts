/** 寻亲: the guest's side of "who is this?". */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { replays } from './replays.ts'

export const tracing: Module = {
  name: 'tracing',
  title: '寻亲',
  schema: 'tracing',
  actions,
  queries,
  jobs,
  reactions,
  replays,
}
