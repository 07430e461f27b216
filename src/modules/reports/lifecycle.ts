/** A report from the telephone to its end; a clue of abuse from the finding to its end. */
import { lifecycle } from '#kernel/lifecycle.ts'

const OPEN = ['received', 'working'] as const

export const reportLife = lifecycle({
  name: 'report',
  zh: '线索报告',
  initial: 'received',
  states: {
    received: { zh: '待处理' },
    working: { zh: '处置中' },
    disposed: { zh: '已办结', final: true },
    joined: { zh: '已并入' },
    refused: { zh: '不予受理' },
  },
  moves: [
    { from: OPEN, action: 'reports.dispatch', to: 'working', basis: '24小时联动' },
    { from: OPEN, action: 'reports.consult', to: 'working', basis: '联动处置' },
    { from: ['working'], action: 'reports.acknowledge', to: 'working' },
    { from: ['working'], action: 'reports.decline', to: 'working' },
    { from: ['working'], action: 'reports.arrive', to: 'working' },
    { from: OPEN, action: 'reports.join', to: 'joined' },
    { from: ['joined'], action: 'reports.unjoin', to: 'received' },
    { from: OPEN, action: 'reports.dispose', to: 'disposed' },
    { from: ['received'], action: 'reports.refuse', to: 'refused' },
    { from: ['received'], action: 'reports.refuse-many', to: 'refused' },
    { from: ['refused'], action: 'reports.take-out', to: 'received', basis: '一批里有真的，取出来办' },
  ],
})
export type ReportState = keyof typeof reportLife.states & string

export const clueLife = lifecycle({
  name: 'abuse-clue',
  zh: '侵害线索',
  initial: 'found',
  states: {
    found: { zh: '待报公安' },
    told: { zh: '已报公安' },
    answered: { zh: '公安已反馈' },
    disposed: { zh: '已处置', final: true },
  },
  moves: [
    { from: ['found'], action: 'reports.tell-police', to: 'told', basis: '未成年人保护法第十一条：立即报告' },
    { from: ['told'], action: 'reports.record-police-answer', to: 'answered' },
    { from: ['told', 'answered'], action: 'reports.dispose-clue', to: 'disposed' },
  ],
})
export type ClueState = keyof typeof clueLife.states & string
