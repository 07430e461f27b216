/**
 * Where a shift went: only between its start and its end, only while the phone is unlocked, one point a minute or every
 * 50 metres, recorded in batches. The screen says that it runs.
 */
import { useEffect, useSyncExternalStore } from 'react'
import type { Place } from '#kernel/place.ts'
import { type Phone, usePhone } from '#web/ui/phone/index.ts'

export interface TrackPoint {
  at: number
  lat: number
  lng: number
  accuracyM?: number
}

export const BATCH = 200
const EVERY = 60_000
const FAR = 50
/** A batch does not wait longer than this to be kept: a dead phone loses little of its way. */
const KEEP_EVERY = 10 * 60_000

/** Metres, near enough for a walk. */
export function walked(a: TrackPoint, b: TrackPoint): number {
  const north = (b.lat - a.lat) * 111_195
  const east = (b.lng - a.lng) * 111_195 * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}

/** Whether a point says more than the last one kept. */
export function tells(last: TrackPoint | undefined, next: TrackPoint): boolean {
  if (!last) return true
  if (next.at <= last.at) return false
  if (next.at - last.at >= EVERY) return true
  // A jump within the error of the fix is no walk.
  return walked(last, next) >= Math.max(FAR, next.accuracyM ?? 0)
}

export interface Kept {
  /** Of which shift. */
  shiftId: string
  points: TrackPoint[]
  last: TrackPoint | undefined
  /** When the first of the points was taken. */
  since: number | null
}

export const emptyTrack = (shiftId: string): Kept => ({ shiftId, points: [], last: undefined, since: null })

/** One more position; `full` when the batch is to be recorded. */
export function withPoint(track: Kept, point: TrackPoint): { track: Kept; full: boolean } {
  if (!tells(track.last, point)) return { track, full: false }
  const points = [...track.points, point]
  const since = track.since ?? point.at
  return { track: { ...track, points, last: point, since }, full: points.length >= BATCH || point.at - since >= KEEP_EVERY }
}

/** What is recorded of a batch, with the time of its last point; and the track without it. Null when there is none. */
export function takeBatch(
  track: Kept,
): { form: { shiftId: string; points: TrackPoint[] }; occurredAt: number; rest: Kept } | null {
  const { shiftId, points, last } = track
  if (points.length === 0) return null
  const batch = points.slice(0, BATCH)
  return {
    form: { shiftId, points: batch },
    occurredAt: (batch.at(-1) as TrackPoint).at,
    rest: { shiftId, points: points.slice(BATCH), last, since: points[BATCH]?.at ?? null },
  }
}

export type Tracking = 'off' | 'on' | 'denied' | 'failed'

/** What of the way is not recorded yet: a phone that dies or locks goes on from here. */
const KEY = 'patrol.track'

interface Running {
  phone: Phone
  shiftId: string
  stop(): Promise<void>
}
let running: Running | null = null
let state: Tracking = 'off'
let latest: TrackPoint | null = null
/** A fix older than this says where the phone was, not where it is. */
const NEAR = 60_000

/** Where the phone is by its track, as a place; undefined when the last fix is too old. */
export function nearNow(now: number, point: TrackPoint | null = latest): Place | undefined {
  if (!point || now - point.at > NEAR) return undefined
  const { lat, lng, accuracyM } = point
  return { lat, lng, source: 'device', ...(accuracyM === undefined ? {} : { accuracyM }) }
}
const listeners = new Set<() => void>()

function tell(next: Tracking) {
  state = next
  for (const listener of listeners) listener()
}

async function keepBatch(phone: Phone, track: Kept): Promise<Kept> {
  const batch = takeBatch(track)
  if (!batch) return track
  const { form, occurredAt, rest } = batch
  await phone.record('patrol.keep-track', form, { title: `巡查轨迹，${form.points.length} 个点`, occurredAt })
  await phone.keepDraft(KEY, rest)
  return rest
}

/** Times are the phone's own: the house corrects them by the record's. */
function pointOf({ coords, timestamp }: GeolocationPosition): TrackPoint {
  const short = (value: number) => Math.round(value * 1e6) / 1e6
  return {
    at: Math.round(timestamp),
    lat: short(coords.latitude),
    lng: short(coords.longitude),
    accuracyM: Math.min(100_000, Math.round(coords.accuracy)),
  }
}

function start(phone: Phone, shiftId: string): Running {
  let track = emptyTrack(shiftId)
  let over = false
  // One after the other: two positions never keep the same batch.
  let last: Promise<void> = phone.draft<Kept>(KEY).then(async (kept) => {
    if (!kept) return
    if (kept.shiftId === shiftId) track = kept
    else await keepBatch(phone, kept)
  })
  const watch = navigator.geolocation.watchPosition(
    (position) => {
      if (over) return
      tell('on')
      latest = pointOf(position)
      last = last
        .then(async () => {
          const next = withPoint(track, pointOf(position))
          if (next.track === track) return
          track = next.track
          await phone.keepDraft(KEY, track)
          if (next.full) track = await keepBatch(phone, track)
        })
        // Locked, or full: the way ends here; what was kept is recorded after unlocking.
        .catch(() => end())
    },
    (error) => tell(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
    { enableHighAccuracy: true, maximumAge: 30_000 },
  )
  function end() {
    over = true
    navigator.geolocation.clearWatch(watch)
    latest = null
    if (running === mine) running = null
    tell('off')
  }
  async function stop() {
    end()
    await last
    track = await keepBatch(phone, track)
    await phone.keepDraft(KEY, null)
  }
  const mine: Running = { phone, shiftId, stop }
  return mine
}

/** Ends the track and records what is left of it; before the end of the shift is recorded. */
export async function endTrack(): Promise<void> {
  await running?.stop().catch(() => {})
}

/** Keeps the way of this shift while it goes, on whatever page; nothing without one. */
export function useTrack(shiftId: string | null): Tracking {
  const phone = usePhone()
  useEffect(() => {
    if (!shiftId || !('geolocation' in navigator)) return
    if (running?.phone === phone && running.shiftId === shiftId) return
    void endTrack().then(() => {
      running ??= start(phone, shiftId)
    })
  }, [phone, shiftId])
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
