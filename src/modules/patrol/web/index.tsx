/** What the room of the street hands to the desk. */
import type { SubjectAction, WebRoom } from '#web/ui/room.ts'

const panels = () => import('./panels.tsx')
const buttons = () => import('./buttons.tsx')
type Buttons = Awaited<ReturnType<typeof buttons>>

const step = (action: string, order: number, which: keyof Buttons): SubjectAction => ({
  subject: 'person',
  action,
  order,
  component: () => buttons().then((all) => ({ default: all[which] })),
})

export const room: WebRoom = {
  name: 'patrol',
  rail: [
    {
      key: 'patrol',
      title: '巡查',
      about: '街面巡查：排班、今晚到哪里了、见到谁、正送来和等接待的人',
      icon: 'place',
      path: '/patrol',
      order: 60,
      door: 'patrol.board',
      badge: () => import('./Badge.tsx'),
      waits: '人正送来、等接待',
    },
  ],
  routes: [
    { path: '/patrol', door: 'patrol.board', screen: () => import('./Board.tsx') },
    { path: '/patrol/areas', door: 'patrol.areas', screen: () => import('./Areas.tsx') },
    { path: '/patrol/plans', door: 'patrol.plans', screen: () => import('./Plans.tsx') },
    { path: '/patrol/shift/$id', door: 'patrol.shift', screen: () => import('./Shift.tsx') },
    { path: '/patrol/sleepers', door: 'patrol.sleepers', screen: () => import('./Sleepers.tsx') },
  ],
  home: [
    {
      place: 'side',
      order: 14,
      title: '正送来、等接待',
      door: 'patrol.coming',
      component: () => panels().then((all) => ({ default: all.Coming })),
    },
  ],
  panels: [
    {
      subject: 'report',
      place: 'left',
      order: 15,
      title: '离巡查点位多远',
      door: 'patrol.areas',
      component: () => import('./Near.tsx'),
    },
    {
      subject: 'person',
      place: 'middle',
      order: 40,
      title: '街面发现',
      door: 'patrol.encounters-of-person',
      component: () => panels().then((all) => ({ default: all.OfPerson })),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 35,
      title: '来站以前在街面',
      door: 'patrol.encounters-of-person',
      component: () => panels().then((all) => ({ default: all.OfFile })),
    },
  ],
  fileActions: [
    step('patrol.take-step', 20, 'TakeStep'),
    step('patrol.offer-help', 21, 'OfferHelp'),
    step('patrol.persuade', 22, 'Persuade'),
    step('patrol.give-goods', 23, 'GiveGoods'),
    step('patrol.start-escort', 24, 'StartEscort'),
    step('patrol.end-escort', 25, 'EndEscort'),
    step('patrol.correct-encounter', 26, 'Correct'),
  ],
}
