/** 线索报告: the report desk, the joint response, the reporter answered, clues of abuse. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { reportsUnlikeFacts } from './store-read.ts'

export const reports: Module = {
  name: 'reports',
  title: '线索报告与联动处置',
  schema: 'reports',
  actions,
  queries,
  jobs,
  reactions,
  replays: [{ column: 'reports.report.state', differing: reportsUnlikeFacts }],
}
