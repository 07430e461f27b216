/** What guardianship hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const button = (
  action: string,
  order: number,
  name:
    | 'Protect'
    | 'EndEmergency'
    | 'AskTemporary'
    | 'AskLong'
    | 'AskEnd'
    | 'Review'
    | 'AskPlacement'
    | 'Place'
    | 'VisitPlacement'
    | 'EndPlacement'
    | 'AskReturn'
    | 'Return'
    | 'VisitReturned'
    | 'HandOn'
    | 'Supervise'
    | 'AskOrder',
) => ({
  subject: 'child-file' as const,
  action: `guardianship.${action}`,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'guardianship',
  rail: [
    {
      key: 'guardianship',
      title: '监护',
      about: '紧急保护、临时和长期监护、安置、返家回访',
      icon: 'home',
      path: '/guardianship',
      order: 74,
      door: 'guardianship.board',
      badge: () => import('./Badge.tsx'),
      waits: '件监护、安置的事等办',
    },
  ],
  routes: [
    { path: '/guardianship', door: 'guardianship.board', screen: () => import('./Held.tsx') },
    { path: '/guardianship/placed', door: 'guardianship.board', screen: () => import('./Placed.tsx') },
    { path: '/guardianship/home', door: 'guardianship.board', screen: () => import('./Home.tsx') },
    { path: '/guardianship/requests', door: 'guardianship.board', screen: () => import('./Requests.tsx') },
    { path: '/guardianship/families', door: 'guardianship.families', screen: () => import('./Families.tsx') },
  ],
  panels: [
    {
      subject: 'child-file',
      place: 'middle',
      order: 40,
      title: '监护与安置',
      door: 'guardianship.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    button('protect', 40, 'Protect'),
    button('ask-temporary', 41, 'AskTemporary'),
    button('place', 42, 'Place'),
    button('ask-placement', 43, 'AskPlacement'),
    button('visit-placement', 44, 'VisitPlacement'),
    button('ask-return', 45, 'AskReturn'),
    button('return', 46, 'Return'),
    button('visit-returned', 47, 'VisitReturned'),
    button('hand-on', 48, 'HandOn'),
    button('review', 49, 'Review'),
    button('supervise', 50, 'Supervise'),
    button('ask-order', 51, 'AskOrder'),
    button('ask-long-term', 52, 'AskLong'),
    button('ask-end', 53, 'AskEnd'),
    button('end-placement', 54, 'EndPlacement'),
    button('end-emergency', 55, 'EndEmergency'),
  ],
}
