/** What the needs side hands to the desk, taken up by the room's own list. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./needs-buttons.tsx')

export const needs: Required<Pick<WebRoom, 'rail' | 'routes' | 'panels' | 'home' | 'fileActions'>> = {
  rail: [
    {
      key: 'visits',
      title: '走访',
      about: '上门或打电话回访，记情况、报走失',
      icon: 'phone',
      path: '/visits',
      order: 87,
      door: 'follow-up.my-visits',
      badge: () => import('./DueBadge.tsx'),
      waits: '人该回访了',
    },
  ],
  routes: [
    { path: '/follow-up/again', door: 'follow-up.again-list', screen: () => import('./Again.tsx') },
    { path: '/follow-up/needs', door: 'follow-up.referrals', screen: () => import('./Needs.tsx') },
    { path: '/follow-up/households', door: 'follow-up.households', screen: () => import('./Households.tsx') },
    { path: '/follow-up/rates', door: 'follow-up.rates', screen: () => import('./Rates.tsx') },
    { path: '/visits', door: 'follow-up.my-visits', screen: () => import('./PhoneVisits.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'right',
      order: 62,
      title: '需要与转介',
      door: 'follow-up.needs-of',
      component: () => import('./NeedsPanel.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 62,
      title: '反复流浪',
      door: 'follow-up.again-of',
      component: () => import('./AgainPanel.tsx'),
    },
  ],
  home: [
    {
      place: 'side',
      order: 40,
      title: '要答复的转介',
      door: 'follow-up.answer-referral',
      component: () => import('./HomeNeeds.tsx'),
    },
    {
      place: 'side',
      order: 41,
      title: '遗弃、虐待报案',
      door: 'follow-up.record-police-answer',
      component: () => import('./HomeTellings.tsx'),
    },
  ],
  fileActions: [
    { action: 'follow-up.refer', order: 84, component: () => buttons().then((all) => ({ default: all.Refer })) },
    { action: 'follow-up.tell-bureau', order: 85, component: () => buttons().then((all) => ({ default: all.TellBureauOfFile })) },
    {
      action: 'follow-up.report-found-again',
      order: 86,
      component: () => buttons().then((all) => ({ default: all.ReportAgain })),
    },
    { action: 'follow-up.tell-police', order: 87, component: () => buttons().then((all) => ({ default: all.TellPolice })) },
  ],
}
