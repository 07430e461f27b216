/** A city's map through its doors, and its tiles through the server, with a tile server of our own on the loopback. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer } from '#app/http.ts'
import { rangeOf } from '#kernel/actor.ts'
import { sql, withActor } from '#kernel/db.ts'
import { keepFile, typeOfContent } from '#kernel/files.ts'
import { hashPassword } from '#kernel/session.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
let cookie: string
let tiles: Server
let port: number
let asked: string[] = []
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), deflateSync(Buffer.from('tile'))])
beforeAll(async () => {
  house = await openTestHouse()
  tiles = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url?.startsWith('/3/1/1')) return response.writeHead(302, { location: `http://127.0.0.1:${port}/3/0/0` }).end()
    if (request.url?.startsWith('/3/2/2')) return response.end('<script>alert(1)</script>')
    if (request.url?.startsWith('/3/3/3')) return response.end(Buffer.concat([PNG, Buffer.alloc(600 * 1024)]))
    return response.end(PNG)
  })
  await new Promise<void>((done) => tiles.listen(0, '127.0.0.1', done))
  port = (tiles.address() as AddressInfo).port
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => {} }
  server = await buildServer(house.house, setup, () => {})
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  const clerk = house.actor('clerk')
  await house.ask(clerk, 'maps.here')
  const { rows } = await sql<{
    login: string
  }>`update kernel.account set password_hash = ${await hashPassword('manners-2026')} where id = ${clerk.accountId} returning login`.execute(
    house.house.db.kysely,
  )
  const signed = await fetch(`${base}/api/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: rows[0]?.login, password: 'manners-2026' }),
  })
  cookie = signed.headers.get('set-cookie')?.split(';')[0] as string
})
afterAll(async () => {
  await server?.close()
  tiles?.close()
  await house?.close()
})

const shown = { attribution: '云川市自然资源局', approval: '云S(2026)001号' }
const tile = (path: string, headers: Record<string, string> = { cookie }) => fetch(`${base}/api/tiles/${path}`, { headers })
const here = async (place: 'north' | 'far-station') =>
  ((await house.ask(house.actor('clerk', place), 'maps.here')) as { map: { kind: string; shapes: object[] } | null }).map
const code = async (form: object, door = 'maps.set-tiles') =>
  ((await house.act(house.actor('bureau-officer', 'bureau'), door, form as never)) as { code?: string }).code

test('tiles come through the server alone: signed in, pictures only, no redirect, bounded, asked for once', async () => {
  const bureau = house.actor('bureau-officer', 'bureau')
  expect((await tile('3/0/0')).status).toBe(404)
  await house.done(bureau, 'maps.set-tiles', { address: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`, system: 'wgs84', ...shown })
  asked = []
  const first = await tile('3/0/0')
  expect(first.headers.get('content-type')).toBe('image/png')
  expect(first.headers.get('content-security-policy')).toContain("img-src 'self'")
  await first.arrayBuffer()
  expect((await tile('3/0/0')).status).toBe(200)
  expect(asked).toEqual(['/3/0/0.png'])
  for (const path of ['3/1/1', '3/2/2', '3/3/3', '3/9/9', '99/0/0', 'a/b/c']) expect((await tile(path)).status).toBe(404)
  expect((await tile('3/0/0', {})).status).toBe(401)
})

test('needs its review number and an address that leads nowhere else', async () => {
  const good = { address: 'https://tiles.example.cn/{z}/{x}/{y}.png', system: 'gcj02', ...shown }
  expect(await code({ ...good, approval: '' })).toBe('KERNEL.FORM')
  expect(await code({ ...good, address: 'http://tiles.example.cn/{z}/{x}/{y}.png' })).toBe('MAPS.PLAIN')
  expect(await code({ ...good, address: 'https://tiles.example.cn/map.png' })).toBe('MAPS.PLACES')
  const clerk = (await house.act(house.actor('clerk'), 'maps.set-tiles', good)) as { code?: string }
  expect(clerk.code).toBe('KERNEL.NOT_FOUND')
})

test('is set by the bureau of the city: a district within it is refused, and the map stays', async () => {
  const city = house.actor('bureau-officer', 'bureau')
  const path = city.organisation.path.replace(/[^.]+\.$/, '')
  const district = {
    ...city,
    organisation: { ...city.organisation, path: `${path}d-east.b-east.` },
    range: rangeOf(`${path}d-east.`),
  }
  const form = { address: 'https://tiles.example.cn/{z}/{x}/{y}.png', system: 'gcj02', ...shown }
  const before = await here('north')
  for (const [door, filled] of [
    ['maps.set-tiles', form],
    ['maps.remove', { reason: '换新版' }],
  ] as const)
    expect(await house.act(district, door, filled)).toMatchObject({ code: 'MAPS.CITY' })
  expect(await house.ask(district, 'maps.here')).toMatchObject({ maySet: false })
  expect(await house.ask(city, 'maps.here')).toMatchObject({ maySet: true })
  expect(await here('north')).toEqual(before)
})

test('a map file takes the place of the tiles, is seen by the city and by nobody of another, and is removed again', async () => {
  const bureau = house.actor('bureau-officer', 'bureau')
  const { db, vault } = house.house
  const keep = async (text: string) => {
    const body = Buffer.from(text)
    const file = { id: crypto.randomUUID(), name: 'map.json', type: typeOfContent(body) ?? 'none', body, now: house.now() }
    await withActor(db, bureau, (tx) => keepFile(tx, vault, bureau, file))
    return { id: file.id, type: file.type }
  }
  const road = await keep('{"type":"LineString","coordinates":[[108.9,34.2],[108.95,34.25]]}')
  expect(road.type).toBe('application/geo+json')
  await house.done(bureau, 'maps.set-file', { geojson: road.id, ...shown })
  expect(await here('north')).toMatchObject({ kind: 'file', shapes: [{ closed: false }] })
  expect(await here('far-station')).toBeNull()
  expect((await tile('3/0/0')).status).toBe(404)
  expect(await code({ geojson: (await keep('{"type":"Polygon","coordinates":"none"}')).id, ...shown }, 'maps.set-file')).toBe(
    'MAPS.FILE',
  )
  expect(await here('north')).toMatchObject({ kind: 'file' })
  await house.done(bureau, 'maps.remove', { reason: '换新版' })
  expect(await here('north')).toBeNull()
  expect(await code({ reason: '再移除' }, 'maps.remove')).toBe('MAPS.NONE')
})
