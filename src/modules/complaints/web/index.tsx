/** What the room of complaints hands to the desk. */
import type { SubjectAction, SubjectPanel, WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const panels = () => import('./panels.tsx')
const home = () => import('./home.tsx')

const panel = (
  place: SubjectPanel['place'],
  order: number,
  title: string,
  name: 'Head' | 'What' | 'Who' | 'Found' | 'Course',
): SubjectPanel => ({
  subject: 'complaint',
  place,
  order,
  title,
  door: 'complaints.complaint',
  component: () => panels().then((all) => ({ default: all[name] })),
})
const button = (action: string, order: number, name: keyof Awaited<ReturnType<typeof buttons>>): SubjectAction => ({
  subject: 'complaint',
  action: `complaints.${action}`,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'complaints',
  rail: [
    {
      key: 'complaints',
      title: '投诉',
      about: '登记投诉；应由本单位查的、要本单位说明的',
      icon: 'bell',
      path: '/complaints',
      order: 64,
      door: 'complaints.bodies',
      badge: () => import('./Badge.tsx'),
      waits: '件投诉等办',
    },
  ],
  routes: [{ path: '/complaints', door: 'complaints.bodies', screen: () => import('./Board.tsx') }],
  panels: [
    panel('head', 10, '投诉', 'Head'),
    panel('left', 10, '投诉内容', 'What'),
    panel('left', 20, '投诉人', 'Who'),
    panel('middle', 10, '说明、查明、整改、答复', 'Found'),
    panel('middle', 20, '经过', 'Course'),
  ],
  home: [
    {
      place: 'side',
      order: 64,
      title: '投诉',
      door: 'complaints.board',
      component: () => home().then((all) => ({ default: all.ToLookInto })),
    },
    {
      place: 'side',
      order: 65,
      title: '要求本单位说明的',
      door: 'complaints.statements',
      component: () => home().then((all) => ({ default: all.AskedOfUs })),
    },
  ],
  fileActions: [
    button('look-into', 10, 'LookInto'),
    button('answer', 11, 'Answer'),
    button('assign', 12, 'Assign'),
    button('ask-statement', 13, 'AskStatement'),
    button('name-accused', 14, 'NameAccused'),
    button('tell-retaliation', 15, 'Retaliation'),
    button('send-on', 16, 'SendOn'),
    button('ask-review', 17, 'AskReview'),
    button('join', 18, 'Join'),
    button('part', 19, 'Part'),
    button('move', 20, 'Move'),
    button('withdraw', 21, 'Withdraw'),
    button('close', 22, 'Close'),
  ],
}
