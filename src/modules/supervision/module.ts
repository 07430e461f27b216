/** Supervision: which policies bind, what they ask for, and how far it is done. */
import type { Module } from '#kernel/module.ts'
import { adoptPack, setCampaign, setGoLive, setParameter, startPreview, stopAdoption, waive } from './actions.ts'
import { jobs, reactions } from './jobs.ts'

export const supervision: Module = {
  name: 'supervision',
  title: '政策与监管',
  schema: 'supervision',
  actions: [adoptPack, stopAdoption, setParameter, setCampaign, setGoLive, startPreview, waive],
  queries: [],
  jobs,
  reactions,
}
