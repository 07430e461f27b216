/** What follow-up hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'
import { needs } from './needs-index.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'follow-up',
  rail: [
    {
      key: 'follow-up',
      title: '回访',
      about: '返乡台账、花名册、转介、边缘户、回访率',
      icon: 'revisit',
      path: '/follow-up',
      order: 88,
      door: 'follow-up.board',
      badge: () => import('./AnswerBadge.tsx'),
      waits: '件转介等答复',
    },
    ...needs.rail,
  ],
  routes: [
    { path: '/follow-up', door: 'follow-up.people', screen: () => import('./Board.tsx') },
    { path: '/follow-up/register', door: 'follow-up.people', screen: () => import('./Register.tsx') },
    { path: '/follow-up/rosters', door: 'follow-up.rosters', screen: () => import('./Rosters.tsx') },
    { path: '/follow-up/reports', door: 'follow-up.reports', screen: () => import('./Reports.tsx') },
    { path: '/follow-up/person/$returneeId', door: 'follow-up.returnee', screen: () => import('./Returnee.tsx') },
    ...needs.routes,
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 61,
      title: '回访',
      door: 'follow-up.of-file',
      component: () => import('./FilePanel.tsx'),
    },
    ...needs.panels,
  ],
  home: [...needs.home],
  fileActions: [
    { action: 'follow-up.list-prone', order: 82, component: () => buttons().then((all) => ({ default: all.ListOnFile })) },
    { action: 'follow-up.record-visit', order: 83, component: () => buttons().then((all) => ({ default: all.VisitOnFile })) },
    ...needs.fileActions,
  ],
}
