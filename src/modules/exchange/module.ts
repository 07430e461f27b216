/** 数据交换: what stations have in Excel comes in. */
import type { Module } from '#kernel/module.ts'
import { continueImport, startImport, stopImport } from './actions.ts'
import { importGuest } from './actions-guest.ts'
import { jobs } from './jobs.ts'
import { badRows, importProgress, imports, judgeRoster, readRoster } from './queries.ts'

export const exchange: Module = {
  name: 'exchange',
  title: '数据交换',
  schema: 'exchange',
  actions: [startImport, stopImport, continueImport, importGuest],
  queries: [readRoster, judgeRoster, importProgress, imports, badRows],
  jobs,
}
