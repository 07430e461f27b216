/** A phone's file taken in at a desk: each of its actions is done in its worker's name, through its own door. */
import type { FastifyInstance } from 'fastify'
import { mayOpen } from '#kernel/access.ts'
import type { Actor } from '#kernel/actor.ts'
import { actorOfAccount } from '#kernel/actor-of.ts'
import { row, sql, withActor } from '#kernel/db.ts'
import { keepFile, LARGEST_UPLOAD, typeOfContent } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { perform } from '#kernel/perform.ts'
import { isRefusal, kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import { type HandOverContent, LARGEST_HAND_OVER } from '#modules/devices/hand-over-file.ts'
import { openHandOver, readOutside } from '#modules/devices/key.ts'
import { refuse } from '#modules/devices/refusals.ts'
import { lockDevice } from '#modules/devices/store.ts'
import { actorIn, sendRefusal } from './answer.ts'
import { performAll } from './http-act.ts'

export interface TakenIn {
  device: string
  worker: string
  lines: { title: string; done: boolean; sentence: string | null }[]
  photos: number
}

export function deviceRoutes(server: FastifyInstance, house: House, log: (line: string) => void): void {
  server.post('/api/devices/file', { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }, async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    // Before a byte of it is read.
    if (!mayOpen(house.roles, actor, 'devices.take-in')) return sendRefusal(reply, kernelRefusal('NOT_FOUND'))
    const part = await request.file({ limits: { fileSize: LARGEST_HAND_OVER, files: 1 } })
    if (!part) return sendRefusal(reply, refuse('NOT_A_FILE'))
    const text = (await part.toBuffer()).toString('utf8')
    if (part.file.truncated) return sendRefusal(reply, kernelRefusal('UPLOAD_LARGE'))
    const answer = await takeIn(house, actor, text, log)
    return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
  })
}

/** Takes a file in. Whose device it is decides the range of the one who takes it in; whose records they are, the device. */
export async function takeIn(house: House, actor: Actor, text: string, log: (line: string) => void): Promise<TakenIn | Refusal> {
  if (!mayOpen(house.roles, actor, 'devices.take-in')) return kernelRefusal('NOT_FOUND')
  const outside = readOutside(text)
  if (isRefusal(outside)) return outside
  const device = await withActor(house.db, actor, (tx) => lockDevice(tx, house.vault, outside.deviceId))
  if (!device || device.accountId !== outside.account) return refuse('UNKNOWN')
  if (device.endedAt) return refuse('ENDED')
  const worker = await actorOfAccount(house, device.accountId)
  if (!worker) return refuse('WORKER_GONE')
  const content = openHandOver(house.vault, outside)
  if (isRefusal(content)) return content

  const photos = await keepPhotos(house, worker, content)
  const offsets = new Map(content.actions.map(({ actionId, offset }) => [actionId, offset]))
  const results = await performAll(
    house,
    worker,
    content.actions.map(({ actionId, name, form, occurredAt, photos: into }) => ({
      actionId,
      name,
      form: into ? { ...form, [into.field]: into.ids } : form,
      occurredAt,
    })),
    // The clock differences that the phone measured itself, as if it were sending each one now.
    {
      sentAt: (actionId) => house.clock.now() - (offsets.get(actionId) ?? content.offset),
      log,
      longest: Number.POSITIVE_INFINITY,
    },
  )
  const lines = results.map((result, at) => ({
    title: content.actions[at]?.title ?? '',
    done: result.ok,
    sentence: result.ok ? null : result.refusal.sentence,
  }))
  const done = lines.filter((line) => line.done).length
  const form = { deviceId: device.id, actions: lines.length, done, refused: lines.length - done, photos }
  const noted = await perform(house, actor, 'devices.take-in', { actionId: crypto.randomUUID(), form })
  return isRefusal(noted) ? noted : { device: device.name, worker: worker.name, lines, photos }
}

/** Photos that have not arrived yet; what is no photo, or too large, is left out, and its action says so. */
async function keepPhotos(house: House, worker: Actor, content: HandOverContent): Promise<number> {
  let kept = 0
  for (const { fileId, body: encoded } of content.photos) {
    const body = Buffer.from(encoded, 'base64')
    const type = typeOfContent(body)
    if (!type || body.byteLength > LARGEST_UPLOAD) continue
    await withActor(house.db, worker, async (tx) => {
      const there = await row(sql<{ id: string }>`select id from kernel.file where id = ${fileId}`, tx)
      if (there) return
      await keepFile(tx, house.vault, worker, { id: fileId, name: '照片', type, body, now: house.clock.now() })
      kept += 1
    })
  }
  return kept
}
