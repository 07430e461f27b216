/** What the room of staff hands to the desk. */
import type { SubjectAction, SubjectPanel, WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const panels = () => import('./panels.tsx')

const panel = (place: SubjectPanel['place'], title: string, name: 'Head' | 'What' | 'Records'): SubjectPanel => ({
  subject: 'staff',
  place,
  order: 10,
  title,
  door: 'staff.member',
  component: () => panels().then((all) => ({ default: all[name] })),
})
const button = (
  action: string,
  order: number,
  name: 'Join' | 'Training' | 'Exam' | 'Health' | 'Qualified' | 'Correct' | 'Leave',
): SubjectAction => ({
  subject: 'staff',
  action: `staff.${action}`,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'staff',
  rail: [
    {
      key: 'staff',
      title: '队伍',
      about: '谁在岗；今年的培训、考核、体检',
      icon: 'people',
      path: '/staff',
      order: 210,
      door: 'staff.board',
    },
  ],
  routes: [{ path: '/staff', door: 'staff.board', screen: () => import('./Board.tsx') }],
  panels: [panel('head', '工作人员', 'Head'), panel('left', '在岗和今年', 'What'), panel('middle', '登记', 'Records')],
  fileActions: [
    button('record-joined', 5, 'Join'),
    button('record-training', 10, 'Training'),
    button('record-exam', 11, 'Exam'),
    button('record-health-check', 12, 'Health'),
    button('record-qualified', 13, 'Qualified'),
    button('correct-joined', 20, 'Correct'),
    button('record-left', 21, 'Leave'),
  ],
}
