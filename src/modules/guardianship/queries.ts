/** The doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'
import { ofChild } from './queries-child.ts'
import { listQueries } from './queries-lists.ts'
import { papers } from './queries-papers.ts'

export const queries: AnyQuery[] = [ofChild, ...listQueries, ...papers]
