import type { PhoneRoom } from '#web/ui/phone/phone.ts'

const door = 'patrol.tonight'

export const phone: PhoneRoom = {
  name: 'patrol',
  tabs: [
    { key: 'patrol', title: '巡查', icon: 'place', order: 10, path: '/patrol', door },
    { key: 'sleepers', title: '名单', icon: 'people', order: 30, path: '/sleepers', door: 'patrol.sleepers' },
  ],
  screens: [
    { path: '/patrol', screen: () => import('./Tonight.tsx') },
    { path: '/patrol/stop/$stopId', screen: () => import('./StopPage.tsx') },
    { path: '/patrol/encounter/$encounterId', screen: () => import('./Encounter.tsx') },
    { path: '/patrol/nobody', screen: () => import('./Nobody.tsx') },
    { path: '/patrol/goods', screen: () => import('./Goods.tsx') },
    { path: '/patrol/met', screen: () => import('./Met.tsx') },
    { path: '/patrol/met/$encounterId', screen: () => import('./MetOne.tsx') },
    { path: '/sleepers', screen: () => import('./Sleepers.tsx') },
    { path: '/sleepers/$sleeperId', screen: () => import('./SleeperPage.tsx') },
  ],
  supplies: [{ query: 'patrol.tonight' }, { query: 'patrol.sleepers' }],
}
