/** 家属寻亲: families' inquiries from every channel, their state, and who helps. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const inquiries: Module = {
  name: 'inquiries',
  title: '家属寻亲',
  schema: 'inquiries',
  actions,
  queries,
  jobs,
  reactions,
}
