/** 地图: what lies beneath the points, with the review number that the law asks for. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'

export const maps: Module = { name: 'maps', title: '地图', schema: 'maps', actions, queries }
