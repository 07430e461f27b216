/** What the room of reports hands to the desk. */
import type { SubjectAction, WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const panels = () => import('./panels.tsx')
const onChild = () => import('./child-panels.tsx')
const home = () => import('./home.tsx')

type Buttons = Awaited<ReturnType<typeof buttons>>
const button = (action: string, order: number, name: keyof Buttons, subject = 'report'): SubjectAction => ({
  subject,
  action: `reports.${action}`,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'reports',
  rail: [
    {
      key: 'reports',
      title: '报告',
      about: '接报、派单、到场、答复报告人，侵害线索报公安',
      icon: 'phone',
      path: '/reports',
      order: 72,
      door: 'reports.board',
      badge: () => import('./Badge.tsx'),
      waits: '份报告等派单、接单、报公安',
    },
  ],
  routes: [
    { path: '/reports', door: 'reports.board', screen: () => import('./Board.tsx') },
    { path: '/reports/clues', door: 'reports.clues', screen: () => import('./Clues.tsx') },
    { path: '/reports/figures', door: 'reports.figures', screen: () => import('./Figures.tsx') },
    { path: '/reports/mine', door: 'reports.mine', screen: () => import('./Mine.tsx') },
  ],
  panels: [
    {
      subject: 'report',
      place: 'head',
      order: 10,
      title: '报告',
      door: 'reports.report',
      component: () => panels().then((all) => ({ default: all.Head })),
    },
    {
      subject: 'report',
      place: 'left',
      order: 10,
      title: '反映的情况',
      door: 'reports.report',
      component: () => panels().then((all) => ({ default: all.What })),
    },
    {
      subject: 'report',
      place: 'left',
      order: 20,
      title: '并入的报告',
      door: 'reports.report',
      component: () => panels().then((all) => ({ default: all.Joined })),
    },
    {
      subject: 'report',
      place: 'middle',
      order: 10,
      title: '侵害线索',
      door: 'reports.report',
      component: () => panels().then((all) => ({ default: all.CluesHere })),
    },
    {
      subject: 'report',
      place: 'middle',
      order: 20,
      title: '联动处置',
      door: 'reports.report',
      component: () => panels().then((all) => ({ default: all.Course })),
    },
    {
      subject: 'report',
      place: 'right',
      order: 30,
      title: '可能是同一件事',
      door: 'reports.similar',
      component: () => import('./street-parts.tsx').then((all) => ({ default: all.Similar })),
    },
    {
      subject: 'report',
      place: 'right',
      order: 40,
      title: '报告人',
      door: 'reports.report',
      component: () => panels().then((all) => ({ default: all.Reporter })),
    },
    {
      subject: 'child-file',
      place: 'middle',
      order: 30,
      title: '侵害线索',
      door: 'reports.clues-of-child',
      component: () => onChild().then((all) => ({ default: all.ChildClues })),
    },
    {
      subject: 'child-file',
      place: 'middle',
      order: 31,
      title: '相关报告',
      door: 'reports.of-child',
      component: () => onChild().then((all) => ({ default: all.ChildReports })),
    },
  ],
  home: [
    {
      place: 'main',
      order: 5,
      title: '派给本单位的',
      door: 'reports.acknowledge',
      component: () => home().then((all) => ({ default: all.SentToUs })),
    },
    {
      place: 'side',
      order: 15,
      title: '新线索',
      door: 'reports.desk-now',
      component: () => home().then((all) => ({ default: all.NewReports })),
    },
    {
      place: 'side',
      order: 60,
      title: '强制报告',
      door: 'reports.report-mandatory',
      component: () => home().then((all) => ({ default: all.Mandatory })),
    },
  ],
  fileActions: [
    button('acknowledge', 1, 'Acknowledge'),
    button('arrive', 2, 'Arrive'),
    button('tell-police', 3, 'TellOfReport'),
    button('dispatch', 10, 'Dispatch'),
    button('add', 20, 'Add'),
    button('consult', 21, 'Consult'),
    button('find-clue', 22, 'FindClue'),
    button('open-child-file', 30, 'OpenFile'),
    button('link-child', 31, 'LinkChild'),
    button('dispose', 40, 'Dispose'),
    button('join', 50, 'Join'),
    button('unjoin', 51, 'Unjoin'),
    button('hand-over', 52, 'HandOver'),
    button('raise', 53, 'Raise'),
    button('decline', 60, 'Decline'),
    button('refuse', 61, 'Refuse'),
    button('take-out', 62, 'TakeOut'),
    button('tell-police', 1, 'TellOfChild', 'child-file'),
    button('find-clue', 20, 'FindOnChild', 'child-file'),
    button('report-mandatory', 21, 'MandatoryOnChild', 'child-file'),
  ],
}
