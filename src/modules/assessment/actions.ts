/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { changeTeam, drop, fill, sign, start } from './actions-assess.ts'
import { followClosed, followSameChild } from './actions-follow.ts'
import { answerDispute, conclude, dispute, hearChild } from './actions-result.ts'
import { adoptSheets, bringSheet } from './actions-sheets.ts'

export const actions: AnyAction[] = [
  start,
  fill,
  sign,
  changeTeam,
  conclude,
  drop,
  hearChild,
  dispute,
  answerDispute,
  bringSheet,
  adoptSheets,
  followClosed,
  followSameChild,
]
