/** The infirmary's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { assignFetch, endPartsAfterFetching, explainOverstay } from './actions-back.ts'
import { payBill, payCost, receiveBill, withdrawCost, withdrawPayment } from './actions-costs.ts'
import { designate, undesignate } from './actions-designated.ts'
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
  assignFetch,
  explainOverstay,
  fetchBack,
  designate,
  undesignate,
  receiveBill,
  payBill,
  payCost,
  withdrawCost,
  withdrawPayment,
  withdraw,
  closeAfterLeaving,
  endPartsAfterFetching,
]
