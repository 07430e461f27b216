/** What the room of street minors hands to the desk: a card and buttons on the child's page. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
type Buttons = Awaited<ReturnType<typeof buttons>>
const button = (action: string, order: number, name: keyof Buttons) => ({
  subject: 'child-file' as const,
  action,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'street-minors',
  routes: [],
  panels: [
    {
      subject: 'child-file',
      place: 'middle',
      order: 78,
      title: '街面与寻亲',
      door: 'street-minors.of-child',
      component: () => import('./ChildPanel.tsx'),
    },
  ],
  fileActions: [
    button('street-minors.sample-blood', 60, 'SampleBlood'),
    button('street-minors.record-dna', 61, 'RecordDna'),
    button('street-minors.confirm-trafficking', 62, 'ConfirmTrafficking'),
    button('street-minors.search-guardian', 63, 'SearchGuardian'),
    button('street-minors.tell-guardian', 64, 'TellGuardian'),
    button('street-minors.discipline-guardian', 65, 'DisciplineGuardian'),
    button('street-minors.record-charge', 66, 'RecordCharge'),
    button('street-minors.record-refund', 67, 'RecordRefund'),
  ],
}
