/** Three things here have a life of their own: a bed, a behaviour plan, a disturbance. */
import { lifecycle } from '#kernel/lifecycle.ts'

/** Whether somebody sleeps in it is not a state of the bed: that is told by its uses. */
export const bedLife = lifecycle({
  name: 'bed',
  zh: '床位',
  initial: 'ready',
  states: { ready: { zh: '可用' }, disinfecting: { zh: '消毒中' }, 'out-of-use': { zh: '停用' } },
  moves: [
    { from: ['ready'], action: 'stay.leave-bed', to: 'disinfecting', basis: '在站管理：离站后更换被服并消毒' },
    { from: ['ready'], action: 'stay.move-bed', to: 'disinfecting', basis: '在站管理：换床后更换被服并消毒' },
    { from: ['ready'], action: 'stay.start-disinfection', to: 'disinfecting', basis: '大提升 第3项' },
    { from: ['disinfecting'], action: 'stay.finish-disinfection', to: 'ready', basis: '大提升 第3项' },
    { from: ['ready', 'disinfecting'], action: 'stay.withdraw-bed', to: 'out-of-use' },
    { from: ['out-of-use'], action: 'stay.restore-bed', to: 'disinfecting' },
  ],
})
export type BedState = keyof typeof bedLife.states & string

export const behaviourPlan = lifecycle({
  name: 'behaviour-plan',
  zh: '行为约束和矫治方案',
  initial: 'running',
  states: { running: { zh: '执行中' }, ended: { zh: '已终止', final: true } },
  moves: [
    { from: ['running'], action: 'stay.review-behaviour', to: 'running', basis: '部门意见 二' },
    { from: ['running'], action: 'stay.end-behaviour', to: 'ended', basis: '国务院令第381号 第14条' },
  ],
})

export const disturbance = lifecycle({
  name: 'disturbance',
  zh: '扰乱秩序',
  initial: 'open',
  states: { open: { zh: '处置中' }, 'police-called': { zh: '已报警' }, closed: { zh: '已办结', final: true } },
  moves: [
    { from: ['open'], action: 'stay.call-police', to: 'police-called', basis: '部门意见 三(四)6' },
    { from: ['open', 'police-called'], action: 'stay.close-disturbance', to: 'closed', basis: '部门意见 三(四)6' },
  ],
})
