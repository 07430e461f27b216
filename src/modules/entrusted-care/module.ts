/** 站外托养: institutions (register, contract, inspection, alarms) and the people placed there. */
import type { Module } from '#kernel/module.ts'
import { institutionActions } from './actions-institutions.ts'
import { institutionQueries } from './queries-institutions.ts'
import { placementActions, placementQueries, placementReplays } from './placement-doors.ts'
import { institutionJobs, institutionReactions } from './reactions-institutions.ts'
import { placementJobs, placementReactions } from './reactions-placements.ts'
import { statesUnlikeFacts } from './store-institutions.ts'

export const entrustedCare: Module = {
  name: 'entrusted-care',
  title: '站外托养',
  schema: 'entrusted_care',
  actions: [...institutionActions, ...placementActions],
  queries: [...institutionQueries, ...placementQueries],
  jobs: [...institutionJobs, ...placementJobs],
  reactions: [...institutionReactions, ...placementReactions],
  replays: [{ column: 'entrusted_care.institution.state', differing: statesUnlikeFacts }, ...placementReplays],
}
