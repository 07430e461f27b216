/** What tracing hands to the desk. The workbench `/tracing/<file>` is the page of the subject `tracing`; other rooms add to it. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'tracing',
  rail: [
    {
      key: 'tracing',
      title: '寻亲',
      about: '没有身份的人：谈话、线索、比对',
      icon: 'tracing',
      path: '/tracing',
      order: 50,
      door: 'tracing.desk',
      badge: () => import('./DeskBadge.tsx'),
      waits: '人还没有谈过',
    },
  ],
  routes: [
    { path: '/tracing', door: 'tracing.desk', screen: () => import('./Desk.tsx') },
    { path: '/tracing/team', door: 'tracing.team', screen: () => import('./Team.tsx') },
    { path: '/tracing/experts', door: 'tracing.experts', screen: () => import('./Experts.tsx') },
    { path: '/tracing/campaigns', door: 'tracing.campaigns', screen: () => import('./Campaigns.tsx') },
  ],
  panels: [
    {
      subject: 'tracing',
      place: 'head',
      order: 10,
      title: '受助人员',
      door: 'tracing.workbench',
      component: () => import('./Head.tsx'),
    },
    {
      subject: 'tracing',
      place: 'middle',
      order: 50,
      title: '问询',
      door: 'tracing.workbench',
      component: () => import('./Interviews.tsx'),
    },
    {
      subject: 'tracing',
      place: 'middle',
      order: 60,
      title: '线索',
      door: 'tracing.leads',
      component: () => import('./Leads.tsx'),
    },
    {
      subject: 'tracing',
      place: 'middle',
      order: 70,
      title: '请教专家',
      door: 'tracing.consultations',
      component: () => import('./Consultations.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 55,
      title: '寻亲',
      door: 'tracing.workbench',
      component: () => import('./FilePanel.tsx'),
    },
  ],
  fileActions: [
    {
      subject: 'tracing',
      action: 'tracing.record-interview',
      order: 10,
      component: () => buttons().then((all) => ({ default: all.Interview })),
    },
    { subject: 'tracing', action: 'tracing.note-lead', order: 20, component: () => import('./LeadButton.tsx') },
    {
      subject: 'tracing',
      action: 'tracing.ask-expert',
      order: 30,
      component: () => buttons().then((all) => ({ default: all.AskExpert })),
    },
    {
      subject: 'tracing',
      action: 'tracing.take-on',
      order: 40,
      component: () => buttons().then((all) => ({ default: all.TakeOn })),
    },
    { action: 'tracing.workbench', order: 54, component: () => buttons().then((all) => ({ default: all.OpenWorkbench })) },
    {
      action: 'tracing.record-interview',
      order: 55,
      component: () => buttons().then((all) => ({ default: all.Interview })),
    },
    { action: 'tracing.add-saying', order: 56, component: () => buttons().then((all) => ({ default: all.Saying })) },
  ],
}
