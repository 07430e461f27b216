/** The rooms' lists, found by folder; nothing but `web/index.tsx` of a room is loaded here. */
import type { HomePanel, RailEntry, ScreenRoute, SubjectAction, SubjectPanel, WebRoom } from '../ui/room.ts'

const found = import.meta.glob<{ room: WebRoom }>('../../src/modules/*/web/index.tsx', { eager: true })

export const rooms: WebRoom[] = Object.values(found).map((file) => file.room)

const byOrder = <T extends { order: number }>(a: T, b: T) => a.order - b.order

export const railEntries: RailEntry[] = rooms.flatMap((room) => room.rail ?? []).sort(byOrder)
export const screenRoutes: ScreenRoute[] = rooms.flatMap((room) => room.routes)
export const homePanels: HomePanel[] = rooms.flatMap((room) => room.home ?? []).sort(byOrder)
export const subjectPanels: SubjectPanel[] = rooms.flatMap((room) => room.panels ?? []).sort(byOrder)
/** What may be done, under the word of the room that does it; rooms in the order of the menu. */
export const subjectActions: { title: string; order: number; actions: SubjectAction[] }[] = rooms
  .map((room) => ({
    title: room.rail?.[0]?.title ?? room.panels?.[0]?.title ?? '',
    order: room.rail?.[0]?.order ?? 75,
    actions: (room.fileActions ?? []).toSorted(byOrder),
  }))
  .sort(byOrder)

/** Kinds that have a page: those for which some room has a panel, unless a room gives that address a page of its own. */
export const subjectKinds: string[] = [...new Set(subjectPanels.map((panel) => panel.subject as string))].filter(
  (kind) => !screenRoutes.some((route) => route.path.startsWith(`/${kind}/$`) && route.path.split('/').length === 3),
)

/** The searches of the desk, the one for everybody first: who may not open it is led to the next. */
export const searches = rooms.flatMap((room) => (room.search ? [room.search] : [])).sort(byOrder)
export const newReception = rooms.find((room) => room.newReception)?.newReception
