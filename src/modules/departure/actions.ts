/** The doors of leaving. */
import type { AnyAction } from '#kernel/action.ts'
import { issueTicket, planReturn, raise, recordOriginRefusal, returnTicket, signHandover, tellOrigin } from './actions-journey.ts'
import { decideAge, leave, recordDeath } from './actions-leaving.ts'

export const actions: AnyAction[] = [
  planReturn,
  issueTicket,
  returnTicket,
  decideAge,
  leave,
  recordDeath,
  signHandover,
  recordOriginRefusal,
  raise,
  tellOrigin,
]
