/** What the room of maps hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'maps',
  rail: [
    {
      key: 'maps',
      title: '地图',
      about: '底图和审图号',
      icon: 'place',
      path: '/maps',
      order: 215,
      door: 'maps.set-tiles',
    },
  ],
  routes: [{ path: '/maps', door: 'maps.here', screen: () => import('./Screen.tsx') }],
}
