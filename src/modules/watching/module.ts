/** 监测排查: registers, rounds, census; who is to be seen, by when. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { childrenWithoutStanding, looksUnlikeFacts } from './store-replay.ts'

export const watching: Module = {
  name: 'watching',
  title: '监测排查',
  schema: 'watching',
  actions,
  queries,
  jobs,
  reactions,
  replays: [
    { column: 'watching.standing', differing: childrenWithoutStanding },
    { column: 'watching.standing.last_on', differing: looksUnlikeFacts },
  ],
}
