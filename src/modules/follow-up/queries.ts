/** Follow-up's doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'

export const queries: AnyQuery[] = []
