/** 未保: one file for each child, who may know what of it, and who looked. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const minors: Module = {
  name: 'minors',
  title: '未成年人保护',
  schema: 'minors',
  actions,
  queries,
  jobs,
  reactions,
}
