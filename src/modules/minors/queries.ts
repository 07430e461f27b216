/** The doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'
import { band, file } from './queries-file.ts'
import { list, people, places, search } from './queries-list.ts'

export const queries: AnyQuery[] = [band, file, list, search, places, people]
