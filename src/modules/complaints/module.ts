/** 投诉: about help refused, care, staff, an institution; looked into by somebody else than the one complained of, and answered. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs } from './reactions.ts'

export const complaints: Module = { name: 'complaints', title: '投诉', schema: 'complaints', actions, queries, jobs }
