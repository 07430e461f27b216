/** What the room of helping hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const button = (
  action: string,
  order: number,
  name: Exclude<keyof Awaited<ReturnType<typeof buttons>>, 'ReferService' | 'useWaitingCount'>,
) => ({
  subject: 'child-file' as const,
  action,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'helping',
  rail: [
    {
      key: 'helping',
      title: '帮扶',
      about: '孩子的帮扶方案，各部门服务跟到有结果',
      icon: 'care',
      path: '/helping',
      order: 75,
      door: 'helping.board',
      badge: () => import('./OpenBadge.tsx'),
      waits: '件服务没办完',
    },
  ],
  routes: [
    { path: '/helping', door: 'helping.board', screen: () => import('./Board.tsx') },
    { path: '/helping/waiting', door: 'helping.waiting', screen: () => import('./Waiting.tsx') },
    { path: '/helping/services', door: 'helping.services', screen: () => import('./Services.tsx') },
    { path: '/helping/places', door: 'helping.places', screen: () => import('./Places.tsx') },
    { path: '/helping/referral/$referralId', door: 'helping.referral', screen: () => import('./Referral.tsx') },
  ],
  panels: [
    {
      subject: 'child-file',
      place: 'middle',
      order: 40,
      title: '帮扶方案',
      door: 'helping.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    button('helping.make-plan', 10, 'MakePlan'),
    button('helping.refer', 11, 'Refer'),
    button('helping.enrol', 12, 'Enrol'),
    button('helping.teach', 13, 'Teach'),
    button('helping.counsel', 14, 'Counsel'),
    button('helping.correct', 15, 'Correct'),
    button('helping.rehabilitate', 16, 'Rehabilitate'),
    button('helping.help-work', 17, 'HelpWork'),
    button('helping.give-legal-aid', 18, 'LegalAid'),
    button('helping.grant-aid', 19, 'GrantAid'),
    button('helping.teach-parents', 20, 'TeachParents'),
  ],
}
