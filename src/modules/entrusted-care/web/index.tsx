/** What care outside hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

export const room: WebRoom = {
  name: 'entrusted-care',
  routes: [],
}
