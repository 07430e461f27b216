/** 街面巡查: areas, shifts, who was met and what was done, the list of those known to sleep there. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const patrol: Module = { name: 'patrol', title: '街面巡查', schema: 'patrol', actions, queries, jobs, reactions }
