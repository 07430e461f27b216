/** What administration hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'administration',
  rail: [
    {
      key: 'accounts',
      title: '账号',
      about: '开账号、定岗位、停用',
      icon: 'people',
      path: '/admin/accounts',
      order: 220,
      door: 'administration.accounts',
    },
    {
      key: 'organisations',
      title: '机构',
      about: '单位和上下级',
      icon: 'building',
      path: '/admin/organisations',
      order: 230,
      door: 'administration.open-organisation',
    },
    {
      key: 'jobs',
      title: '后台',
      about: '没有办成的后台任务',
      icon: 'gear',
      path: '/admin/jobs',
      order: 240,
      door: 'administration.failed-jobs',
    },
    {
      key: 'ledger',
      title: '留痕',
      about: '谁在什么时候做了什么',
      icon: 'trace',
      path: '/admin/ledger',
      order: 250,
      door: 'administration.ledger',
    },
  ],
  routes: [
    { path: '/admin/accounts', door: 'administration.accounts', screen: () => import('./Accounts.tsx') },
    { path: '/admin/organisations', door: 'administration.organisations', screen: () => import('./Organisations.tsx') },
    { path: '/admin/jobs', door: 'administration.failed-jobs', screen: () => import('./Jobs.tsx') },
    { path: '/admin/ledger', door: 'administration.ledger', screen: () => import('./Ledger.tsx') },
  ],
  home: [
    {
      place: 'main',
      order: 90,
      title: '系统管理',
      door: 'administration.organisations',
      component: () => import('./HomePanel.tsx'),
    },
  ],
}
