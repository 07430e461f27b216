/** What the room of handovers hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const panels = () => import('./panels.tsx')
const door = 'handovers.of-subject'

export const room: WebRoom = {
  name: 'handovers',
  rail: [
    {
      key: 'handovers',
      title: '交接',
      about: '单位之间交接人员：签收、交出、接收',
      icon: 'document',
      path: '/handovers',
      order: 63,
      door: 'handovers.list',
      badge: () => import('./Badge.tsx'),
      waits: '份交接等签收、有异议',
    },
  ],
  routes: [
    { path: '/handovers', door: 'handovers.list', screen: () => import('./List.tsx') },
    { path: '/handovers/$handoverId', door: 'handovers.handover', screen: () => import('./One.tsx') },
  ],
  panels: [
    {
      subject: 'person',
      place: 'middle',
      order: 70,
      title: '书面交接',
      door,
      component: () => panels().then((all) => ({ default: all.OfPerson })),
    },
    {
      subject: 'rescue-file',
      place: 'middle',
      order: 70,
      title: '书面交接',
      door,
      component: () => panels().then((all) => ({ default: all.OfFile })),
    },
    {
      subject: 'child-file',
      place: 'middle',
      order: 70,
      title: '书面交接',
      door,
      component: () => panels().then((all) => ({ default: all.OfChild })),
    },
    {
      subject: 'report',
      place: 'middle',
      order: 70,
      title: '书面交接',
      door,
      component: () => panels().then((all) => ({ default: all.OfReport })),
    },
  ],
}
