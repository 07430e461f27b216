/** What the hall hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'people-and-cases',
  rail: [{ key: 'files', title: '个案', icon: 'people', path: '/files', order: 35, door: 'people.files' }],
  routes: [
    { path: '/find', door: 'people.search', screen: () => import('./Find.tsx') },
    { path: '/files', door: 'people.files', screen: () => import('./Files.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'head',
      order: 10,
      title: '个案',
      door: 'people.file',
      component: () => import('./FileHead.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 10,
      title: '本人',
      door: 'people.file',
      component: () => import('./FilePerson.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 20,
      title: '以往在站',
      door: 'people.file',
      component: () => import('./EarlierStays.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'middle',
      order: 10,
      title: '经过',
      door: 'people.timeline',
      component: () => import('./FileTimeline.tsx'),
    },
    {
      subject: 'person',
      place: 'head',
      order: 10,
      title: '人员',
      door: 'people.person',
      component: () => import('./PersonHead.tsx'),
    },
    {
      subject: 'person',
      place: 'left',
      order: 10,
      title: '本人',
      door: 'people.person',
      component: () => import('./PersonPanel.tsx'),
    },
    {
      subject: 'person',
      place: 'middle',
      order: 10,
      title: '历次救助',
      door: 'people.person',
      component: () => import('./PersonStays.tsx'),
    },
  ],
  fileActions: [
    { action: 'people.add-note', order: 80, component: () => import('./NoteButton.tsx') },
    { action: 'people.record-done', order: 85, component: () => import('./RecordDone.tsx') },
    { action: 'people.correct-person', order: 60, component: () => import('./CorrectButton.tsx') },
    { action: 'people.state-identity', order: 50, component: () => import('./IdentityButton.tsx') },
    { action: 'people.seal-file', order: 95, component: () => import('./SealButton.tsx') },
  ],
  pickers: { division: () => import('./DivisionPicker.tsx') },
  search: { path: '/find', door: 'people.search' },
}
