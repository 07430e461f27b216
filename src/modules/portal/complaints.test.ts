/** The page for complaints over real HTTP: no name, no script, a receipt that gives nobody away. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer } from '#app/http.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => undefined }
  server = await buildServer(house.house, setup as never, () => undefined)
  base = await server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server?.close()
  await house?.close()
})

const get = async (path: string) => (await fetch(`${base}/public${path}`)).text()
const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] as string
async function post(path: string, fields: Record<string, string>): Promise<{ status: number; page: string }> {
  return send(path, tokenIn(await get(path)), fields)
}
async function send(path: string, token: string, fields: Record<string, string>): Promise<{ status: number; page: string }> {
  const response = await fetch(`${base}/public${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token, ...fields }),
  })
  return { status: response.status, page: await response.text() }
}
const big = (page: string) => [...page.matchAll(/<p class="big">([^<]+)<\/p>/g)].map(([, text]) => text as string)

test('whoever lost the answer and sends the same form once more hears the same number and code, and it is one complaint', async () => {
  const token = tokenIn(await get('/complaint'))
  const told = { about: 'care', bodyId: house.organisations.north.id, words: '晚上没有给被子' }
  const first = await send('/complaint', token, told)
  const again = await send('/complaint', token, told)
  expect(again.status).toBe(200)
  expect(big(again.page)).toEqual(big(first.page))
  expect(big(again.page)).toHaveLength(2)
  expect(again.page).toContain('只算一件')
  const [number, code] = big(first.page) as [string, string]
  expect((await post('/complaint/state', { number, code })).page).not.toContain('对不上')
  // Written anew under the same form: nothing is taken for sent that is not, and the first receipt is told.
  const other = await send('/complaint', token, { ...told, words: '另一件事' })
  expect(other.status).toBe(422)
  expect(other.page).toContain(number)
  expect(other.page).toContain(code)
  const second = await send('/complaint', tokenIn(other.page), { ...told, words: '另一件事' })
  expect(big(second.page)[0]).not.toBe(number)
  expect(big(second.page)[1]).not.toBe(code)
  // A form of one's own tells nothing of another's.
  const stranger = await post('/complaint', told)
  expect(stranger.page).not.toContain(code)
  expect(stranger.page).not.toContain(number)
})

test('a complaint without a name gets number and code; what was written stands on no page again', async () => {
  const form = await get('/complaint')
  expect(form).toContain('云川市救助管理站')
  expect(form).toContain('href="tel:110"')
  expect(form).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=|javascript:/i)
  expect(Buffer.byteLength(form)).toBeLessThan(30 * 1024)
  const sent = await post('/complaint', {
    about: 'refused',
    bodyId: house.organisations.north.id,
    words: '<script>alert(1)</script>值班的人不让进',
  })
  expect(sent.status).toBe(200)
  const [number, code] = big(sent.page) as [string, string]
  expect(number).toMatch(/诉 2026-0004$/)
  expect(sent.page).not.toContain('值班的人不让进')
  expect(sent.page).toContain('云川市民政局')
  const heard = await post('/complaint/state', { number, code })
  expect(big(heard.page)[0]).toContain('已经收到')
  const wrong = await post('/complaint/state', { number, code: 'AAAAA-AAAAA' })
  const foreign = await post('/complaint/state', { number: '云诉 2026-9999', code })
  expect(big(wrong.page)).toEqual(big(foreign.page))
  expect(big(wrong.page)[0]).toContain('没有查到')
})

test('nothing chosen and nothing written is said beside the field; what was written stays, its signs made harmless', async () => {
  const sent = await post('/complaint', { about: 'care', words: '"><script>x</script>' })
  expect(sent.status).toBe(422)
  expect(sent.page).toContain('请选被反映的单位')
  expect(sent.page).toContain('&lt;script&gt;')
  const empty = await post('/complaint', {})
  expect(empty.status).toBe(422)
  expect(empty.page).toContain('href="#f-words"')
})

test('what was answered is read with number and code, and may be asked about once more', async () => {
  const sent = await post('/complaint', {
    about: 'care',
    bodyName: '康宁养护院',
    words: '伙食不好',
    wants: 'written',
  })
  const [number, code] = big(sent.page) as [string, string]
  const officer = house.actor('bureau-officer', 'bureau')
  const board = (await house.ask(officer, 'complaints.board')) as { items: { no: string; complaintId: string }[] }
  const complaintId = board.items.find((each) => each.no === number)?.complaintId as string
  await house.done(officer, 'complaints.assign', { complaintId, dueOn: '2026-12-30' })
  await house.done(officer, 'complaints.look-into', { complaintId, founded: 'partly', finding: '看了菜单' })
  await house.done(officer, 'complaints.answer', { complaintId, way: 'receipt', answer: '已加菜\n每周公布菜单' })
  const heard = (await post('/complaint/state', { number, code })).page
  expect(heard).toContain('<p>每周公布菜单</p>')
  expect(heard).not.toContain('看了菜单')
  expect(heard).toContain('/public/complaint/review')
  const asked = await post('/complaint/review', { number, code, why: '还是不好' })
  expect([asked.status, big(asked.page)[0]]).toEqual([200, '正在复核，由另外的人重新查。'])
  expect((await post('/complaint/review', { number, code, why: '再来' })).status).toBe(422)
})
