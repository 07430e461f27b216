/** Follow-up's doors for reading: ledger, register, board, visits, rosters. */
import type { AnyQuery } from '#kernel/query.ts'
import { boardQueries } from './queries-board.ts'
import { returneeQueries } from './queries-returnee.ts'

export const queries: AnyQuery[] = [...boardQueries, ...returneeQueries]
