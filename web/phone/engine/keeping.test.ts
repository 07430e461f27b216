import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, test } from 'vitest'
import { aPhone, seen } from '../../../tests/phone/phone.ts'
import { testParts } from '../../../tests/phone/parts.ts'
import { openDatabase, versions } from './database.ts'
import { PhotoUnreadable, StorageFull } from './errors.ts'
import { alone } from './locks.ts'
import { fitted, HEAVIEST_PHOTO } from './photos.ts'

let phone = aPhone()
afterEach(() => {
  phone.close()
  phone = aPhone()
})

/** A disk on which writing into one table fails as a full phone does. */
function fullFor(...stores: string[]) {
  const disk = new IDBFactory()
  const state = { full: false }
  const open = disk.open.bind(disk)
  disk.open = (...given) => {
    const asked = open(...given)
    asked.addEventListener('success', () => {
      const database = asked.result
      const transaction = database.transaction.bind(database)
      database.transaction = ((...names: Parameters<typeof transaction>) => {
        const begun = transaction(...names)
        const objectStore = begun.objectStore.bind(begun)
        begun.objectStore = (name) => {
          const store = objectStore(name)
          if (state.full && stores.includes(name))
            store.add = store.put = () => {
              throw new DOMException('no room', 'QuotaExceededError')
            }
          return store
        }
        return begun
      }) as never
    })
    return asked
  }
  return { disk, state }
}

test('what was kept is there after the phone was restarted, and what was on its way waits again', async () => {
  const engine = await phone.open({ fetch: () => new Promise(() => undefined) })
  await engine.record('patrol.check-place', { at: 1 }, { title: '一' })
  phone.server.before = () => undefined
  void engine.flush().catch(() => undefined)
  phone.close()
  const again = await phone.open()
  expect(seen(again)).toEqual(['一 waiting'])
  await again.flush()
  expect(phone.server.done).toHaveLength(1)
})

test('pressed twice with one id, a record is kept once, also when it has gone meanwhile', async () => {
  const engine = await phone.open()
  const actionId = crypto.randomUUID()
  await Promise.all([1, 2].map(() => engine.record('patrol.check-place', { at: 1 }, { title: '一', actionId })))
  expect(engine.state().waiting).toHaveLength(1)
  await engine.flush()
  await engine.record('patrol.check-place', { at: 1 }, { title: '一', actionId })
  expect(engine.state().waiting).toEqual([])
  expect(phone.server.done).toHaveLength(1)
})

test('an app of a later version finds the queue of an earlier one, and the earlier finds it again', async () => {
  const engine = await phone.open()
  await engine.record('patrol.check-place', { at: 1 }, { title: '旧版记的' })
  phone.close()
  const first = versions[0]
  if (!first) throw new Error('no version')
  const parts = { databaseName: 'guitu-phone', indexedDB: phone.disk, keyRange: IDBKeyRange }
  const later = openDatabase(parts, [
    ...versions,
    { version: 99, stores: { ...first.stores, queue: '++seq, &id, vault, state', more: 'id' } },
  ])
  expect(await later.queue.where({ state: 'waiting' }).count()).toBe(1)
  later.close()
  const again = await phone.open()
  expect(seen(again)).toEqual(['旧版记的 waiting'])
  await again.flush()
  expect(phone.server.done).toMatchObject([{ form: { at: 1 } }])
})

test('two tabs see each other’s records, and send each once', async () => {
  const [one, two] = [await phone.open(), await phone.open()]
  await one.record('patrol.check-place', { at: 1 }, { title: '一' })
  await two.record('patrol.check-place', { at: 2 }, { title: '二' })
  await expect.poll(() => [...seen(one), ...seen(two)]).toEqual(['一 waiting', '二 waiting', '一 waiting', '二 waiting'])
  await Promise.all([one.flush(), two.flush()])
  await expect.poll(() => [...seen(one), ...seen(two)]).toEqual([])
  expect(phone.server.asked.filter((each) => each.path === '/api/act')).toHaveLength(1)
})

test('without locks of the browser a lease keeps the second tab away, and ends with the tab that died', async () => {
  let time = 1_000_000
  const parts = { ...testParts(), clock: { now: () => time, steady: () => time } }
  const database = openDatabase(parts)
  let ran = 0
  const hold = alone(parts, { database, name: 'flush', holder: 'one' }, () => new Promise(() => undefined))
  hold.catch(() => undefined)
  await expect.poll(() => database.leases.count()).toBe(1)
  const second = () => alone(parts, { database, name: 'flush', holder: 'two' }, async () => void (ran += 1))
  expect(await second()).toBe(false)
  time += 60_001
  expect(await second()).toBe(true)
  expect(ran).toBe(1)
  // A clock set back must not lock the phone for a day.
  await database.leases.put({ name: 'flush', holder: 'one', until: time + 86_400_000 })
  expect(await second()).toBe(true)
  database.close()
})

test('a full phone: the photo is told as not kept, the record is kept without it', async () => {
  const { disk, state } = fullFor('bodies')
  const engine = await phone.open({ indexedDB: disk })
  state.full = true
  await expect(engine.keepPhoto(new Blob([new Uint8Array(1000)]))).rejects.toThrow(StorageFull)
  expect(engine.state().storage).toBe('full')
  await engine.record('patrol.check-place', { at: 1 }, { title: '没有照片' })
  expect(seen(engine)).toEqual(['没有照片 waiting'])
})

test('a phone too full even for a record says so and keeps nothing half', async () => {
  const { disk, state } = fullFor('queue')
  const engine = await phone.open({ indexedDB: disk })
  const id = await engine.keepPhoto(new Blob([new Uint8Array(1000)]))
  state.full = true
  const withPhoto = { title: '一', photos: { field: 'photos', ids: [id] } }
  await expect(engine.record('patrol.add-photos', {}, withPhoto)).rejects.toThrow(StorageFull)
  expect(engine.state()).toMatchObject({ storage: 'full', waiting: [] })
  state.full = false
  await engine.record('patrol.add-photos', {}, withPhoto)
  expect(engine.state().waiting).toHaveLength(2)
})

test('a photo of 30 MB is small before it is kept, and one that stays large is not kept', async () => {
  const small = new Blob([new Uint8Array(300_000)])
  const engine = await phone.open({ shrink: (photo) => Promise.resolve(photo.size > 20_000_000 ? small : photo) })
  const id = await engine.keepPhoto(new Blob([new Uint8Array(30 * 1024 * 1024)]))
  expect((await engine.photo(id))?.size).toBe(300_000)
  await expect(engine.keepPhoto(new Blob([new Uint8Array(HEAVIEST_PHOTO + 1)]))).rejects.toThrow(PhotoUnreadable)
  await engine.dropPhoto(id)
  expect(await engine.photo(id)).toBeNull()
  expect(fitted({ width: 8000, height: 6000 })).toEqual({ width: 1600, height: 1200 })
  expect(fitted({ width: 300, height: 400 })).toEqual({ width: 300, height: 400 })
})

test('a locked phone takes nothing and tells nothing', async () => {
  const engine = await phone.open()
  engine.lock()
  await expect(engine.record('patrol.check-place', {}, { title: '一' })).rejects.toThrow('锁')
  await expect(engine.draft('met')).rejects.toThrow()
})
