/** 监护与安置: who answers for a child when the guardians do not, and its way home. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const guardianship: Module = {
  name: 'guardianship',
  title: '监护与安置',
  schema: 'guardianship',
  actions,
  queries,
  jobs,
  reactions,
}
