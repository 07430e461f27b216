/** The life of a plan for going home, and of a refusal by the place of origin. */
import { lifecycle, type Lifecycle } from '#kernel/lifecycle.ts'

export const returnPlan = lifecycle({
  name: 'return-plan',
  zh: '返乡方案',
  initial: 'drafted',
  states: {
    drafted: { zh: '待批准' },
    approved: { zh: '已批准' },
    'under-way': { zh: '在途' },
    refused: { zh: '流出地拒收' },
    arrived: { zh: '已交接', final: true },
    gone: { zh: '已自行返乡', final: true },
    cancelled: { zh: '已撤销', final: true },
  },
  moves: [
    { from: ['drafted'], action: 'departure.approve-plan', to: 'approved', basis: '大提升第9项：身份查清、身体允许' },
    { from: ['approved'], action: 'departure.leave', to: 'under-way', basis: '工作规程：护送返乡、亲属接回' },
    { from: ['drafted'], action: 'departure.leave', to: 'under-way', basis: '亲属接回不等批准' },
    { from: ['drafted', 'approved'], action: 'departure.leave', to: 'gone', basis: '工作规程：自行离站，乘车凭证' },
    {
      from: ['drafted', 'approved', 'under-way', 'refused'],
      action: 'departure.leave',
      to: 'cancelled',
      basis: '以别的方式离站',
    },
    { from: ['under-way'], action: 'departure.sign-handover', to: 'arrived', basis: '工作规程：交接' },
    { from: ['refused'], action: 'departure.sign-handover', to: 'arrived', basis: '拒收后仍交接成' },
    {
      from: ['drafted', 'approved', 'under-way'],
      action: 'departure.record-origin-refusal',
      to: 'refused',
      basis: '大提升第9项：流出地拒收',
    },
    { from: ['refused'], action: 'departure.answer-raise', to: 'approved', basis: '大提升第9项：协调后接收' },
    { from: ['refused'], action: 'departure.answer-raise', to: 'drafted', basis: '还没有批准的，再批' },
    { from: ['refused'], action: 'departure.answer-raise', to: 'under-way', basis: '人已在途' },
    { from: ['refused'], action: 'departure.answer-raise', to: 'cancelled', basis: '就地安置' },
    { from: ['refused'], action: 'departure.settle-refusal', to: 'approved', basis: '流出地改为接收' },
    { from: ['refused'], action: 'departure.settle-refusal', to: 'drafted', basis: '还没有批准的，再批' },
    { from: ['refused'], action: 'departure.settle-refusal', to: 'under-way', basis: '人已在途' },
    { from: ['under-way', 'refused'], action: 'departure.note-event', to: 'cancelled', basis: '途中死亡、走失、折返' },
    { from: ['drafted', 'approved', 'refused'], action: 'departure.cancel-plan', to: 'cancelled' },
    {
      from: ['drafted', 'approved', 'under-way', 'refused'],
      action: 'departure.plan-return',
      to: 'cancelled',
      basis: '新方案换下旧方案',
    },
    { from: ['drafted', 'approved', 'under-way', 'refused'], action: 'departure.record-death', to: 'cancelled' },
    { from: ['drafted', 'approved', 'under-way', 'refused'], action: 'departure.follow-death', to: 'cancelled' },
  ],
})
export type PlanState = keyof typeof returnPlan.states & string

export const originRefusal = lifecycle({
  name: 'origin-refusal',
  zh: '流出地拒收协调',
  initial: 'refused',
  states: {
    refused: { zh: '拒收，未上报' },
    raised: { zh: '已上报，等答复' },
    unsettled: { zh: '本级未协调下来' },
    settled: { zh: '已同意接收', final: true },
    stays: { zh: '就地安置', final: true },
  },
  moves: [
    { from: ['refused', 'unsettled'], action: 'departure.raise', to: 'raised', basis: '大提升第9项：逐级上报' },
    { from: ['raised'], action: 'departure.answer-raise', to: 'settled' },
    { from: ['raised'], action: 'departure.answer-raise', to: 'unsettled', basis: '再报上一级' },
    { from: ['raised'], action: 'departure.answer-raise', to: 'stays' },
    { from: ['refused', 'raised', 'unsettled'], action: 'departure.settle-refusal', to: 'settled', basis: '流出地改为接收' },
  ],
})
export type RefusalState = keyof typeof originRefusal.states & string

/** Whether this very move stands in the table; for actions that lead to several states. */
export function leads<S extends string>(of: Lifecycle<S>, from: S, action: string, to: S): boolean {
  return of.moves.some((move) => move.action === action && move.to === to && move.from.includes(from))
}
