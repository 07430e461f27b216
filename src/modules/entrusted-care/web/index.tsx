/** What care outside hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'
import { institutionActions, institutionPanels, institutionRoutes } from './institutions.ts'

const placementButtons = () => import('./placement-buttons.tsx')

export const room: WebRoom = {
  name: 'entrusted-care',
  rail: [
    {
      key: 'outside',
      title: '托养',
      about: '站外托养的人和机构：检查、健康、接回',
      icon: 'care',
      path: '/outside',
      order: 84,
      door: 'institution.board',
      badge: () => import('./ReportBadge.tsx'),
      waits: '人缺本月健康报告',
    },
  ],
  routes: [
    ...institutionRoutes,
    { path: '/outside/people', door: 'entrusted.people', screen: () => import('./PlacementPeople.tsx') },
    { path: '/outside/approvals', door: 'entrusted.approvals', screen: () => import('./PlacementApprovals.tsx') },
    { path: '/outside/bring-back', door: 'entrusted.bring-back-board', screen: () => import('./PlacementBringBack.tsx') },
  ],
  panels: [
    ...institutionPanels,
    {
      subject: 'rescue-file',
      place: 'left',
      order: 55,
      title: '站外托养',
      door: 'entrusted.of-file',
      component: () => import('./PlacementPanel.tsx'),
    },
  ],
  fileActions: [
    ...institutionActions,
    { action: 'entrusted.propose', order: 40, component: () => placementButtons().then((all) => ({ default: all.Propose })) },
    { action: 'entrusted.place', order: 41, component: () => placementButtons().then((all) => ({ default: all.Place })) },
    {
      action: 'entrusted.bring-back',
      order: 42,
      component: () => placementButtons().then((all) => ({ default: all.BringBack })),
    },
    {
      action: 'entrusted.place-in-emergency',
      order: 43,
      component: () => placementButtons().then((all) => ({ default: all.Emergency })),
    },
  ],
}
