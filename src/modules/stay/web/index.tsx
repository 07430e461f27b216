/** What this room hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'stay',
  rail: [
    { key: 'in-station', title: '在站', icon: 'people', path: '/in-station', order: 30, door: 'stay.in-station' },
    {
      key: 'beds',
      title: '床位',
      icon: 'bed',
      path: '/beds',
      order: 40,
      door: 'stay.board',
      badge: () => import('./WaitingBadge.tsx'),
    },
    { key: 'zones', title: '分区', icon: 'gear', path: '/admin/zones', order: 240, door: 'stay.open-zone' },
  ],
  routes: [
    { path: '/beds', door: 'stay.board', screen: () => import('./BoardScreen.tsx') },
    { path: '/in-station', door: 'stay.in-station', screen: () => import('./InStationScreen.tsx') },
    { path: '/rounds', door: 'stay.round-sheet', screen: () => import('./RoundsScreen.tsx') },
    { path: '/house-safety', door: 'stay.safety', screen: () => import('./SafetyScreen.tsx') },
    { path: '/extensions', door: 'stay.extensions', screen: () => import('./ExtensionsScreen.tsx') },
    { path: '/admin/zones', door: 'stay.zones', screen: () => import('./ZonesScreen.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 15,
      title: '床位和期限',
      door: 'stay.file',
      component: () => import('./FileBed.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'right',
      order: 40,
      title: '照料',
      door: 'stay.file',
      component: () => import('./FileCare.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'right',
      order: 45,
      title: '培训、行为方案、延期',
      door: 'stay.file',
      component: () => import('./FileHelp.tsx'),
    },
  ],
  home: [
    {
      place: 'side',
      order: 12,
      title: '延长救助备案',
      door: 'stay.acknowledge-extension',
      component: () => import('./ExtensionsHome.tsx'),
    },
    { place: 'side', order: 10, title: '在站', door: 'stay.stations', component: () => import('./HomePanel.tsx') },
  ],
  fileActions: [
    { action: 'stay.assign-bed', order: 20, component: () => import('./BedButton.tsx') },
    { action: 'stay.log-care', order: 30, component: () => import('./CareButton.tsx') },
    { action: 'stay.begin-leave', order: 33, component: () => import('./LeaveButton.tsx') },
    { action: 'stay.extend', order: 35, component: () => import('./ExtendButton.tsx') },
    { action: 'stay.record-training', order: 40, component: () => import('./TrainingButton.tsx') },
    { action: 'stay.plan-behaviour', order: 45, component: () => import('./PlanButton.tsx') },
    { action: 'stay.keep-together', order: 48, component: () => import('./TogetherButton.tsx') },
  ],
}
