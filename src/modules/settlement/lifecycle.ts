/** The life of one person's settlement. Late or early order is refused by what is not in this table. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const settlementLife = lifecycle({
  name: 'settlement',
  zh: '落户安置',
  initial: 'candidate',
  states: {
    candidate: { zh: '待整理卷宗' },
    'file-checked': { zh: '卷宗已整理' },
    applied: { zh: '已申请' },
    returned: { zh: '退回补正' },
    planned: { zh: '已列入方案' },
    approved: { zh: '政府已批准' },
    named: { zh: '已赋名' },
    registered: { zh: '已登记户口' },
    placed: { zh: '已安置' },
    supported: { zh: '已纳入特困供养' },
    declined: { zh: '政府未批准' },
    withdrawn: { zh: '已撤回' },
    correcting: { zh: '查明身份，更正中' },
    corrected: { zh: '更正办结', final: true },
  },
  moves: [
    { from: ['candidate', 'file-checked', 'declined', 'withdrawn'], action: 'settlement.check-file', to: 'file-checked' },
    { from: ['file-checked'], action: 'settlement.check-file', to: 'candidate', basis: '再看又有缺的' },
    { from: ['file-checked', 'returned'], action: 'settlement.apply', to: 'applied', basis: '大提升第13项：一人一函' },
    { from: ['applied'], action: 'settlement.return-application', to: 'returned', basis: '退回补正' },
    { from: ['applied'], action: 'settlement.plan', to: 'planned', basis: '大提升第13项' },
    { from: ['planned'], action: 'settlement.record-approval', to: 'approved', basis: '政府批准' },
    { from: ['planned'], action: 'settlement.record-approval', to: 'declined' },
    { from: ['approved'], action: 'settlement.confirm-name', to: 'named', basis: '第二人核对' },
    { from: ['named'], action: 'settlement.register', to: 'registered', basis: '户口登记到安置机构' },
    { from: ['registered'], action: 'settlement.place', to: 'placed' },
    { from: ['supported'], action: 'settlement.place', to: 'supported' },
    { from: ['registered', 'placed'], action: 'settlement.grant-support', to: 'supported', basis: '特困人员供养' },
    {
      from: ['file-checked', 'applied', 'returned', 'planned', 'approved', 'named'],
      action: 'settlement.withdraw',
      to: 'withdrawn',
    },
    {
      from: ['file-checked', 'applied', 'returned', 'planned', 'approved', 'named'],
      action: 'settlement.follow-away',
      to: 'withdrawn',
      basis: '离站、死亡',
    },
    {
      from: ['file-checked', 'applied', 'returned', 'planned', 'approved'],
      action: 'settlement.follow-identified',
      to: 'withdrawn',
      basis: '查明身份',
    },
    { from: ['named', 'registered', 'placed', 'supported'], action: 'settlement.follow-identified', to: 'correcting' },
    { from: ['correcting'], action: 'settlement.follow-true-name', to: 'corrected' },
    {
      from: ['file-checked', 'applied', 'returned', 'planned', 'approved', 'named'],
      action: 'settlement.follow-person',
      to: 'withdrawn',
      basis: '同一人两案并一',
    },
  ],
})

export type SettlementState = keyof typeof settlementLife.states & string
export const stateKeys = Object.keys(settlementLife.states) as SettlementState[]

/** Whether the table leads from here to there by this action. */
export const mayMove = (from: SettlementState, action: string, to: SettlementState): boolean =>
  settlementLife.moves.some((move) => move.action === action && move.to === to && (move.from as readonly string[]).includes(from))

/** Over: nothing more is done but to begin anew. */
export const ENDED: readonly SettlementState[] = ['withdrawn', 'declined', 'corrected']
/** How far somebody has come; of two cases of one person the farther one goes on. */
export const rankOf = (state: SettlementState): number => (ENDED.includes(state) ? -1 : stateKeys.indexOf(state))
