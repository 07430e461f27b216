/** What supervision hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'supervision',
  rail: [
    {
      key: 'policies',
      title: '政策',
      about: '文件原文、要求和现在的数字',
      icon: 'document',
      path: '/policies',
      order: 90,
      door: 'supervision.policies',
    },
  ],
  routes: [
    { path: '/duties', door: 'supervision.duties', screen: () => import('./Duties.tsx') },
    { path: '/policies', door: 'supervision.policies', screen: () => import('./Policies.tsx') },
    { path: '/policies/$pack', door: 'supervision.policy-page', screen: () => import('./PolicyScreen.tsx') },
  ],
  panels: (['rescue-file', 'tracing', 'person', 'child-file', 'institution', 'hazard', 'staff'] as const).map((subject) => ({
    subject,
    place: 'right' as const,
    order: 10,
    title: '应办事项',
    door: 'supervision.file-duties',
    component: () => import('./FilePanel.tsx'),
  })),
  home: [
    { place: 'main', order: 10, title: '我的应办事项', door: 'supervision.duties', component: () => import('./HomePanel.tsx') },
  ],
}
