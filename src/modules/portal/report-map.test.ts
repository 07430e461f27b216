/** A place by a tap, over real HTTP: without script, with nothing in an address, and with nothing lost that was written. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '#app/http.ts'
import { publicActorFor } from '#kernel/actor.ts'
import { sql } from '#kernel/db.ts'
import { distanceM } from '#kernel/place.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
const log: string[] = []
const STATION = { lat: 30.0146, lng: 110.022 }
const landmarks = [
  { name: '火车站', at: { ...STATION, source: 'pin' } },
  { name: '百货大楼', at: { lat: 30.013, lng: 110.015, source: 'pin' } },
]

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T20:00' })
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => undefined }
  server = await buildServer(house.house, setup as never, (line) => log.push(line))
  base = await server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server?.close()
  await house?.close()
})

let visitors = 0
const from = () => ({ 'x-forwarded-for': `10.9.${(visitors >> 8) & 255}.${visitors++ & 255}` })
const get = (path: string) => fetch(`${base}${path}`, { headers: from(), redirect: 'manual' })
const text = async (path: string) => (await get(path)).text()
async function post(path: string, fields: Record<string, string | string[]>, headers = from()) {
  const body = new URLSearchParams()
  for (const [key, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(key, each)
  const response = await fetch(`${base}/public${path}`, { method: 'POST', headers, body })
  return { status: response.status, page: await response.text() }
}
const token = async () => /name="token" value="([^"]+)"/.exec(await text('/public/report'))?.[1] as string
const valueIn = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]
const pictureIn = (page: string) => /<input type="image"[^>]* src="([^"]+)"/.exec(page)?.[1] as string
const numberIn = (page: string) => /编号<\/p><p class="big">([^<]+)</.exec(page)?.[1] as string
const head = () => house.actor('station-head', 'north')
const write = (by: ReturnType<typeof head>, more: object = { landmarks }) =>
  house.act(by, 'portal.change-page', { organisationId: house.organisations.north.id, ...more })

interface Shown {
  content: {
    place: string | null
    spot: { lat?: number; lng?: number; accuracyM?: number; source: string; words?: string } | null
  }
}
async function shown(page: string): Promise<Shown['content']> {
  const clerk = house.actor('clerk', 'north')
  const { items } = (await house.ask(clerk, 'reports.board', { state: 'all' })) as { items: { no: string; reportId: string }[] }
  const { reportId } = items.find(({ no }) => no === numberIn(page)) as { reportId: string }
  return ((await house.ask(clerk, 'reports.report', { reportId })) as Shown).content
}

describe('whoever cannot say where', () => {
  test('is offered no map before there is one: nobody taps into the blue', async () => {
    expect(await text('/public/report')).not.toContain('name="map"')
    expect((await post('/report', { map: 'open', what: '桥下有人' })).page).toContain('桥下有人')
    expect((await get('/public/report/map')).status).toBe(303)
    expect((await get('/public/report/map.svg?v=abc')).status).toBe(404)
  })

  test('sees the public places that the station wrote down with a point, and no stop of a patrol', async () => {
    for (const [by, place] of [
      ['station-head', 'south'],
      ['patrol-officer', 'police'],
      ['clerk', 'north'],
    ] as const)
      expect(await write(house.actor(by, place))).toHaveProperty('code')
    expect(await write(head(), { landmarks: [{ name: '没有点', at: { words: '某处', source: 'words' } }] })).toMatchObject({
      fields: expect.anything(),
    })
    expect(await write(head())).not.toHaveProperty('code')
    const { areaId } = (
      await house.done(head(), 'patrol.set-area', {
        name: '站前',
        kinds: ['station'],
        stationId: house.organisations.north.id,
        memberIds: [house.organisations.police.id],
      })
    ).reply as { areaId: string }
    await house.done(head(), 'patrol.set-stops', {
      areaId,
      stops: [{ name: '三号桥洞', place: { lat: 30.014, lng: 110.0215, source: 'pin' } }],
    })
    const form = await text('/public/report')
    expect(form).toContain('<option value="火车站">')
    const { page } = await post('/report', { map: 'open' })
    const picture = await get(pictureIn(page))
    expect(picture.headers.get('content-type')).toContain('image/svg+xml')
    expect(picture.headers.get('cache-control')).toBe('no-store')
    const svg = await picture.text()
    expect(svg).toContain('百货大楼')
    expect(svg + page).not.toContain('三号桥洞')
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=/i)
    expect(page).toContain('没有底图')
  })

  test('taps, goes back with everything he wrote, adds the photo last and sends: the desk has the pin and how far it may be off', async () => {
    const written = { what: '花坛边躺着一位老人', doing: ['sleeping', 'begging'], people: '1', website: '', token: 'any' }
    const opened = await post('/report', { ...written, map: 'open' })
    expect(opened.page).toContain('在图上点位置')
    const near = await post('/report/map', { ...written, view: valueIn(opened.page, 'view') as string, do: 'in' })
    const tapped = await post('/report/map', {
      ...written,
      view: '30.01460,110.02200,16',
      'at.x': '192',
      'at.y': '144',
    })
    expect(near.page).not.toContain('name="pin"')
    expect(tapped.page).toContain('点好了：火车站东约 100 米')
    const pin = valueIn(tapped.page, 'pin') as string
    const back = await post('/report', { ...written, pin, map: 'use' })
    expect(back.status).toBe(200)
    expect(back.page).toContain('花坛边躺着一位老人')
    expect(back.page).toContain('图上点好了：火车站东约 100 米')
    expect(back.page.match(/checked/g)).toHaveLength(2)
    expect(back.page.indexOf('name="pin"')).toBeLessThan(back.page.indexOf('name="photo"'))
    const sent = await post('/report', { ...written, token: valueIn(back.page, 'token') as string, pin })
    expect(sent.page).toContain('我们收到了')
    const { spot, place } = await shown(sent.page)
    expect(spot).toMatchObject({ source: 'pin', accuracyM: 100 })
    expect(distanceM(STATION, spot as typeof STATION)).toBeGreaterThan(80)
    expect(distanceM(STATION, spot as typeof STATION)).toBeLessThan(120)
    expect(place).toBe('图上点选，火车站东约 100 米')
  })

  test('finds what he wrote beside the point: it stays the place, and the point goes with it', async () => {
    const sent = await post('/report', { token: await token(), what: '有人', place: '西边花坛', pin: '30.01460,110.02200,17' })
    expect(await shown(sent.page)).toMatchObject({
      place: '西边花坛',
      spot: { ...STATION, source: 'pin', words: '西边花坛' },
    })
  })

  test('can let go of the point: the report goes with words alone', async () => {
    const back = await post('/report', { what: '有人', pin: '30.01460,110.02200,17', map: 'drop' })
    expect([back.page.includes('name="pin"'), back.page.includes('>有人<')]).toEqual([false, true])
  })

  test('with a keyboard picks the middle, by the picture or by its button', async () => {
    const keys: Record<string, string>[] = [{ 'at.x': '0', 'at.y': '0' }, { do: 'middle' }]
    for (const key of keys)
      expect(valueIn((await post('/report/map', { view: '30.01460,110.02200,16', ...key })).page, 'pin')).toBe(
        '30.01460,110.02200,16',
      )
    expect((await post('/report/map', { view: '30.01460,110.02200,16' })).page).toMatch(/alt="[^"]*不用图，写路名/)
  })
})

describe('what is sent by hand', () => {
  test('is no pin when it is malformed or lies elsewhere: nothing is sent, and what was written stays', async () => {
    for (const pin of ['39.90000,116.40000,16', '30.0146,110.022', 'x', '30.01460,110.02200,99', '<script>alert(1)</script>']) {
      const sent = await post('/report', { token: await token(), what: '桥下有人', pin })
      expect([pin, sent.status]).toEqual([pin, 422])
      expect(sent.page).toContain('图上点的位置没有看懂')
      expect(sent.page).toContain('桥下有人')
      expect(sent.page).not.toContain('name="pin"')
      expect(sent.page).not.toContain('<script>alert')
    }
  })

  test('moves the map nowhere outside of the city, and a tap beside the picture is none', async () => {
    const away = await post('/report/map', { view: '39.90000,116.40000,16' })
    expect(valueIn(away.page, 'view')).toMatch(/^30\.0/)
    const beside = await post('/report/map', { view: '30.01460,110.02200,16', 'at.x': '4000', 'at.y': '10' })
    expect(beside.page).not.toContain('name="pin"')
  })

  test('carries only the fields of the form, as text', async () => {
    const { page } = await post('/report/map', {
      what: '"><script>alert(1)</script>',
      remote: '1.2.3.4',
      evil: 'x',
      trapped: 'yes',
    })
    expect(page).not.toMatch(/<script>alert|name="(remote|evil|trapped)"/)
    expect(page).toContain('&lt;script&gt;')
  })

  test('is refused by the door where no country of ours is, whatever the page let through', async () => {
    const visitor = publicActorFor(house.organisations.north)
    for (const pin of [
      { lat: 60, lng: 110, accuracyM: 20 },
      { lat: 30, lng: 110, accuracyM: 1e6 },
      { lat: 30, lng: 110 },
    ])
      expect(await house.act(visitor, 'reports.receive-street', { what: '有人', remote: '10.1.1.1', pin })).toHaveProperty('code')
  })

  test('draws no picture: an address is made here, for this site, and ends', async () => {
    const { page } = await post('/report', { map: 'open' })
    const own = pictureIn(page)
    expect((await get(own)).status).toBe(200)
    expect((await get(`${own.slice(0, -4)}AAAA`)).status).toBe(404)
    const { rows } = await sql<{
      path: string
    }>`select path from kernel.organisation where id = ${house.organisations.south.id}`.execute(house.house.db.kysely)
    const short = rows[0]?.path.split('.').at(-2) as string
    expect((await get(own.replace('/public/', `/public/s/${short}/`))).status).toBe(404)
    house.at('2026-12-10T03:00')
    expect((await get(own)).status).toBe(404)
  })
})

describe('too much', () => {
  test('of tapping is slowed down, long after one person has found his place', async () => {
    const one = { 'x-forwarded-for': '10.200.0.1' }
    const answers = []
    for (let at = 0; at < 61; at += 1) answers.push((await post('/report/map', { view: 'x' }, one)).status)
    expect([answers.slice(0, 60).every((each) => each === 200), answers[60]]).toEqual([true, 429])
  })

  test('of reports ends as it does with words', async () => {
    const visitor = publicActorFor(house.organisations.north)
    const pin = { ...STATION, accuracyM: 30 }
    for (let at = 0; at < 20; at += 1)
      await house.done(visitor, 'reports.receive-street', { what: `第 ${at} 件不同的事`, remote: '10.77.0.1', pin })
    expect(await house.act(visitor, 'reports.receive-street', { what: '又一件', remote: '10.77.0.1', pin })).toMatchObject({
      code: 'REPORTS.TOO_MANY',
    })
  })
})

test('the city’s own tiles lie beneath, within the picture and with their review number; the pin is more exact then', async () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('tile')])
  const tiles = createServer((_request, response) => response.end(png))
  await new Promise<void>((done) => tiles.listen(0, '127.0.0.1', done))
  const { port } = tiles.address() as AddressInfo
  await house.done(house.actor('bureau-officer', 'bureau'), 'maps.set-tiles', {
    address: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`,
    system: 'gcj02',
    attribution: '云川市自然资源局',
    approval: '审图号：测S(2026)001号',
  })
  const { page } = await post('/report/map', { view: '30.01460,110.02200,16', 'at.x': '144', 'at.y': '144' })
  expect(page).toContain('测S(2026)001号')
  expect(page).toContain('可能差 30 米')
  const svg = await text(pictureIn(page))
  expect(svg).toContain(`href="data:image/png;base64,${png.toString('base64')}"`)
  expect(page + svg).not.toContain(String(port))
  expect(svg).toContain('火车站</text>')
  await new Promise((done) => tiles.close(done))
})

test('no address and no line of the log tells where somebody tapped', async () => {
  const { page } = await post('/report/map', { what: '有人', view: '30.01460,110.02200,16', 'at.x': '20', 'at.y': '30' })
  const pin = valueIn(page, 'pin') as string
  const addresses = [...page.matchAll(/(?:src|href|action)="([^"]*)"/g)].map((each) => each[1]).join('\n')
  expect(pin).toMatch(/^30\.\d{5},110\.\d{5},16$/)
  for (const part of [...pin.split(',').slice(0, 2), '30.0146', '110.02']) expect(addresses + log.join()).not.toContain(part)
})
