/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { answerReferral, recordSession } from './actions-answer.ts'
import { followFile } from './actions-file.ts'
import { correct, counsel, enrol, giveLegalAid, grantAid, helpWork, rehabilitate, teach, teachParents } from './actions-given.ts'
import { changePlace, closePlace, holdActivity, holdCommittee, openPlace } from './actions-places.ts'
import { addItem, changePlanAction, dropItem, endPlan, finishItem, makePlan } from './actions-plan.ts'
import { chase, closeReferral, raiseReferral, refer, referOtherwise, remindReferral } from './actions-referral.ts'

export const actions: AnyAction[] = [
  makePlan,
  changePlanAction,
  addItem,
  finishItem,
  dropItem,
  endPlan,
  refer,
  answerReferral,
  recordSession,
  remindReferral,
  raiseReferral,
  chase,
  referOtherwise,
  closeReferral,
  followFile,
  enrol,
  teach,
  counsel,
  correct,
  rehabilitate,
  helpWork,
  giveLegalAid,
  grantAid,
  teachParents,
  openPlace,
  changePlace,
  closePlace,
  holdActivity,
  holdCommittee,
]
