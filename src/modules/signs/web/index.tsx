/** What the room of signs hands to the desk. */
import type { SubjectAction, SubjectPanel, WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const panels = () => import('./panels.tsx')

const panel = (place: SubjectPanel['place'], title: string, name: 'Head' | 'What' | 'Course'): SubjectPanel => ({
  subject: 'sign',
  place,
  order: 10,
  title,
  door: 'signs.sign',
  component: () => panels().then((all) => ({ default: all[name] })),
})
const button = (action: string, order: number, name: 'Check' | 'Repair' | 'Change' | 'Remove'): SubjectAction => ({
  subject: 'sign',
  action: `signs.${action}`,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'signs',
  rail: [
    {
      key: 'signs',
      title: '标牌',
      about: '引导牌、宣传点在哪里，好不好；街头宣传',
      icon: 'place',
      path: '/signs',
      order: 65,
      door: 'signs.board',
      badge: () => import('./Badge.tsx'),
      waits: '块标牌等检查、等修',
    },
  ],
  routes: [
    { path: '/signs', door: 'signs.board', screen: () => import('./Board.tsx') },
    { path: '/signs/check', door: 'signs.check', screen: () => import('./Check.tsx') },
    { path: '/signs/events', door: 'signs.events', screen: () => import('./Events.tsx') },
  ],
  panels: [panel('head', '标牌', 'Head'), panel('left', '标牌', 'What'), panel('middle', '检查、修复', 'Course')],
  fileActions: [
    button('check', 10, 'Check'),
    button('repair', 11, 'Repair'),
    button('change', 12, 'Change'),
    button('remove', 13, 'Remove'),
  ],
}
