/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { missContact, recordContact, withdrawContact } from './actions-contact.ts'
import { dropKinds, followAccounts, followFile, followSame } from './actions-follow.ts'
import { endCare, endHelper, handOver, nameHelper, recordParent, recordRelease } from './actions-helper.ts'
import { followRelease, placeTelling, tellDetained, tellRelease } from './actions-tell.ts'
import { answerVisit, askVisit, followVisit, recordVisit, withdrawVisit } from './actions-visit.ts'

export const actions: AnyAction[] = [
  tellDetained,
  tellRelease,
  nameHelper,
  endHelper,
  endCare,
  handOver,
  recordParent,
  recordRelease,
  recordContact,
  missContact,
  withdrawContact,
  askVisit,
  answerVisit,
  recordVisit,
  withdrawVisit,
  placeTelling,
  followRelease,
  followFile,
  followSame,
  followAccounts,
  dropKinds,
  followVisit,
]
