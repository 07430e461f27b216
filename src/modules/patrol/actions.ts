/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { setArea, setStops, setTrackDays } from './actions-area.ts'
import { addPhotos, correctEncounter } from './actions-correct.ts'
import { eraseOldTracks, noteChild, noteLeft, noteReceived } from './actions-follow.ts'
import { noteMerged, noteParted } from './actions-joined.ts'
import { endSleeper, nameSleeper, setAside, settleSetAside } from './actions-list.ts'
import { meetPerson } from './actions-meet.ts'
import { addRounds, cancelShift, planShift } from './actions-plan.ts'
import { checkPlace, closeForgotten, endShift, keepTrack, lookFor, startShift } from './actions-shift.ts'
import { endEscort, giveGoods, offerHelp, persuade, startEscort, takeStep } from './actions-steps.ts'

export const actions: AnyAction[] = [
  setArea,
  setStops,
  setTrackDays,
  planShift,
  cancelShift,
  addRounds,
  startShift,
  endShift,
  closeForgotten,
  keepTrack,
  checkPlace,
  lookFor,
  meetPerson,
  correctEncounter,
  addPhotos,
  offerHelp,
  persuade,
  giveGoods,
  takeStep,
  startEscort,
  endEscort,
  nameSleeper,
  endSleeper,
  setAside,
  settleSetAside,
  noteReceived,
  noteLeft,
  noteMerged,
  noteParted,
  noteChild,
  eraseOldTracks,
]
