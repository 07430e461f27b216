/** The server's own manners: bad bodies, foreign origins, uploads, headers, what a defect tells and what not. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db.ts'
import { hashPassword } from '#kernel/session.ts'
import { buildServer } from '#app/http.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
let cookie: string
const log: string[] = []
const PASSWORD = 'manners-2026'

beforeAll(async () => {
  house = await openTestHouse()
  let done = false
  const setup = {
    code: '12345678',
    version: 'test',
    done: () => done,
    isSample: () => false,
    settle: () => {
      done = true
    },
  }
  server = await buildServer(house.house, setup, (line) => log.push(line))
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  const clerk = house.actor('clerk')
  await house.ask(clerk, 'people.search', { text: '某' })
  const passwordHash = await hashPassword(PASSWORD)
  const account = await sql<{
    login: string
  }>`update kernel.account set password_hash = ${passwordHash} where id = ${clerk.accountId} returning login`.execute(
    house.house.db.kysely,
  )
  await sql`insert into kernel.account_role (account_id, role, granted_at, granted_by) values (${clerk.accountId}, 'clerk', now(), ${clerk.accountId})`.execute(
    house.house.db.kysely,
  )
  const signed = await post('/api/session/sign-in', { login: account.rows[0]?.login, password: PASSWORD })
  cookie = signed.headers.get('set-cookie')?.split(';')[0] as string
})
afterAll(async () => {
  await server.close()
  await house.close()
})

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}
const refusalOf = async (response: Response) =>
  ((await response.json()) as { refusal: { code: string; sentence: string } }).refusal

describe('who is not signed in', () => {
  test('reads and writes nothing', async () => {
    expect((await post('/api/ask/people.files', {})).status).toBe(401)
    expect((await post('/api/act/intake.ask', { actionId: crypto.randomUUID(), form: { arrival: 'self' } })).status).toBe(401)
    const me = (await (await fetch(`${base}/api/me`)).json()) as { me: unknown }
    expect(me.me).toBeNull()
  })

  test('a made-up cookie is no session', async () => {
    expect((await post('/api/ask/people.files', {}, { cookie: `guitu=${'a'.repeat(43)}` })).status).toBe(401)
  })
})

describe('a phone that names another account than the cookie’s', () => {
  test('does nothing and hears nothing, one by one or all at once', async () => {
    const other = { cookie, 'guitu-account': crypto.randomUUID() }
    const one = { actionId: crypto.randomUUID(), form: { arrival: 'self' } }
    expect((await post('/api/act/intake.ask', one, other)).status).toBe(401)
    expect((await post('/api/act', { actions: [{ ...one, name: 'intake.ask' }] }, other)).status).toBe(401)
    expect((await post('/api/ask/people.files', {}, other)).status).toBe(401)
    expect((await post('/api/ask/people.files', {}, { cookie })).status).not.toBe(401)
  })
})

describe('bad bodies', () => {
  test('ten megabytes of text are refused in one sentence', async () => {
    const response = await post(
      '/api/act/people.add-note',
      { actionId: crypto.randomUUID(), form: { text: '字'.repeat(4_000_000) } },
      { cookie },
    )
    expect(response.status).toBe(413)
    expect((await refusalOf(response)).sentence).toMatch(/太大/)
  })

  test('what is no JSON, an envelope without an id, a form that is no object', async () => {
    expect((await post('/api/act/intake.ask', '{"actionId":', { cookie })).status).toBe(400)
    for (const body of [
      {},
      { actionId: 'not-a-uuid', form: {} },
      { actionId: crypto.randomUUID(), form: [] },
      { actionId: crypto.randomUUID(), form: {}, more: 1 },
    ]) {
      const response = await post('/api/act/intake.ask', body, { cookie })
      expect(response.status).toBe(422)
      expect((await refusalOf(response)).code).toBe('KERNEL.FORM')
    }
  })

  test('a form of another site is turned away', async () => {
    expect((await post('/api/ask/people.files', {}, { cookie, origin: 'https://elsewhere.example' })).status).toBe(404)
    expect(
      (
        await fetch(`${base}/api/act/intake.ask`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'text/plain' },
          body: '{}',
        })
      ).status,
    ).toBe(415)
  })

  test('emoji, rare characters and control characters in a name are kept or refused, never broken', async () => {
    for (const writtenName of ['𠮷田', '阿不都·热西提', '王🙂', '李\u0000国', '　 ', '测'.repeat(60)]) {
      const response = await post(
        '/api/act/intake.ask',
        { actionId: crypto.randomUUID(), form: { arrival: 'self', writtenName } },
        { cookie },
      )
      expect([writtenName, [200, 422].includes(response.status)]).toEqual([writtenName, true])
    }
    expect(log).toEqual([])
  })
})

describe('uploads', () => {
  const upload = (name: string, bytes: Uint8Array, type = 'image/png') => {
    const form = new FormData()
    form.append('file', new Blob([bytes as never], { type }), name)
    return fetch(`${base}/api/files`, { method: 'POST', headers: { cookie }, body: form })
  }

  test('are typed by what they hold, not by what they are called', async () => {
    const page = await upload('photo.png', new TextEncoder().encode('<script>alert(1)</script>'))
    expect(page.status).toBe(415)
    const dot = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    )
    const kept = await upload('run.exe', dot, 'application/x-msdownload')
    expect(await kept.json()).toMatchObject({ type: 'image/png' })
  })

  test('have a bound', async () => {
    const big = new Uint8Array(13 * 1024 * 1024)
    big.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect((await upload('big.png', big)).status).toBe(413)
  })

  test('a recording is known by what it holds; one that is too long is refused with the way to cut it', async () => {
    const recordings: [string, number[]][] = [
      ['audio/mpeg', [0xff, 0xf3, 0x40, 0xc0]],
      ['audio/mp4', [0, 0, 0, 28, ...Buffer.from('ftypM4A ')]],
      ['audio/mp4', [0, 0, 0, 24, ...Buffer.from('ftyp3gp4')]],
      ['audio/amr', [...Buffer.from('#!AMR\n')]],
      ['audio/ogg', [...Buffer.from('OggS')]],
      ['audio/aac', [0xff, 0xf1, 0x50, 0x80]],
    ]
    for (const [type, bytes] of recordings)
      expect(await (await upload('voice', new Uint8Array([...bytes, 0, 0, 0, 0, 0, 0, 0, 0]))).json()).toMatchObject({ type })
    expect((await upload('photo.heic', new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic')]))).status).toBe(415)
    const hour = new Uint8Array(40 * 1024 * 1024)
    hour.set(Buffer.from('ID3'))
    const refused = await upload('hour.mp3', hour)
    expect(refused.status).toBe(413)
    expect(JSON.stringify(await refused.json())).toMatch(/12 MB.*剪成几段/)
  })

  test('lie encrypted', async () => {
    const found = await sql<{ body: Buffer; name: Buffer }>`select body, name from kernel.file limit 1`.execute(
      house.house.db.kysely,
    )
    expect(found.rows[0]?.body.includes(Buffer.from('PNG'))).toBe(false)
    expect(found.rows[0]?.name.includes(Buffer.from('run.exe'))).toBe(false)
  })
})

describe('headers and addresses', () => {
  test('what comes from a foreign page, or from one without an address, is turned away', async () => {
    for (const origin of ['https://elsewhere.example', 'null']) {
      const response = await fetch(`${base}/api/session/sign-out`, { method: 'POST', headers: { origin } })
      expect([origin, response.status]).toEqual([origin, 404])
    }
  })

  test('no script but our own files; nothing is cached; no frame', async () => {
    const response = await fetch(`${base}/api/me`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('the session cookie cannot be read by a script or sent along from elsewhere', async () => {
    const login = (await sql<{ login: string }>`select login from kernel.account limit 1`.execute(house.house.db.kysely)).rows[0]
      ?.login
    const signed = await post('/api/session/sign-in', { login, password: PASSWORD })
    expect(signed.headers.get('set-cookie')).toMatch(/HttpOnly/)
    expect(signed.headers.get('set-cookie')).toMatch(/SameSite=Strict/)
  })

  test('the description of all doors is OpenAPI 3.1 and has a page of its own, without a foreign address', async () => {
    const document = (await (await fetch(`${base}/api/openapi.json`)).json()) as { openapi: string; paths: object }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).length).toBe(house.house.actions.size + house.house.queries.size)
    const page = await (await fetch(`${base}/api/docs/static/index.html`)).text()
    expect(page).not.toMatch(/https?:\/\/(?!localhost|127\.)/)
  })
})

describe('the first start', () => {
  const person = (login: string) => ({ login, name: '某管理员', password: 'three-apart-1' })

  test('needs the code from the terminal', async () => {
    const response = await post('/api/setup/administrators', {
      code: '00000000',
      system: person('sys1'),
      security: person('sec1'),
      audit: person('aud1'),
    })
    expect((await refusalOf(response)).code).toBe('KERNEL.SETUP_CODE')
  })

  test('makes three different people', async () => {
    const same = await post('/api/setup/administrators', {
      code: '12345678',
      system: person('one1'),
      security: person('one1'),
      audit: person('aud1'),
    })
    expect(same.status).toBe(422)
  })

  test('happens once', async () => {
    expect(
      (
        await post('/api/setup/administrators', {
          code: '12345678',
          system: person('sys1'),
          security: person('sec1'),
          audit: person('aud1'),
        })
      ).status,
    ).toBe(200)
    const again = await post('/api/setup/administrators', {
      code: '12345678',
      system: person('sys2'),
      security: person('sec2'),
      audit: person('aud2'),
    })
    expect((await refusalOf(again)).code).toBe('KERNEL.SETUP_DONE')
  })
})
