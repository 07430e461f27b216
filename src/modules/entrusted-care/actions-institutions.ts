/** The institutions' doors for writing. */
import type { AnyAction } from '#kernel/action.ts'

export const institutionActions: AnyAction[] = []
