/** Doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { admit, answer, close, planCall, reopen, setAside } from './actions-course.ts'
import { clearRisk, expire, markRisk, openRisk, reveal, withdrawConsent } from './actions-guard.ts'
import { endHelp, engage, recordFinding, registerHelper } from './actions-helpers.ts'
import { exportPfif } from './actions-export.ts'
import { importPfif, importRows } from './actions-import.ts'
import { join, unjoin } from './actions-joining.ts'
import { acknowledge, noteMatch, noteMatchUndone, noteWish, recordGuestWish } from './actions-match.ts'
import { renewReceipt, stateOfReceipt } from './actions-receipt.ts'
import { complete, receive, receivePublic } from './actions-receive.ts'

export const actions: AnyAction[] = [
  receive,
  receivePublic,
  stateOfReceipt,
  complete,
  admit,
  setAside,
  planCall,
  answer,
  close,
  reopen,
  join,
  unjoin,
  noteMatch,
  noteMatchUndone,
  noteWish,
  recordGuestWish,
  acknowledge,
  markRisk,
  openRisk,
  clearRisk,
  reveal,
  renewReceipt,
  registerHelper,
  engage,
  recordFinding,
  endHelp,
  importRows,
  importPfif,
  exportPfif,
  withdrawConsent,
  expire,
]
