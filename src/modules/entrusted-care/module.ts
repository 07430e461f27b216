/** 站外托养: institutions (register, contract, inspection, alarms) and the people placed there. */
import type { Module } from '#kernel/module.ts'
import { institutionActions } from './actions-institutions.ts'
import { institutionQueries } from './queries-institutions.ts'
import { institutionJobs, institutionReactions } from './reactions-institutions.ts'

export const entrustedCare: Module = {
  name: 'entrusted-care',
  title: '站外托养',
  schema: 'entrusted_care',
  // The side of the people placed joins here: [...institutionActions, ...placementActions].
  actions: [...institutionActions],
  queries: [...institutionQueries],
  jobs: [...institutionJobs],
  reactions: [...institutionReactions],
  replays: [],
}
