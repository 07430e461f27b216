/** The room's doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'
import { board, counts, mine, ofChild } from './queries-board.ts'
import { clueBoard, cluesOfChild } from './queries-clue.ts'
import { bodies, childrenToLink, desks, joinChoices, policeOffices, towns } from './queries-lists.ts'
import { peopleMet } from './queries-met.ts'
import { cluePaper, reportPaper } from './queries-papers.ts'
import { reportQuery } from './queries-report.ts'
import { deskNow, ends, figures, floods, photo, sheet, similar } from './queries-street.ts'

export const queries: AnyQuery[] = [
  similar,
  peopleMet,
  photo,
  deskNow,
  floods,
  figures,
  sheet,
  ends,
  board,
  counts,
  mine,
  ofChild,
  reportQuery,
  clueBoard,
  cluesOfChild,
  bodies,
  desks,
  policeOffices,
  towns,
  joinChoices,
  childrenToLink,
  reportPaper,
  cluePaper,
]
