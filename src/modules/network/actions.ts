/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { changeShift, setDuty } from './actions-duty.ts'
import { changePoint, closePoint, endPostAction, namePost, openPoint, recordMeeting } from './actions-places.ts'

export const actions: AnyAction[] = [
  setDuty,
  changeShift,
  namePost,
  endPostAction,
  openPoint,
  changePoint,
  closePoint,
  recordMeeting,
]
