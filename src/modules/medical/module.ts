/** 医疗救治: health check, infirmary, hospital and back. */
import type { Module } from '#kernel/module.ts'
import { actions } from './actions.ts'
import { queries } from './queries.ts'
import { jobs, reactions } from './reactions.ts'
import { costsUnlikeFacts } from './store-costs.ts'
import { screeningsUnlikeFacts, staysUnlikeFacts } from './store-read.ts'

export const medical: Module = {
  name: 'medical',
  title: '医疗救治',
  schema: 'medical',
  actions,
  queries,
  jobs,
  reactions,
  replays: [
    { column: 'medical.screening.infection', differing: screeningsUnlikeFacts },
    { column: 'medical.hospital_stay.until', differing: staysUnlikeFacts },
    { column: 'medical.cost.fen', differing: costsUnlikeFacts },
  ],
}
