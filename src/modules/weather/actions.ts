/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { recordCasualty, recordTold, supplementCasualty } from './actions-casualties.ts'
import { countGoods, issueGoods, receiveGoods } from './actions-goods.ts'
import { addRounds, change, close, noteMissing, open } from './actions-operations.ts'

export const actions: AnyAction[] = [
  open,
  change,
  addRounds,
  close,
  noteMissing,
  receiveGoods,
  issueGoods,
  countGoods,
  recordCasualty,
  supplementCasualty,
  recordTold,
]
