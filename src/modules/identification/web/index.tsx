/** What identification hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'identification',
  routes: [
    { path: '/identification', door: 'identification.coverage', screen: () => import('./Coverage.tsx') },
    { path: '/identification/faces', door: 'identification.face-log', screen: () => import('./FaceLog.tsx') },
    { path: '/identification/undone/$fileId/$decisionId', door: 'identification.undone', screen: () => import('./Undone.tsx') },
  ],
  panels: [
    {
      subject: 'tracing',
      place: 'right',
      order: 20,
      title: '公安、DNA、推送',
      door: 'identification.file',
      component: () => import('./WorkbenchPanel.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 60,
      title: '身份核查',
      door: 'identification.file',
      component: () => import('./FilePanel.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'right',
      order: 20,
      title: '请协查的事项',
      door: 'identification.requests',
      component: () => import('./PolicePanel.tsx'),
    },
  ],
  home: [
    {
      place: 'main',
      order: 40,
      title: '身份核查等您办',
      door: 'identification.waiting',
      component: () => import('./HomePanel.tsx'),
    },
  ],
  fileActions: [
    { action: 'identification.ask-police', order: 30, component: () => buttons().then((all) => ({ default: all.Ask })) },
    { action: 'identification.push-national', order: 31, component: () => buttons().then((all) => ({ default: all.Push })) },
    {
      action: 'identification.record-face-comparison',
      order: 32,
      component: () => buttons().then((all) => ({ default: all.CompareFace })),
    },
    { action: 'identification.decide', order: 33, component: () => buttons().then((all) => ({ default: all.Decide })) },
    {
      subject: 'inquiry',
      action: 'identification.record-face-comparison',
      order: 30,
      component: () => buttons().then((all) => ({ default: all.CompareFamily })),
    },
  ],
}
