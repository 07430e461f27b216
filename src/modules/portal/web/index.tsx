/** What the public site hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'portal',
  rail: [
    {
      key: 'portal',
      title: '网页',
      about: '公众看的网页',
      icon: 'globe',
      path: '/public-site',
      order: 190,
      door: 'portal.sites',
    },
  ],
  routes: [{ path: '/public-site', door: 'portal.sites', screen: () => import('./PublicSite.tsx') }],
}
