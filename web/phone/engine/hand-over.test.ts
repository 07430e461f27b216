import { afterEach, expect, test } from 'vitest'
import { boundTo, handOverContent, handOverFile } from '#modules/devices/hand-over-file.ts'
import type { Engine } from './engine.ts'
import { aPhone, ACCOUNT } from '../../../tests/phone/phone.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
let phone = aPhone()
afterEach(() => {
  phone.close()
  phone = aPhone()
})

const key = crypto.getRandomValues(new Uint8Array(32))

/** Knows the phone's worker and gives the key; nothing else gets through. */
function registersOnly() {
  phone.server.before = (path) => {
    const organisation = { id: 'o', name: '派出所', kind: 'police' }
    if (path === '/api/me')
      return Response.json({
        now: phone.now(),
        me: { accountId: ACCOUNT, name: '林', organisation, doors: ['devices.register'] },
      })
    if (path === '/api/act/devices.register') return Response.json({ reply: { key: Buffer.from(key).toString('base64') } })
    return new TypeError('no network')
  }
}
const away = () => {
  phone.server.before = () => new TypeError('no network')
}

/** As the house opens it. */
async function opened(text: string) {
  const file = handOverFile.parse(JSON.parse(text))
  const way = {
    name: 'AES-GCM',
    iv: Buffer.from(file.nonce, 'base64'),
    additionalData: new TextEncoder().encode(boundTo(file.deviceId)),
  }
  const opener = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const body = await crypto.subtle.decrypt(way, opener, Buffer.from(file.body, 'base64'))
  return { file, content: handOverContent.parse(JSON.parse(new TextDecoder().decode(body))) }
}

async function made(engine: Engine) {
  const file = await engine.handOver()
  if (!file) throw new Error('no file')
  return file
}

/** When each record of a file truly happened, as the house will reckon it. */
const trueTimes = ({ content }: Awaited<ReturnType<typeof opened>>) =>
  content.actions.map(({ occurredAt, offset }) => occurredAt + (offset ?? content.offset))

test('what waits leaves as a file that only the device’s key opens, and stays on the phone', async () => {
  registersOnly()
  const engine = await phone.open()
  expect(await engine.handOver()).toBeNull()
  await engine.contact()
  const photo = await engine.keepPhoto(new Blob([new Uint8Array([1, 2, 3])]))
  const actionId = await engine.record(
    'patrol.add-photos',
    { words: 'CANARY' },
    { title: '北环', photos: { field: 'photos', ids: [photo] } },
  )
  const { text } = await made(engine)
  expect(text).not.toContain('CANARY')
  const { file, content } = await opened(text)
  expect(content.actions).toMatchObject([
    { actionId, name: 'patrol.add-photos', form: { words: 'CANARY' }, photos: { field: 'photos', ids: [photo] } },
  ])
  expect(content.photos).toEqual([{ fileId: photo, body: 'AQID' }])
  expect(file.account).toBe(ACCOUNT)
  expect(engine.state().waiting).toHaveLength(2)
})

test('the clock was put right in the middle of the night: the file corrects each record by what it was when it was made', async () => {
  phone.setClock(-DAY)
  registersOnly()
  const engine = await phone.open()
  await engine.contact()
  away()
  phone.later(HOUR)
  const first = phone.now()
  await engine.record('patrol.check-place', { at: 1 }, { title: '改钟前' })
  phone.later(HOUR)
  phone.setClock(0)
  const second = phone.now()
  await engine.record('patrol.check-place', { at: 2 }, { title: '改钟后' })
  phone.later(HOUR)
  const read = await opened((await made(engine)).text)
  expect(read.content.actions.map((each) => each.occurredAt)).toEqual([first - DAY, second])
  expect(trueTimes(read)).toEqual([first, second])
})

test('recorded before any contact, measured later: the file knows what the contact told; nothing in it is of the future', async () => {
  registersOnly()
  const engine = await phone.open()
  await engine.contact()
  away()
  phone.close()
  phone.setClock(DAY)
  const wrong = await phone.open()
  const first = phone.now()
  await wrong.record('patrol.check-place', { at: 1 }, { title: '钟快一天' })
  registersOnly()
  phone.later(HOUR)
  await wrong.contact()
  expect(trueTimes(await opened((await made(wrong)).text))).toEqual([first])
  away()
  await wrong.record('patrol.check-place', { at: 2 }, { title: '又一条' })
  phone.close()
  phone.setClock(0)
  const right = await phone.open()
  for (const at of trueTimes(await opened((await made(right)).text))) expect(at).toBeLessThanOrEqual(phone.now())
})

test('signed out and in again, a phone is registered anew: one that the desk has ended can be used again', async () => {
  registersOnly()
  const engine = await phone.open()
  await engine.contact()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  const before = (await opened((await made(engine)).text)).file.deviceId
  await engine.signOut()
  const again = await phone.open()
  expect(await again.handOver()).toBeNull()
  await again.contact()
  const after = await opened((await made(again)).text)
  expect(after.file.deviceId).not.toBe(before)
  expect(after.content.actions).toHaveLength(1)
})
