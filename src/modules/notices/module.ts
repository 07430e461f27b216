/** 寻亲公告: what is published of a guest whom nobody knows, where, approved by whom, and for how long. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { pageUnlikeFacts } from './store-read.ts'

export const notices: Module = {
  name: 'notices',
  title: '寻亲公告',
  schema: 'notices',
  actions,
  queries,
  jobs,
  reactions,
  replays: [{ column: 'notices.notice.on_page', differing: pageUnlikeFacts }],
}
