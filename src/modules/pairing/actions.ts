/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { followClosed, followSame, followVolunteer } from './actions-follow.ts'
import { changeVolunteers, decline, end, meet, pairUp, want } from './actions-pairs.ts'
import { enrol, leave, recordCheck } from './actions-volunteers.ts'

export const actions: AnyAction[] = [
  enrol,
  recordCheck,
  leave,
  want,
  pairUp,
  changeVolunteers,
  decline,
  meet,
  end,
  followClosed,
  followVolunteer,
  followSame,
]
