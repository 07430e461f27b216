/** The doors for reading. */
import type { AnyQuery } from '#kernel/query.ts'
import { board, children, daysQuery, myRound, rounds, twins } from './queries-board.ts'
import { ofChild, places, sheet } from './queries-child.ts'
import { badRows, importProgress, imports, judgeRegister, readRegister, template } from './queries-import.ts'
import { registerSheet, roundSheet } from './queries-sheets.ts'

export const queries: AnyQuery[] = [
  board,
  children,
  myRound,
  rounds,
  twins,
  daysQuery,
  ofChild,
  sheet,
  places,
  readRegister,
  judgeRegister,
  imports,
  importProgress,
  badRows,
  template,
  registerSheet,
  roundSheet,
]
