/** What the import hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'exchange',
  rail: [
    {
      key: 'import',
      title: '导入',
      about: '从 Excel 导入原有的数据',
      icon: 'upload',
      path: '/import',
      order: 210,
      door: 'exchange.start-import',
    },
  ],
  routes: [{ path: '/import', door: 'exchange.start-import', screen: () => import('./Import.tsx') }],
}
