/** Follow-up's doors for reading: ledger, register, board, visits, rosters. */
import type { AnyQuery } from '#kernel/query.ts'
import { boardQueries } from './queries-board.ts'
import { paperQueries } from './queries-papers.ts'
import { reportQueries } from './queries-report.ts'
import { returneeQueries } from './queries-returnee.ts'
import { rosterQueries } from './queries-roster.ts'

export const queries: AnyQuery[] = [...boardQueries, ...returneeQueries, ...paperQueries, ...rosterQueries, ...reportQueries]
