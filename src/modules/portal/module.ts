/** 公众网站: pages for whoever seeks somebody, saw somebody, or wants to know. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { pages } from './pages.ts'
import { queries } from './queries.ts'

export const portal: Module = { name: 'portal', title: '公众网站', schema: 'portal', actions, queries, pages }
