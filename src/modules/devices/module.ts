/** 手机: which phones may record without network, and what they hand over when they cannot send. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'

export const devices: Module = { name: 'devices', title: '手机', schema: 'devices', actions, queries }
