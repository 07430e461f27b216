/** The institutions' doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { answerAlarm, watch } from './actions-alarms.ts'
import { changeRate, contract, endContract, settleMonth } from './actions-contract.ts'
import { correctFinding, makeFinding, recheckFinding, urgeFinding } from './actions-findings.ts'
import { closeInspection, recordSeen, startInspection } from './actions-inspections.ts'
import { assess, change, recordLicence, register, select } from './actions-register.ts'
import { checkVideo, holdOpenDay, nameContact, postStaff, reopenAdmission, stopAdmission } from './actions-watch.ts'

export const institutionActions: AnyAction[] = [
  register,
  change,
  recordLicence,
  assess,
  select,
  contract,
  changeRate,
  endContract,
  settleMonth,
  nameContact,
  postStaff,
  checkVideo,
  startInspection,
  recordSeen,
  closeInspection,
  makeFinding,
  correctFinding,
  recheckFinding,
  urgeFinding,
  stopAdmission,
  reopenAdmission,
  watch,
  answerAlarm,
  holdOpenDay,
]
