/** What leaving hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')

/** A button of the way home by its action. */
const button = (action: string, order: number, name: Exclude<keyof Awaited<ReturnType<typeof buttons>>, 'journeyKnown'>) => ({
  action,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'departure',
  rail: [
    {
      key: 'departures',
      title: '离站',
      about: '离站、护送返乡、到站交接',
      icon: 'departure',
      path: '/departures',
      order: 80,
      door: 'departure.left-recently',
    },
  ],
  routes: [
    { path: '/departures', door: 'departure.left-recently', screen: () => import('./Departures.tsx') },
    { path: '/handover/$fileId', door: 'departure.handover-page', screen: () => import('./Handover.tsx') },
    { path: '/leave/$fileId', door: 'departure.options', screen: () => import('./Leave.tsx') },
  ],
  panels: [
    {
      subject: 'rescue-file',
      place: 'left',
      order: 70,
      title: '离站返乡',
      door: 'departure.file',
      component: () => import('./FilePanel.tsx'),
    },
  ],
  home: [
    { place: 'side', order: 45, title: '返乡途中', door: 'departure.under-way', component: () => import('./HomePanel.tsx') },
  ],
  fileActions: [
    button('departure.plan-return', 40, 'Plan'),
    button('departure.approve-plan', 41, 'Approve'),
    button('departure.ask-origin', 42, 'AskOrigin'),
    button('departure.name-escorts', 43, 'Escorts'),
    button('departure.check-relatives', 44, 'Relatives'),
    button('departure.cancel-plan', 45, 'CancelPlan'),
    button('departure.leave', 60, 'Leave'),
    button('departure.sign-handover', 61, 'Handover'),
    button('departure.note-event', 62, 'Event'),
    button('departure.tell-origin', 63, 'TellOrigin'),
    // Raising is also the bureau's, which does not write the refusal down.
    button('departure.raise', 64, 'OriginRefusal'),
    button('departure.record-cost', 65, 'Cost'),
    button('departure.record-death', 90, 'Death'),
    button('departure.withdraw-death', 91, 'DeathMistaken'),
  ],
}
