/** The infirmary's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { closeAfterLeaving, fetchBack, hospitalise, identifyAtBedside, readyForDischarge } from './actions-hospital.ts'
import {
  answerOfDiseaseControl,
  disinfect,
  endIsolationAction,
  isolate,
  logTreatment,
  recordCost,
  recordGuidance,
  screen,
  tellDiseaseControl,
} from './actions-infirmary.ts'
import { withdraw } from './actions-withdraw.ts'

export const actions: AnyAction[] = [
  screen,
  disinfect,
  isolate,
  endIsolationAction,
  tellDiseaseControl,
  answerOfDiseaseControl,
  logTreatment,
  recordCost,
  recordGuidance,
  hospitalise,
  identifyAtBedside,
  readyForDischarge,
  fetchBack,
  withdraw,
  closeAfterLeaving,
]
