import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testParts } from '../../../tests/phone/parts.ts'
import { type Opened, openPhoneBook } from './book.ts'
import type { Me } from './contact.ts'
import type { Engine } from './engine.ts'
import { makeVault, openVault, rewrapVault } from './vault.ts'

const me = (accountId: string, name: string): Me => ({
  accountId,
  name,
  organisation: { id: crypto.randomUUID(), name: '车站派出所', kind: 'police' },
  doors: [],
})
const lin = me('019b0000-0000-7000-8000-000000000001', '林一鸣')
const zhou = me('019b0000-0000-7000-8000-000000000002', '周二川')

function opened(result: Opened): Engine {
  if (result.state !== 'open') throw new Error(result.state)
  return result.engine
}

/** Everything that lies on the disk, as text. */
async function spelled(disk: IDBFactory): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = disk.open('guitu-phone')
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  const rows: unknown[] = []
  for (const store of Array.from(database.objectStoreNames)) {
    const found = await new Promise<unknown[]>((resolve) => {
      const asked = database.transaction(store).objectStore(store).getAll()
      asked.onsuccess = () => resolve(asked.result)
    })
    rows.push(...found.map((row) => [store, row]))
  }
  database.close()
  const asText = (_: string, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)
  return JSON.stringify(rows, asText)
}

test('what was sealed is opened by its own kind and id only', async () => {
  const owner = { accountId: lin.accountId, login: 'lin', name: lin.name }
  const { vault } = await makeVault(crypto, 'v1', { owner, password: '雨夜-2026', rounds: 1000 })
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.string(), async (value, id) => {
      const sealed = await vault.seal('action', id, value)
      expect(await vault.open('action', id, sealed)).toEqual(JSON.parse(JSON.stringify(value)))
      await expect(vault.open('draft', id, sealed)).rejects.toThrow()
      await expect(vault.open('action', `${id}x`, sealed)).rejects.toThrow()
    }),
    { numRuns: 40 },
  )
})

test('only the password opens a vault, and a new password opens what lay under the old one', async () => {
  const owner = { accountId: lin.accountId, login: 'lin', name: lin.name }
  const { row, vault } = await makeVault(crypto, 'v1', { owner, password: '雨夜-2026', rounds: 1000 })
  const sealed = await vault.seal('action', 'a', { met: '老人' })
  expect(await openVault(crypto, row, '雨夜-2027')).toBeNull()
  expect(await rewrapVault(crypto, row, { old: '雨夜-2027', fresh: 'x', rounds: 1000 })).toBeNull()
  const renewed = await rewrapVault(crypto, row, { old: '雨夜-2026', fresh: '晴日-2026', rounds: 2000 })
  if (!renewed) throw new Error('the old password was right')
  expect(await openVault(crypto, renewed, '雨夜-2026')).toBeNull()
  expect(await (await openVault(crypto, renewed, '晴日-2026'))?.open('action', 'a', sealed)).toEqual({ met: '老人' })
})

test('nothing of a record, a draft, an answer or a photo lies readable on the phone', async () => {
  const disk = new IDBFactory()
  const answering = async (path: string) => {
    const body = path === '/api/me' ? { now: Date.now(), me: null } : { answer: { person: 'CANARY-answer' } }
    return Response.json(body)
  }
  const book = openPhoneBook(testParts({ disk, fetch: answering }))
  const engine = opened(await book.signedIn(lin, 'lin', '雨夜-2026'))
  const photoId = await engine.keepPhoto(new Blob(['CANARY-photo-bytes']))
  await engine.record(
    'patrol.meet-person',
    { words: 'CANARY-form', door: 1 },
    { title: 'CANARY-title', photos: { field: 'photos', ids: [photoId] } },
  )
  await engine.keepDraft('CANARY-draft-key', { text: 'CANARY-draft' })
  await engine.refresh('patrol.CANARY-query', { text: 'CANARY-params' })
  expect(await engine.draft('CANARY-draft-key')).toEqual({ text: 'CANARY-draft' })
  expect((await engine.received('patrol.CANARY-query', { text: 'CANARY-params' }))?.answer).toEqual({ person: 'CANARY-answer' })
  const text = await spelled(disk)
  expect(text).toContain('林一鸣')
  expect(text).not.toContain('CANARY')
  expect(text).not.toContain('patrol')
  expect(await book.owners()).toMatchObject([{ name: '林一鸣', actions: 1, photos: 1 }])
  engine.lock()
  await expect(engine.formOf(photoId)).rejects.toThrow()
})

test('without network the password opens the phone, a wrong one does not, an unknown name is told', async () => {
  const disk = new IDBFactory()
  const first = openPhoneBook(testParts({ disk }))
  const engine = opened(await first.signedIn(lin, 'lin', '雨夜-2026'))
  await engine.record('patrol.check-place', { outcome: 'nobody' }, { title: '北环涵洞，没有人' })
  engine.lock()
  first.close()
  const second = openPhoneBook(testParts({ disk }))
  expect((await second.unlock('lin', '雨夜-2027')).state).toBe('wrong')
  expect((await second.unlock('zhou', '雨夜-2026')).state).toBe('unknown')
  const again = opened(await second.unlock(' lin ', '雨夜-2026'))
  expect(again.state().me).toEqual(lin)
  expect(again.state().waiting).toMatchObject([{ title: '北环涵洞，没有人', state: 'waiting', tries: 0 }])
})

test('two workers on one phone: neither sees, sends or wipes what is the other’s', async () => {
  const disk = new IDBFactory()
  const book = openPhoneBook(testParts({ disk }))
  const hers = opened(await book.signedIn(lin, 'lin', '雨夜-2026'))
  const id = await hers.record('patrol.check-place', { where: '一' }, { title: '林的' })
  await hers.keepDraft('met', { words: '林的草稿' })
  hers.lock()
  const his = opened(await book.signedIn(zhou, 'zhou', '晴日-2026'))
  expect(his.state().waiting).toEqual([])
  expect(await his.formOf(id)).toBeNull()
  expect(await his.draft('met')).toBeNull()
  await his.record('patrol.check-place', { where: '二' }, { title: '周的' })
  await his.signOut()
  expect(await book.owners()).toMatchObject([
    { name: '林一鸣', actions: 1 },
    { name: '周二川', actions: 1 },
  ])
  const back = opened(await book.unlock('lin', '雨夜-2026'))
  expect(back.state().waiting).toMatchObject([{ title: '林的' }])
  expect(await back.draft('met')).toEqual({ words: '林的草稿' })
})

test('a password changed at a desk: the old one is asked for and everything is still there', async () => {
  const book = openPhoneBook(testParts())
  const engine = opened(await book.signedIn(lin, 'lin', '雨夜-2026'))
  await engine.record('patrol.check-place', { where: '一' }, { title: '改密前' })
  engine.lock()
  expect((await book.signedIn(lin, 'lin', '晴日-2026')).state).toBe('needs-old-password')
  expect(await book.renew(lin.accountId, '猜的', '晴日-2026')).toBe(false)
  expect(await book.renew(lin.accountId, '雨夜-2026', '晴日-2026')).toBe(true)
  const after = opened(await book.signedIn(lin, 'lin', '晴日-2026'))
  expect(after.state().waiting).toMatchObject([{ title: '改密前' }])
  expect((await book.unlock('lin', '雨夜-2026')).state).toBe('wrong')
})

test('an old password that is forgotten locks away what waits, and destroys nothing', async () => {
  const book = openPhoneBook(testParts())
  const engine = opened(await book.signedIn(lin, 'lin', '雨夜-2026'))
  await engine.record('patrol.check-place', { where: '一' }, { title: '旧密码下' })
  engine.lock()
  const fresh = opened(await book.startAnew(lin, 'lin', '晴日-2026'))
  expect(fresh.state().waiting).toEqual([])
  fresh.lock()
  expect((await book.owners()).map((owner) => owner.actions).sort()).toEqual([0, 1])
  expect(opened(await book.unlock('lin', '雨夜-2026')).state().waiting).toMatchObject([{ title: '旧密码下' }])
})

test('sign-out wipes what was received and keeps what waits and the drafts', async () => {
  const answering = async (path: string) =>
    Response.json(path === '/api/me' ? { now: Date.now(), me: null } : { answer: { shifts: 1 } })
  const book = openPhoneBook(testParts({ fetch: answering }))
  const engine = opened(await book.signedIn(lin, 'lin', '雨夜-2026'))
  await engine.refresh('patrol.tonight')
  await engine.keepDraft('met', { words: '写到一半' })
  await engine.keepDraft('log', [{ title: '传过的' }], { copy: true })
  expect(await engine.draft('log', { copy: true })).toHaveLength(1)
  await engine.record('patrol.check-place', { where: '一' }, { title: '没传的' })
  await engine.signOut()
  const back = opened(await book.unlock('lin', '雨夜-2026'))
  expect(await back.received('patrol.tonight')).toBeNull()
  expect(await back.draft('log', { copy: true })).toBeNull()
  expect(await back.draft('met')).toEqual({ words: '写到一半' })
  expect(back.state().waiting).toHaveLength(1)
})
