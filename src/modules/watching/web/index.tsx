/** What the watch hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'watching',
  rail: [
    {
      key: 'watching',
      title: '排查',
      about: '在册的孩子、每季排查、每学期普查、导入登记册',
      icon: 'eye',
      path: '/watching',
      order: 71,
      door: 'watching.board',
      badge: () => import('./Badge.tsx'),
      waits: '个孩子过了排查期限',
    },
    {
      key: 'watching-round',
      title: '走访',
      about: '手机上一个一个看，当场登记，也登记名单外的孩子',
      icon: 'phone',
      path: '/watching/round',
      order: 71.3,
      door: 'watching.my-round',
    },
    {
      key: 'watching-import',
      title: '登记册',
      about: '导入 Excel 登记册，或逐个登记孩子',
      icon: 'upload',
      path: '/watching/import',
      order: 71.6,
      door: 'watching.start-import',
    },
  ],
  routes: [
    { path: '/watching', door: 'watching.board', screen: () => import('./Board.tsx') },
    { path: '/watching/children', door: 'watching.children', screen: () => import('./Children.tsx') },
    { path: '/watching/import', door: 'watching.start-import', screen: () => import('./Import.tsx') },
    { path: '/watching/rounds', door: 'watching.rounds', screen: () => import('./Rounds.tsx') },
    { path: '/watching/twins', door: 'watching.twins', screen: () => import('./Twins.tsx') },
    { path: '/watching/round', door: 'watching.my-round', screen: () => import('./PhoneRound.tsx') },
  ],
  panels: [
    {
      subject: 'child-file',
      place: 'left',
      order: 30,
      title: '排查',
      door: 'watching.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    {
      subject: 'child-file',
      action: 'watching.record-screening',
      order: 30,
      component: () => buttons().then((all) => ({ default: all.Screen })),
    },
    {
      subject: 'child-file',
      action: 'watching.not-found',
      order: 31,
      component: () => buttons().then((all) => ({ default: all.Missed })),
    },
    {
      subject: 'child-file',
      action: 'watching.register-census',
      order: 32,
      component: () => buttons().then((all) => ({ default: all.Census })),
    },
  ],
}
