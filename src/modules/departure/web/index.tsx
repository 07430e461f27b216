/** What leaving hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'departure',
  rail: [
    { key: 'departures', title: '离站', icon: 'departure', path: '/departures', order: 80, door: 'departure.left-recently' },
  ],
  routes: [
    { path: '/departures', door: 'departure.left-recently', screen: () => import('./Departures.tsx') },
    { path: '/leave/$fileId', door: 'departure.options', screen: () => import('./Leave.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 70,
      title: '离站返乡',
      door: 'departure.file',
      component: () => import('./FilePanel.tsx'),
    },
  ],
  fileActions: [
    { action: 'departure.plan-return', order: 40, component: () => buttons().then((all) => ({ default: all.Plan })) },
    { action: 'departure.leave', order: 60, component: () => buttons().then((all) => ({ default: all.Leave })) },
    { action: 'departure.sign-handover', order: 61, component: () => buttons().then((all) => ({ default: all.Handover })) },
    { action: 'departure.tell-origin', order: 62, component: () => buttons().then((all) => ({ default: all.TellOrigin })) },
    {
      action: 'departure.record-origin-refusal',
      order: 63,
      component: () => buttons().then((all) => ({ default: all.OriginRefusal })),
    },
    { action: 'departure.record-death', order: 90, component: () => buttons().then((all) => ({ default: all.Death })) },
  ],
}
