/** Follow-up's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'

export const actions: AnyAction[] = []
