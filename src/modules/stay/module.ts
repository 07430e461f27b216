/** In the station: beds, care, behaviour plans, training, extensions, the safety of the house. */
import type { Module } from '#kernel/module.ts'
import { assignBed, leaveBed, moveBed } from './actions-beds.ts'
import { beginLeave, closeLeave, endLeave, revealLeave } from './actions-leave.ts'
import { logCare, recordRound, setNeeds } from './actions-care.ts'
import { endBehaviour, finishTraining, planBehaviour, recordTraining, reviewBehaviour } from './actions-help.ts'
import {
  cancelReservation,
  changeZone,
  finishDisinfection,
  openBed,
  openZone,
  reserveBed,
  restoreBed,
  startDisinfection,
  withdrawBed,
} from './actions-house.ts'
import { acknowledgeExtension, callPolice, closeDisturbance, extend, nameLiaison, recordDisturbance } from './actions-station.ts'
import { endTogether, keepTogether } from './actions-together.ts'
import { board, house, stations, waiting, zones } from './queries-board.ts'
import { file, inStation, roundSheet } from './queries-guests.ts'
import { extensions, safety } from './queries-station.ts'
import { jobs, reactions } from './reactions.ts'
import { replays } from './replays.ts'

export const stay: Module = {
  name: 'stay',
  title: '在站',
  schema: 'stay',
  actions: [
    openZone,
    changeZone,
    openBed,
    startDisinfection,
    finishDisinfection,
    withdrawBed,
    restoreBed,
    reserveBed,
    cancelReservation,
    assignBed,
    moveBed,
    leaveBed,
    keepTogether,
    endTogether,
    setNeeds,
    logCare,
    recordRound,
    recordTraining,
    finishTraining,
    planBehaviour,
    reviewBehaviour,
    endBehaviour,
    extend,
    acknowledgeExtension,
    nameLiaison,
    recordDisturbance,
    callPolice,
    closeDisturbance,
    beginLeave,
    endLeave,
    revealLeave,
    closeLeave,
  ],
  queries: [board, waiting, house, stations, inStation, roundSheet, file, zones, safety, extensions],
  jobs,
  reactions,
  replays,
}
