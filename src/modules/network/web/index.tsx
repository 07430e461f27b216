/** What the room of the network hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'network',
  rail: [
    {
      key: 'network',
      title: '网络',
      about: '四级网络：中心和保护点、督导员和主任、值班',
      icon: 'grid',
      path: '/network',
      order: 79,
      door: 'network.board',
    },
  ],
  routes: [
    { path: '/network', door: 'network.board', screen: () => import('./Board.tsx') },
    { path: '/network/points', door: 'network.points', screen: () => import('./Points.tsx') },
    { path: '/network/roster', door: 'network.roster', screen: () => import('./Roster.tsx') },
    { path: '/network/meetings', door: 'network.meetings', screen: () => import('./Meetings.tsx') },
  ],
  home: [{ place: 'side', order: 79, title: '现在找谁', door: 'network.here', component: () => import('./HomeHere.tsx') }],
}
