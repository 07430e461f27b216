/** What the room of settlement hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'settlement',
  rail: [
    {
      key: 'settlement',
      title: '落户',
      about: '长期滞留人员：申请、审批、落户、安置',
      icon: 'booklet',
      path: '/settlement',
      order: 86,
      door: 'settlement.board',
      badge: () => import('./SoonBadge.tsx'),
      waits: '人等办落户',
    },
  ],
  routes: [
    { path: '/settlement', door: 'settlement.board', screen: () => import('./Board.tsx') },
    { path: '/settlement/soon', door: 'settlement.candidates', screen: () => import('./Candidates.tsx') },
    { path: '/settlement/bureau', door: 'settlement.plans', screen: () => import('./Bureau.tsx') },
    { path: '/settlement/rules', door: 'settlement.rules', screen: () => import('./Rules.tsx') },
    { path: '/settlement/campaign', door: 'settlement.campaign', screen: () => import('./Campaign.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 86,
      title: '落户安置',
      door: 'settlement.of-file',
      component: () => import('./FilePanel.tsx'),
    },
  ],
  fileActions: [
    { action: 'settlement.check-file', order: 80, component: () => buttons().then((all) => ({ default: all.CheckFile })) },
    { action: 'settlement.apply', order: 81, component: () => buttons().then((all) => ({ default: all.Apply })) },
    { action: 'settlement.return-application', order: 82, component: () => buttons().then((all) => ({ default: all.Return })) },
    { action: 'settlement.propose-name', order: 83, component: () => buttons().then((all) => ({ default: all.ProposeName })) },
    { action: 'settlement.confirm-name', order: 84, component: () => buttons().then((all) => ({ default: all.ConfirmName })) },
    { action: 'settlement.register', order: 85, component: () => buttons().then((all) => ({ default: all.Register })) },
    { action: 'settlement.place', order: 86, component: () => buttons().then((all) => ({ default: all.Place })) },
    { action: 'settlement.assess-support', order: 87, component: () => buttons().then((all) => ({ default: all.Assess })) },
    { action: 'settlement.grant-support', order: 88, component: () => buttons().then((all) => ({ default: all.Grant })) },
    { action: 'settlement.withdraw', order: 89, component: () => buttons().then((all) => ({ default: all.Withdraw })) },
  ],
}
