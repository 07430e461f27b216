/**
 * Whole lives of a file, written in YAML and lived through HTTP: who does what when, which duties then stand, what the
 * ledger holds at the end. `$name` in a form stands for what an earlier step kept.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { sql } from '#kernel/db.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { hashPassword } from '#kernel/session.ts'
import { MINUTE, parseInstant } from '#kernel/time.ts'
import { buildServer } from '#app/http.ts'
import { openTestHouse, type Place, type TestHouse } from './house.ts'

const step = z.strictObject({
  at: z.string().optional(),
  /** `clerk`, `clerk+duty-leader`, or with a place: `clerk@south`. */
  as: z.string(),
  /** Before this step the jobs that wait are done, as the server would by itself. */
  work: z.boolean().optional(),
  act: z.string().optional(),
  ask: z.string().optional(),
  /** Uploads a picture and keeps its id under this name. */
  upload: z.string().optional(),
  form: z.record(z.string(), z.unknown()).default({}),
  /** Name → path in the answer, kept for later steps. */
  keep: z.record(z.string(), z.string()).optional(),
  /** Code of the refusal that is expected. */
  refused: z.string().optional(),
  /** Path in the answer → what it must match. */
  expect: z.record(z.string(), z.unknown()).optional(),
  /** Clause, or `clause#instance`, → part of the duty of the file `$fileId` that must match; `null`: no such duty. */
  duties: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()).optional(),
  /** Whose duties, when not the file's: `$institutionId`. */
  of: z.string().optional(),
})
const journey = z.strictObject({
  name: z.string(),
  at: z.string(),
  steps: z.array(step).min(1),
  /** Names of the facts of `$fileId` and its person at the end, in the order of recording. */
  ledger: z.array(z.string()).optional(),
})

const dir = join(fileURLToPath(new URL('.', import.meta.url)), 'journeys')
const journeys = readdirSync(dir)
  .filter((name) => name.endsWith('.yaml'))
  .map((file) => ({ file, journey: journey.parse(parse(readFileSync(join(dir, file), 'utf8'))) }))

/** Looks up `a.b.0.c`; `a[key=value].c` takes the first of a list whose key has that value. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, part) => {
    const listed = part.match(/^(\w*)\[([\w-]+)=(.+)\]$/)
    if (!listed) return (here as Record<string, unknown> | undefined)?.[part]
    const list = (listed[1] ? (here as Record<string, unknown> | undefined)?.[listed[1]] : here) as
      | Record<string, unknown>[]
      | undefined
    return list?.find((each) => String(each[listed[2] as string]) === listed[3])
  }, value)
}

/** `$name` is what was kept as that; `$clerk@north` an account; `@2026-04-21T10:00` an instant, Asia/Shanghai. */
function filled(value: unknown, kept: Record<string, unknown>, account: (who: string) => string): unknown {
  if (typeof value === 'string' && value.startsWith('@')) return parseInstant(value.slice(1))
  if (typeof value === 'string' && value.startsWith('$')) {
    if (value.includes('@')) return account(value.slice(1))
    if (!(value.slice(1) in kept)) throw new Error(`nothing was kept as ${value}`)
    return kept[value.slice(1)]
  }
  if (Array.isArray(value)) return value.map((each) => filled(each, kept, account))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, kept, account)]))
  return value
}

const PASSWORD = 'journey-2026'
/** One grey dot. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)

describe.each(journeys)('$journey.name', ({ journey: told }) => {
  let house: TestHouse
  let server: FastifyInstance
  let address: string
  let passwordHash: string
  const cookies = new Map<string, string>()
  const signedAt = new Map<string, number>()
  let desk = 0

  beforeAll(async () => {
    house = await openTestHouse({ at: told.at })
    const setup = { code: '', version: 'test', done: () => true, isSample: () => false, settle: () => undefined }
    server = await buildServer(house.house, setup, (line) => console.error(line))
    address = await server.listen({ port: 0, host: '127.0.0.1' })
    passwordHash = await hashPassword(PASSWORD)
  })
  afterAll(async () => {
    await server.close()
    await house.close()
  })

  async function post(path: string, body: unknown, cookie?: string) {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      // A year's sign-ins pass in a minute here: each comes from a desk of its own, as through a proxy.
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `10.0.${(desk += 1) >> 8}.${desk & 255}`,
        ...(cookie ? { cookie } : {}),
      },
      body: JSON.stringify(body),
    })
    return {
      response,
      body: response.headers.get('content-type')?.includes('json') ? ((await response.json()) as Record<string, unknown>) : {},
    }
  }

  async function uploaded(cookie: string): Promise<unknown> {
    const body = new FormData()
    body.append('file', new Blob([PICTURE], { type: 'image/png' }), 'copy.png')
    const response = await fetch(`${address}/api/files`, { method: 'POST', headers: { cookie }, body })
    expect(response.status).toBe(200)
    return ((await response.json()) as { fileId: string }).fileId
  }

  const account = (who: string) => {
    const [roles = '', place = 'north'] = who.split('@')
    return house.actor(roles.split('+'), place as Place).accountId
  }

  async function cookieOf(who: string): Promise<string> {
    const [roles = '', place = 'north'] = who.split('@')
    const actor = house.actor(roles.split('+'), place as Place)
    await house.ask(actor, 'people.search', { text: '某' })
    const account = await sql<{
      login: string
    }>`update kernel.account set password_hash = ${passwordHash} where id = ${actor.accountId} returning login`.execute(
      house.house.db.kysely,
    )
    const { response } = await post('/api/session/sign-in', { login: account.rows[0]?.login, password: PASSWORD })
    expect(response.status).toBe(200)
    return response.headers.get('set-cookie')?.split(';')[0] as string
  }

  test('goes as the policies say', async () => {
    // `$far-station` stands for the organisation of that place.
    const kept: Record<string, unknown> = Object.fromEntries(
      Object.entries(house.organisations).map(([place, { id }]) => [place, id]),
    )
    for (const [index, each] of told.steps.entries()) {
      const where = `step ${index + 1}: ${each.as} ${each.act ?? each.ask}`
      if (each.at) house.at(each.at)
      if (each.work) await house.work()
      // Sessions sleep after half an hour; whoever comes back signs in again.
      if (Math.abs(house.now() - (signedAt.get(each.as) ?? 0)) > 20 * MINUTE) cookies.delete(each.as)
      const cookie = cookies.get(each.as) ?? (await cookieOf(each.as))
      cookies.set(each.as, cookie)
      signedAt.set(each.as, house.now())
      if (each.upload) {
        kept[each.upload] = await uploaded(cookie)
        continue
      }
      const form = filled(each.form, kept, account)
      const { response, body } = each.act
        ? await post(`/api/act/${each.act}`, { actionId: crypto.randomUUID(), form }, cookie)
        : await post(`/api/ask/${each.ask}`, form, cookie)
      const refusal = body.refusal as { code: string; sentence: string; fields?: object } | undefined
      if (each.refused) {
        expect([where, refusal?.code]).toEqual([where, each.refused])
        continue
      }
      expect([
        where,
        response.status,
        refusal ? `${refusal.code} ${refusal.sentence} ${JSON.stringify(refusal.fields ?? {})}` : undefined,
      ]).toEqual([where, 200, undefined])
      const answer = each.act ? body : body.answer
      for (const [name, path] of Object.entries(each.keep ?? {})) {
        kept[name] = at(answer, path)
        expect([where, name, kept[name] === undefined]).toEqual([where, name, false])
      }
      for (const [path, wanted] of Object.entries(each.expect ?? {})) {
        const found = at(answer, path)
        const want = filled(wanted, kept, account)
        if (want !== null && typeof want === 'object') expect({ where, path, found }).toMatchObject({ where, path, found: want })
        else expect({ where, path, found: found ?? null }).toEqual({ where, path, found: want })
      }
      if (each.duties) await dutiesAre(each.duties, filled(each.of ?? '$fileId', kept, account) as string, cookie, where)
    }
    if (told.ledger) {
      const facts = await house.look(async (tx) =>
        (
          await sql<{ name: string }>`select l.name from kernel.ledger l join people.rescue_file f on f.id = ${kept.fileId}
                where l.subject_id in (f.id, f.person_id) and l.name <> 'attempt.refused' order by l.recorded_at, l.seq`.execute(
            tx,
          )
        ).rows.map((row) => row.name),
      )
      expect(facts).toEqual(told.ledger)
    }
    expect(await verifyLedger(house.house.db.kysely, () => undefined)).toEqual([])
  }, 300_000)

  async function dutiesAre(
    wanted: Record<string, Record<string, unknown> | null>,
    subjectId: string,
    cookie: string,
    where: string,
  ) {
    const { body } = await post('/api/ask/supervision.file-duties', { subjectId }, cookie)
    const duties = (body.answer as { items: { clause: string; instance: string }[] }).items
    for (const [key, want] of Object.entries(wanted)) {
      const [clause, instance] = key.split('#')
      const found = duties.find((duty) => duty.clause === clause && (instance === undefined || duty.instance === instance))
      if (want === null) expect({ where, key, found }).toEqual({ where, key, found: undefined })
      else expect({ where, key, found }).toMatchObject({ where, key, found: want })
    }
  }
})
