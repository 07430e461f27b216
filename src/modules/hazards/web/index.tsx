/** What the room of hazards hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const panels = () => import('./panels.tsx')

export const room: WebRoom = {
  name: 'hazards',
  rail: [
    {
      key: 'hazards',
      title: '隐患',
      about: '学校、社区周边的隐患：发现、整改、核验',
      icon: 'warning',
      path: '/hazards',
      order: 78,
      door: 'hazards.board',
      badge: () => import('./Badge.tsx'),
      waits: '处隐患等整改',
    },
  ],
  routes: [{ path: '/hazards', door: 'hazards.board', screen: () => import('./Board.tsx') }],
  panels: [
    {
      subject: 'hazard',
      place: 'head',
      order: 10,
      title: '隐患',
      door: 'hazards.hazard',
      component: () => panels().then((all) => ({ default: all.Head })),
    },
    {
      subject: 'hazard',
      place: 'left',
      order: 10,
      title: '情况',
      door: 'hazards.hazard',
      component: () => panels().then((all) => ({ default: all.What })),
    },
    {
      subject: 'hazard',
      place: 'middle',
      order: 10,
      title: '经过',
      door: 'hazards.hazard',
      component: () => panels().then((all) => ({ default: all.Course })),
    },
  ],
  fileActions: [
    {
      subject: 'hazard',
      action: 'hazards.rectify',
      order: 10,
      component: () => buttons().then((all) => ({ default: all.Rectify })),
    },
    {
      subject: 'hazard',
      action: 'hazards.verify',
      order: 11,
      component: () => buttons().then((all) => ({ default: all.Verify })),
    },
    {
      subject: 'hazard',
      action: 'hazards.assign',
      order: 12,
      component: () => buttons().then((all) => ({ default: all.Assign })),
    },
    {
      subject: 'hazard',
      action: 'hazards.reopen',
      order: 13,
      component: () => buttons().then((all) => ({ default: all.Reopen })),
    },
    {
      subject: 'hazard',
      action: 'hazards.withdraw',
      order: 14,
      component: () => buttons().then((all) => ({ default: all.Withdraw })),
    },
  ],
}
