/** What the room of street cases hands to the desk. */
import type { SubjectPanel, WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const panels = () => import('./panels.tsx')
type Panels = Awaited<ReturnType<typeof panels>>
type Buttons = Awaited<ReturnType<typeof buttons>>
const subject = 'street-case'

const panel = (place: 'head' | 'left' | 'middle' | 'right', order: number, title: string, key: keyof Panels): SubjectPanel => ({
  subject,
  place,
  order,
  title,
  door: 'street-order.case',
  component: () => panels().then((all) => ({ default: all[key] })),
})
const button = (door: string, order: number, key: keyof Buttons) => ({
  subject,
  action: `street-order.${door}`,
  order,
  component: () => buttons().then((all) => ({ default: all[key] })),
})

export const room: WebRoom = {
  name: 'street-order',
  rail: [
    {
      key: 'street-order',
      title: '秩序',
      about: '被逼着乞讨、扰乱秩序、拐卖线索：谁在办、人送到哪里',
      icon: 'warning',
      path: '/street-order',
      order: 61,
      door: 'street-order.board',
      badge: () => import('./Badge.tsx'),
      waits: '件街面问题等处置',
    },
  ],
  routes: [
    { path: '/street-order', door: 'street-order.board', screen: () => import('./Board.tsx') },
    { path: '/street-order/figures', door: 'street-order.figures', screen: () => import('./Figures.tsx') },
    { path: '/street-order/news', door: 'street-order.news', screen: () => import('./News.tsx') },
    { path: '/street-order/operations', door: 'street-order.operations', screen: () => import('./Operations.tsx') },
    { path: '/street-order/vehicles', door: 'street-order.vehicles', screen: () => import('./Vehicles.tsx') },
  ],
  panels: [
    panel('head', 10, '街面问题', 'Head'),
    panel('left', 10, '情况', 'What'),
    panel('middle', 10, '应当帮助的人', 'People'),
    panel('middle', 20, '证据', 'Evidence'),
    panel('middle', 30, '线索通报', 'News'),
    panel('right', 10, '经过', 'Course'),
  ],
  fileActions: [
    button('assign', 10, 'Assign'),
    button('add-evidence', 11, 'Evidence'),
    button('handle', 12, 'Handle'),
    button('close', 13, 'Close'),
    button('pass-news', 14, 'PassNews'),
    button('see-again', 15, 'SeeAgain'),
    button('reopen', 16, 'Reopen'),
    button('withdraw', 17, 'Withdraw'),
  ],
}
