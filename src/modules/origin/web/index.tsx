/** What the place of origin hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'origin',
  rail: [
    {
      key: 'receiving',
      title: '接收',
      about: '外站送回的人：答复函件、接收、了解家庭',
      icon: 'receive',
      path: '/receiving',
      order: 82,
      door: 'origin.board',
      badge: () => import('./WaitingBadge.tsx'),
      waits: '件等办',
    },
  ],
  routes: [
    { path: '/receiving', door: 'origin.board', screen: () => import('./Receiving.tsx') },
    { path: '/receiving/file', door: 'origin.import-letter', screen: () => import('./ImportFile.tsx') },
    { path: '/receiving/keys', door: 'origin.keys', screen: () => import('./Keys.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 70,
      title: '流出地接收',
      door: 'origin.of-file',
      component: () => import('./FilePanel.tsx'),
    },
  ],
  fileActions: [
    { action: 'origin.take-in', order: 82, component: () => buttons().then((all) => ({ default: all.TakeIn })) },
    {
      subject: 'person',
      action: 'origin.register-letter',
      order: 82,
      component: () => buttons().then((all) => ({ default: all.RegisterForPerson })),
    },
  ],
}
