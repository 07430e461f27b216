/** 离站返乡: ways of leaving, the plan for going home, tickets, escorts, arrival, refusals by the origin, death. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { queries as journeyQueries } from './queries-journey.ts'
import { queries as boardQueries } from './queries-board.ts'
import { papers } from './queries-papers.ts'
import { journeyPapers } from './queries-papers-journey.ts'
import { jobs, reactions } from './reactions.ts'
import { leavingsUnlikeFacts, tellingsUnlikeFacts } from './store-read.ts'
import { costsUnlikeFacts, plansUnlikeFacts, stepsUnlikeFacts } from './store-replays.ts'

export const departure: Module = {
  name: 'departure',
  title: '离站返乡',
  schema: 'departure',
  actions,
  queries: [...queries, ...journeyQueries, ...boardQueries, ...papers, ...journeyPapers],
  jobs,
  reactions,
  replays: [
    { column: 'departure.leaving.kind', differing: leavingsUnlikeFacts },
    { column: 'departure.leaving.origin_told_at', differing: tellingsUnlikeFacts },
    { column: 'departure.plan.route', differing: plansUnlikeFacts },
    { column: 'departure.cost.fen', differing: costsUnlikeFacts },
    { column: 'departure.raise_step.result', differing: stepsUnlikeFacts },
  ],
}
