/** 隐患: whatever may hurt minors, from the day it is found to the day somebody else has looked that it is gone. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs } from './reactions.ts'

export const hazards: Module = { name: 'hazards', title: '隐患台账', schema: 'hazards', actions, queries, jobs }
