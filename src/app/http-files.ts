/** Uploads by HTTP: whole from a desk, in pieces from a phone. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { withActor } from '#kernel/db.ts'
import { keepFile, LARGEST_UPLOAD, typeOfContent } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { isRefusal, kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import { beginUpload, keepPiece, LARGEST_PIECE } from '#kernel/resumable.ts'
import { actorIn, COOKIE, sendRefusal } from './answer.ts'

/** A limit by whoever is signed in: the phones of a city come through one address. */
const limit = (max: number) => ({
  rateLimit: {
    max,
    timeWindow: '1 minute',
    keyGenerator: (request: { cookies: Record<string, string | undefined>; ip: string }) => request.cookies[COOKIE] ?? request.ip,
  },
})

const beginSchema = z.strictObject({
  fileId: z.uuid(),
  size: z.int().min(1),
  digest: z.string().regex(/^[\da-f]{64}$/),
  name: z.string().min(1).max(200),
})
const pieceSchema = z.object({ fileId: z.uuid() })
const placeSchema = z.object({ at: z.coerce.number().int().min(0) })

export function fileRoutes(server: FastifyInstance, house: House): void {
  const answer = (reply: FastifyReply, value: object | Refusal) =>
    isRefusal(value) ? sendRefusal(reply, value) : reply.send(value)
  const malformed = (reply: FastifyReply) => sendRefusal(reply, { ...kernelRefusal('FORM', { count: 1 }) })

  server.post('/api/files', { config: limit(60) }, async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    const part = await request.file()
    if (!part) return sendRefusal(reply, kernelRefusal('UPLOAD_TYPE'))
    const body = await part.toBuffer()
    if (part.file.truncated || body.byteLength >= LARGEST_UPLOAD) return sendRefusal(reply, kernelRefusal('UPLOAD_LARGE'))
    const type = typeOfContent(body)
    if (!type) return sendRefusal(reply, kernelRefusal('UPLOAD_TYPE'))
    const id = crypto.randomUUID()
    const stored = await withActor(house.db, actor, (tx) =>
      keepFile(tx, house.vault, actor, { id, name: part.filename ?? 'file', type, body, now: house.clock.now() }),
    )
    return reply.send({ fileId: stored.id, name: stored.name, type: stored.type, size: stored.size })
  })

  server.post('/api/files/resume', { config: limit(300) }, async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    const body = beginSchema.safeParse(request.body)
    if (!body.success) return malformed(reply)
    const { fileId: id, ...rest } = body.data
    const now = house.clock.now()
    return answer(
      reply,
      await withActor(house.db, actor, (tx) => beginUpload({ tx, vault: house.vault, actor, now }, { id, ...rest })),
    )
  })

  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: LARGEST_PIECE },
    (_request, body, done) => done(null, body),
  )
  server.put('/api/files/:fileId/bytes', { config: limit(1200), bodyLimit: LARGEST_PIECE }, async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    const file = pieceSchema.safeParse(request.params)
    const place = placeSchema.safeParse(request.query)
    if (!file.success || !place.success || !Buffer.isBuffer(request.body) || request.body.byteLength === 0)
      return malformed(reply)
    const piece = { id: file.data.fileId, at: place.data.at, body: request.body }
    const now = house.clock.now()
    return answer(reply, await withActor(house.db, actor, (tx) => keepPiece({ tx, vault: house.vault, actor, now }, piece)))
  })
}
