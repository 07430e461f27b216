/** What the room of minors hands to the desk: lists, and the page of one child's file (head, register, family, who looked). */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const button = (action: string, order: number, name: keyof Awaited<ReturnType<typeof buttons>>) => ({
  subject: 'child-file' as const,
  action,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'minors',
  rail: [
    {
      key: 'minors',
      title: '未保',
      about: '每个孩子一份个案：谁负责、谁能看、到哪一环',
      icon: 'child',
      path: '/minors',
      order: 70,
      door: 'minors.list',
      badge: () => import('./WaitingBadge.tsx'),
      waits: '件查看、导出等批准',
    },
  ],
  routes: [
    { path: '/minors', door: 'minors.list', screen: () => import('./List.tsx') },
    { path: '/minors/find', door: 'minors.search', screen: () => import('./Find.tsx') },
    { path: '/minors/approvals', door: 'minors.approvals', screen: () => import('./Approvals.tsx') },
    { path: '/minors/new', door: 'minors.start-file', screen: () => import('./Start.tsx') },
  ],
  search: {
    path: '/minors/find',
    door: 'minors.search',
    order: 70,
    hint: '查孩子：输入姓名或读音，例如 柳小禾 · liuxiaoh · lxh',
    short: '查孩子：姓名、读音、年龄、地名',
  },
  panels: [
    {
      subject: 'child-file',
      place: 'head',
      order: 10,
      title: '未保个案',
      door: 'minors.file',
      component: () => import('./FileHead.tsx'),
    },
    {
      subject: 'child-file',
      place: 'left',
      order: 10,
      title: '登记',
      door: 'minors.file',
      component: () => import('./RegisterPanel.tsx'),
    },
    {
      subject: 'child-file',
      place: 'left',
      order: 20,
      title: '家庭与监护人',
      door: 'minors.family',
      component: () => import('./FamilyPanel.tsx'),
    },
    {
      subject: 'child-file',
      place: 'left',
      order: 30,
      title: '就学',
      door: 'minors.school',
      component: () => import('./SchoolPanel.tsx'),
    },
    {
      subject: 'child-file',
      place: 'left',
      order: 40,
      title: '健康与残疾',
      door: 'minors.health',
      component: () => import('./HealthPanel.tsx'),
    },
    {
      subject: 'child-file',
      place: 'left',
      order: 15,
      title: '同胞',
      door: 'minors.siblings',
      component: () => import('./SiblingsPanel.tsx'),
    },
    {
      subject: 'child-file',
      place: 'middle',
      order: 90,
      title: '经过',
      door: 'minors.course',
      component: () => import('./CoursePanel.tsx'),
    },
    {
      subject: 'child-file',
      place: 'right',
      order: 60,
      title: '谁看过',
      door: 'minors.view-log',
      component: () => import('./ViewLog.tsx'),
    },
    {
      subject: 'child-file',
      place: 'right',
      order: 65,
      title: '能看的人',
      door: 'minors.readers',
      component: () => import('./ReadersPanel.tsx'),
    },
  ],
  fileActions: [
    button('minors.correct-register', 10, 'Correct'),
    button('minors.change-kinds', 20, 'Kinds'),
    button('minors.move-child', 30, 'Move'),
    button('minors.name-worker', 40, 'Worker'),
    button('minors.join-files', 70, 'Join'),
    button('minors.close-file', 90, 'Close'),
    button('minors.reopen-file', 91, 'Reopen'),
    { action: 'minors.start-file', order: 60, component: () => buttons().then((all) => ({ default: all.StartFromRescue })) },
  ],
}
