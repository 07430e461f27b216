/** The doors for writing at the place of origin. */
import type { AnyAction } from '#kernel/action.ts'
import {
  askRegister,
  askVisit,
  place,
  recordFinding,
  recordVisit,
  reportHardship,
  restoreRegister,
} from './actions-afterwards.ts'
import { deliver, importLetter, registerLetter } from './actions-letters.ts'
import { accept, decline, receive, recordNotArrived, settle, takeIn } from './actions-reception.ts'
import { makeFile, noteAnswer, noteSent } from './actions-sending.ts'

export const actions: AnyAction[] = [
  deliver,
  registerLetter,
  importLetter,
  accept,
  decline,
  receive,
  recordNotArrived,
  askVisit,
  recordVisit,
  recordFinding,
  reportHardship,
  place,
  askRegister,
  restoreRegister,
  settle,
  takeIn,
  makeFile,
  noteSent,
  noteAnswer,
]
