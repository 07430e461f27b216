/** The map of the report form: where it looks, what a tap means, how far off the tap may be. Pure. */
import { distanceM, type Point } from '#kernel/place.ts'
import { below, fitting, metresPerPixel, moved, type Spot, type System, type View } from '#kernel/plane.ts'

/** As wide as the narrowest telephone shows without making it smaller: a tap is told in pixels of what is seen. */
export const SIZE = { width: 288, height: 288 } as const
const ZOOMS = { least: 9, most: 18 } as const
/** No city reaches further; what lies beyond was not tapped here. */
const REACH_M = 150_000
/** Pixels that a fingertip is off. Where only names are drawn, nobody sees the street: three times that. */
const FINGER = 16
const BLIND = 3

export interface Landmark {
  name: string
  at: Point
}
/** What `maps.here` answers. */
export interface Ground {
  kind: 'tiles' | 'file'
  system: System
  attribution: string
  approval: string
  lat?: number
  lng?: number
  shapes: readonly { closed: boolean; line: readonly (readonly [number, number])[] }[]
}
/** Where the map looks; of a pin: where it was put and how near the map was then. */
export interface Look {
  at: Point
  zoom: number
}

export const systemOf = (ground: Ground | null): System => (ground?.kind === 'tiles' ? ground.system : 'wgs84')
export const viewOf = ({ at, zoom }: Look, ground: Ground | null): View => ({
  centre: at,
  zoom,
  system: systemOf(ground),
  ...SIZE,
})

const bounded = (zoom: number) => Math.min(ZOOMS.most, Math.max(ZOOMS.least, zoom))

/** Where the map begins: all places that are drawn, else the middle of the city's map; undefined where neither is known. */
export function homeOf(landmarks: readonly Landmark[], ground: Ground | null): Look | undefined {
  const middle = ground?.lat !== undefined && ground.lng !== undefined ? { lat: ground.lat, lng: ground.lng } : undefined
  const known = landmarks.length > 0 ? landmarks.map(({ at }) => at) : middle ? [middle] : linesOf(ground)
  const found = fitting(known, { ...SIZE, system: systemOf(ground) })
  return found ? { at: found.centre, zoom: Math.min(bounded(found.zoom), 15) } : undefined
}
const linesOf = (ground: Ground | null): Point[] =>
  (ground?.shapes ?? []).flatMap(({ line }) => line.map(([lng, lat]) => ({ lat, lng })))

export const textOf = ({ at, zoom }: Look): string => `${at.lat.toFixed(5)},${at.lng.toFixed(5)},${zoom}`

/** A look or a pin as a form carries it; undefined for whatever else is sent there, and for what lies outside of this city's map. */
export function readLook(text: string | undefined, home: Look): Look | undefined {
  const found = /^(-?\d{1,2}\.\d{1,7}),(-?\d{1,3}\.\d{1,7}),(\d{1,2})$/.exec(text ?? '')
  if (!found) return undefined
  const [lat, lng, zoom] = found.slice(1).map(Number) as [number, number, number]
  const look = { at: { lat, lng }, zoom }
  return zoom >= ZOOMS.least && zoom <= ZOOMS.most && isHere(look.at, home) ? look : undefined
}
const isHere = (point: Point, home: Look) => Math.abs(point.lat) <= 85 && distanceM(point, home.at) <= REACH_M

const WAYS: Record<string, Spot> = {
  north: { x: 0, y: -SIZE.height / 2 },
  south: { x: 0, y: SIZE.height / 2 },
  west: { x: -SIZE.width / 2, y: 0 },
  east: { x: SIZE.width / 2, y: 0 },
}

/** The look after a button; it stays where it is at the edge of what the map reaches. */
export function stepped(look: Look, step: string | undefined, { home, pin, ground }: Stepping): Look {
  const way = WAYS[step ?? '']
  if (step === 'all') return home
  // Nearer: to the pin, where one is in sight.
  if (step === 'in') return { at: pin && isSeen(pin, look, ground) ? pin.at : look.at, zoom: bounded(look.zoom + 1) }
  if (step === 'out') return { ...look, zoom: bounded(look.zoom - 1) }
  if (!way) return look
  const next = moved(viewOf(look, ground), way).centre
  return isHere(next, home) ? { ...look, at: next } : look
}
interface Stepping {
  home: Look
  pin: Look | undefined
  ground: Ground | null
}
const isSeen = (pin: Look, look: Look, ground: Ground | null) =>
  distanceM(pin.at, look.at) < (metresPerPixel(viewOf(look, ground)) * SIZE.width) / 2

/**
 * Where somebody tapped; undefined where no tap was sent. A key pressed on the picture sends its corner, 0 and 0: that means
 * the middle, where the cross is.
 */
export function tapped(look: Look, { x, y }: { x?: string | undefined; y?: string | undefined }, ground: Ground | null) {
  const spot = { x: inPicture(x, SIZE.width), y: inPicture(y, SIZE.height) }
  if (spot.x === undefined || spot.y === undefined) return undefined
  if (spot.x === 0 && spot.y === 0) return look
  return { at: below(viewOf(look, ground), { x: spot.x, y: spot.y }), zoom: look.zoom }
}
const inPicture = (text: string | undefined, most: number) =>
  /^\d{1,4}(\.\d{1,6})?$/.test(text ?? '') && Number(text) <= most ? Number(text) : undefined

/** How far off a pin may be: a fingertip, at the nearness at which it was put. */
export function accuracyOf(pin: Look, ground: Ground | null): number {
  const metres = metresPerPixel({ centre: pin.at, zoom: pin.zoom }) * FINGER * (ground ? 1 : BLIND)
  return Math.max(10, Math.round(metres / 10) * 10)
}
