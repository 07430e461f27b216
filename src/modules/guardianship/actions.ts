/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { approve, refuseRequest, withdraw } from './actions-decide.ts'
import { approveFamily, changeFamily, checkFamily, registerFamily } from './actions-family.ts'
import { followChanged, followClosed, followSame } from './actions-follow.ts'
import { endEmergency, protect, review } from './actions-hold.ts'
import { endPlacement, place, visitPlacement } from './actions-place.ts'
import { askEnd, askLong, askPlacement, askReturn, askTemporary } from './actions-request.ts'
import { handOn, returnHome, visitReturned } from './actions-return.ts'
import { askOrder, recordOrder, supervise } from './actions-supervise.ts'

export const actions: AnyAction[] = [
  protect,
  endEmergency,
  askTemporary,
  askLong,
  askEnd,
  review,
  approve,
  refuseRequest,
  withdraw,
  askPlacement,
  place,
  visitPlacement,
  endPlacement,
  askReturn,
  returnHome,
  visitReturned,
  handOn,
  supervise,
  askOrder,
  recordOrder,
  registerFamily,
  checkFamily,
  approveFamily,
  changeFamily,
  followClosed,
  followSame,
  followChanged,
]
