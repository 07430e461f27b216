/** Whether one bed may be given to one guest now, and when a bed may be let go again. */
import { MINUTE } from '#kernel/time.ts'
import type { BedState } from './lifecycle.ts'
import { type Guest, motherChildObjections, type Objection, roomObjections, zoneObjections } from './rules-zones.ts'
import type { ZoneKind } from './words.ts'

/** Shortest time of disinfection before a bed is let go. The documents name none; the house keeps this one (assumed). */
export const DISINFECTION_MS = 30 * MINUTE

export interface BedNow {
  id: string
  label: string
  /** Beds of one room share its name; a bed alone in its room is a single. */
  room: string
  state: BedState
  /** Who has it: `here` sleeps in it, `left` has left the station and the bed is not cleared yet. */
  occupied: 'no' | 'here' | 'left'
  /** Epoch ms until which it is kept for somebody else; null when it is not. */
  reservedUntil: number | null
}

export interface Placing {
  guest: Guest
  /** A child under six is kept together with this woman. */
  hasSmallChild: boolean
  zone: { kind: ZoneKind; name: string }
  bed: BedNow
  /** Who else sleeps in the bed's room, without the guest. */
  roommates: readonly Guest[]
  now: number
  /** The guest is the one for whom the bed was kept. */
  takesReservation: boolean
  /** The child shares its mother's bed: that the bed is taken by her is then no objection. */
  inMothersBed: boolean
}

const house = (code: Objection['code'], override: Objection['override'], short: string, zh: string): Objection => ({
  code,
  short,
  zh,
  basis: [],
  override,
})

/** Objections of the bed itself: taken, not clean, not in use, kept for somebody. */
export function bedObjections(bed: BedNow, now: number, takesReservation: boolean, inMothersBed: boolean): Objection[] {
  const found: Objection[] = []
  if (bed.occupied === 'here' && !inMothersBed)
    found.push(house('TAKEN', 'nobody', '已有人', `${bed.label} 已有人，一人一床。请改排空床。`))
  if (bed.occupied === 'left')
    found.push(house('LEFT', 'nobody', '上一位刚离站', `${bed.label} 上一位已离站，床还没有腾退消毒。请改排空床。`))
  if (bed.state === 'disinfecting')
    found.push(house('DISINFECTING', 'nobody', '消毒中', `${bed.label} 在消毒，登记“消毒完成”后才能安排。`))
  if (bed.state === 'out-of-use') found.push(house('OUT_OF_USE', 'nobody', '停用', `${bed.label} 已停用。请改排空床。`))
  if (bed.reservedUntil !== null && bed.reservedUntil > now && !takesReservation)
    found.push(
      house('RESERVED', 'leader', '已预留', `${bed.label} 已为途中的人预留。是此人就选“为此人预留”；要改给别人由值班长决定。`),
    )
  return found
}

/** All objections to a placing, the zone's first. Empty: it may be done by anyone at the desk. */
export function placingObjections(placing: Placing): Objection[] {
  const { guest, hasSmallChild, zone, bed, roommates, now } = placing
  const all = [
    ...zoneObjections(guest, zone.kind),
    ...(zone.kind === 'mother-child' ? motherChildObjections(guest, hasSmallChild) : []),
    ...roomObjections(guest, roommates),
    ...bedObjections(bed, now, placing.takesReservation, placing.inMothersBed),
  ]
  // Zone and room may say the same (men among women): once is enough, and the sterner of the two counts.
  const byCode = new Map<Objection['code'], Objection>()
  for (const each of all) {
    const before = byCode.get(each.code)
    if (!before || (before.override === 'leader' && each.override === 'nobody')) byCode.set(each.code, each)
  }
  return [...byCode.values()]
}

export type Placement =
  | { answer: 'yes' }
  | { answer: 'leader'; objections: Objection[] }
  | { answer: 'no'; objections: Objection[] }

/** Yes, a leader's decision, or no for everybody. */
export function placement(objections: readonly Objection[]): Placement {
  if (objections.length === 0) return { answer: 'yes' }
  const hard = objections.filter((each) => each.override === 'nobody')
  return hard.length > 0 ? { answer: 'no', objections: hard } : { answer: 'leader', objections: [...objections] }
}

/** Instant from which a bed in disinfection may be let go. */
export const disinfectedFrom = (since: number) => since + DISINFECTION_MS
