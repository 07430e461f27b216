/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { correct, prepare, signBoth, withdraw } from './actions-give.ts'
import { confirm, contest, decline, sign } from './actions-take.ts'

export const actions: AnyAction[] = [prepare, sign, signBoth, decline, correct, withdraw, confirm, contest]
