import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepTrackForm } from '../../schema.ts'
import { BATCH, emptyTrack, nearNow, takeBatch, tells, type TrackPoint, walked, withPoint } from './track.ts'

const AT = 1_796_826_060_000
const SHIFT = '018f0000-0000-7000-8000-000000000001'
const point = (seconds: number, metres: number, accuracyM = 5): TrackPoint => ({
  at: AT + seconds * 1000,
  lat: 27 + metres / 111_195,
  lng: 112,
  accuracyM,
})

test('one point a minute, or every 50 metres', () => {
  expect(tells(undefined, point(0, 0))).toBe(true)
  expect(tells(point(0, 0), point(59, 49))).toBe(false)
  expect(tells(point(0, 0), point(60, 0))).toBe(true)
  expect(tells(point(0, 0), point(10, 51))).toBe(true)
})

test('a fix of the last minute says where the phone is, an older one does not', () => {
  const place = { lat: 27, lng: 112, accuracyM: 5, source: 'device' }
  expect(nearNow(AT + 60_000, point(0, 0))).toEqual(place)
  expect(nearNow(AT + 60_001, point(0, 0))).toBeUndefined()
  expect(nearNow(AT, null)).toBeUndefined()
})

test('a jump within the error of the fix is no walk', () => {
  expect(tells(point(0, 0), point(10, 80, 120))).toBe(false)
  expect(walked(point(0, 0), point(0, 80))).toBeCloseTo(80, 0)
})

test('a clock that goes back makes no point', () => {
  expect(tells(point(100, 0), point(40, 500))).toBe(false)
})

const walk = fc
  .array(fc.record({ pause: fc.integer({ min: 1, max: 90 }), way: fc.integer({ min: 0, max: 120 }) }), { maxLength: 700 })
  .map((steps) => {
    let seconds = 0
    let metres = 0
    return steps.map(({ pause, way }) => {
      seconds += pause
      metres += way
      return point(seconds, metres)
    })
  })

test('batches hold at most 200 points, in order, each once, and are forms that the house takes', () => {
  fc.assert(
    fc.property(walk, (points) => {
      let track = emptyTrack(SHIFT)
      const kept: TrackPoint[] = []
      const take = () => {
        const batch = takeBatch(track)
        if (!batch) return
        expect(batch.form.points.length).toBeLessThanOrEqual(BATCH)
        expect(batch.occurredAt).toBe(batch.form.points.at(-1)?.at)
        keepTrackForm.parse(batch.form)
        kept.push(...batch.form.points)
        track = batch.rest
      }
      for (const each of points) {
        const next = withPoint(track, each)
        track = next.track
        if (next.full) take()
      }
      take()
      expect(takeBatch(track)).toBeNull()
      for (let at = 1; at < kept.length; at += 1) {
        expect(tells(kept[at - 1], kept[at] as TrackPoint)).toBe(true)
      }
      expect(kept.length > 0).toBe(points.length > 0)
    }),
  )
})

test('nothing is kept longer than ten minutes before it is recorded', () => {
  let track = emptyTrack(SHIFT)
  for (let minute = 0; minute < 10; minute += 1) {
    const next = withPoint(track, point(minute * 60, 0))
    expect(next.full).toBe(false)
    track = next.track
  }
  expect(withPoint(track, point(600, 0)).full).toBe(true)
})
