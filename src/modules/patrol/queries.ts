/** The doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'
import { areas, board, organisations, plans, stations } from './queries-desk.ts'
import { coming, encountersOfPerson, shift } from './queries-shift.ts'
import { paperShift, sheet } from './queries-papers.ts'
import { personPhoto, sleepers, tonight } from './queries-phone.ts'

export const queries: AnyQuery[] = [
  tonight,
  sleepers,
  personPhoto,
  board,
  areas,
  organisations,
  stations,
  plans,
  shift,
  coming,
  encountersOfPerson,
  paperShift,
  sheet,
]
