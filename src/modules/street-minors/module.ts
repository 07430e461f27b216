/** 街面未成年人: blood sample and its answer, trafficking, the guardian sought, told, dealt with. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const streetMinors: Module = {
  name: 'street-minors',
  title: '街面未成年人',
  schema: 'street_minors',
  actions,
  queries,
  jobs,
  reactions,
}
