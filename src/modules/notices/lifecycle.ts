/** The life of one wording of a notice. A new draft takes the place of one that is not decided yet. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const wordingLife = lifecycle({
  name: 'notice-wording',
  zh: '公告稿',
  initial: 'drafted',
  states: {
    drafted: { zh: '待审批' },
    'station-approved': { zh: '待民政局审批' },
    approved: { zh: '已批准' },
    returned: { zh: '已退回', final: true },
    replaced: { zh: '已换新稿', final: true },
    withdrawn: { zh: '已撤下', final: true },
  },
  moves: [
    { from: ['drafted'], action: 'notices.approve', to: 'approved', basis: '成年人：另一人审批' },
    { from: ['drafted'], action: 'notices.approve-at-station', to: 'station-approved', basis: '未成年人：站长先批' },
    { from: ['station-approved'], action: 'notices.approve-minor', to: 'approved', basis: '未成年人：民政局再批' },
    { from: ['drafted', 'station-approved'], action: 'notices.return', to: 'returned' },
    { from: ['drafted', 'station-approved'], action: 'notices.draft', to: 'replaced', basis: '新稿换下未批的旧稿' },
    { from: ['approved'], action: 'notices.approve', to: 'replaced', basis: '新稿批准后旧稿才换下' },
    { from: ['approved'], action: 'notices.approve-minor', to: 'replaced' },
    { from: ['drafted', 'station-approved', 'approved'], action: 'notices.withdraw', to: 'withdrawn' },
    { from: ['drafted', 'station-approved', 'approved'], action: 'notices.recheck', to: 'withdrawn' },
  ],
})

export type WordingState = keyof typeof wordingLife.states & string
