import { lifecycle, possible } from '#kernel/lifecycle.ts'

/** A complaint, from the day it came to the day nothing is left to be put right. */
export const complaintLife = lifecycle({
  name: 'complaint',
  zh: '投诉',
  initial: 'received',
  states: {
    received: { zh: '待交办' },
    assigned: { zh: '在查' },
    found: { zh: '已查明，待答复' },
    answered: { zh: '已答复' },
    review: { zh: '复核中' },
    closed: { zh: '已办结' },
    withdrawn: { zh: '投诉人撤回' },
    joined: { zh: '已并案' },
  },
  moves: [
    { from: ['received', 'assigned', 'withdrawn'], action: 'complaints.assign', to: 'assigned' },
    { from: ['review'], action: 'complaints.assign', to: 'review' },
    { from: ['received', 'assigned'], action: 'complaints.move', to: 'received' },
    { from: ['received', 'assigned'], action: 'complaints.ask-statement', to: 'assigned' },
    { from: ['review'], action: 'complaints.ask-statement', to: 'review' },
    { from: ['assigned', 'review'], action: 'complaints.look-into', to: 'found', basis: '由被反映单位以外的人查' },
    { from: ['found'], action: 'complaints.answer', to: 'answered' },
    // Closing it early takes nobody's review away.
    { from: ['answered', 'closed'], action: 'complaints.ask-review', to: 'review' },
    { from: ['answered'], action: 'complaints.close', to: 'closed' },
    { from: ['received', 'assigned', 'found'], action: 'complaints.withdraw', to: 'withdrawn' },
    { from: ['received', 'assigned'], action: 'complaints.join', to: 'joined' },
    { from: ['joined'], action: 'complaints.part', to: 'received' },
  ],
})

export type ComplaintState = keyof typeof complaintLife.states & string
export const stateKeys = Object.keys(complaintLife.states) as ComplaintState[]
/** Waits for whoever looks into it. */
export const OPEN: readonly ComplaintState[] = ['received', 'assigned', 'found', 'review']

export const mayMove = (from: ComplaintState, action: string): boolean =>
  complaintLife.moves.some((move) => move.action === action && (move.from as readonly string[]).includes(from))

/** What this state allows. */
export const possibleIn = (state: ComplaintState): string[] => [...new Set(possible(complaintLife, state))]
