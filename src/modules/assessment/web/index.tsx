/** What the room of assessments hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'assessment',
  rail: [
    {
      key: 'assessment',
      title: '评估',
      about: '监护评估：进行中的、该复评的、指标表',
      icon: 'check',
      path: '/assessment',
      order: 73,
      door: 'assessment.board',
      badge: () => import('./Badge.tsx'),
      waits: '份评估等签名',
    },
  ],
  routes: [
    { path: '/assessment', door: 'assessment.board', screen: () => import('./Board.tsx') },
    { path: '/assessment/sheets', door: 'assessment.sheets', screen: () => import('./Sheets.tsx') },
    { path: '/assessment/one/$assessmentId', door: 'assessment.one', screen: () => import('./One.tsx') },
  ],
  panels: [
    {
      subject: 'child-file',
      place: 'middle',
      order: 73,
      title: '监护评估',
      door: 'assessment.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    {
      subject: 'child-file',
      action: 'assessment.start',
      order: 30,
      component: () => buttons().then((all) => ({ default: all.Start })),
    },
    {
      subject: 'child-file',
      action: 'assessment.hear-child',
      order: 31,
      component: () => buttons().then((all) => ({ default: all.Hear })),
    },
  ],
}
