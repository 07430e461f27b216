/** The doors on the side of the people placed outside. */
import type { AnyAction } from '#kernel/action.ts'
import type { Replay } from '#kernel/module.ts'
import type { AnyQuery } from '#kernel/query.ts'
import { bringBack, endPlacementAfter, planBringBack, putOff } from './actions-bring-back.ts'
import { changeCareLevel, recordFamilyWish, reportHealth, reportIncident } from './actions-outside-placements.ts'
import { approve, decline, place, placeInEmergency, propose, withdraw } from './actions-placements.ts'
import { bringBackQuery } from './queries-bring-back.ts'
import { peopleQuery, peopleSheet } from './queries-outside-placements.ts'
import { placementPapers } from './queries-papers-placements.ts'
import { approvalsQuery, choicesQuery, fileQuery } from './queries-placements.ts'
import { placementsUnlikeFacts } from './store-placements.ts'

export const placementActions: AnyAction[] = [
  propose,
  approve,
  decline,
  withdraw,
  place,
  placeInEmergency,
  reportHealth,
  reportIncident,
  changeCareLevel,
  recordFamilyWish,
  planBringBack,
  putOff,
  bringBack,
  endPlacementAfter,
]

export const placementQueries: AnyQuery[] = [
  fileQuery,
  choicesQuery,
  approvalsQuery,
  peopleQuery,
  peopleSheet,
  bringBackQuery,
  ...placementPapers,
]

export const placementReplays: Replay[] = [{ column: 'entrusted_care.placement.state', differing: placementsUnlikeFacts }]
