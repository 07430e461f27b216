/** Matching's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { confirm, undo } from './actions-confirm.ts'
import { agree, decline, exclude, follow, openPair, readmit } from './actions-decide.ts'
import { fade, overtake, suggest } from './actions-runs.ts'
import { switchWeights, tryWeights } from './actions-weights.ts'

export const actions: AnyAction[] = [
  openPair,
  follow,
  exclude,
  readmit,
  agree,
  decline,
  confirm,
  undo,
  suggest,
  fade,
  overtake,
  tryWeights,
  switchWeights,
]
