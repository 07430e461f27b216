/** What the room of phones hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'devices',
  rail: [
    {
      key: 'devices',
      title: '手机',
      about: '谁在用哪部手机，导入手机交出的记录',
      icon: 'phone',
      path: '/devices',
      order: 66,
      door: 'devices.list',
    },
  ],
  routes: [{ path: '/devices', door: 'devices.list', screen: () => import('./Devices.tsx') }],
}
