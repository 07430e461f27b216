/** What lies beneath the points: asked once, of the room of maps, by whoever may ask. */
import type { Point } from '#kernel/place.ts'
import { useAsk } from '../api.ts'
import { useMay } from '../me.ts'
import type { System } from '#kernel/plane.ts'

export interface MapGround {
  system: System
  /** Tiles are fetched from our own address. */
  tiles: boolean
  attribution: string
  /** 审图号: no map is shown without one. */
  approval: string
  centre?: Point | undefined
  /** Lines and areas of the map file, WGS-84, longitude first. */
  shapes?: readonly { key: string; closed: boolean; line: readonly (readonly [number, number])[] }[]
}

interface HereAnswer {
  map: {
    kind: 'tiles' | 'file'
    system: System
    attribution: string
    approval: string
    lat?: number
    lng?: number
    shapes: { closed: boolean; line: [number, number][] }[]
  } | null
}

export function useGround(): MapGround | null {
  const may = useMay()
  const asked = useAsk<HereAnswer>('maps.here', {}, { enabled: may('maps.here') })
  const map = asked.data?.map
  if (!map) return null
  return {
    system: map.kind === 'tiles' ? map.system : 'wgs84',
    tiles: map.kind === 'tiles',
    attribution: map.attribution,
    approval: map.approval,
    centre: map.lat !== undefined && map.lng !== undefined ? { lat: map.lat, lng: map.lng } : undefined,
    shapes: map.shapes.map((shape, at) => ({ key: String(at), ...shape })),
  }
}
