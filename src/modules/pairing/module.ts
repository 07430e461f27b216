/** 结对: children beside volunteers who were checked; one, several, or a proxy mother. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const pairing: Module = {
  name: 'pairing',
  title: '结对',
  schema: 'pairing',
  actions,
  queries,
  jobs,
  reactions,
}
