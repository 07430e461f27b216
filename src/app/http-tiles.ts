/**
 * One tile of the site's own map, fetched by the server: browsers speak to nobody else. Only from the configured address, no
 * redirect, pictures only by their content, bounded in size and time, never within a transaction.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { typeOfContent } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { isRefusal, kernelRefusal } from '#kernel/refusal.ts'
import { addressFault, tileAddress } from '#modules/maps/rules.ts'
import { groundOf } from '#modules/maps/store.ts'
import { actorIn, COOKIE, sendRefusal } from './answer.ts'

const LARGEST_TILE = 512 * 1024
const LONGEST_MS = 5000
const KEPT_TILES = 400
const KEPT_MS = 3_600_000

interface Tile {
  type: string
  body: Buffer
  at: number
}
const asked = z.object({ z: z.coerce.number(), x: z.coerce.number(), y: z.coerce.number() })
const pictures = ['image/png', 'image/jpeg', 'image/webp']

/** One tile of the map that holds where the actor is; undefined where there is none. */
export type Tiles = (actor: Actor, z: number, x: number, y: number) => Promise<Tile | undefined>

/** Fetches tiles and keeps the last ones, for the desks and the public pages alike. */
export function tilesOf(house: House): Tiles {
  const kept = new Map<string, Tile>()
  return async (actor, z, x, y) => {
    const now = house.clock.now()
    const ground = await withActor(house.db, actor, (tx) => groundOf(tx, actor.organisation.path), now)
    if (!ground?.address || addressFault(ground.address)) return undefined
    const address = tileAddress(ground.address, z, x, y)
    if (!address) return undefined
    const there = kept.get(address)
    const tile = there && now - there.at < KEPT_MS ? there : await fetchTile(address, now)
    if (!tile) return undefined
    kept.delete(address)
    kept.set(address, tile)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_TILES) break
      kept.delete(oldest)
    }
    return tile
  }
}

export function tileRoutes(server: FastifyInstance, tiles: Tiles): void {
  const limit = {
    max: 1200,
    timeWindow: '1 minute',
    keyGenerator: (request: { cookies: Record<string, string | undefined>; ip: string }) => request.cookies[COOKIE] ?? request.ip,
  }
  server.get('/api/tiles/:z/:x/:y', { config: { rateLimit: limit } }, async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    const none = () => sendRefusal(reply, kernelRefusal('NOT_FOUND'))
    const place = asked.safeParse(request.params)
    if (!place.success) return none()
    const tile = await tiles(actor, place.data.z, place.data.x, place.data.y)
    if (!tile) return none()
    return reply.type(tile.type).header('cache-control', 'private, max-age=86400').send(tile.body)
  })
}

async function fetchTile(address: string, now: number): Promise<Tile | undefined> {
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(LONGEST_MS), credentials: 'omit' })
    if (!response.ok || !response.body) return undefined
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of response.body) {
      size += piece.byteLength
      // What is too large is let go before it is read to its end.
      if (size > LARGEST_TILE) return undefined
      pieces.push(piece)
    }
    const body = Buffer.concat(pieces)
    const type = typeOfContent(body)
    return type && pictures.includes(type) ? { type, body, at: now } : undefined
  } catch {
    // The tile server is away or slow: the map is drawn without its ground.
    return undefined
  }
}
