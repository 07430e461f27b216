/** The room's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { disposeClue, findClue, move, recordPoliceAnswer, tellPolice } from './actions-clue.ts'
import { dispose, join, linkChild, openChildFile, refuseReport, unjoin } from './actions-course.ts'
import { acknowledge, arrive, consult, decline, dispatch, noteReached } from './actions-joint.ts'
import { handOver, raise, raiseSilent } from './actions-raise.ts'
import { add, receive, receivePublic, reportMandatory, stateByReceipt } from './actions-receive.ts'
import { receiveStreet, refuseMany, takeOut } from './actions-street.ts'
import { answerReporter, askReporter, openReporterAction, releaseReporter } from './actions-reporter.ts'

export const actions: AnyAction[] = [
  receive,
  reportMandatory,
  receivePublic,
  receiveStreet,
  stateByReceipt,
  add,
  dispatch,
  acknowledge,
  decline,
  arrive,
  noteReached,
  consult,
  raise,
  raiseSilent,
  handOver,
  join,
  unjoin,
  refuseReport,
  refuseMany,
  takeOut,
  openChildFile,
  linkChild,
  dispose,
  answerReporter,
  openReporterAction,
  askReporter,
  releaseReporter,
  findClue,
  tellPolice,
  recordPoliceAnswer,
  disposeClue,
  move,
]
