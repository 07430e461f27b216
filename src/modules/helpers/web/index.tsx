/** What the room of helpers hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

export const room: WebRoom = {
  name: 'helpers',
  rail: [
    {
      key: 'helpers',
      title: '帮教',
      about: '服刑、戒毒人员的孩子：联系人、每月联系、会见',
      icon: 'heart',
      path: '/helpers',
      order: 76,
      door: 'helpers.board',
    },
    {
      key: 'helpers-mine',
      title: '联系',
      about: '我联系的孩子：这个月的联系，在手机上记',
      icon: 'phone',
      path: '/helpers/mine',
      order: 76,
      door: 'helpers.mine',
    },
    {
      key: 'helpers-told',
      title: '子女',
      about: '在押、戒毒人员的孩子：告知、会见、释放',
      icon: 'heart',
      path: '/helpers/told',
      order: 76,
      door: 'helpers.told',
    },
  ],
  routes: [
    { path: '/helpers', door: 'helpers.board', screen: () => import('./Board.tsx') },
    { path: '/helpers/mine', door: 'helpers.mine', screen: () => import('./Phone.tsx') },
    { path: '/helpers/told', door: 'helpers.told', screen: () => import('./Told.tsx') },
  ],
  panels: [
    {
      subject: 'child-file',
      place: 'middle',
      order: 76,
      title: '帮教联系人',
      door: 'helpers.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    {
      subject: 'child-file',
      action: 'helpers.record-contact',
      order: 760,
      component: () => buttons().then((all) => ({ default: all.ContactOnFile })),
    },
    {
      subject: 'child-file',
      action: 'helpers.name-helper',
      order: 761,
      component: () => buttons().then((all) => ({ default: all.NameOnFile })),
    },
    {
      subject: 'child-file',
      action: 'helpers.end-helper',
      order: 762,
      component: () => buttons().then((all) => ({ default: all.EndOnFile })),
    },
    {
      subject: 'child-file',
      action: 'helpers.record-parent',
      order: 763,
      component: () => buttons().then((all) => ({ default: all.ParentOnFile })),
    },
  ],
}
