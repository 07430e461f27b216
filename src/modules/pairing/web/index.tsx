/** What the room of pairing hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'pairing',
  rail: [
    {
      key: 'pairing',
      title: '结对',
      about: '孩子和志愿者结对：一助一、多助一、代理妈妈，志愿者名册',
      icon: 'link',
      path: '/pairing',
      order: 77,
      door: 'pairing.board',
    },
    {
      key: 'pairing-mine',
      title: '陪伴',
      about: '我结对的孩子：记一次活动',
      icon: 'heart',
      path: '/pairing/mine',
      order: 77,
      door: 'pairing.mine',
    },
  ],
  routes: [
    { path: '/pairing', door: 'pairing.board', screen: () => import('./Board.tsx') },
    { path: '/pairing/mine', door: 'pairing.mine', screen: () => import('./Mine.tsx') },
  ],
  panels: [
    {
      subject: 'child-file',
      place: 'middle',
      order: 77,
      title: '结对',
      door: 'pairing.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    {
      subject: 'child-file',
      action: 'pairing.want',
      order: 770,
      component: () => import('./buttons.tsx').then((all) => ({ default: all.Want })),
    },
  ],
}
