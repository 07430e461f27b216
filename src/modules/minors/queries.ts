/** The doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'
import { course } from './queries-course.ts'
import { dossier } from './queries-dossier.ts'
import { band, file } from './queries-file.ts'
import { list, people, places, search } from './queries-list.ts'
import { approvals, readers, viewLog } from './queries-log.ts'
import { family, health, school, siblings } from './queries-parts.ts'

export const queries: AnyQuery[] = [
  band,
  course,
  file,
  list,
  search,
  places,
  people,
  family,
  school,
  health,
  siblings,
  viewLog,
  readers,
  approvals,
  dossier,
]
