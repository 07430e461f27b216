/** A placement's life, a batch of people brought back, and one person's line in it. */
import { type Lifecycle, lifecycle } from '#kernel/lifecycle.ts'

const outside = ['placed', 'placed-unapproved', 'placed-declined'] as const

export const placementLife = lifecycle({
  name: 'placement',
  zh: '送托',
  initial: 'proposed',
  states: {
    proposed: { zh: '待审批' },
    approved: { zh: '已批准，待送' },
    declined: { zh: '未批准', final: true },
    withdrawn: { zh: '已撤回', final: true },
    placed: { zh: '在外托养' },
    'placed-unapproved': { zh: '紧急送托，待补批' },
    'placed-declined': { zh: '未获批准，须接回' },
    'brought-back': { zh: '已接回', final: true },
    moved: { zh: '已转机构', final: true },
    left: { zh: '已离站', final: true },
    died: { zh: '死亡', final: true },
    settled: { zh: '就地安置', final: true },
  },
  moves: [
    { from: ['proposed'], action: 'entrusted.approve', to: 'approved', basis: '大提升第2项：以站内照料为原则' },
    { from: ['placed-unapproved'], action: 'entrusted.approve', to: 'placed', basis: '紧急送托补批' },
    { from: ['proposed'], action: 'entrusted.decline', to: 'declined' },
    { from: ['placed-unapproved'], action: 'entrusted.decline', to: 'placed-declined' },
    { from: ['proposed', 'approved'], action: 'entrusted.withdraw', to: 'withdrawn' },
    { from: ['approved'], action: 'entrusted.place', to: 'placed', basis: '先批准，后送托' },
    { from: [...outside], action: 'entrusted.place', to: 'moved', basis: '转机构：新的一笔批准后' },
    { from: ['proposed'], action: 'entrusted.place-in-emergency', to: 'placed-unapproved', basis: '紧急情形先送后批' },
    { from: [...outside], action: 'entrusted.place-in-emergency', to: 'moved', basis: '紧急转机构' },
    { from: [...outside], action: 'entrusted.bring-back', to: 'brought-back', basis: '大提升第2项：分批接回站内' },
    { from: [...outside], action: 'entrusted.end-placement', to: 'left', basis: '离站' },
    { from: [...outside], action: 'entrusted.end-placement', to: 'died', basis: '死亡' },
    { from: [...outside], action: 'entrusted.end-placement', to: 'settled', basis: '落户安置' },
    { from: ['proposed', 'approved'], action: 'entrusted.end-placement', to: 'withdrawn', basis: '送托前已离站' },
  ],
})
export type PlacementState = keyof typeof placementLife.states & string

/** States in which somebody lives outside. */
export const OUTSIDE: readonly PlacementState[] = outside

export const bringBackLife = lifecycle({
  name: 'bring-back',
  zh: '接回批次',
  initial: 'planned',
  states: { planned: { zh: '待接回' }, done: { zh: '已办完', final: true }, cancelled: { zh: '未成行', final: true } },
  moves: [
    { from: ['planned'], action: 'entrusted.bring-back', to: 'done' },
    { from: ['planned'], action: 'entrusted.put-off-bring-back', to: 'done', basis: '其余的都接回了' },
    { from: ['planned'], action: 'entrusted.put-off-bring-back', to: 'cancelled', basis: '一个也没有接回' },
    { from: ['planned'], action: 'entrusted.end-placement', to: 'done' },
    { from: ['planned'], action: 'entrusted.end-placement', to: 'cancelled' },
    { from: ['planned'], action: 'entrusted.place', to: 'done', basis: '名单上最后一人转机构' },
    { from: ['planned'], action: 'entrusted.place', to: 'cancelled' },
    { from: ['planned'], action: 'entrusted.place-in-emergency', to: 'done' },
    { from: ['planned'], action: 'entrusted.place-in-emergency', to: 'cancelled' },
  ],
})
export type BringBackState = keyof typeof bringBackLife.states & string

export const bringBackLineLife = lifecycle({
  name: 'bring-back-line',
  zh: '接回名单',
  initial: 'planned',
  states: {
    planned: { zh: '待接回' },
    back: { zh: '已接回', final: true },
    'put-off': { zh: '暂缓', final: true },
    gone: { zh: '不再在外', final: true },
  },
  moves: [
    { from: ['planned'], action: 'entrusted.bring-back', to: 'back' },
    { from: ['planned'], action: 'entrusted.put-off-bring-back', to: 'put-off' },
    { from: ['planned'], action: 'entrusted.place', to: 'gone', basis: '转机构后重新列入' },
    { from: ['planned'], action: 'entrusted.place-in-emergency', to: 'gone' },
    { from: ['planned'], action: 'entrusted.end-placement', to: 'gone' },
  ],
})
export type LineState = keyof typeof bringBackLineLife.states & string

/** Whether the table lets an action lead from one state to another: some actions lead to several. */
export function leads<S extends string>(of: Lifecycle<S>, from: S, action: string, to: S): boolean {
  return of.moves.some((move) => move.action === action && move.to === to && move.from.includes(from))
}
