/** What matching hands to the desk: its panels of the workbench, of an inquiry and of a file. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'matching',
  routes: [
    { path: '/matching', door: 'matching.list', screen: () => import('./Matches.tsx') },
    { path: '/matching/weights', door: 'matching.weights', screen: () => import('./Weights.tsx') },
  ],
  panels: [
    {
      subject: 'tracing',
      place: 'left',
      order: 10,
      title: '家属登记',
      door: 'matching.candidates',
      component: () => import('./Candidates.tsx'),
    },
    {
      subject: 'tracing',
      place: 'middle',
      order: 10,
      title: '逐项对照',
      door: 'matching.compare',
      component: () => import('./Compare.tsx'),
    },
    {
      subject: 'tracing',
      place: 'right',
      order: 5,
      title: '下一句最该问',
      door: 'matching.next-question',
      component: () => import('./NextQuestion.tsx'),
    },
    {
      subject: 'tracing',
      place: 'right',
      order: 60,
      title: '认定',
      door: 'matching.compare',
      component: () => import('./Sign.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'middle',
      order: 40,
      title: '像是这位的受助人员',
      door: 'matching.inquiry-candidates',
      component: () => import('./OfInquiry.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'middle',
      order: 45,
      title: '可能登记过两次',
      door: 'matching.double-inquiries',
      component: () => import('./Doubles.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 20,
      title: '可能来过',
      door: 'matching.earlier-guests',
      component: () => import('./Earlier.tsx'),
    },
  ],
  home: [
    {
      place: 'side',
      order: 30,
      title: '待核对的比中',
      door: 'matching.alerts',
      component: () => import('./HomePanel.tsx'),
    },
  ],
}
