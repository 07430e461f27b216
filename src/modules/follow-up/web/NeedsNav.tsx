import { Go, Row, useMay } from '#web/ui/index.ts'

const pages = [
  { to: '/follow-up', title: '回访', door: 'follow-up.people' },
  { to: '/follow-up/register', title: '台账与信息库', door: 'follow-up.stations' },
  { to: '/follow-up/rosters', title: '花名册', door: 'follow-up.rosters' },
  { to: '/follow-up/reports', title: '上报', door: 'follow-up.reports' },
  { to: '/follow-up/again', title: '反复流浪', door: 'follow-up.again-list' },
  { to: '/follow-up/needs', title: '转介', door: 'follow-up.referrals' },
  { to: '/follow-up/households', title: '边缘户', door: 'follow-up.households' },
  { to: '/follow-up/rates', title: '回访率', door: 'follow-up.rates' },
] as const

/** From one page of follow-up to the others that one may open. */
export function NeedsNav({ here }: { here: (typeof pages)[number]['to'] }) {
  const may = useMay()
  return (
    <nav aria-label="回访的其他页">
      <Row>
        {pages
          .filter((page) => page.to !== here && may(page.door))
          .map((page) => (
            <Go key={page.to} to={page.to}>
              {page.title}
            </Go>
          ))}
      </Row>
    </nav>
  )
}
