/** 队伍: who works in a station, their training, examination, health check, qualification. */
import type { Module } from '#kernel/module.ts'
import { recordExam, recordHealthCheck, recordQualified, recordTraining } from './actions.ts'
import { correctJoined, recordJoined, recordLeft, withdrawRecord } from './actions-posts.ts'
import { queries } from './queries.ts'

export const staff: Module = {
  name: 'staff',
  title: '队伍与培训',
  actions: [
    recordTraining,
    recordExam,
    recordHealthCheck,
    recordQualified,
    recordJoined,
    correctJoined,
    recordLeft,
    withdrawRecord,
  ],
  queries,
}
