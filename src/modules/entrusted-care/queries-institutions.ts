/** The institutions' doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'

export const institutionQueries: AnyQuery[] = []
