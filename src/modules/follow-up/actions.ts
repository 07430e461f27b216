/** Follow-up's doors for writing: ledger, register, visits, rosters. */
import type { AnyAction } from '#kernel/action.ts'
import { assignTown, assignVillage, list, openReasons, renew, unlist } from './actions-returnee.ts'
import { acceptReport, correctReport, reportPerson, returnReport } from './actions-report.ts'
import { acknowledge, cancelRosters, endRun, sendRosters, tellRoster } from './actions-roster.ts'
import { recordVisit, tryVisit, withdrawVisit } from './actions-visit.ts'

export const actions: AnyAction[] = [
  renew,
  list,
  unlist,
  assignTown,
  assignVillage,
  openReasons,
  recordVisit,
  tryVisit,
  withdrawVisit,
  sendRosters,
  cancelRosters,
  endRun,
  tellRoster,
  acknowledge,
  reportPerson,
  correctReport,
  returnReport,
  acceptReport,
]
