/** 极端天气: help in cold, heat and flood. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const weather: Module = { name: 'weather', title: '极端天气救助', schema: 'weather', actions, queries, jobs, reactions }
