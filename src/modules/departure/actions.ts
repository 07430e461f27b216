/** The doors of leaving. */
import type { AnyAction } from '#kernel/action.ts'
import { checkRelatives, nameEscorts, noteEvent, signHandover } from './actions-journey.ts'
import { followDeath, recordDeath, withdrawDeath } from './actions-death.ts'
import { decideAge, leave } from './actions-leaving.ts'
import { askOrigin, tellOrigin } from './actions-letters.ts'
import { approvePlan, cancelPlan, designateStation, noteMerged, noteParted, planReturn } from './actions-plan.ts'
import { answerRaise, raise, recordOriginRefusal, settleRefusal } from './actions-refusal.ts'
import { issueTicket, receiveRefund, recordCost, returnTicket, witnessBoarding } from './actions-tickets.ts'

export const actions: AnyAction[] = [
  planReturn,
  approvePlan,
  cancelPlan,
  designateStation,
  noteMerged,
  noteParted,
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
  followDeath,
  withdrawDeath,
  noteEvent,
  signHandover,
  recordOriginRefusal,
  raise,
  answerRaise,
  settleRefusal,
  tellOrigin,
]
