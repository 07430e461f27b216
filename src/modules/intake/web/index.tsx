/** What reception hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'intake',
  rail: [
    {
      key: 'reception',
      title: '接待',
      about: '登记来求助的人，安全检查、受理',
      icon: 'reception',
      path: '/reception',
      order: 20,
      door: 'intake.receive',
      badge: () => import('./WaitingBadge.tsx'),
      waits: '人在接待中',
    },
  ],
  routes: [
    { path: '/reception', door: 'intake.receive', screen: () => import('./Reception.tsx') },
    { path: '/reception/open', door: 'intake.open-receptions', screen: () => import('./OpenReceptions.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 30,
      title: '接待',
      door: 'intake.reception',
      component: () => import('./ReceptionPanel.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 60,
      title: '随身物品',
      door: 'intake.reception',
      component: () => import('./BelongingsPanel.tsx'),
    },
  ],
  home: [
    { place: 'side', order: 15, title: '接待中', door: 'intake.open-receptions', component: () => import('./WaitingPanel.tsx') },
  ],
  fileActions: [
    { action: 'intake.receive', order: 5, component: () => buttons().then((all) => ({ default: all.GoOn })) },
    { action: 'intake.triage', order: 6, component: () => buttons().then((all) => ({ default: all.Triage })) },
    { action: 'intake.sign-handover', order: 7, component: () => buttons().then((all) => ({ default: all.Handover })) },
    { action: 'intake.check-safety', order: 8, component: () => buttons().then((all) => ({ default: all.Safety })) },
    { action: 'intake.accept', order: 9, component: () => buttons().then((all) => ({ default: all.Accept })) },
    { action: 'intake.transfer', order: 70, component: () => buttons().then((all) => ({ default: all.Transfer })) },
    { action: 'intake.withdraw', order: 71, component: () => buttons().then((all) => ({ default: all.Withdraw })) },
    { action: 'intake.refuse', order: 72, component: () => buttons().then((all) => ({ default: all.Refuse })) },
    { action: 'intake.take-back', order: 12, component: () => buttons().then((all) => ({ default: all.TakeBack })) },
  ],
  newReception: { path: '/reception', door: 'intake.receive' },
}
