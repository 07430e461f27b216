import { afterEach, expect, test } from 'vitest'
import { boundTo, handOverContent, handOverFile } from '#modules/devices/hand-over-file.ts'
import { aPhone, ACCOUNT } from '../../../tests/phone/phone.ts'

const phone = aPhone()
afterEach(() => phone.close())

test('what waits leaves as a file that only the device’s key opens, and stays on the phone', async () => {
  const key = crypto.getRandomValues(new Uint8Array(32))
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
  const engine = await phone.open()
  expect(await engine.handOver()).toBeNull()
  await engine.contact()
  const photo = await engine.keepPhoto(new Blob([new Uint8Array([1, 2, 3])]))
  const actionId = await engine.record(
    'patrol.add-photos',
    { words: 'CANARY' },
    { title: '北环', photos: { field: 'photos', ids: [photo] } },
  )
  const made = await engine.handOver()
  if (!made) throw new Error('no file')
  expect(made.text).not.toContain('CANARY')
  const file = handOverFile.parse(JSON.parse(made.text))
  const way = {
    name: 'AES-GCM',
    iv: Buffer.from(file.nonce, 'base64'),
    additionalData: new TextEncoder().encode(boundTo(file.deviceId)),
  }
  const opener = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const body = await crypto.subtle.decrypt(way, opener, Buffer.from(file.body, 'base64'))
  const content = handOverContent.parse(JSON.parse(new TextDecoder().decode(body)))
  expect(content.actions).toMatchObject([
    { actionId, name: 'patrol.add-photos', form: { words: 'CANARY' }, photos: { field: 'photos', ids: [photo] } },
  ])
  expect(content.photos).toEqual([{ fileId: photo, body: 'AQID' }])
  expect(file.account).toBe(ACCOUNT)
  expect(engine.state().waiting).toHaveLength(2)
})
