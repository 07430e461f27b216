/** 标牌: guide signs and publicity points, looked at in their time; publicity on the street. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'

export const signs: Module = { name: 'signs', title: '引导标牌、宣传', schema: 'signs', actions, queries }
