/** What recognition hands to the desk. On the tracing workbench it shows itself only where it is switched on. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'vision',
  rail: [
    {
      key: 'vision',
      title: '识别',
      about: '人像比对和证件识别的设置与记录',
      icon: 'camera',
      path: '/vision',
      order: 215,
      door: 'vision.settings',
    },
  ],
  routes: [
    { path: '/vision', door: 'vision.settings', screen: () => import('./Settings.tsx') },
    { path: '/vision/log', door: 'vision.log', screen: () => import('./Log.tsx') },
    { path: '/vision/card', door: 'vision.read-card', screen: () => import('./Card.tsx') },
    { path: '/vision/comparison/$useId', door: 'vision.comparison', screen: () => import('./Comparison.tsx') },
  ],
  panels: [
    {
      subject: 'tracing',
      place: 'middle',
      order: 80,
      title: '人像检索',
      door: 'vision.of-subject',
      component: () => import('./FilePanel.tsx').then((all) => ({ default: all.OfFile })),
    },
    {
      subject: 'inquiry',
      place: 'right',
      order: 80,
      title: '人像检索',
      door: 'vision.of-subject',
      component: () => import('./FilePanel.tsx').then((all) => ({ default: all.OfInquiry })),
    },
  ],
  home: [{ place: 'side', order: 80, title: '识别证件', door: 'vision.read-card', component: () => import('./HomePanel.tsx') }],
}
