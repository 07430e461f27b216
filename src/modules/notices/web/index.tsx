/** What the room of notices hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const panel = () => import('./NoticePanel.tsx')
const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'notices',
  rail: [
    {
      key: 'notices',
      title: '公告',
      about: '寻亲公告：发布、更新、群众提供的线索',
      icon: 'bell',
      path: '/notices',
      order: 52,
      door: 'notices.list',
      badge: () => import('./WaitingBadge.tsx'),
      waits: '件等办',
    },
  ],
  routes: [
    { path: '/notices', door: 'notices.list', screen: () => import('./Notices.tsx') },
    { path: '/notices/draft/$fileId', door: 'notices.draft', screen: () => import('./Draft.tsx') },
  ],
  panels: [
    { subject: 'tracing', place: 'right', order: 40, title: '寻亲公告', door: 'notices.of-file', component: panel },
    { subject: 'rescue-file', place: 'left', order: 60, title: '寻亲公告', door: 'notices.of-file', component: panel },
  ],
  fileActions: [
    { action: 'notices.draft', order: 60, component: () => buttons().then((all) => ({ default: all.DraftButton })) },
    { action: 'notices.publish', order: 61, component: () => buttons().then((all) => ({ default: all.PublishButton })) },
  ],
}
