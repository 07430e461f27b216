import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { aPhone, seen } from '../../../tests/phone/phone.ts'
import { no, refusing } from '../../../tests/phone/server.ts'
import { uuid7 } from '../../ui/uuid7.ts'

let phone = aPhone()
afterEach(() => {
  phone.close()
  phone = aPhone()
})
const photo = (size = 1000) => new Blob([new Uint8Array(size).fill(7)])

test('forty records go in their order, at most twenty-five at once, and each leaves the phone with its receipt', async () => {
  const engine = await phone.open()
  for (let at = 0; at < 40; at += 1) await engine.record('patrol.check-place', { at }, { title: `第${at}处` })
  expect(engine.state().waiting).toHaveLength(40)
  await engine.flush()
  expect(phone.server.done.map((each) => each.form.at)).toEqual(Array.from({ length: 40 }, (_, at) => at))
  expect(
    phone.server.asked
      .filter((each) => each.path === '/api/act')
      .map((each) => (each.body as { actions: unknown[] }).actions.length),
  ).toEqual([25, 15])
  expect(engine.state()).toMatchObject({ waiting: [], online: true })
  expect(engine.state().received).toHaveLength(40)
})

test('a server that answers in short turns is asked again at once', async () => {
  const engine = await phone.open()
  phone.server.most = 3
  for (let at = 0; at < 10; at += 1) await engine.record('patrol.check-place', { at }, { title: `第${at}处` })
  await engine.flush()
  expect(phone.server.done).toHaveLength(10)
})

test.each([
  ['no network', () => new TypeError('no network')],
  ['a broken gateway', () => new Response('<h1>502</h1>', { status: 502 })],
  ['a portal that says welcome', () => Response.json({ welcome: true })],
  ['a portal that says not found', () => new Response('nothing here', { status: 404 })],
  ['a busy server', () => refusing(no('KERNEL.BUSY', 503), { 'retry-after': '3' })],
  ['too many requests', () => refusing(no('KERNEL.TOO_MANY', 429))],
  ['results of somebody else', () => Response.json({ now: 1, results: [{ actionId: uuid7(), ok: true }] })],
])('%s: everything stays and goes later', async (_, answer) => {
  const engine = await phone.open()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  phone.server.before = (path) => (path === '/api/act' ? answer() : undefined)
  await engine.flush()
  expect(seen(engine)).toEqual(['一 waiting'])
  phone.server.before = () => undefined
  await engine.flush()
  phone.later(700_000)
  await engine.flush()
  expect(seen(engine)).toEqual([])
  expect(phone.server.done).toHaveLength(1)
})

test('asked to come again in an hour, the phone waits ten minutes at most and sends nothing before', async () => {
  const engine = await phone.open()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  phone.server.before = (path) => (path === '/api/act' ? refusing(no('KERNEL.BUSY', 503), { 'retry-after': '3600' }) : undefined)
  await engine.flush()
  phone.server.before = () => undefined
  const asked = phone.server.asked.length
  phone.later(300_000)
  await engine.flush()
  expect(phone.server.asked).toHaveLength(asked)
  phone.later(300_001)
  await engine.flush()
  expect(phone.server.done).toHaveLength(1)
})

test('the answer is lost: sent again word for word, done once', async () => {
  const engine = await phone.open()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  const real = phone.server.fetch
  phone.close()
  let cut = true
  const second = await phone.open({
    fetch: async (path, init) => {
      const answer = await real(path, init)
      if (path === '/api/act' && cut) throw new TypeError('cut')
      return answer
    },
  })
  await second.flush()
  expect(seen(second)).toEqual(['一 waiting'])
  await expect(second.retry(second.state().waiting[0]?.id as string, { at: 2 })).rejects.toThrow('不能再改')
  cut = false
  phone.setClock(86_400_000)
  phone.later(60_000)
  await second.flush()
  expect(seen(second)).toEqual([])
  expect(phone.server.done).toHaveLength(1)
})

test('signed out in the middle of a shift: all is kept, recording goes on, and signing in sends it', async () => {
  const engine = await phone.open()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  phone.server.account = null
  await engine.flush()
  await engine.record('patrol.check-place', { at: 2 }, { title: '二' })
  expect(engine.state()).toMatchObject({ signedOut: true })
  expect(seen(engine)).toEqual(['一 waiting', '二 waiting'])
  phone.server.account = uuid7()
  await engine.contact()
  expect(phone.server.done).toEqual([])
  expect(engine.state().signedOut).toBe(true)
  phone.server.account = engine.state().me.accountId
  await engine.contact()
  expect(engine.state()).toMatchObject({ signedOut: false, waiting: [] })
})

test('every request names the account whose records it carries', async () => {
  const engine = await phone.open()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  await engine.flush()
  expect(new Set(phone.server.asked.map((each) => each.headers['guitu-account']))).toEqual(new Set([engine.state().me.accountId]))
})

test('one that is refused is kept with its reason, and the others go on', async () => {
  const engine = await phone.open()
  phone.server.judge = (act) => (act.form.at === 2 ? no('PATROL.NO_SUCH_STOP', 409) : undefined)
  for (const at of [1, 2, 3]) await engine.record('patrol.check-place', { at }, { title: `第${at}处` })
  await engine.flush()
  expect(phone.server.done.map((each) => each.form.at)).toEqual([1, 3])
  expect(engine.state().waiting).toMatchObject([{ title: '第2处', state: 'refused', refusal: { code: 'PATROL.NO_SUCH_STOP' } }])
  phone.close()
  const again = await phone.open()
  expect(again.state().waiting).toMatchObject([{ title: '第2处', state: 'refused', refusal: { sentence: '不行。' } }])
  await again.retry(again.state().waiting[0]?.id as string, { at: 4 })
  await again.flush()
  expect(phone.server.done.map((each) => each.form.at)).toEqual([1, 3, 4])
})

test('what rests on a record that has to go again goes again with it, and is not refused meanwhile', async () => {
  const engine = await phone.open()
  const encounterId = uuid7()
  const known = new Set<unknown>()
  let busy = true
  phone.server.judge = (act) => {
    if (act.name === 'patrol.meet-person') {
      if (busy) return no('KERNEL.CONFLICT', 409)
      known.add(act.form.encounterId)
      return undefined
    }
    return known.has(act.form.encounterId) ? undefined : no('PATROL.NO_ENCOUNTER', 409)
  }
  await engine.record('patrol.meet-person', { encounterId }, { title: '发现' })
  await engine.record('patrol.offer-help', { encounterId }, { title: '问过' })
  await engine.flush()
  expect(engine.state().waiting).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
  busy = false
  await engine.flush()
  expect(engine.state().waiting).toEqual([])
})

test('what rests on a refused record is tried again by itself when that one went through', async () => {
  const engine = await phone.open()
  const encounterId = uuid7()
  const known = new Set<unknown>()
  let strict = true
  phone.server.judge = (act) => {
    if (act.name === 'patrol.meet-person') {
      if (strict) return no('KERNEL.FORM', 422)
      known.add(act.form.encounterId)
      return undefined
    }
    return known.has(act.form.encounterId) ? undefined : no('KERNEL.NOT_FOUND', 404)
  }
  const met = await engine.record('patrol.meet-person', { encounterId }, { title: '发现' })
  await engine.record('patrol.offer-help', { encounterId }, { title: '问过' })
  await engine.flush()
  expect(engine.state().waiting).toMatchObject([{ state: 'refused' }, { state: 'refused', behind: met }])
  strict = false
  await engine.retry(met)
  await engine.flush()
  expect(engine.state().waiting).toEqual([])
  expect(phone.server.done.map((each) => each.name)).toEqual(['patrol.meet-person', 'patrol.offer-help'])
})

test('a record handed to the desk leaves the phone only with the receipt of the handing over', async () => {
  const engine = await phone.open()
  phone.server.judge = (act) => (act.name === 'patrol.check-place' ? no('PATROL.NO_SUCH_STOP', 409) : undefined)
  const id = await engine.record('patrol.check-place', { at: 1 }, { title: '北环' })
  await engine.flush()
  phone.server.before = () => new TypeError('no network')
  await engine.setAside(id, '点位已撤')
  await engine.setAside(id, '点位已撤')
  expect(seen(engine)).toEqual(['北环 refused', '交内勤处理：北环 waiting'])
  expect(engine.state().waiting[1]?.settles).toBe(id)
  phone.server.before = () => undefined
  phone.later(600_000)
  await engine.flush()
  expect(engine.state().waiting).toEqual([])
  expect(phone.server.done).toMatchObject([
    { name: 'patrol.set-aside', form: { door: 'patrol.check-place', title: '北环', form: { at: 1 }, reason: '点位已撤' } },
  ])
})

test('where the server breaks again and again, the others no longer wait; what hangs on it does', async () => {
  const engine = await phone.open()
  const encounterId = uuid7()
  let broken = true
  phone.server.judge = (act) => (broken && act.name === 'patrol.meet-person' ? no('KERNEL.DEFECT', 500) : undefined)
  await engine.record('patrol.meet-person', { encounterId }, { title: '发现' })
  await engine.record('patrol.offer-help', { encounterId }, { title: '问过' })
  await engine.record('patrol.check-place', { at: 1 }, { title: '别处' })
  phone.server.most = 1
  for (let round = 0; round < 4; round += 1) await engine.flush()
  expect(phone.server.done.map((each) => each.name)).toEqual(['patrol.check-place'])
  expect(seen(engine)).toEqual(['发现 waiting', '问过 waiting'])
  broken = false
  await engine.flush()
  await engine.flush()
  expect(seen(engine)).toEqual([])
})

test('photos go after the records, in pieces, and what carries them goes last', async () => {
  const engine = await phone.open()
  const first = await engine.keepPhoto(photo(700_000))
  await engine.record('patrol.add-photos', { encounterId: uuid7() }, { title: '照片', photos: { field: 'photos', ids: [first] } })
  await engine.record('patrol.check-place', { at: 1 }, { title: '别处' })
  await engine.flush()
  expect(phone.server.asked.slice(1).map((each) => each.path.replace(first, 'ID'))).toEqual([
    '/api/act',
    '/api/files/resume',
    '/api/files/ID/bytes?at=0',
    '/api/files/ID/bytes?at=262144',
    '/api/files/ID/bytes?at=524288',
    '/api/act',
  ])
  expect(phone.server.done.map((each) => each.form)).toMatchObject([{ at: 1 }, { photos: [first] }])
  expect(phone.server.files.get(first)).toEqual(new Uint8Array(700_000).fill(7))
  expect(await engine.photo(first)).toBeNull()
})

test('a photo that was cut goes on where it was cut, also after the phone was restarted', async () => {
  const engine = await phone.open()
  const id = await engine.keepPhoto(photo(700_000))
  await engine.record('patrol.add-photos', {}, { title: '照片', photos: { field: 'photos', ids: [id] } })
  phone.server.before = (path) => (path.endsWith('at=262144') ? new TypeError('cut') : undefined)
  await engine.flush()
  expect(engine.state().waiting[1]).toMatchObject({ kind: 'photo', sent: { bytes: 262_144, of: 700_000 } })
  phone.close()
  phone.server.before = () => undefined
  phone.later(600_000)
  const before = phone.server.asked.length
  const again = await phone.open()
  await again.flush()
  expect(
    phone.server.asked
      .slice(before)
      .filter((each) => each.path.includes('bytes'))
      .map((each) => each.path.split('=')[1]),
  ).toEqual(['262144', '524288'])
  expect(again.state().waiting).toEqual([])
})

test('a photo that the server will not take stays with its reason; the record goes without it', async () => {
  const engine = await phone.open()
  const ids = [await engine.keepPhoto(photo()), await engine.keepPhoto(photo())]
  await engine.record('patrol.add-photos', {}, { title: '两张', photos: { field: 'photos', ids } })
  phone.server.before = (path, body) =>
    path === '/api/files/resume' && (body as { fileId: string }).fileId === ids[0]
      ? refusing(no('KERNEL.UPLOAD_TYPE', 415))
      : undefined
  await engine.flush()
  expect(phone.server.done).toMatchObject([{ form: { photos: [ids[1]] } }])
  expect(engine.state().waiting).toMatchObject([
    { kind: 'photo', id: ids[0], state: 'refused', refusal: { code: 'KERNEL.UPLOAD_TYPE' } },
  ])
  await engine.setAside(ids[0] as string, '拍坏了')
  await engine.flush()
  expect(engine.state().waiting).toEqual([])
})

test('whatever fails between them, every kept record is done once, a child never before its parent', async () => {
  const step = fc.record({
    parent: fc.nat({ max: 4 }),
    photo: fc.boolean(),
    fails: fc.constantFrom('', 'cut', 'after', '500', 'portal'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const one = aPhone()
      const engine = await one.open()
      const parents = Array.from({ length: 5 }, () => uuid7())
      const kept: string[] = []
      for (const { parent, photo: withPhoto, fails } of steps) {
        const ids = withPhoto ? [await engine.keepPhoto(photo(300))] : []
        kept.push(await engine.record('x.do', { id: parents[parent] }, { title: 'x', photos: { field: 'photos', ids } }))
        let once = fails !== ''
        const real = one.server.before
        one.server.before = (path) => {
          if (!once || path === '/api/me') return undefined
          once = false
          return fails === '500'
            ? new Response('', { status: 500 })
            : fails === 'portal'
              ? Response.json({})
              : new TypeError('cut')
        }
        await engine.flush()
        one.server.before = real
      }
      for (let round = 0; round < 3; round += 1) await engine.flush()
      expect(one.server.done.map((each) => each.actionId).sort()).toEqual([...kept].sort())
      for (const parent of parents) {
        const mine = one.server.done.filter((each) => each.form.id === parent).map((each) => kept.indexOf(each.actionId))
        expect(mine[0] ?? 0).toBe(Math.min(...mine, mine[0] ?? 0))
      }
      expect(engine.state().waiting).toEqual([])
      one.close()
    }),
    { numRuns: 25 },
  )
})
