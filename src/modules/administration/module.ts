/** Administration: organisations, accounts and rights, jobs that failed, the audit's view of the ledger. */
import type { Module } from '#kernel/module.ts'
import { closeAccount, grant, openAccount, reopenAccount, resetAccount, revoke } from './actions-accounts.ts'
import { retry } from './actions-jobs.ts'
import { changeOrganisation, openOrganisation } from './actions-organisations.ts'
import { jobs } from './jobs.ts'
import { accountsQuery, failedJobsQuery, ledgerQuery, organisationsQuery, rolesQuery } from './queries.ts'

export const administration: Module = {
  name: 'administration',
  title: '系统管理',
  actions: [openOrganisation, changeOrganisation, openAccount, grant, revoke, closeAccount, reopenAccount, resetAccount, retry],
  queries: [organisationsQuery, accountsQuery, rolesQuery, failedJobsQuery, ledgerQuery],
  jobs,
}
