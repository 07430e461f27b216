/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { openFile, startFile } from './actions-open.ts'

export const actions: AnyAction[] = [startFile, openFile]
