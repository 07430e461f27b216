/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { apply, checkFile, returnApplication, withdraw } from './actions-file.ts'
import { followAway, followIdentified, followPerson, followTrueName } from './actions-follow.ts'
import { confirmName, proposeName, rejectName } from './actions-name.ts'
import { plan, recordApproval } from './actions-plan.ts'
import { place, register } from './actions-register.ts'
import { setChecklist, setNamingRule } from './actions-rules.ts'
import { assessSupport, grantSupport } from './actions-support.ts'

export const actions: AnyAction[] = [
  checkFile,
  apply,
  returnApplication,
  withdraw,
  plan,
  recordApproval,
  proposeName,
  confirmName,
  rejectName,
  register,
  place,
  assessSupport,
  grantSupport,
  followTrueName,
  setNamingRule,
  setChecklist,
  followAway,
  followIdentified,
  followPerson,
]
