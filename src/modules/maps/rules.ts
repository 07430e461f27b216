/** Which tile addresses are taken, and what of a map file is drawn. Pure. */

export interface Shape {
  closed: boolean
  /** WGS-84, longitude first. */
  line: [number, number][]
}

const rest = (count: number) => `(\\.\\d{1,3}){${count}}$`
/** Numbers in full, so that no name that only begins like one is taken for it. */
const PRIVATE = [
  new RegExp(`^10${rest(3)}`),
  new RegExp(`^192\\.168${rest(2)}`),
  new RegExp(`^172\\.(1[6-9]|2\\d|3[01])${rest(2)}`),
  new RegExp(`^127${rest(3)}`),
  /^localhost$/,
  /\.(local|lan|internal)$/,
]

/** Whether a host lies within the site's own network: there plain http is enough. */
export const isPrivateHost = (host: string): boolean => PRIVATE.some((pattern) => pattern.test(host))

/** What is wrong with an address of tiles; undefined when nothing is. */
export function addressFault(address: string): 'places' | 'address' | 'plain' | undefined {
  if (!['{z}', '{x}', '{y}'].every((part) => address.split(part).length === 2)) return 'places'
  if (!URL.canParse(address.replaceAll(/[{}]/g, ''))) return 'address'
  const url = new URL(address.replaceAll(/[{}]/g, ''))
  if (url.username || url.password || url.hash) return 'address'
  // The host is fixed: nothing of the asked tile may stand in it.
  if (/\{[zxy]\}/.test(address.slice(0, address.indexOf('/', address.indexOf('//') + 2)))) return 'address'
  if (url.protocol === 'https:') return undefined
  return url.protocol === 'http:' && isPrivateHost(url.hostname) ? undefined : 'plain'
}

/** The address of one tile; undefined outside the world. */
export function tileAddress(address: string, z: number, x: number, y: number): string | undefined {
  if (![z, x, y].every((each) => Number.isInteger(each)) || z < 0 || z > 20) return undefined
  if (x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) return undefined
  return address.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))
}

/** Most points that are kept of a file: what a browser draws without effort. */
export const MOST_POINTS = 12_000
const MOST_SHAPES = 2000

/** Lines and outlines of a GeoJSON; undefined when it is none, or says nothing that can be drawn. */
export function shapesOf(text: string): Shape[] | undefined {
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return undefined
  }
  const shapes: Shape[] = []
  const queue: unknown[] = [told]
  while (queue.length > 0 && shapes.length < MOST_SHAPES) {
    const next = queue.pop()
    if (typeof next !== 'object' || next === null) continue
    const { type, features, geometry, geometries, coordinates } = next as Record<string, unknown>
    if (Array.isArray(features)) queue.push(...features.slice(0, MOST_SHAPES))
    else if (Array.isArray(geometries)) queue.push(...geometries.slice(0, MOST_SHAPES))
    else if (geometry) queue.push(geometry)
    else if (type === 'LineString') add(shapes, coordinates, false)
    else if (type === 'MultiLineString' && Array.isArray(coordinates)) for (const line of coordinates) add(shapes, line, false)
    else if (type === 'Polygon' && Array.isArray(coordinates)) for (const ring of coordinates) add(shapes, ring, true)
    else if (type === 'MultiPolygon' && Array.isArray(coordinates))
      for (const part of coordinates) if (Array.isArray(part)) for (const ring of part) add(shapes, ring, true)
  }
  return shapes.length > 0 ? thinned(shapes) : undefined
}

function add(shapes: Shape[], line: unknown, closed: boolean): void {
  if (!Array.isArray(line)) return
  const points = line.filter(
    (each): each is [number, number] =>
      Array.isArray(each) &&
      typeof each[0] === 'number' &&
      typeof each[1] === 'number' &&
      Math.abs(each[0]) <= 180 &&
      Math.abs(each[1]) <= 90,
  )
  if (points.length >= 2 && shapes.length < MOST_SHAPES) shapes.push({ closed, line: points.map(([lng, lat]) => [lng, lat]) })
}

/** Coarser until it is few enough: what lies closer than the step is left out; ends stay. */
function thinned(shapes: readonly Shape[]): Shape[] {
  let kept = [...shapes]
  for (let step = 0.00002; total(kept) > MOST_POINTS && step < 20; step *= 2)
    kept = kept.map((shape) => ({ ...shape, line: coarse(shape.line, step) })).filter((shape) => shape.line.length >= 2)
  return kept.map((shape) => ({ ...shape, line: shape.line.map(([lng, lat]) => [short(lng), short(lat)]) }))
}
const total = (shapes: readonly Shape[]) => shapes.reduce((sum, shape) => sum + shape.line.length, 0)
const short = (degrees: number) => Math.round(degrees * 1e5) / 1e5

function coarse(line: readonly [number, number][], step: number): [number, number][] {
  const kept: [number, number][] = []
  for (const [at, point] of line.entries()) {
    const last = kept.at(-1)
    if (!last || at === line.length - 1 || Math.hypot(point[0] - last[0], point[1] - last[1]) >= step) kept.push(point)
  }
  return kept
}

/** The middle of what a file draws. */
export function middleOf(shapes: readonly Shape[]): { lat: number; lng: number } | undefined {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { line } of shapes)
    for (const [lng, lat] of line) {
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  return west <= east ? { lat: (south + north) / 2, lng: (west + east) / 2 } : undefined
}
