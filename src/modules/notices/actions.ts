/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { approve, approveAtStation, approveMinor, draft, sendBack } from './actions-draft.ts'
import { confirmTakenDown, publish, readTip, receiveTip, recheck, renew, withdraw } from './actions-publish.ts'

export const actions: AnyAction[] = [
  draft,
  approve,
  approveAtStation,
  approveMinor,
  sendBack,
  publish,
  renew,
  withdraw,
  confirmTakenDown,
  recheck,
  receiveTip,
  readTip,
]
