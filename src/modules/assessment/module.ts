/** 监护评估: how a child is looked after, by sheets that a bureau chooses, by two or three, with the child's own word. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const assessment: Module = {
  name: 'assessment',
  title: '监护评估',
  schema: 'assessment',
  actions,
  queries,
  jobs,
  reactions,
}
