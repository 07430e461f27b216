/** A station with zones and beds for this room's tests, opened through its own doors. */
import type { TestHouse } from '../../../../tests/house.ts'
import type { ZoneKind } from '../words.ts'

const plan: [ZoneKind, string, number][] = [
  ['men', '1', 12],
  ['women', '2', 8],
  ['minors-boys', '3', 5],
  ['minors-girls', '6', 3],
  ['special', '4', 4],
  ['observation', '5', 12],
  ['mother-child', '7', 2],
]

/** Opens every zone with its beds; ids by label and by kind. */
export async function furnished(house: TestHouse): Promise<{ beds: Map<string, string>; zoneIds: Map<ZoneKind, string> }> {
  const beds = new Map<string, string>()
  const zoneIds = new Map<ZoneKind, string>()
  const head = house.actor('station-head')
  for (const [kind, floor, count] of plan) {
    const zone = await house.done(head, 'stay.open-zone', { kind, name: `${floor}区` })
    zoneIds.set(kind, zone.reply.zoneId as string)
    const labels = Array.from({ length: count }, (_, index) => `${floor}-${String(index + 1).padStart(2, '0')}`)
    // What is single is so by the kind of its zone.
    const opened = await house.done(head, 'stay.open-bed', { zoneId: zone.reply.zoneId, labels })
    ;(opened.reply.bedIds as string[]).forEach((id, index) => beds.set(labels[index] as string, id))
  }
  return { beds, zoneIds }
}

/** What the tests read of the bed board. */
export interface Board {
  counts: Record<string, number>
  zones: { id: string; kind: string; verdict: { answer: string; recommended: boolean } | null; beds: BoardBed[] }[]
  chosen: {
    recommendedZoneId: string | null
    offered: { label: string }[]
    others: { zone: string; short: string }[]
    must: string[]
  } | null
  waiting: { here: { fileId: string; name: string }[]; onTheWay: { bed: string }[] }
  conflicts: { total: number; items: { title: string; sentence: string; instead: string | null }[] }
}
interface BoardBed {
  id: string
  label: string
  state: string
  fit: string | null
  occupant: {
    name: string
    stateWords: string | null
    misplaced: string | null
    withChild: boolean
    daysToLimit: number | null
  } | null
}

/** A bed on the board, by its label. */
export const onBoard = (of: Board, label: string) =>
  of.zones.flatMap((zone) => zone.beds).find((each) => each.label === label) as BoardBed
