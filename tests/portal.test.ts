/** The public pages over real HTTP: what a visitor gets, may send, and may never learn. */
import type { FastifyInstance } from 'fastify'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '#app/http.ts'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { linkPurpose, openSigned, sign } from '#kernel/page.ts'
import { jpegWithPlace } from '../src/modules/notices/testing/pictures.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
let server: FastifyInstance
let base: string
let leader: Actor
let number: string
let noticeId: string
const log: string[] = []

/** Every page that may be asked for without an id. */
const STILL = [
  '/',
  '/notices',
  '/inquiry',
  '/receipt',
  '/help',
  '/about',
  '/policies',
  '/fraud',
  '/minors',
  '/accessibility',
  '/take-down',
]

beforeAll(async () => {
  house = await openTestHouse()
  await sql`update kernel.organisation set phone = '0999-5550110' where kind = 'station'`.execute(house.house.db.kysely)
  const setup = { code: '12345678', version: 'test', done: () => true, isSample: () => false, settle: () => undefined }
  server = await buildServer(house.house, setup as never, (line) => log.push(line))
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  leader = house.actor('duty-leader')
  ;({ number, noticeId } = await published('何桂香', '左眉有痣'))
})
afterAll(async () => {
  await server.close()
  await house.close()
})

async function published(name: string, mark: string) {
  const clerk = house.actor('clerk')
  const { reply } = await house.done(clerk, 'intake.ask', { arrival: 'police' })
  const of = reply as { fileId: string; personId: string }
  await house.done(clerk, 'people.correct-person', {
    personId: of.personId,
    heardNames: [name],
    sex: 'female',
    ageSeenMin: 55,
    ageSeenMax: 65,
    accent: '湖南',
    marks: [mark],
    reason: '问询',
  })
  const picture = crypto.randomUUID()
  const { db, vault } = house.house
  await withActor(db, clerk, (tx) =>
    keepFile(tx, vault, clerk, { id: picture, name: 'p.jpg', type: 'image/jpeg', body: jpegWithPlace(), now: house.now() }),
  )
  const made = await house.done(clerk, 'notices.draft', {
    fileId: of.fileId,
    basics: ['sex', 'age', 'accent'],
    names: [name],
    marks: [mark],
    photo: 'face',
    picture: [picture],
  })
  const target = made.reply as { noticeId: string; wordingId: string }
  await house.done(leader, 'notices.approve', { noticeId: target.noticeId, wordingId: target.wordingId })
  const done = await house.done(leader, 'notices.publish', { noticeId: target.noticeId, channel: 'portal' })
  return { number: done.reply.no as string, noticeId: target.noticeId, ...of }
}

let visitors = 0
/** Each visitor comes from an address of its own, so that limits are met only where they are tried. */
const from = () => ({ 'x-forwarded-for': `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors++ & 255}` })
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${base}/public${path}`, { redirect: 'manual', headers: { ...from(), ...headers } })
const textOf = async (path: string) => (await get(path)).text()
const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] as string
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${base}/public${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...from(), ...headers },
    body: new URLSearchParams(fields),
  })
const send = (path: string, body: FormData) => fetch(`${base}/public${path}`, { method: 'POST', headers: from(), body })

describe('every page', () => {
  test.each(STILL)('%s is light, whole without a script, and closed to foreign ones', async (path) => {
    const response = await get(path)
    const page = await response.text()
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(60 * 1024)
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=|javascript:/i)
    expect(page).toContain('0999-5550110')
    expect(page).toContain('不收任何费用')
  })

  test('its links and pictures lead somewhere', async () => {
    const seen = new Set<string>()
    const queue = ['/public/']
    while (queue.length > 0) {
      const path = queue.pop() as string
      if (seen.has(path)) continue
      seen.add(path)
      const response = await fetch(`${base}${path}`, { redirect: 'manual', headers: from() })
      expect([path, response.status < 400]).toEqual([path, true])
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue
      const page = await response.text()
      for (const [, link] of page.matchAll(/(?:href|src|action)="([^"]+)"/g)) {
        const plain = (link as string).replaceAll('&amp;', '&').split('#')[0] as string
        if (plain.startsWith('/public') && !plain.includes('text-size')) queue.push(plain)
      }
    }
    expect(seen.size).toBeGreaterThan(20)
  })

  test('the sheet names every colour by value: the oldest telephones know no variables', async () => {
    const sheet = await (await get('/portal.css')).text()
    expect(sheet).not.toContain('var(')
    expect(sheet).not.toMatch(/display:\s*grid/)
    expect(sheet).toContain('#0f5e77')
  })

  test('large text is a link and a cookie, and leads back to our own pages only', async () => {
    const response = await get('/text-size?size=large&back=%2Fpublic%2Fabout')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/public/about'])
    const cookie = response.headers.get('set-cookie') as string
    expect(cookie).toMatch(/^guitu_text=large; .*Path=\/public; HttpOnly; SameSite=Lax/)
    const page = await (await get('/about', { cookie: cookie.split(';')[0] as string })).text()
    expect(page).toContain('<html lang="zh-CN" class="large">')
    for (const back of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/public//elsewhere.example',
      '/admin',
    ])
      expect((await get(`/text-size?size=large&back=${encodeURIComponent(back)}`)).headers.get('location')).toBe('/public/')
  })

  test('what is not there says so in Chinese', async () => {
    const response = await get('/nothing/here')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('没有这一页')
    expect((await fetch(`${base}/public/s/nowhere/`)).status).toBe(404)
    expect((await get('/policies/s99')).status).toBe(404)
  })

  test('the stations and the bureau have sites of their own', async () => {
    for (const [short, name] of [
      ['s-south', '南桥救助管理站'],
      ['b-city', '云川市民政局'],
    ])
      expect(await (await fetch(`${base}/public/s/${short}/`)).text()).toContain(name)
    expect(await textOf('/')).toContain('云川市救助管理站')
  })
})

describe('a notice', () => {
  test('shows what was approved, a photo without metadata, and no id of ours', async () => {
    const page = await textOf(`/notices/${number}`)
    for (const words of ['女，约 55–65 岁', '湖南口音，自称“何桂香”（音）', '左眉有痣', `寻-${number}`, '年龄、地名可能听错'])
      expect(page).toContain(words)
    expect(page).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/)
    const photo = await get(`/notices/${number}/photo`)
    expect(photo.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await photo.arrayBuffer()).includes('N30.51')).toBe(false)
  })

  test('is found by filters; a filter that makes no sense is left out', async () => {
    expect(await textOf('/notices?sex=female&ageFrom=60&accent=%E6%B9%96%E5%8D%97')).toContain(`寻-${number}`)
    expect(await textOf('/notices?sex=male')).not.toContain(`寻-${number}`)
    expect(await textOf('/notices?ageFrom=90')).toContain('没有找到')
    for (const odd of [
      'sex=%3Cscript%3E',
      'ageFrom=-1',
      'ageFrom=9999',
      'page=99999999',
      'since=2026-99',
      'heightFrom=abc',
      "accent='--",
    ]) {
      const response = await get(`/notices?${odd}`)
      expect([odd, response.status]).toEqual([odd, 200])
      expect(await response.text()).not.toContain('<script>')
    }
  })

  test('of a child, or withdrawn, reads like one that never was', async () => {
    const { noticeId: other, number: no } = await published('张三妹', '右臂有疤')
    expect((await get(`/notices/${no}`)).status).toBe(200)
    await house.done(leader, 'notices.withdraw', { noticeId: other, reason: 'own-wish' })
    const [gone, never] = [await get(`/notices/${no}`), await get('/notices/9999')]
    expect([gone.status, never.status]).toEqual([404, 404])
    expect((await gone.text()).replaceAll(no, 'N')).toBe((await never.text()).replaceAll('9999', 'N'))
    expect((await get(`/notices/${no}/photo`)).status).toBe(404)
    expect((await get(`/notices/${no}/tip`)).status).toBe(404)
  })

  test('of another station of the city is listed, and its tips go there', async () => {
    const south = await (await fetch(`${base}/public/s/s-south/notices`)).text()
    expect(south).toContain(`href="/public/notices/${number}/tip"`)
  })
})

describe('a tip', () => {
  const path = () => `/notices/${number}/tip`

  test('arrives for a person to read; twice pressed is once', async () => {
    const token = tokenIn(await textOf(path()))
    const fields = { token, kind: 'like', text: '像我姑妈', name: '唐某', phone: '13900007777' }
    for (let press = 0; press < 2; press += 1) expect(await (await post(path(), fields)).text()).toContain('收到了')
    const tips = await house.look((tx) => rows(sql`select kind from notices.tip where notice_id = ${noticeId}`, tx))
    expect(tips).toEqual([{ kind: 'like' }])
  })

  test('without a token, with a made-up one, of another page, or hours old, is not taken, and its words stay', async () => {
    const old = tokenIn(await textOf(path()))
    const other = tokenIn(await textOf('/receipt'))
    const now = house.now()
    for (const token of ['', 'abc.def.ghi', `${other}`, other.replace(/.$/, 'A')]) {
      const response = await post(path(), { token, kind: 'like', text: '留住这句话' })
      expect([token, response.status]).toEqual([token, 422])
      expect(await response.text()).toContain('留住这句话')
    }
    house.at('2026-12-09T09:31')
    const late = await post(path(), { token: old, kind: 'like', text: '留住这句话' })
    const page = await late.text()
    expect([late.status, page.includes('放得太久'), page.includes('留住这句话')]).toEqual([422, true, true])
    expect((await post(path(), { token: tokenIn(page), kind: 'like', text: '留住这句话' })).status).toBe(200)
    expect(house.now()).toBeGreaterThan(now)
  })

  test('an empty one is told what lacks', async () => {
    const page = await (await post(path(), { token: tokenIn(await textOf(path())), kind: 'like', text: '  ' })).text()
    expect(page).toContain('请填写请说说')
  })

  test('hostile words come back as words only', async () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' autofocus onfocus='alert(1)",
        '</textarea><script>',
        '&lt;b&gt;',
        '`${7*7}`',
        '‮txt.exe',
        '<!--',
        ']]>',
        '\u0000<a>',
      ),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    )
    const token = tokenIn(await textOf(path()))
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, text) => {
        // With a token of nobody the page only gives back what was written.
        const page = await (await post(path(), { token: `${token}x`, kind: 'like', name, text })).text()
        const outside = page.replace(/value="[^"]*"/g, '').replace(/(<textarea[^>]*>)[^<]*(<\/textarea>)/g, '$1$2')
        expect(outside.match(/<script/g)?.length).toBe(1)
        expect(outside).not.toMatch(/<img src=x|onerror=|onfocus=|<!--/)
        expect(page.match(/<textarea/g)?.length).toBe(page.match(/<\/textarea>/g)?.length)
      }),
      { numRuns: 60 },
    )
  })

  test('too many from one address are stopped, others go on', async () => {
    const one = { 'x-forwarded-for': '192.0.2.7' }
    const found = new Set<number>()
    for (let press = 0; press < 25; press += 1) found.add((await post(path(), { token: 'x', text: 'a' }, one)).status)
    expect([...found].sort()).toEqual([422, 429])
    const stopped = await post(path(), { token: 'x', text: 'a' }, one)
    expect(await stopped.text()).toContain('操作太频繁')
    expect((await post(path(), { token: 'x', text: 'a' })).status).toBe(422)
  })

  test('what is no form, or far too long, is not read', async () => {
    const json = await fetch(`${base}/public${path()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from() },
      body: '{"kind":"like"}',
    })
    expect(json.status).toBe(415)
    expect((await post(path(), { token: 'x', text: '字'.repeat(30_000) })).status).toBe(413)
  })
})

describe('an inquiry', () => {
  const told = { phone: '13900008888', name: '何桂香', consentKeep: 'yes', lostWords: '去赶集再没回来' }
  const body = (page: string, fields: Record<string, string>, photo?: Blob, name = 'photo.jpg') => {
    const form = new FormData()
    form.set('token', tokenIn(page))
    for (const [key, value] of Object.entries(fields)) form.set(key, value)
    if (photo) form.set('photo', photo, name)
    return form
  }
  const open = () => house.house.actions.has('inquiries.receive-public')

  test('gives number and code once, and tells by them how far it is', async () => {
    if (!open()) return
    const form = body(await textOf('/inquiry'), told, new Blob([new Uint8Array(jpegWithPlace())]))
    const page = await (await send('/inquiry', form)).text()
    expect(page).toContain('登记好了')
    const [no, code] = [...page.matchAll(/<p class="big">([^<]+)<\/p>/g)].map((match) => match[1] as string)
    expect([no, code].every(Boolean)).toBe(true)
    const again = await (await send('/inquiry', form)).text()
    expect(again).not.toContain(code)
    const ask = async (number: string, given: string) =>
      (await post('/receipt', { token: tokenIn(await textOf('/receipt')), number, code: given })).text()
    expect(await ask(no as string, code as string)).toContain('已收到')
    const answerOf = (text: string) => /<p class="big">([^<]+)<\/p>/.exec(text)?.[1]
    expect(answerOf(await ask(no as string, 'WRONG'))).toBe(answerOf(await ask('没有的编号', code as string)))
  })

  test('with a script named .jpg keeps all other answers on the page', async () => {
    if (!open()) return
    const form = body(await textOf('/inquiry'), told, new Blob(['<script>alert(1)</script>'], { type: 'image/jpeg' }))
    const response = await send('/inquiry', form)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('不是照片')
    expect(page).toContain('去赶集再没回来')
    expect(page).toContain('value="13900008888"')
  })

  test('with a photo of thirteen megabytes is told kindly', async () => {
    if (!open()) return
    const large = Buffer.concat([jpegWithPlace(), Buffer.alloc(13 * 1024 * 1024)])
    const page = await (await send('/inquiry', body(await textOf('/inquiry'), told, new Blob([large])))).text()
    expect(page).toContain('照片太大')
    expect(page).toContain('去赶集再没回来')
  })

  test('of somebody who is in a station reads like one of nobody', async () => {
    if (!open()) return
    const pages: string[] = []
    for (const name of ['何桂香', '查无此人'])
      pages.push(
        await (
          await send('/inquiry', body(await textOf('/inquiry'), { ...told, name, phone: `1390000${4000 + pages.length}` }))
        ).text(),
      )
    const plain = pages.map((page) => page.replaceAll(/<p class="big">[^<]*<\/p>/g, ''))
    expect(plain[0]).toBe(plain[1])
    expect(pages[0]).toContain('登记好了')
  })

  test('inside a WeChat menu needs a link that staff signed and that still holds', async () => {
    const head = house.actor('station-head')
    const { reply } = await house.done(head, 'portal.make-link', {
      organisationId: house.organisations.north.id,
      purpose: 'inquiry',
      days: 2,
    })
    const path = reply.path as string
    const page = await get(path)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(await page.text()).not.toContain('class="tp"')
    expect((await get('/embed/inquiry?t=made.up.token')).status).toBe(403)
    expect((await fetch(`${base}/public/s/s-south${path}`)).status).toBe(403)
    if (open()) {
      const response = await send(path, body(await (await get(path)).text(), { ...told, phone: '13900009999' }))
      expect(await response.text()).toContain('登记好了')
    }
    const now = house.now()
    house.at('2026-12-20T09:31')
    expect((await get(path)).status).toBe(403)
    expect(house.now()).toBeGreaterThan(now)
  })

  test('a link is made by staff of that place only', async () => {
    const form = { organisationId: house.organisations.north.id, purpose: 'inquiry', days: 2 }
    for (const actor of [house.actor('station-head', 'south'), house.actor('clerk')])
      expect(await house.act(actor, 'portal.make-link', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await house.done(house.actor('bureau-officer', 'bureau'), 'portal.make-link', form)
  })
})

describe('what we say of ourselves', () => {
  test('is changed by the bureau and read at once; escaped like everything else', async () => {
    const bureau = house.actor('bureau-officer', 'bureau')
    await house.done(bureau, 'portal.change-page', {
      organisationId: house.organisations.north.id,
      address: '云川市长宁路<b>',
      intro: '来去自愿\n不收费',
      more: ['白石镇引导点 0999-5550220'],
    })
    const page = await textOf('/about')
    expect(page).toContain('云川市长宁路&lt;b&gt;')
    expect(page).toContain('<p>来去自愿</p><p>不收费</p>')
    const neighbour = { organisationId: house.organisations.north.id, address: '别处' }
    expect(await house.act(house.actor('station-head', 'south'), 'portal.change-page', neighbour)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  test('policies are those in force, in our own words, page by page', async () => {
    expect(await textOf('/policies')).not.toContain('/public/policies/s2')
    await house.done(house.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack: 's2',
      from: '2026-01-01',
      reason: '本市开展',
    })
    expect(await textOf('/policies')).toContain('/public/policies/s2')
    const page = await textOf('/policies/s2')
    expect(page).toContain('摘要')
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(60 * 1024)
  })
})

test('a signed text is of its purpose, of this house, and ends', () => {
  const { vault } = house.house
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,20}$/), fc.integer({ min: 1, max: 4_000_000_000_000 }), (text, until) => {
      const token = sign(vault, 'a', text, until)
      expect(openSigned(vault, 'a', token, until - 1)).toEqual({ text, late: false })
      expect(openSigned(vault, 'a', token, until)).toEqual({ text, late: true })
      expect(openSigned(vault, 'b', token, until - 1)).toBeUndefined()
      expect(
        openSigned(
          vault,
          'a',
          token.replace(/^./, (sign_) => (sign_ === '1' ? '2' : '1')),
          until - 1,
        ),
      ).toBeUndefined()
    }),
  )
  expect(linkPurpose('x', 'inquiry')).not.toBe(linkPurpose('y', 'inquiry'))
})

test('nothing of what visitors wrote or asked for stands in the log', () => {
  expect(log).toEqual([])
})
