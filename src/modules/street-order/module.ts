/** 街面问题: order and crime on the street, and whoever is owed help. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'

export const streetOrder: Module = {
  name: 'street-order',
  title: '街面问题',
  schema: 'street_order',
  actions,
  queries,
  jobs,
  reactions,
}
