/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { continueImport, importRows, startImport, stopImport } from './actions-import.ts'
import { notFound, recordScreening, registerCensus } from './actions-look.ts'
import { registerChild } from './actions-register.ts'
import { closeRound, openRound, renew, setDays } from './actions-round.ts'

export const actions: AnyAction[] = [
  registerChild,
  recordScreening,
  notFound,
  registerCensus,
  openRound,
  closeRound,
  setDays,
  startImport,
  importRows,
  continueImport,
  stopImport,
  renew,
]
