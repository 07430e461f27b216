/** What the infirmary hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'medical',
  rail: [
    {
      key: 'infirmary',
      title: '医务',
      about: '健康检视、用药、隔离',
      icon: 'heart',
      path: '/infirmary',
      order: 45,
      door: 'medical.infirmary',
      badge: () => import('./DueBadge.tsx'),
      waits: '人等健康检视',
    },
    {
      key: 'hospital',
      title: '医院',
      about: '住院的人、治疗情况、出院接人',
      icon: 'hospital',
      path: '/hospital',
      order: 36,
      door: 'medical.patients',
      badge: () => import('./OverstayBadge.tsx'),
      waits: '人该出院还没出',
    },
  ],
  routes: [
    { path: '/infirmary', door: 'medical.infirmary', screen: () => import('./Infirmary.tsx') },
    { path: '/hospital', door: 'medical.patients', screen: () => import('./Hospital.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 50,
      title: '医疗',
      door: 'medical.file',
      component: () => import('./FilePanel.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'right',
      order: 30,
      title: '住院和费用',
      door: 'medical.patient',
      component: () => import('./HospitalPanel.tsx'),
    },
  ],
  fileActions: [
    { action: 'medical.screen', order: 20, component: () => buttons().then((all) => ({ default: all.Screen })) },
    { action: 'medical.hospitalise', order: 21, component: () => buttons().then((all) => ({ default: all.Hospitalise })) },
    { action: 'medical.identify-at-bedside', order: 22, component: () => buttons().then((all) => ({ default: all.Bedside })) },
    { action: 'medical.ready-for-discharge', order: 23, component: () => buttons().then((all) => ({ default: all.Ready })) },
    { action: 'medical.fetch-back', order: 24, component: () => buttons().then((all) => ({ default: all.Fetch })) },
    { action: 'medical.isolate', order: 25, component: () => buttons().then((all) => ({ default: all.Isolate })) },
    { action: 'medical.log-treatment', order: 26, component: () => buttons().then((all) => ({ default: all.Treat })) },
  ],
}
