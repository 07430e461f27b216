/** A tip of the street over real HTTP: from an old phone without script to the answer, a photo too large, a script, a flood. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '#app/http.ts'
import { publicActorFor } from '#kernel/actor.ts'
import { sql } from '#kernel/db.ts'
import { hashPassword } from '#kernel/session.ts'
import { openTestHouse, type Place, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
const PASSWORD = 'street-2026'

beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T20:00' })
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
const from = () => ({ 'x-forwarded-for': `10.7.${(visitors >> 8) & 255}.${visitors++ & 255}` })
const get = async (path: string) => (await fetch(`${base}/public${path}`, { headers: from() })).text()
const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] as string
const numberIn = (page: string) => /编号<\/p><p class="big">([^<]+)</.exec(page)?.[1] as string
const codeIn = (page: string) => /查询码<\/p><p class="big">([^<]+)</.exec(page)?.[1] as string

/** A photo as a telephone makes it, with the place in it. */
const JPEG = Buffer.from([
  0xff,
  0xd8,
  0xff,
  0xe1,
  0x00,
  0x14,
  ...Buffer.from('Exif\0\0SECRET-PLACE'),
  0xff,
  0xda,
  0x00,
  0x04,
  0x01,
  0x02,
  0x31,
  0x32,
  0x33,
  0xff,
  0xd9,
])

async function tell(fields: Record<string, string>, photo?: Buffer) {
  const body = new FormData()
  for (const [key, value] of Object.entries({ token: tokenIn(await get('/report')), ...fields })) body.append(key, value)
  if (photo) body.append('photo', new Blob([new Uint8Array(photo)]), 'IMG_1.jpg')
  const response = await fetch(`${base}/public/report`, { method: 'POST', headers: from(), body })
  return { status: response.status, page: await response.text() }
}

/** A desk or a phone of the house, signed in. */
async function signedIn(role: string, place: Place) {
  const actor = house.actor(role, place)
  await house.ask(actor, 'reports.counts', {})
  const passwordHash = await hashPassword(PASSWORD)
  const { rows } = await sql<{
    login: string
  }>`update kernel.account set password_hash = ${passwordHash} where id = ${actor.accountId} returning login`.execute(
    house.house.db.kysely,
  )
  await sql`insert into kernel.account_role (account_id, role, granted_at, granted_by) values (${actor.accountId}, ${role}, now(), ${actor.accountId})
    on conflict do nothing`.execute(house.house.db.kysely)
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, ...from() },
      body: JSON.stringify(body),
    })
  const answer = await post('/api/session/sign-in', { login: rows[0]?.login, password: PASSWORD })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] as string
  return {
    ask: async (name: string, params: object = {}) =>
      ((await (await post(`/api/ask/${name}`, params, cookie)).json()) as { answer: unknown }).answer as never,
    async act(name: string, form: object) {
      const response = await post(`/api/act/${name}`, { actionId: crypto.randomUUID(), form }, cookie)
      expect([name, response.status, await response.clone().text()]).toEqual([name, 200, expect.any(String)])
    },
  }
}
interface Line {
  reportId: string
  no: string
  what: string
  place: string
}
const clerk = () => house.actor('clerk', 'north')
const board = async (params: object = {}) =>
  (await house.ask(clerk(), 'reports.board', { ...params })) as { items: Line[]; total: number; inFloods: number }
const shown = async (no: string) => (await board({ state: 'all' })).items.find((each) => each.no === no) as Line

test('whoever lost the answer and sends the same once more hears the same number and code, from another address too', async () => {
  const told = { token: tokenIn(await get('/report')), what: '桥下躺着一个老人，叫不醒' }
  const first = await tell(told)
  const again = await tell(told)
  expect([numberIn(again.page), codeIn(again.page)]).toEqual([numberIn(first.page), codeIn(first.page)])
  expect(codeIn(first.page)).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  const other = await tell({ ...told, what: '又看到一个孩子' })
  expect([other.status, other.page.includes(codeIn(first.page))]).toEqual([422, true])
})

describe('the public page', () => {
  test('asks for little, runs no script, and says what is in danger goes to 110 first', async () => {
    const page = await get('/report')
    expect(page.match(/class="must"/g)).toHaveLength(1)
    expect(page.indexOf('tel:110')).toBeLessThan(page.indexOf('<form'))
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=|javascript:/i)
    expect(Buffer.byteLength(page)).toBeLessThan(30 * 1024)
    const home = await get('/')
    expect([home.includes('/report"'), home.includes('/report/state"')]).toEqual([true, true])
  })

  test('a tip goes from the page to the desk, the patrol, the scene and its end, and whoever told it is answered', async () => {
    const sent = await tell(
      {
        what: '东门桥下睡着一位老人，没有被子',
        place: '东门桥下',
        point: '30.5931, 114.3054',
        people: '1',
        seen: 'now',
        reporterPhone: '13900001111',
      },
      JPEG,
    )
    expect(sent.status).toBe(200)
    const [number, code] = [numberIn(sent.page), codeIn(sent.page)]
    const asked = async () => {
      const body = new URLSearchParams({ token: tokenIn(await get('/report/state')), number, code })
      return (await fetch(`${base}/public/report/state`, { method: 'POST', headers: from(), body })).text()
    }
    expect(await asked()).toContain('已收到，正在安排人处理')
    const desk = await signedIn('clerk', 'north')
    const { items } = (await desk.ask('reports.board')) as { items: Line[] }
    const { reportId } = items.find((each) => each.no === number) as Line
    await desk.act('reports.dispatch', { reportId, organisationIds: [house.organisations.police.id], note: '看看老人愿不愿意来' })
    expect(await asked()).toContain('已经派人处理')
    const patrol = await signedIn('patrol-officer', 'police')
    const seen = JSON.stringify(await patrol.ask('reports.report', { reportId }))
    expect(seen).toContain('没有被子')
    expect(seen).not.toMatch(/13900001111|网上登记/)
    await patrol.act('reports.acknowledge', { reportId })
    await patrol.act('reports.arrive', { reportId, spot: { words: '桥北侧台阶', source: 'words' }, found: '老人愿意来' })
    await desk.act('reports.dispose', { reportId, outcome: 'brought', what: '送到站里' })
    await desk.act('reports.answer-reporter', { reportId, way: 'receipt' })
    expect(await asked()).toContain('您反映的情况已经核实处理，谢谢您')
    const told = JSON.stringify(await desk.ask('reports.report', { reportId }))
    expect(told).toContain('桥北侧台阶')
    // The photo is kept without the place that the telephone wrote into it; who was sent sees it, who was not does not.
    const photoId = /"photos":\["([^"]+)"/.exec(told)?.[1] as string
    const file = (await house.ask(house.actor('patrol-officer', 'police'), 'reports.photo', { reportId, photoId })) as {
      file: { body: Uint8Array }
    }
    expect(Buffer.from(file.file.body).toString('latin1')).not.toContain('SECRET')
    expect(
      await house.ask(house.actor('patrol-officer', 'city-management'), 'reports.photo', { reportId, photoId }),
    ).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  test('lets the browser find what is missing or too long before a chosen photo is lost; says so where one was', async () => {
    const page = await get('/report')
    expect(page).toMatch(/<textarea id="f-what"[^>]* maxlength="2000" required/)
    expect(page).toMatch(/<input type="text" id="f-place"[^>]* maxlength="200"/)
    const people = /<input[^>]* id="f-people"[^>]* pattern="([^"]+)"/.exec(page)?.[1] as string
    const reads = (text: string) => new RegExp(`^(?:${people})$`, 'v').test(text)
    expect(['2', '３人', '两个', ' 一位 '].map(reads)).toEqual([true, true, true, true])
    expect(['好几个', '-', '十来个'].map(reads)).toEqual([false, false, false])
    const wrong = { what: '桥下有人', people: '好几个' }
    const [plain, withPhoto, empty] = [await tell(wrong), await tell(wrong, JPEG), await tell({ what: ' ' })]
    expect(plain.page).toContain('有的地方没写对')
    expect(plain.page).not.toContain('照片要重新选')
    expect(withPhoto.page).toContain('照片要重新选')
    expect(empty.page).toContain('有的地方还没有写')
    const long = await tell({ what: '桥下有人', place: '桥'.repeat(201) })
    expect(long.page).toContain('有的地方没写对')
    expect(long.page).not.toContain('有的地方还没有写')
  })

  test('the receipt leads to its answer with the number filled in and the code nowhere; its last digits are enough', async () => {
    const { page } = await tell({ what: '车站门口躺着一个人' })
    const [number, code] = [numberIn(page), codeIn(page)]
    const path = /href="[^"]*?(\/report\/state\?[^"]+)"/.exec(page)?.[1] as string
    expect(decodeURIComponent(path)).toBe(`/report/state?number=${number}`)
    expect(await get(path)).toContain(`value="${number}"`)
    const asked = async (told: Record<string, string>) => {
      const body = new URLSearchParams({ token: tokenIn(await get('/report/state')), ...told })
      return (await fetch(`${base}/public/report/state`, { method: 'POST', headers: from(), body })).text()
    }
    const short = number.split('-').at(-1) as string
    expect(await asked({ number: short, code })).toContain('已收到，正在安排人处理')
    expect(await asked({ number: String(Number(short)), code })).toContain('已收到，正在安排人处理')
    expect(await asked({ number: short, code: 'AAAAA-AAAAA' })).not.toContain('已收到，正在安排人处理')
    expect(await asked({ number, code: '' })).toContain('编号和查询码都要写')
    expect(await asked({ number, code: 'A'.repeat(60) })).toContain('编号或者查询码没写对')
  })

  test('a photo of thirty megabytes is not taken; the words are, and the page says so', async () => {
    const sent = await tell({ what: '车站外有人躺在地上' }, Buffer.alloc(30 * 1024 * 1024, 0xff))
    expect([sent.status, sent.page.includes('超过 12 MB'), sent.page.includes('您写的都收到了')]).toEqual([200, true, true])
    expect((await shown(numberIn(sent.page))).what).toBe('车站外有人躺在地上')
    const other = await tell({ what: '发错文件的人' }, Buffer.from('%PDF-1.7 not a photo'))
    expect(other.page).toContain('那个文件不是 JPG、PNG、WebP 照片')
    expect((await shown(numberIn(other.page))).what).toBe('发错文件的人')
  })

  test('how many people may be told in words; what is no number is asked for as a number', async () => {
    for (const [people, count] of [
      ['一个', 1],
      ['两位', 2],
      ['３人', 3],
    ] as const) {
      const sent = await tell({ what: `桥下有人，${people}`, people })
      expect([people, sent.status]).toEqual([people, 200])
      const { reportId } = await shown(numberIn(sent.page))
      expect(JSON.stringify(await house.ask(clerk(), 'reports.report', { reportId }))).toContain(`"people":${count},`)
    }
    const vague = await tell({ what: '桥下有人', people: '好多人' })
    expect([vague.status, vague.page.includes('请写数字，例如 2')]).toEqual([422, true])
  })

  test('a script in a report is text wherever it is shown', async () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(2)>'
    const refused = await tell({ what: script, people: 'abc', place: `"><script>alert(3)</script>` })
    expect(refused.status).toBe(422)
    expect(refused.page).not.toMatch(/<script>alert|<img src=x/)
    expect(refused.page).toContain('&lt;script&gt;alert(1)')
    const sent = await tell({ what: script, place: `"><script>alert(3)</script>` })
    expect(sent.page).not.toContain('<script>alert')
    // To the desk it is a string in JSON, which the screen draws as text; on paper and in the sheet likewise.
    const line = await shown(numberIn(sent.page))
    expect(line.what).toBe(script)
    for (const paper of [
      await house.ask(clerk(), 'reports.paper-report', { reportId: line.reportId }),
      await house.ask(clerk(), 'reports.sheet'),
    ])
      expect(paper).toMatchObject({ file: { body: expect.anything() } })
  })

  test('where a child is among them, the report is closed to whoever works on the street', async () => {
    const sent = await tell({ what: '一个女人带着孩子乞讨', child: 'yes' })
    const number = numberIn(sent.page)
    expect(await shown(number)).toBeUndefined()
    const head = (await house.ask(house.actor('duty-leader', 'north'), 'reports.board', { state: 'all' })) as { items: Line[] }
    expect(head.items.map((each) => each.no)).toContain(number)
  })

  test('a number with a wrong code, a wrong number and no number are answered alike', async () => {
    const number = numberIn((await tell({ what: '桥下有人' })).page)
    const pages = []
    for (const [no, code] of [
      [number, 'AAAAA-AAAAA'],
      ['云救报 2026-9999', 'AAAAA-AAAAA'],
      ['x', 'y'],
    ]) {
      const body = new URLSearchParams({ token: tokenIn(await get('/report/state')), number: no as string, code: code as string })
      const page = await (await fetch(`${base}/public/report/state`, { method: 'POST', headers: from(), body })).text()
      pages.push(/role="status">.*?<\/div>/s.exec(page)?.[0])
    }
    expect(new Set(pages).size).toBe(1)
    expect(pages[0]).toContain('编号或查询码不对')
  })
})

describe('a flood', () => {
  test('stands as one line, is refused at once, and a true one is taken out again with its clock', async () => {
    const same = { what: '快来人！！！中心广场有人要饭' }
    for (let at = 0; at < 5; at += 1) await tell({ ...same, what: `${same.what}${'！'.repeat(at)}` })
    const robot = await tell({ what: '另一个人，桥北', website: 'http://spam.example' })
    const before = await board()
    expect(before.items.map((each) => each.what).join()).not.toContain('中心广场')
    expect(before.inFloods).toBe(5)
    const { items } = (await house.ask(clerk(), 'reports.floods')) as {
      items: { reportIds: string[]; count: number; by: string }[]
    }
    expect(items).toMatchObject([{ count: 5, by: 'said' }])
    const reportIds = items[0]?.reportIds as string[]
    expect(await house.act(house.actor('clerk', 'south'), 'reports.refuse-many', { reportIds, note: '骚扰' })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    const done = await house.done(clerk(), 'reports.refuse-many', { reportIds, note: '同一人反复发' })
    expect(done.reply).toMatchObject({ refused: 5 })
    expect(await house.act(clerk(), 'reports.refuse-many', { reportIds, note: '再来一次' })).toMatchObject({
      code: 'REPORTS.NOT_ALL_HERE',
    })
    const reportId = reportIds[2] as string
    await house.done(clerk(), 'reports.take-out', { reportId, reason: '打电话问过，是真的' })
    expect((await house.ask(clerk(), 'reports.report', { reportId })) as object).toMatchObject({ state: 'received' })
    // It stands by itself from now on, whatever else comes in the same words.
    for (let at = 0; at < 3; at += 1) await tell({ ...same, what: `${same.what}${'。'.repeat(at)}` })
    expect((await board()).items.map((each) => each.what).join()).toContain('中心广场')
    // What a program filled in is kept as well, and marked.
    const marked = (await house.ask(clerk(), 'reports.report', {
      reportId: (await shown(numberIn(robot.page))).reportId,
    })) as object
    expect(marked).toMatchObject({ suspect: true })
  })

  test('from one address ends after twenty in an hour, and asks to call', async () => {
    const visitor = publicActorFor(house.organisations.north)
    for (let at = 0; at < 20; at += 1)
      await house.done(visitor, 'reports.receive-street', { what: `第 ${at} 件不同的事`, remote: '2001:db8:7::1' })
    expect(await house.act(visitor, 'reports.receive-street', { what: '第二十一件', remote: '2001:db8:7::2' })).toMatchObject({
      code: 'REPORTS.TOO_MANY',
      status: 429,
    })
  })
})

describe('whoever does not know the address', () => {
  const places = ['火车站广场', '东门大桥<b>']
  const write = (by: string, place: Place) =>
    house.act(house.actor(by, place), 'portal.change-page', { organisationId: house.organisations.north.id, places })

  test('is offered no place before the station wrote some down, and none that only the street knows', async () => {
    const head = house.actor('station-head', 'north')
    const { areaId } = (
      await house.done(head, 'patrol.set-area', {
        name: '站前',
        kinds: ['station'],
        stationId: house.organisations.north.id,
        memberIds: [house.organisations.police.id],
      })
    ).reply as { areaId: string }
    await house.done(head, 'patrol.set-stops', { areaId, stops: [{ name: '火车站广场' }, { name: '三号桥洞' }] })
    expect(await get('/report')).not.toContain('name="landmark"')
    for (const [by, place] of [
      ['station-head', 'south'],
      ['patrol-officer', 'police'],
      ['town-officer', 'town'],
    ] as const)
      expect(await write(by, place)).toHaveProperty('code')
    expect(await write('station-head', 'north')).not.toHaveProperty('code')
    const page = await get('/report')
    expect(page).toContain('<option value="火车站广场">火车站广场</option>')
    expect(page).toContain('东门大桥&lt;b&gt;')
    expect(page).not.toContain('三号桥洞')
    expect(page.indexOf('name="landmark"')).toBeLessThan(page.indexOf('name="place"'))
  })

  test('chooses one of those: the desk reads it with what was added, and the patrol finds it on its stop', async () => {
    const sent = await tell({ what: '花坛边睡着一个人', landmark: '火车站广场', place: '西边花坛' })
    const no = numberIn(sent.page)
    expect((await shown(no)).place).toBe('火车站广场，西边花坛')
    const { reportId } = await shown(no)
    await house.done(clerk(), 'reports.dispatch', { reportId, organisationIds: [house.organisations.police.id] })
    await house.work()
    const tonight = (await house.ask(house.actor('patrol-officer', 'police'), 'patrol.tonight')) as {
      areas: { stops: { name: string; fixed: boolean; reports: { reportId: string; where: string | null }[] }[] }[]
    }
    const stops = tonight.areas
      .flatMap((each) => each.stops)
      .filter((each) => each.reports.some((one) => one.reportId === reportId))
    expect(stops).toMatchObject([{ name: '火车站广场', fixed: true, reports: [{ where: '火车站广场，西边花坛' }] }])
  })

  test('cannot send another one by hand; what was written beside it is kept', async () => {
    const sent = await tell({ what: '有人躺着', landmark: '三号桥洞', place: '报亭旁' })
    expect((await shown(numberIn(sent.page))).place).toBe('报亭旁')
  })
})
