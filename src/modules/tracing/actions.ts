/** Tracing's doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { closeCampaign, openCampaign } from './actions-campaign.ts'
import { addExpert, askExpert, changeExpert, recordOpinion, revealExpert } from './actions-experts.ts'
import { addSaying, correctInterview, recordInterview, withdrawInterview } from './actions-interviews.ts'
import { noteLead, settleLead } from './actions-leads.ts'
import { nameOfficer, relieveOfficer, takeOn } from './actions-team.ts'

export const actions: AnyAction[] = [
  recordInterview,
  addSaying,
  correctInterview,
  withdrawInterview,
  noteLead,
  settleLead,
  takeOn,
  nameOfficer,
  relieveOfficer,
  addExpert,
  changeExpert,
  revealExpert,
  askExpert,
  recordOpinion,
  openCampaign,
  closeCampaign,
]
