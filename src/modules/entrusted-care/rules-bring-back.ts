/**
 * In which order people are brought back into the station. The document asks for batches and says nothing of the order:
 * this one is ours, assumed, and shown with its reasons. Pure.
 */
import type { PlacementState } from './lifecycle-placements.ts'
import type { CareLevel } from './words.ts'

export interface Outsider {
  placementId: string
  state: PlacementState
  /** The institution has an open alarm, is stopped, or has no contract any more. */
  alarm: boolean
  familyAsked: boolean
  km: number | null
  level: CareLevel
  since: number
}

const ability: Record<CareLevel, number> = { self: 0, partial: 1, full: 2, special: 3 }

/** Bands of distance, so that five kilometres do not outweigh how somebody is. */
const bandOf = (km: number | null): number => (km === null ? 2 : km <= 30 ? 0 : km <= 100 ? 1 : 3)

const keysOf = (each: Outsider): number[] => [
  each.state === 'placed-declined' ? 0 : 1,
  each.alarm ? 0 : 1,
  each.familyAsked ? 0 : 1,
  bandOf(each.km),
  ability[each.level],
  each.since,
]

function compare(a: Outsider, b: Outsider): number {
  const [left, right] = [keysOf(a), keysOf(b)]
  for (const [index, key] of left.entries()) {
    const other = right[index] as number
    if (key !== other) return key - other
  }
  return a.placementId < b.placementId ? -1 : a.placementId > b.placementId ? 1 : 0
}

/** The proposed order. */
export function bringBackOrder<T extends Outsider>(people: readonly T[]): T[] {
  return [...people].sort(compare)
}

/** Why somebody stands where they stand, in words. */
export function orderWords(each: Outsider): string[] {
  const words: string[] = []
  if (each.state === 'placed-declined') words.push('送托未获批准')
  if (each.state === 'placed-unapproved') words.push('送托待补批')
  if (each.alarm) words.push('机构有预警、暂停或协议到期')
  if (each.familyAsked) words.push('家属要求接回')
  if (each.km !== null) words.push(`离本站 ${each.km} 公里`)
  words.push({ self: '能自理', partial: '半护理', full: '全护理', special: '特护' }[each.level])
  return words
}

/** The state of a batch once nobody in it waits any more; undefined while somebody does. */
export function batchAfter(lines: readonly { state: string }[]): 'done' | 'cancelled' | undefined {
  if (lines.some((line) => line.state === 'planned')) return undefined
  return lines.some((line) => line.state === 'back') ? 'done' : 'cancelled'
}
