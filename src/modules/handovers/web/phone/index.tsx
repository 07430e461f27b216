/** What the room of handovers hands to the phone. */
import type { PhoneRoom } from '#web/ui/phone/phone.ts'

export const phone: PhoneRoom = {
  name: 'handovers',
  tabs: [{ key: 'handovers', title: '交接', icon: 'document', order: 20, path: '/handover', door: 'handovers.mine' }],
  screens: [
    { path: '/handover', screen: () => import('./List.tsx') },
    { path: '/handover/new', screen: () => import('./New.tsx') },
    { path: '/handover/$handoverId', screen: () => import('./One.tsx') },
  ],
  supplies: [{ query: 'handovers.mine' }],
}
