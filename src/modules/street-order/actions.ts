/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { find, reopen, seeAgain, withdraw } from './actions-found.ts'
import { endVehicle, holdOperation, registerVehicle, tellTraffic } from './actions-round.ts'
import { acknowledgeNews, addEvidence, addVictim, assign, close, handle, passNews, settle } from './actions-work.ts'

export const actions: AnyAction[] = [
  find,
  seeAgain,
  assign,
  addEvidence,
  passNews,
  acknowledgeNews,
  addVictim,
  settle,
  handle,
  close,
  reopen,
  withdraw,
  holdOperation,
  registerVehicle,
  tellTraffic,
  endVehicle,
]
