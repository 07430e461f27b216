/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { recordFound, reopen, withdraw } from './actions-found.ts'
import { assign, raise, rectify, verify } from './actions-work.ts'

export const actions: AnyAction[] = [recordFound, assign, rectify, verify, reopen, withdraw, raise]
