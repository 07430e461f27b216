/** 接待：求助、看人、安检、物品、登记、受理或不予救助。 */
import type { Module } from '#kernel/module.ts'
import { ask, checkSafety, signHandover, triage } from './actions.ts'
import { keepBelongings, returnBelongings } from './actions-belongings.ts'
import { recordPrint, refuseHelp, takeBack, transfer, withdraw } from './actions-end.ts'
import { accept, receive, register } from './actions-register.ts'
import { carriedOver, openReceptionsQuery, readNumber, reception } from './queries.ts'
import { paperBlank, paperHandover, paperRefusal, paperRegistration } from './queries-papers.ts'
import { differingKept, differingReturned } from './store.ts'

export const intake: Module = {
  name: 'intake',
  title: '接待',
  schema: 'intake',
  actions: [
    ask,
    triage,
    signHandover,
    checkSafety,
    keepBelongings,
    returnBelongings,
    register,
    accept,
    receive,
    refuseHelp,
    withdraw,
    transfer,
    takeBack,
    recordPrint,
  ],
  queries: [openReceptionsQuery, reception, carriedOver, readNumber, paperRegistration, paperRefusal, paperHandover, paperBlank],
  replays: [
    { column: 'intake.belonging.returned', differing: differingReturned },
    { column: 'intake.belonging.returned (still kept)', differing: differingKept },
  ],
}
