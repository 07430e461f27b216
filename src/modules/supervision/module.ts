/** Supervision: which policies bind, what they ask for, and how far it is done. */
import type { Module } from '#kernel/module.ts'
import { adoptPack, setCampaign, setGoLive, setParameter, startPreview, stopAdoption, waive } from './actions.ts'
import { importOriginal, takeOriginalAway } from './actions-original.ts'
import { keepCompartments } from './compartments.ts'
import { jobs, reactions } from './jobs.ts'
import { campaignQuery } from './queries-campaign.ts'
import { clauseCasesQuery } from './queries-cases.ts'
import { dutiesQuery } from './queries-duties.ts'
import { fileDutiesQuery, whyQuery } from './queries-file-duties.ts'
import { parametersQuery, previewQuery } from './queries-parameters.ts'
import { policyPageQuery } from './queries-page.ts'
import { policiesQuery } from './queries-policies.ts'
import { staffDutiesQuery } from './queries-staff.ts'

export const supervision: Module = {
  name: 'supervision',
  title: '政策与监管',
  schema: 'supervision',
  actions: [adoptPack, stopAdoption, setParameter, setCampaign, setGoLive, startPreview, waive, importOriginal, takeOriginalAway],
  queries: [
    dutiesQuery,
    fileDutiesQuery,
    staffDutiesQuery,
    whyQuery,
    policiesQuery,
    policyPageQuery,
    clauseCasesQuery,
    campaignQuery,
    parametersQuery,
    previewQuery,
  ],
  jobs,
  reactions,
  prepare: keepCompartments,
}
