/** The needs side of follow-up in one place: what the room's manifest lists besides ledger, register, rosters and visits. */
import type { AnyAction } from '#kernel/action.ts'
import type { Replay } from '#kernel/module.ts'
import type { AnyQuery } from '#kernel/query.ts'
import { recordPoliceAnswer, tellPolice } from './actions-abandonment.ts'
import { noteFoundAgain, reportFoundAgain, takeBackFoundAgain, tellBureau, tellCauses } from './actions-again.ts'
import { addHouseholdMember, listHousehold, reviewHousehold, shareHouseholds, unlistHousehold } from './actions-household.ts'
import { answerReferral, closeReferral, refer, referOtherwise, remindReferral } from './actions-referral.ts'
import { againFigures, againList, againOf } from './queries-again.ts'
import { householdsQuery, sharedSheet } from './queries-household.ts'
import { needPapers } from './queries-needs-papers.ts'
import { myVisits } from './queries-phone.ts'
import { rateFiles, rates, rateSheet } from './queries-rates.ts'
import { needsOf, offices, policeOffices, referralsQuery, tellingsQuery, townOffices } from './queries-referral.ts'
import { causesUnlikeFacts, referralsUnlikeFacts } from './store-referral-read.ts'

export const needActions: AnyAction[] = [
  reportFoundAgain,
  noteFoundAgain,
  takeBackFoundAgain,
  tellCauses,
  tellBureau,
  refer,
  answerReferral,
  remindReferral,
  referOtherwise,
  closeReferral,
  tellPolice,
  recordPoliceAnswer,
  listHousehold,
  addHouseholdMember,
  reviewHousehold,
  unlistHousehold,
  shareHouseholds,
]

export const needQueries: AnyQuery[] = [
  againList,
  againOf,
  againFigures,
  referralsQuery,
  needsOf,
  tellingsQuery,
  offices,
  policeOffices,
  townOffices,
  householdsQuery,
  sharedSheet,
  rates,
  rateFiles,
  rateSheet,
  myVisits,
  ...needPapers,
]

export const needReplays: Replay[] = [
  { column: 'follow_up.referral.state', differing: referralsUnlikeFacts },
  { column: 'follow_up.again.causes', differing: causesUnlikeFacts },
]

export { needJobs, needReactions } from './reactions-again.ts'
