/** The doors of leaving. */
import type { AnyAction } from '#kernel/action.ts'
import { checkRelatives, nameEscorts, noteEvent, signHandover } from './actions-journey.ts'
import { decideAge, leave, recordDeath } from './actions-leaving.ts'
import { askOrigin, tellOrigin } from './actions-letters.ts'
import { approvePlan, cancelPlan, designateStation, noteMerged, planReturn } from './actions-plan.ts'
import { answerRaise, raise, recordOriginRefusal, settleRefusal } from './actions-refusal.ts'
import { issueTicket, receiveRefund, recordCost, returnTicket, witnessBoarding } from './actions-tickets.ts'

export const actions: AnyAction[] = [
  planReturn,
  approvePlan,
  cancelPlan,
  designateStation,
  noteMerged,
  nameEscorts,
  checkRelatives,
  askOrigin,
  issueTicket,
  witnessBoarding,
  returnTicket,
  receiveRefund,
  recordCost,
  decideAge,
  leave,
  recordDeath,
  noteEvent,
  signHandover,
  recordOriginRefusal,
  raise,
  answerRaise,
  settleRefusal,
  tellOrigin,
]
