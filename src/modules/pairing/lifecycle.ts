/** Lives of this room: a volunteer, a pairing. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const volunteerLife = lifecycle({
  name: 'volunteer',
  zh: '志愿者',
  initial: 'enrolled',
  states: {
    enrolled: { zh: '待查询' },
    cleared: { zh: '查询合格' },
    barred: { zh: '不能结对' },
    left: { zh: '已退出', final: true },
  },
  moves: [
    {
      from: ['enrolled', 'cleared', 'barred'],
      action: 'pairing.record-check',
      to: 'cleared',
      basis: '未成年人保护法第六十二条',
    },
    { from: ['enrolled', 'cleared', 'barred'], action: 'pairing.record-check', to: 'barred' },
    { from: ['enrolled', 'cleared', 'barred'], action: 'pairing.leave', to: 'left' },
  ],
})
export type VolunteerState = keyof typeof volunteerLife.states & string
export const volunteerKeys = Object.keys(volunteerLife.states) as VolunteerState[]

export const pairLife = lifecycle({
  name: 'pairing',
  zh: '结对',
  initial: 'wanted',
  states: {
    wanted: { zh: '等待结对' },
    paired: { zh: '结对中' },
    declined: { zh: '未结对', final: true },
    ended: { zh: '已结束', final: true },
  },
  moves: [
    { from: ['wanted'], action: 'pairing.pair', to: 'paired', basis: '部门职责三（十五）（十六）' },
    { from: ['wanted'], action: 'pairing.decline', to: 'declined' },
    { from: ['paired'], action: 'pairing.change-volunteers', to: 'paired' },
    { from: ['paired'], action: 'pairing.end', to: 'ended' },
    { from: ['wanted', 'paired'], action: 'pairing.follow-closed', to: 'ended', basis: '结案' },
    { from: ['paired'], action: 'pairing.follow-volunteer', to: 'ended', basis: '志愿者退出或查询不合格' },
  ],
})
export type PairState = keyof typeof pairLife.states & string
export const pairKeys = Object.keys(pairLife.states) as PairState[]
