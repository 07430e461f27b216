/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { sendAgain, takeAnswer, withdrawAnswer } from './actions-exchange.ts'
import { confirmDecision, decide, rejectDecision } from './actions-identity.ts'
import { askPolice, raise, recordAnswer, recordSample, withdrawRequest } from './actions-police.ts'
import { nameException, pushBatch, pushNational, recordFaceComparison, recordReceipt } from './actions-steps.ts'
import { confirmUndo, keepDecision, settleConsequence, undo } from './actions-undo.ts'

export const actions: AnyAction[] = [
  askPolice,
  recordSample,
  recordAnswer,
  withdrawAnswer,
  raise,
  withdrawRequest,
  takeAnswer,
  sendAgain,
  pushNational,
  pushBatch,
  recordReceipt,
  nameException,
  recordFaceComparison,
  decide,
  confirmDecision,
  rejectDecision,
  undo,
  confirmUndo,
  keepDecision,
  settleConsequence,
]
