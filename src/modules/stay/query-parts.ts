/** What the questions of this room share. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import type { ReadContext } from '#kernel/query.ts'
import { dueCare, type Need, shiftAt, usualNeeds } from './rules-care.ts'
import { daysToLimit, type StayLimit } from './rules-stay.ts'
import type { ZoneRow } from './store-beds.ts'
import { lastCareOf, needsOf } from './store-care.ts'
import type { HouseNow } from './store-read.ts'
import { type CareKind, careKinds } from './words.ts'

export const stationId = field(z.uuid().optional(), { label: '救助站', widget: 'hidden' })
export const names = field(z.boolean().default(false), { label: '显示姓名' })
/** The role opened the door; which station is looked at is settled by range in `stationOf`. */
export const may = () => true

/** The station asked for: one's own, or the named one when it lies in range; null otherwise. */
export async function stationOf({ tx, actor }: ReadContext, wanted: string | undefined): Promise<Organisation | null> {
  const id = wanted ?? (actor.organisation.kind === 'station' ? actor.organisation.id : undefined)
  const station = id ? await organisationById(tx, id) : undefined
  return station && station.kind === 'station' && inRange(actor, station.path) ? station : null
}

/** The limit of a stay as a sentence. */
export function limitWords(limit: StayLimit | undefined, now: number) {
  if (!limit) return { words: '', on: null, daysLeft: null }
  if (limit.kind === 'exempt') return { words: `不受 10 天限制：${limit.why}`, on: null, daysLeft: null }
  const left = daysToLimit(limit, now) as number
  const until = left < 0 ? `已超 ${-left} 天` : left === 0 ? '今天期满' : `还有 ${left} 天`
  const words =
    limit.kind === 'cannot-tell'
      ? `${until}（缺：${limit.needs}，可能不受限制）`
      : `${until}${limit.extended ? '（已延期）' : ''}`
  return { words, on: limit.on, daysLeft: left }
}

export const whereWords = { here: '在站', hospital: '住院', entrusted: '站外托养', leave: '请假外出' } as const

export interface CareState {
  needs: Map<string, (Need & { note: string | null; usual: boolean })[]>
  last: Map<string, Map<CareKind, number>>
}

/** Needs in force, set or usual, and what was last done. */
export async function careState(
  { tx, vault }: ReadContext,
  there: HouseNow,
  fileIds: string[],
  zoneOf: (fileId: string) => ZoneRow | undefined,
): Promise<CareState> {
  const set = await needsOf(tx, vault, fileIds)
  const needs: CareState['needs'] = new Map()
  for (const fileId of fileIds) {
    const own = set.filter((need) => need.fileId === fileId)
    const known = there.known.get(fileId)
    const since = there.uses.find((use) => use.fileId === fileId)?.takenAt ?? there.guests.get(fileId)?.acceptedAt ?? there.now
    needs.set(
      fileId,
      own.length > 0
        ? own.map((need) => ({ ...need, usual: false }))
        : known
          ? usualNeeds(known.guest, zoneOf(fileId)?.kind ?? null).map((need) => ({ ...need, since, note: null, usual: true }))
          : [],
    )
  }
  return { needs, last: await lastCareOf(tx, fileIds) }
}

/** What is due until the shift ends. */
export const dueOf = (care: CareState, fileId: string, now: number) =>
  dueCare(care.needs.get(fileId) ?? [], care.last.get(fileId) ?? new Map(), now, shiftAt(now).to).map((due) => ({
    ...due,
    words: careKinds[due.care],
  }))

/** Bed and zone of each guest. */
export function lodgings(there: HouseNow) {
  const beds = new Map(there.beds.map((bed) => [bed.id, bed]))
  const zones = new Map(there.zones.map((zone) => [zone.id, zone]))
  return new Map(
    there.uses.map((use) => {
      const bed = beds.get(use.bedId)
      return [use.fileId, { use, bed, zone: bed ? zones.get(bed.zoneId) : undefined }] as const
    }),
  )
}
