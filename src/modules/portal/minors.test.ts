/** The children's pages over real HTTP: telephones first, few words, a way out, and nothing left behind. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '#app/http.ts'
import { sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
const PAGES = ['/minors', '/minors/ask', '/minors/report', '/minors/places', '/minors/answer', '/minors/traces']

beforeAll(async () => {
  house = await openTestHouse()
  await sql`update kernel.organisation set phone = '0999-5550110' where kind = 'station'`.execute(house.house.db.kysely)
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => undefined }
  server = await buildServer(house.house, setup as never, () => undefined)
  base = await server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server?.close()
  await house?.close()
})

let visitors = 0
const from = () => ({ 'x-forwarded-for': `10.9.${(visitors >> 8) & 255}.${visitors++ & 255}` })
const get = (path: string) => fetch(`${base}/public${path}`, { headers: from() })
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = from()) =>
  fetch(`${base}/public${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields),
  })
const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] as string

describe('every page for children', () => {
  test.each(PAGES)('%s has 110 before anything else to call, a way out, and is kept by no browser', async (path) => {
    const response = await get(path)
    const page = await response.text()
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(page).toContain('<title>帮助</title>')
    expect(page).toMatch(/<a class="leave" href="https:[^"]+" rel="noreferrer">马上离开本页<\/a>/)
    const called = [...page.matchAll(/href="tel:(\d+)"/g)].map(([, phone]) => phone)
    expect(called[0]).toBe('110')
    expect(page).toContain('0999-5550110')
    expect(page).toContain('不收任何费用')
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=|javascript:/i)
    expect(Buffer.byteLength(page)).toBeLessThan(30 * 1024)
  })

  test('speaks in short sentences and without the words of offices', async () => {
    const page = (await (await get('/minors')).text()).replace(/<head>[\s\S]*<\/head>/, '')
    const words = page.replace(/<[^>]+>/g, '\n')
    for (const office of ['处置', '受理', '监护', '侵害', '研判', '联动', '个案', '法定']) expect(words).not.toContain(office)
    const longest = Math.max(...words.split(/[。；\n]/).map((each) => each.trim().length))
    expect(longest).toBeLessThanOrEqual(40)
  })
})

describe('where to go', () => {
  test('lists the points of the network, and no telephone of a person', async () => {
    const town = house.actor('child-supervisor', 'town')
    await house.done(town, 'network.open-point', {
      parentId: house.organisations.town.id,
      level: 'town',
      name: '杨店镇儿童之家',
      phone: '0999-5550120',
      address: '学前路 2 号',
      way: '小学对面',
    })
    await house.done(town, 'network.set-duty', {
      organisationId: house.organisations.town.id,
      from: '2026-12-09',
      until: '2026-12-10',
      startsAt: '00:00',
      turn: 'daily',
      people: [{ name: '何青', phone: '13900005679' }],
    })
    const page = await (await get('/minors/places')).text()
    for (const word of ['杨店镇儿童之家', '学前路 2 号', '小学对面', 'tel:09995550120']) expect(page).toContain(word)
    expect(page).not.toContain('13900005679')
  })
})

describe('asking for help', () => {
  const open = () => house.house.actions.has('reports.receive-public')

  test('takes a child’s own words with nothing else filled in, and answers a number; pressed twice it is one', async () => {
    const form = await (await get('/minors/ask')).text()
    if (!open() || !form.includes('<form')) return expect(form).toContain('现在请打电话')
    const token = tokenIn(form)
    const empty = await post('/minors/ask', { token })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('还没有写')
    const fields = { token: tokenIn(await (await get('/minors/ask')).text()), what: '爸爸喝酒打我', danger: 'yes' }
    const visitor = from()
    const first = await (await post('/minors/ask', fields, visitor)).text()
    expect(first).toContain('我们收到了')
    expect(first).toContain('马上打')
    expect(first).not.toContain('爸爸喝酒打我')
    const again = await (await post('/minors/ask', fields, visitor)).text()
    const number = (page: string) => /编号<\/p><p class="big">([^<]+)</.exec(page)?.[1]
    expect(number(again)).toBe(number(first))
  })

  test('a page that lay open too long keeps what was written', async () => {
    if (!open()) return
    const late = await post('/minors/ask', { token: 'x', what: '没有饭吃' })
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('没有饭吃')
  })
})
