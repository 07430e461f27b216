/** The life of a rescue file, one episode of help. Rooms move it through the hall; the moves name their actions. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const rescueFile = lifecycle({
  name: 'rescue-file',
  zh: '救助个案',
  initial: 'asked',
  states: {
    asked: { zh: '接待中' },
    in: { zh: '在站' },
    refused: { zh: '不予救助', final: true },
    withdrawn: { zh: '放弃求助', final: true },
    transferred: { zh: '已移交', final: true },
    left: { zh: '已离站' },
    // Told of by a letter, at the station they come home to; never received at its door.
    received: { zh: '流出地接收' },
  },
  moves: [
    { from: ['asked'], action: 'intake.accept', to: 'in', basis: '民政部令第24号第4条' },
    { from: ['asked'], action: 'intake.refuse', to: 'refused', basis: '民政部令第24号第5条' },
    { from: ['asked'], action: 'intake.withdraw', to: 'withdrawn', basis: '国务院令第381号第10条' },
    { from: ['asked'], action: 'intake.transfer', to: 'transferred', basis: '工作规程：初检' },
    { from: ['in'], action: 'departure.leave', to: 'left', basis: '工作规程：离站' },
    { from: ['asked', 'in'], action: 'departure.record-death', to: 'left', basis: '工作规程：死亡' },
    { from: ['left'], action: 'departure.record-death', to: 'left', basis: '途中、送医后死亡；先报了的补手续' },
    { from: ['asked', 'in'], action: 'departure.follow-death', to: 'left', basis: '托养机构报死亡' },
    { from: ['left'], action: 'departure.note-event', to: 'left', basis: '途中死亡' },
    { from: ['left'], action: 'departure.withdraw-death', to: 'in', basis: '死亡记错了' },
    { from: ['left'], action: 'departure.withdraw-death', to: 'asked' },
    { from: ['left'], action: 'departure.withdraw-death', to: 'left' },
    { from: ['asked'], action: 'origin.register-letter', to: 'received', basis: '来函开的个案，人没有到站' },
    { from: ['asked'], action: 'origin.import-letter', to: 'received' },
    { from: ['received'], action: 'origin.take-in', to: 'asked', basis: '返乡后来站求助，照常接待' },
    { from: ['left'], action: 'intake.take-back', to: 'in', basis: '救助自愿，可再次求助' },
  ],
})

export type FileState = keyof typeof rescueFile.states & string
