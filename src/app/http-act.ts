/**
 * Actions by HTTP: one at a time from a desk, several at once from a phone that was without network. Each is done in a
 * transaction of its own, in the order sent; the answer says of each whether it was done.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { House } from '#kernel/house.ts'
import { type Envelope, envelopeSchema, type Outcome, perform } from '#kernel/perform.ts'
import { isRefusal, kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import { actorIn, sendRefusal, traceOf } from './answer.ts'

/** Most actions in one sending. */
const MOST_AT_ONCE = 25
/** A sending that took this long answers with what was done; the rest is sent again at once. Keeps every answer quick. */
const LONGEST_SENDING_MS = 250
/** Sendings worked on at the same time: a blackout that ends must not make the desks wait. */
const MOST_SENDINGS = 4

const sendingSchema = z.strictObject({
  /** The device's clock at sending. */
  sentAt: z.number().int().min(0),
  actions: z
    .array(
      z.strictObject({
        name: z.string().max(80),
        actionId: z.uuid(),
        form: z.record(z.string(), z.unknown()),
        occurredAt: z.number().int().min(0).optional(),
      }),
    )
    .min(1)
    .max(MOST_AT_ONCE),
})

/** What became of one action of a sending. A phone forgets an action only by `ok` of this very id. */
type Result = { actionId: string; ok: true; reply: Outcome['reply'] } | { actionId: string; ok: false; refusal: Refusal }

/** Lets a bounded number in; who comes beyond that is told when to come again, each a little later than the one before. */
export function gate(most: number) {
  let inside = 0
  let turnedAway = 0
  return {
    enter(): boolean {
      if (inside >= most) return false
      inside += 1
      return true
    },
    leave(): void {
      inside -= 1
    },
    /** Seconds after which to come again: 2 to 13, spread so that those turned away do not come back as one. */
    comeAgain(): number {
      turnedAway += 1
      return 2 + (turnedAway % 12)
    },
  }
}

/** The routes of actions. `log` receives ids and codes only. */
export function actRoutes(server: FastifyInstance, house: House, log: (line: string) => void): void {
  server.post<{ Params: { name: string } }>('/api/act/:name', async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    const envelope = envelopeSchema.safeParse(request.body)
    if (!envelope.success)
      return sendRefusal(reply, { ...kernelRefusal('FORM', { count: 1 }), fields: { actionId: '提交的格式不对' } })
    const outcome = await perform(house, actor, request.params.name, envelope.data as Envelope)
    return isRefusal(outcome) ? sendRefusal(reply, outcome) : reply.send(outcome)
  })

  const door = gate(MOST_SENDINGS)
  server.post('/api/act', async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    if (!door.enter()) {
      void reply.header('retry-after', door.comeAgain())
      return sendRefusal(reply, kernelRefusal('BUSY'))
    }
    try {
      const sending = sendingSchema.safeParse(request.body)
      if (!sending.success)
        return sendRefusal(reply, { ...kernelRefusal('FORM', { count: 1 }), fields: { actions: '提交的格式不对' } })
      const { actions, sentAt } = sending.data
      const results = await performAll(house, actor, actions, { sentAt: () => sentAt, log })
      return await reply.send({ now: house.clock.now(), results })
    } finally {
      door.leave()
    }
  })
}

interface Sent extends Omit<Envelope, 'sentAt'> {
  name: string
}

/**
 * Performs actions in their order. A refusal is answered and the next is tried; a defect ends the sending, and so does its
 * time: those behind are answered NOT_REACHED, as not done. `sentAt` is now by the clock that an action was made by.
 */
export async function performAll(
  house: House,
  actor: Actor,
  actions: readonly Sent[],
  {
    sentAt,
    log,
    longest = LONGEST_SENDING_MS,
  }: { sentAt: (actionId: string) => number; log: (line: string) => void; longest?: number },
): Promise<Result[]> {
  const results: Result[] = []
  const begin = performance.now()
  let broken = false
  for (const { name, ...envelope } of actions) {
    const { actionId } = envelope
    if (broken || (results.length > 0 && performance.now() - begin > longest)) {
      results.push({ actionId, ok: false, refusal: kernelRefusal('NOT_REACHED') })
      continue
    }
    try {
      const outcome = await perform(house, actor, name, { ...envelope, sentAt: sentAt(actionId) })
      results.push(isRefusal(outcome) ? { actionId, ok: false, refusal: outcome } : { actionId, ok: true, reply: outcome.reply })
    } catch (error) {
      broken = true
      const id = crypto.randomUUID().slice(0, 8)
      log(`defect ${id} at ${name}: ${traceOf(error as Error)}`)
      results.push({ actionId, ok: false, refusal: kernelRefusal('DEFECT', { id }) })
    }
  }
  return results
}
