/** Lives of this room's things as data: a child's file, somebody's leave to read it, its paper. */
import { lifecycle, next } from '#kernel/lifecycle.ts'

export const childFileLife = lifecycle({
  name: 'child-file',
  zh: '未成年人保护个案',
  initial: 'open',
  states: {
    open: { zh: '在办' },
    closed: { zh: '已结案' },
    adult: { zh: '已满十八周岁', final: true },
    merged: { zh: '并入另一个案', final: true },
  },
  moves: [
    { from: ['open'], action: 'minors.close-file', to: 'closed' },
    { from: ['closed'], action: 'minors.reopen-file', to: 'open', basis: '情况又出现，或误结' },
    { from: ['open'], action: 'minors.turn-adult', to: 'adult', basis: '未成年人保护法第二条：未满十八周岁' },
    { from: ['open', 'closed'], action: 'minors.join-files', to: 'merged', basis: '同一儿童重复建档' },
  ],
})
export type FileLifeState = keyof typeof childFileLife.states & string

export const readerLife = lifecycle({
  name: 'child-reader',
  zh: '指定人员查看',
  initial: 'asked',
  states: {
    asked: { zh: '待批准' },
    approved: { zh: '已批准' },
    declined: { zh: '未批准', final: true },
    ended: { zh: '已取消', final: true },
  },
  moves: [
    { from: ['asked'], action: 'minors.approve-reader', to: 'approved', basis: '须另一人批准' },
    { from: ['asked'], action: 'minors.decline-reader', to: 'declined' },
    { from: ['approved'], action: 'minors.end-reader', to: 'ended' },
  ],
})
export type ReaderState = keyof typeof readerLife.states & string

export const dossierLife = lifecycle({
  name: 'child-dossier',
  zh: '导出个案',
  initial: 'asked',
  states: {
    asked: { zh: '待批准' },
    approved: { zh: '已批准，待取' },
    declined: { zh: '未批准', final: true },
    taken: { zh: '已导出', final: true },
  },
  moves: [
    { from: ['asked'], action: 'minors.approve-dossier', to: 'approved', basis: '导出须两人' },
    { from: ['asked'], action: 'minors.decline-dossier', to: 'declined' },
    { from: ['approved'], action: 'minors.take-dossier', to: 'taken' },
  ],
})
export type DossierState = keyof typeof dossierLife.states & string

/** What a file's row says of its state. */
export function stateOf(file: { closedAt: number | null; closedHow: string | null }): FileLifeState {
  if (file.closedAt === null) return 'open'
  return file.closedHow === 'turned-adult' ? 'adult' : file.closedHow === 'merged' ? 'merged' : 'closed'
}

/** Whether the tables allow a step, and the word for where something stands. */
export const mayMove = {
  reader: (state: ReaderState, action: string) => next(readerLife, state, action) !== undefined,
  readerWord: (state: ReaderState) => readerLife.states[state].zh,
  dossier: (state: DossierState, action: string) => next(dossierLife, state, action) !== undefined,
  dossierWord: (state: DossierState) => dossierLife.states[state].zh,
}
