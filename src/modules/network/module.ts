/** 四级网络: centres and points, posts in towns and villages, who is on duty; coverage by place. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'

export const network: Module = { name: 'network', title: '四级网络', schema: 'network', actions, queries }
