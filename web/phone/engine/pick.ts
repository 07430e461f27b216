/** Which actions go next. Pure. */
import { offsetOf, sentAtFor } from './clock.ts'
import type { Item, PhotoItem } from './shelf.ts'

export const MOST_AT_ONCE = 25
/** Defects of the server at one action, after which the others no longer wait for it. */
export const STUBBORN_AFTER = 3

export interface Picking {
  /** The queue in its order. */
  items: readonly Item[]
  photos: ReadonlyMap<string, PhotoItem>
  /** Measured offsets by frame, and of now. */
  frames: ReadonlyMap<string, number>
  clock: { phoneNow: number; offset: number }
  most: number
}

export interface Picked {
  items: Item[]
  sentAt: number
}

export const isStubborn = (item: Item): boolean => item.defects >= STUBBORN_AFTER

/** A photo of it has yet to arrive. */
export function waitsForPhotos(item: Item, photos: ReadonlyMap<string, PhotoItem>): boolean {
  return (item.photos?.ids ?? []).some((id) => {
    const state = photos.get(id)?.state
    return state === 'waiting' || state === 'kept'
  })
}

/**
 * The next sending: in order, of one clock. Held back is what waits for photos, what the server keeps breaking at, and what
 * mentions an id that one of these makes: a child record never goes before the record that it hangs on.
 */
export function pick({ items, photos, frames, clock, most }: Picking): Picked | null {
  const missing = new Set<string>()
  const picked: Item[] = []
  let sentAt: number | null = null
  for (const item of items) {
    if (item.state === 'refused') continue
    const held = isStubborn(item) || waitsForPhotos(item, photos) || item.mentions.some((id) => missing.has(id))
    if (held) {
      for (const id of item.makes) missing.add(id)
      continue
    }
    const mine = sentAtOf(item, { frames, clock })
    if (picked.length === most || (sentAt !== null && mine !== sentAt)) break
    sentAt = mine
    picked.push(item)
  }
  return sentAt === null ? null : { items: picked, sentAt }
}

/** The time of sending for one action alone. */
export function sentAtOf(item: Item, { frames, clock }: Pick<Picking, 'frames' | 'clock'>): number {
  return sentAtFor(offsetOf(item, frames, clock.offset), clock)
}

/** Whether a record that makes an id which this one mentions still waits: the server cannot know it yet. */
export function restsOnWaiting(item: Item, items: readonly Item[]): boolean {
  return items.some(
    (each) => each.state !== 'refused' && each.seq < item.seq && each.makes.some((id) => item.mentions.includes(id)),
  )
}

/** The refused record that makes an id which this one mentions. */
export function refusedBefore(item: Item, items: readonly Item[]): Item | undefined {
  return items.find(
    (each) => each.state === 'refused' && each.seq < item.seq && each.makes.some((id) => item.mentions.includes(id)),
  )
}

/** Photos that an action waits for, in the order of their actions. */
export function photosToSend(items: readonly Item[], photos: ReadonlyMap<string, PhotoItem>): PhotoItem[] {
  const ids = items.filter((item) => item.state !== 'refused').flatMap((item) => item.photos?.ids ?? [])
  const found = [...new Set(ids)].map((id) => photos.get(id))
  return found.filter((photo) => photo !== undefined).filter((photo) => photo.state === 'waiting' || photo.state === 'kept')
}
