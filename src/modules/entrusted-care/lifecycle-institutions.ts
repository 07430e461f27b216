/** The lives of an institution and of a finding. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const institutionLife = lifecycle({
  name: 'institution',
  zh: '托养机构',
  initial: 'registered',
  states: {
    registered: { zh: '已登记' },
    selected: { zh: '已选定' },
    contracted: { zh: '已签约' },
    ended: { zh: '已终止' },
  },
  moves: [
    { from: ['registered', 'ended'], action: 'institution.select', to: 'selected', basis: '政府采购；政府举办的优先' },
    { from: ['selected', 'contracted'], action: 'institution.contract', to: 'contracted', basis: '签订或续签协议' },
    { from: ['contracted'], action: 'institution.end-contract', to: 'ended' },
  ],
})
export type InstitutionState = keyof typeof institutionLife.states & string

export const findingLife = lifecycle({
  name: 'entrusted-finding',
  zh: '托养机构问题',
  initial: 'open',
  states: {
    open: { zh: '待整改' },
    corrected: { zh: '待复查' },
    closed: { zh: '已销号', final: true },
  },
  moves: [
    { from: ['open'], action: 'institution.correct-finding', to: 'corrected', basis: '附整改证明' },
    { from: ['corrected'], action: 'institution.recheck-finding', to: 'closed', basis: '由整改人以外的人复查' },
    { from: ['corrected'], action: 'institution.recheck-finding', to: 'open', basis: '复查不合格，再整改' },
  ],
})
export type FindingState = keyof typeof findingLife.states & string
