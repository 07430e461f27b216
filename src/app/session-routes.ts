/** Sign-in, second step, sign-out, own sessions and password. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { systemActor } from '#kernel/actor.ts'
import { row, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import { isRefusal, kernelRefusal } from '#kernel/refusal.ts'
import { changePassword, confirmCode, endSessions, LONGEST_MS, sessionsOf, signIn, signOut } from '#kernel/session.ts'
import { COOKIE, sendRefusal } from './answer.ts'
import type { Setup } from './setup.ts'

const signInSchema = z.strictObject({
  login: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
  /** From the phone's app. */
  phone: z.boolean().optional(),
})
const codeSchema = z.strictObject({ code: z.string().regex(/^\d{6}$/) })
const passwordSchema = z.strictObject({ old: z.string().max(200), new: z.string().max(200) })
const endSchema = z.strictObject({ id: z.uuid() })

/** Wrong tries from one address in a quarter of an hour, after which it waits: nobody locks a whole office out from one desk. */
const WRONG_TRIES = 40
const WAIT_MS = 15 * 60_000
const MOST_ADDRESSES = 10_000

/** Counts wrong tries by address. */
export function wrongTries() {
  const known = new Map<string, { count: number; since: number }>()
  const fresh = (address: string, now: number) => {
    const found = known.get(address)
    return found && now - found.since < WAIT_MS ? found : undefined
  }
  return {
    tooMany: (address: string, now: number) => (fresh(address, now)?.count ?? 0) >= WRONG_TRIES,
    count(address: string, now: number) {
      const found = fresh(address, now) ?? { count: 0, since: now }
      if (known.size >= MOST_ADDRESSES) known.delete(known.keys().next().value as string)
      known.delete(address)
      known.set(address, { ...found, count: found.count + 1 })
    },
  }
}

/** Tries per minute and address; the account's own lock stands behind it. */
const limit = { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }

export function sessionRoutes(server: FastifyInstance, house: House, _setup: Setup): void {
  const setCookie = (reply: FastifyReply, token: string) =>
    reply.setCookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      maxAge: LONGEST_MS / 1000,
      secure: reply.request.protocol === 'https',
    })
  const wrong = wrongTries()
  const badForm = (reply: FastifyReply) => sendRefusal(reply, kernelRefusal('SIGN_IN_FAILED'))

  server.post('/api/session/sign-in', limit, async (request, reply) => {
    const body = signInSchema.safeParse(request.body)
    if (!body.success) return badForm(reply)
    const now = house.clock.now()
    if (wrong.tooMany(request.ip, now)) return sendRefusal(reply, kernelRefusal('TOO_MANY'))
    const result = await signIn(house, { ...body.data, device: request.headers['user-agent'] ?? '', now })
    if (isRefusal(result)) {
      wrong.count(request.ip, now)
      await note(house, await accountIdOf(house, body.data.login), 'account.sign-in-refused')
      return sendRefusal(reply, result)
    }
    setCookie(reply, result.token)
    if (result.state === 'in') await note(house, result.accountId, 'account.signed-in')
    return { state: result.state, ...(result.secret ? { secret: result.secret, uri: result.uri } : {}) }
  })

  server.post('/api/session/code', limit, async (request, reply) => {
    const body = codeSchema.safeParse(request.body)
    const token = request.cookies[COOKIE]
    if (!body.success || !token) return badForm(reply)
    const result = await confirmCode(house, {
      token,
      code: body.data.code,
      device: request.headers['user-agent'] ?? '',
      now: house.clock.now(),
    })
    if (isRefusal(result)) return sendRefusal(reply, result)
    setCookie(reply, result.token)
    await note(house, result.accountId, 'account.signed-in')
    return { state: 'in' }
  })

  server.post('/api/session/sign-out', async (request, reply) => {
    const token = request.cookies[COOKIE]
    if (token) await signOut(house, token, house.clock.now())
    if (request.signed) await note(house, request.signed.actor.accountId, 'account.signed-out')
    void reply.clearCookie(COOKIE, { path: '/' })
    return { state: 'out' }
  })

  server.post('/api/session/password', limit, async (request, reply) => {
    const body = passwordSchema.safeParse(request.body)
    if (!request.signed) return sendRefusal(reply, kernelRefusal('SIGN_IN'))
    if (!body.success) return badForm(reply)
    const refusal = await changePassword(house, request.signed, { ...body.data, now: house.clock.now() })
    return refusal ? sendRefusal(reply, refusal) : { state: 'changed' }
  })

  server.get('/api/session/list', async (request, reply) => {
    if (!request.signed) return sendRefusal(reply, kernelRefusal('SIGN_IN'))
    const { signed } = request
    const sessions = await sessionsOf(house, signed.actor.accountId, house.clock.now())
    return { sessions: sessions.map((each) => ({ ...each, here: each.id === signed.sessionId })) }
  })

  server.post('/api/session/end', async (request, reply) => {
    const body = endSchema.safeParse(request.body)
    if (!request.signed) return sendRefusal(reply, kernelRefusal('SIGN_IN'))
    if (!body.success) return badForm(reply)
    await endSessions(house, request.signed.actor.accountId, { id: body.data.id }, house.clock.now())
    return { state: 'ended' }
  })
}

async function accountIdOf(house: House, login: string): Promise<string | undefined> {
  return (await row(sql<{ id: string }>`select id from kernel.account where login = ${login}`, house.db.kysely))?.id
}

/** Sign-ins stand in the ledger of the account's organisation; an unknown name leaves none, it names nobody. */
async function note(house: House, accountId: string | undefined, name: string): Promise<void> {
  if (!accountId) return
  await withActor(house.db, systemActor, async (tx) => {
    const of = await row(
      sql<{
        id: string
        path: string
      }>`select o.id, o.path from kernel.account a join kernel.organisation o on o.id = a.organisation_id where a.id = ${accountId}`,
      tx,
    )
    if (!of) return
    const now = house.clock.now()
    const actor = { ...systemActor, accountId }
    const facts = toLedgerFacts([{ subject: { kind: 'account', id: accountId, ownerPath: of.path }, name }], {
      actor,
      actionId: crypto.randomUUID(),
      now,
      occurredAt: now,
      version: house.facts.version,
    })
    await append(tx, house.vault, of.id, facts, [])
  })
}
