/** The first start: with a code printed on the terminal, make the three administrators or load the sample city. */
import { randomInt, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { instant, json, row, sql, type Tx, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { insertOrganisation } from '#kernel/org.ts'
import { kernelRefusal } from '#kernel/refusal.ts'
import { hashPassword, passwordFault } from '#kernel/session.ts'
import { sendRefusal } from './answer.ts'
import { type Progress, sampleAccounts, seedSample } from './sample/index.ts'

export const PLATFORM = 'platform'

export interface Setup {
  /** Shown on the terminal as long as nothing is set up. */
  code: string
  version: string
  done(): boolean
  isSample(): boolean
  settle(kind: 'own' | 'sample'): void
}

/** Reads how far the house was set up. */
export async function openSetup(house: House, version: string): Promise<Setup> {
  const kept = await row(sql<{ value: { kind: string } }>`select value from kernel.setting where key = 'setup'`, house.db.kysely)
  let kind = kept?.value.kind
  return {
    code: String(randomInt(0, 100_000_000)).padStart(8, '0'),
    version,
    done: () => kind !== undefined,
    isSample: () => kind === 'sample',
    settle: (settled) => {
      kind = settled
    },
  }
}

/** Notes in the database that the house is set up, and how. */
export async function keepSetup(tx: Tx, kind: 'own' | 'sample', now: number): Promise<void> {
  await sql`insert into kernel.setting (key, value, changed_at) values ('setup', ${json({ kind })}, ${instant(now)})
    on conflict (key) do nothing`.execute(tx)
}

const administrator = z.strictObject({
  login: z
    .string()
    .trim()
    .regex(/^[a-z0-9._-]{3,40}$/i, '账号用 3 至 40 位字母、数字、点、横线'),
  name: z.string().trim().min(1).max(40),
  password: z.string().max(200),
})
const administrators = z.strictObject({ code: z.string(), system: administrator, security: administrator, audit: administrator })

/** Makes the platform organisation and the three administrators apart; each must hold a login of its own. */
export async function foundHouse(house: House, input: z.output<typeof administrators>): Promise<void> {
  const now = house.clock.now()
  const platformId = derivedId('guitu', PLATFORM)
  const people = (['system', 'security', 'audit'] as const).map((kind) => ({ kind, ...input[kind] }))
  const hashes = await Promise.all(people.map((person) => hashPassword(person.password)))
  await withActor(house.db, systemActor, async (tx) => {
    await insertOrganisation(
      tx,
      { id: platformId, segment: PLATFORM, parent: null, kind: 'platform', level: 'city', name: '系统管理', shortName: '系统' },
      now,
    )
    for (const [index, person] of people.entries()) {
      const id = derivedId('administrator', person.login)
      await insertAccount(
        tx,
        {
          id,
          login: person.login,
          name: person.name,
          organisationId: platformId,
          passwordHash: hashes[index] as string,
          secondFactor: true,
          mustChange: false,
          sample: false,
        },
        { accountId: systemActor.accountId, now },
      )
      await grantRole(tx, id, `${person.kind}-admin`, { accountId: systemActor.accountId, now })
    }
    await keepSetup(tx, 'own', now)
  })
}

/** Wrong codes, after which only a restart (and its new code) goes on. */
const WRONG_CODES = 30

const limit = { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } }

export function setupRoutes(server: FastifyInstance, house: House, setup: Setup, log: (line: string) => void): void {
  let wrong = 0
  /** Whether the code is right, in the same time whatever was sent. */
  const right = (code: unknown) => {
    const fits =
      wrong < WRONG_CODES &&
      typeof code === 'string' &&
      code.length === setup.code.length &&
      timingSafeEqual(Buffer.from(code.replace(/\D/g, 'x')), Buffer.from(setup.code))
    if (!fits) wrong += 1
    if (wrong === WRONG_CODES) log('too many wrong setup codes: restart for a new one')
    return fits
  }
  let progress: Progress = { state: 'idle', done: 0, total: 0, sentence: '' }

  server.post('/api/setup/administrators', limit, async (request, reply) => {
    if (setup.done()) return sendRefusal(reply, kernelRefusal('SETUP_DONE'))
    const body = administrators.safeParse(request.body)
    if (!body.success) {
      const fields = Object.fromEntries(
        body.error.issues.map((issue) => [issue.path.join('.'), /[一-鿿]/.test(issue.message) ? issue.message : '请填写']),
      )
      return sendRefusal(reply, { ...kernelRefusal('FORM', { count: Object.keys(fields).length }), fields })
    }
    if (!right(body.data.code)) return sendRefusal(reply, kernelRefusal('SETUP_CODE'))
    // The sample city is being laid out: it is nobody's to found a house of one's own into.
    if (progress.state === 'running') return sendRefusal(reply, kernelRefusal('SETUP_DONE'))
    const fields: Record<string, string> = {}
    const logins = (['system', 'security', 'audit'] as const).map((kind) => body.data[kind].login)
    for (const kind of ['system', 'security', 'audit'] as const) {
      const fault = passwordFault(body.data[kind].password)
      if (fault) fields[`${kind}.password`] = fault
      if (logins.filter((login) => login === body.data[kind].login).length > 1)
        fields[`${kind}.login`] = '三个管理员要用不同的账号'
    }
    if (Object.keys(fields).length > 0)
      return sendRefusal(reply, { ...kernelRefusal('FORM', { count: Object.keys(fields).length }), fields })
    await foundHouse(house, body.data)
    setup.settle('own')
    return { state: 'done' }
  })

  server.post<{ Body: { code?: unknown } }>('/api/setup/sample', limit, async (request, reply) => {
    if (setup.done()) return sendRefusal(reply, kernelRefusal('SETUP_DONE'))
    if (!right(request.body?.code)) return sendRefusal(reply, kernelRefusal('SETUP_CODE'))
    if (progress.state === 'running') return { state: 'running' }
    progress = { state: 'running', done: 0, total: 1, sentence: '正在准备样例城市' }
    void seedSample(house, { seed: 1, now: house.clock.now(), report: (next) => (progress = next) })
      .then(async () => {
        await withActor(house.db, systemActor, (tx) => keepSetup(tx, 'sample', house.clock.now()))
        setup.settle('sample')
        progress = { ...progress, state: 'done', sentence: '样例城市已装好' }
      })
      .catch((error: Error) => {
        log(`sample city: ${error.stack ?? error.message}`)
        progress = { ...progress, state: 'failed', sentence: '样例城市没有装完。请删除数据目录后重新启动再试。' }
      })
    return { state: 'running' }
  })

  server.get('/api/setup/progress', async () => progress)
  server.get('/api/setup/accounts', async (_request, reply) =>
    setup.isSample() ? { accounts: sampleAccounts() } : sendRefusal(reply, kernelRefusal('NOT_FOUND')),
  )
}
