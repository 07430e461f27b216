/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { answer, askReview, close, join, part, withdraw } from './actions-end.ts'
import { askStatement, assign, correct, giveStatement, lookInto } from './actions-look.ts'
import { askReviewPublic, nameSupervisor, receive, receivePublic, stateByReceipt } from './actions-receive.ts'
import { move, nameAccused, openComplainant, sendOn, tellRetaliation } from './actions-who.ts'

export const actions: AnyAction[] = [
  receive,
  receivePublic,
  stateByReceipt,
  askReviewPublic,
  assign,
  move,
  nameAccused,
  askStatement,
  giveStatement,
  lookInto,
  correct,
  answer,
  askReview,
  withdraw,
  close,
  join,
  part,
  sendOn,
  tellRetaliation,
  openComplainant,
  nameSupervisor,
]
