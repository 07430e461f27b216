import { PageNav } from '#web/ui/index.ts'

export function Nav({ here }: { here: string }) {
  return (
    <PageNav
      label="标牌"
      here={here}
      pages={[
        { to: '/signs', title: '标牌、宣传点', door: 'signs.board' },
        { to: '/signs/check', title: '去检查', door: 'signs.check' },
        { to: '/signs/events', title: '宣传活动', door: 'signs.events' },
      ]}
    />
  )
}
