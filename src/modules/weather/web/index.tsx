/** What the room of weather hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'weather',
  rail: [
    {
      key: 'weather',
      title: '天气',
      about: '寒冬送温暖、夏季送清凉、防汛',
      icon: 'care',
      path: '/weather',
      order: 62,
      door: 'weather.board',
      badge: () => import('./Badge.tsx'),
      waits: '人多晚没有见到',
    },
  ],
  routes: [
    { path: '/weather', door: 'weather.board', screen: () => import('./Board.tsx') },
    { path: '/weather/casualties', door: 'weather.casualties', screen: () => import('./Casualties.tsx') },
    { path: '/weather/$operationId', door: 'weather.operation', screen: () => import('./Operation.tsx') },
  ],
  home: [{ place: 'side', order: 8, title: '极端天气', door: 'weather.board', component: () => import('./HomePanel.tsx') }],
}
