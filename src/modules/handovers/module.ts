/** 书面交接: between any two organisations, signed by both. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'

export const handovers: Module = { name: 'handovers', title: '书面交接', schema: 'handovers', actions, queries }
