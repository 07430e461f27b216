/** What follow-up hands to the desk. */
import type { WebRoom } from '#web/ui/room.ts'
import { needs } from './needs-index.ts'

export const room: WebRoom = {
  name: 'follow-up',
  rail: [...needs.rail],
  routes: [...needs.routes],
  panels: [...needs.panels],
  home: [...needs.home],
  fileActions: [...needs.fileActions],
}
