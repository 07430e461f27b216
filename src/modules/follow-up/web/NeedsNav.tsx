import { PageNav, useMay } from '#web/ui/index.ts'

const pages = [
  { to: '/follow-up', title: '按镇街', door: 'follow-up.people' },
  { to: '/follow-up/register', title: '台账与信息库', door: 'follow-up.stations' },
  { to: '/follow-up/rosters', title: '花名册', door: 'follow-up.rosters' },
  { to: '/follow-up/reports', title: '上报', door: 'follow-up.reports' },
  { to: '/follow-up/again', title: '反复流浪', door: 'follow-up.again-list' },
  { to: '/follow-up/needs', title: '转介', door: 'follow-up.referrals' },
  { to: '/follow-up/households', title: '边缘户', door: 'follow-up.households' },
  { to: '/follow-up/rates', title: '回访率', door: 'follow-up.rates' },
] as const

/** The pages of follow-up; a town that oversees nobody reads its own list first. */
export function NeedsNav({ here }: { here: (typeof pages)[number]['to'] }) {
  const oversees = useMay()('follow-up.stations')
  const shown = pages.map((page) => (page.to === '/follow-up' && !oversees ? { ...page, title: '回访名单' } : page))
  return <PageNav pages={shown} here={here} label="回访的各页" />
}
