/** The room's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { recordAssessment, renewTemplates, switchOff, switchOn } from './actions-switch.ts'
import { compare, erase, finishComparison, readCard } from './actions-use.ts'

export const actions: AnyAction[] = [
  recordAssessment,
  switchOn,
  switchOff,
  renewTemplates,
  compare,
  finishComparison,
  erase,
  readCard,
]
