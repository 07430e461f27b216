/** 人像与证件识别: an optional part, off by default; ranks for a person, never decides. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { jobs } from './jobs.ts'
import { queries } from './queries.ts'
import { reactions } from './reactions.ts'

export const vision: Module = {
  name: 'vision',
  title: '人像与证件识别',
  schema: 'vision',
  actions,
  queries,
  jobs,
  reactions,
}
