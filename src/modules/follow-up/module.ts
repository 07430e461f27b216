/** 回访与源头治理: whoever went home, the register of people prone to wander, visits, rosters. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { needActions, needJobs, needQueries, needReactions, needReplays } from './needs.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { listingsUnlikeFacts, returnsUnlikeFacts, returnsWithoutRow, visitsUnlikeFacts } from './store-returnee.ts'

export const followUp: Module = {
  name: 'follow-up',
  title: '回访与源头治理',
  schema: 'follow_up',
  actions: [...actions, ...needActions],
  queries: [...queries, ...needQueries],
  jobs: [...jobs, ...needJobs],
  reactions: [...reactions, ...needReactions],
  replays: [
    { column: 'follow_up.returnee.listed_at', differing: listingsUnlikeFacts },
    { column: 'follow_up.returnee.sent_at', differing: returnsUnlikeFacts },
    { column: 'follow_up.returnee.visits', differing: visitsUnlikeFacts },
    { column: 'follow_up.returnee', differing: returnsWithoutRow },
    ...needReplays,
  ],
}
