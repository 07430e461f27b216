/**
 * A place: words, a point, or both. `lat` and `lng` are always WGS-84; `source` says where the point came from, so that a
 * reader knows what it is worth. What was typed off a domestic map is converted before it becomes a place. Fit for a browser.
 */
import coordinates from 'gcoord'
import { z } from 'zod'
import { choice, field } from './field.ts'

export const placeSources = {
  device: '手机定位',
  pin: '图上点选',
  gcj02: '高德、腾讯等国内地图的坐标',
  bd09: '百度地图的坐标',
  words: '只有文字',
} as const
export type PlaceSource = keyof typeof placeSources

const person = { sensitivity: 'sealed', mask: 'none' } as const

export const placeParts = z.strictObject({
  words: field(z.string().trim().min(1).max(200).optional(), { label: '地点', ...person }),
  lat: field(z.number().min(-90).max(90).optional(), { label: '纬度', ...person }),
  lng: field(z.number().min(-180).max(180).optional(), { label: '经度', ...person }),
  accuracyM: field(z.number().min(0).max(100_000).optional(), { label: '误差', unit: '米', ...person }),
  source: field(choice(placeSources), { label: '位置来源' }),
})

/** Either both of latitude and longitude or neither; and words or a point. */
function isPlace(place: z.output<typeof placeParts>): boolean {
  const point = place.lat !== undefined && place.lng !== undefined
  if (!point && (place.lat !== undefined || place.lng !== undefined)) return false
  return point || place.words !== undefined
}

export const placeSchema = placeParts.refine(isPlace, '请写明地点，或在图上点选；经度和纬度要一起填')
export type Place = z.output<typeof placeSchema>

/** A field that takes a place. Required unless `optional`. */
export function placeField(label: string, section?: string) {
  return field(placeSchema, { label, ...person, widget: 'place', ...(section ? { section } : {}) })
}

/** The same for a place that may be left out. */
export function optionalPlaceField(label: string, section?: string) {
  return field(placeSchema.optional(), { label, ...person, widget: 'place', ...(section ? { section } : {}) })
}

export interface Point {
  lat: number
  lng: number
}

/** The point of a place, where it has one. */
export function pointOf(place: { lat?: number | undefined; lng?: number | undefined } | null | undefined): Point | undefined {
  return place?.lat !== undefined && place.lng !== undefined ? { lat: place.lat, lng: place.lng } : undefined
}

/** Its types speak of another module system than its code. */
const gcoord = coordinates as unknown as typeof coordinates.default

const EARTH_M = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two points, as the crow flies. */
export function distanceM(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2
  const square = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lng, b.lng)
  return 2 * EARTH_M * Math.asin(Math.sqrt(Math.min(1, Math.max(0, square))))
}

/**
 * WGS-84 of a point read off a map. The domestic shifts have a way there and no exact way back: it is found by steps that
 * halve what is wrong, a bounded number of them, also at the edge of the country where the shift begins at once.
 */
export function toWgs84(source: PlaceSource | 'wgs84', lng: number, lat: number): Point {
  if (source !== 'gcj02' && source !== 'bd09') return { lat, lng }
  let guess: [number, number] = [lng, lat]
  for (let step = 0; step < 12; step += 1) {
    const there = shifted(source, guess)
    const dx = lng - there[0]
    const dy = lat - there[1]
    guess = [guess[0] + dx, guess[1] + dy]
    if (Math.abs(dx) < 1e-9 && Math.abs(dy) < 1e-9) break
  }
  return { lng: clamped(guess[0], 180), lat: clamped(guess[1], 90) }
}

/** Where a WGS-84 point lies on a domestic map: what its tiles and its users say. */
export function fromWgs84(target: 'gcj02' | 'bd09' | 'wgs84', point: Point): Point {
  if (target === 'wgs84') return point
  const [lng, lat] = shifted(target, [point.lng, point.lat])
  return { lng, lat }
}

function shifted(target: 'gcj02' | 'bd09', at: [number, number]): [number, number] {
  return gcoord.transform(at, gcoord.WGS84, target === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09) as [number, number]
}

const clamped = (value: number, most: number) => Math.min(most, Math.max(-most, value))

const winds = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** Compass direction from one point to another, clockwise from north. */
export function bearingDegrees(from: Point, to: Point): number {
  const turn = radians(to.lng - from.lng)
  const y = Math.sin(turn) * Math.cos(radians(to.lat))
  const x =
    Math.cos(radians(from.lat)) * Math.sin(radians(to.lat)) -
    Math.sin(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.cos(turn)
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360
}

/** How far in words a walker uses: 30 米 · 约 300 米 · 约 1.2 公里 · 约 45 公里. */
export function lengthWords(metres: number): string {
  if (metres < 5) return '就在此处'
  if (metres < 95) return `约 ${Math.round(metres / 10) * 10 || 10} 米`
  if (metres < 950) return `约 ${Math.round(metres / 50) * 50} 米`
  if (metres < 9950) return `约 ${(metres / 1000).toFixed(1)} 公里`
  return `约 ${Math.round(metres / 1000)} 公里`
}

/** 东北约 300 米: where the second point lies, seen from the first. */
export function bearingWords(from: Point, to: Point): string {
  const metres = distanceM(from, to)
  if (metres < 5) return lengthWords(metres)
  const wind = winds[Math.round(bearingDegrees(from, to) / 45) % 8] as string
  return `${wind}${lengthWords(metres)}`
}

/** 站前天桥西约 80 米: a point told by the nearest of places that have a name; undefined where none of them is near. */
export function nearWords(point: Point, named: readonly { name: string; at: Point }[], farthestM = 5000): string | undefined {
  const nearest = named.map((each) => ({ ...each, metres: distanceM(each.at, point) })).toSorted((a, b) => a.metres - b.metres)[0]
  if (!nearest || nearest.metres > farthestM) return undefined
  return nearest.metres < 5 ? nearest.name : `${nearest.name}${bearingWords(nearest.at, point)}`
}

/** A place in one line: its words, or its point. */
export function placeWords(place: { words?: string | undefined; lat?: number | undefined; lng?: number | undefined }): string {
  const point = pointOf(place)
  return place.words ?? (point ? `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}` : '')
}
