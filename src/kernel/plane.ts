/** The plane on which a map is drawn: Web Mercator pixels at a zoom, in the shift of the background's tiles. No React here. */
import { type Point, fromWgs84, toWgs84 } from './place.ts'

export type System = 'wgs84' | 'gcj02'
export interface Spot {
  x: number
  y: number
}
export interface View {
  centre: Point
  zoom: number
  system: System
  width: number
  height: number
}

export const TILE = 256
export const ZOOMS = { least: 4, most: 19 }
const FLATTEST = 85.0511

const size = (zoom: number) => TILE * 2 ** zoom
const bounded = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** Where a WGS-84 point lies among all pixels of a zoom. */
export function project(point: Point, zoom: number, system: System): Spot {
  const drawn = fromWgs84(system, point)
  const sine = Math.sin((bounded(drawn.lat, -FLATTEST, FLATTEST) * Math.PI) / 180)
  return {
    x: ((drawn.lng + 180) / 360) * size(zoom),
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size(zoom),
  }
}

/** The WGS-84 point of a pixel. */
export function unproject(spot: Spot, zoom: number, system: System): Point {
  const lng = (spot.x / size(zoom)) * 360 - 180
  const turn = Math.PI * (1 - (2 * spot.y) / size(zoom))
  const lat = (Math.atan(Math.sinh(turn)) * 180) / Math.PI
  return toWgs84(system, bounded(lng, -180, 180), bounded(lat, -FLATTEST, FLATTEST))
}

/** Where a point is drawn on the screen. */
export function onScreen(view: View, point: Point): Spot {
  const centre = project(view.centre, view.zoom, view.system)
  const at = project(point, view.zoom, view.system)
  return { x: at.x - centre.x + view.width / 2, y: at.y - centre.y + view.height / 2 }
}

/** Which point lies below a spot of the screen. */
export function below(view: View, spot: Spot): Point {
  const centre = project(view.centre, view.zoom, view.system)
  return unproject({ x: centre.x + spot.x - view.width / 2, y: centre.y + spot.y - view.height / 2 }, view.zoom, view.system)
}

/** The same view with its centre moved by so many pixels. */
export function moved(view: View, by: Spot): View {
  return { ...view, centre: below(view, { x: view.width / 2 + by.x, y: view.height / 2 + by.y }) }
}

/** The nearest zoom that shows all points with a margin, and their middle. */
export function fitting(
  points: readonly Point[],
  { width, height, system }: Pick<View, 'width' | 'height' | 'system'>,
): View | null {
  const first = points[0]
  if (!first) return null
  const lats = points.map((point) => point.lat)
  const lngs = points.map((point) => point.lng)
  const low = { lat: Math.min(...lats), lng: Math.min(...lngs) }
  const high = { lat: Math.max(...lats), lng: Math.max(...lngs) }
  const centre = { lat: (low.lat + high.lat) / 2, lng: (low.lng + high.lng) / 2 }
  for (let zoom = 17; zoom > ZOOMS.least; zoom -= 1) {
    const [a, b] = [project(low, zoom, system), project(high, zoom, system)]
    if (Math.abs(a.x - b.x) <= width * 0.8 && Math.abs(a.y - b.y) <= height * 0.8) return { centre, zoom, width, height, system }
  }
  return { centre, zoom: ZOOMS.least, width, height, system }
}

/** Metres that one pixel covers at the centre. */
export function metresPerPixel(view: Pick<View, 'centre' | 'zoom'>): number {
  return (Math.cos((view.centre.lat * Math.PI) / 180) * 2 * Math.PI * 6_378_137) / size(view.zoom)
}

/** A round length for the scale bar, and how many pixels it takes. */
export function scaleBar(view: Pick<View, 'centre' | 'zoom'>, widest = 120): { metres: number; pixels: number; words: string } {
  const each = metresPerPixel(view)
  const most = each * widest
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
  return { metres, pixels: metres / each, words: metres >= 1000 ? `${metres / 1000} 公里` : `${metres} 米` }
}

/** The tiles that a view needs, and where each is drawn. Never more than a screen of them. */
export function tilesOf(view: View): { key: string; z: number; x: number; y: number; left: number; top: number }[] {
  const centre = project(view.centre, view.zoom, view.system)
  const left = centre.x - view.width / 2
  const top = centre.y - view.height / 2
  const count = 2 ** view.zoom
  const tiles: { key: string; z: number; x: number; y: number; left: number; top: number }[] = []
  for (let y = Math.floor(top / TILE); y * TILE < top + view.height; y += 1)
    for (let x = Math.floor(left / TILE); x * TILE < left + view.width; x += 1)
      if (y >= 0 && y < count && x >= 0 && x < count && tiles.length < 64)
        tiles.push({ key: `${view.zoom}/${x}/${y}`, z: view.zoom, x, y, left: x * TILE - left, top: y * TILE - top })
  return tiles
}
