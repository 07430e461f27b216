/** A long shift comes home: five hundred records and fifty photos of some 300 KB leave one phone, engine and server as they are. */
import { performance } from 'node:perf_hooks'
import { IDBFactory } from 'fake-indexeddb'
import { chanceOf } from '#app/sample/chance.ts'
import { openPhoneBook } from '#web/phone/engine/book.ts'
import { faultsOf } from '../tests/phone/faults.ts'
import type { Deed, Kept } from '../tests/phone/luck.ts'
import { testParts } from '../tests/phone/parts.ts'
import { patrolShift } from '../tests/phone/shift.ts'
import { type Bench, rounded } from './lab.ts'
import { openStreets } from './phones.ts'

const WANTED_MS = 60_000
const PHOTO_BYTES = 300_000

export async function benchPhoneFlush(bench: Bench): Promise<void> {
  const [records, photos] = bench.quick ? [60, 6] : [500, 50]
  const streets = await openStreets(bench, 'phone-flush')
  try {
    const me = await streets.officer(1)
    const cookie = await streets.session(me.accountId)
    let down = true
    const send = (path: string, { headers, ...init }: RequestInit) =>
      down
        ? Promise.reject(new TypeError('no network'))
        : fetch(`${streets.base}${path}`, { ...init, headers: { ...(headers as Record<string, string>), cookie } })
    const book = openPhoneBook({ ...testParts({ disk: new IDBFactory(), fetch: send, minute: 60_000 }), rounds: 600_000 })
    const opened = await book.signedIn(me, 'street', '测速-2026')
    if (opened.state !== 'open') throw new Error(opened.state)
    const { engine } = opened
    const kept: Kept[] = []
    const writing = performance.now()
    for (const { deed, photo } of withPhotos(patrolShift(chanceOf(7), streets.ground, records).slice(0, records), photos)) {
      const ids = photo ? [await engine.keepPhoto(picture(kept.length))] : []
      const carried = photo ? { photos: { field: 'photos', ids } } : {}
      const actionId = await engine.record(deed.door, deed.form, { title: deed.title, ...carried })
      kept.push({ actionId, door: deed.door, at: Date.now(), photos: ids })
    }
    const each = (performance.now() - writing) / kept.length
    bench.line({
      name: 'phone: keeping a record',
      figure: `${rounded(each)} ms (${kept.length} records, ${photos} photos; encrypted, in a database in memory)`,
      comparedTo: 'engine in Node',
      wanted: '≤ 100 ms',
      met: each <= 100,
    })
    down = false
    const before = performance.now()
    while (engine.state().waiting.length > 0) {
      await engine.flush()
      const { waiting } = engine.state()
      const refused = waiting.find((one) => one.state === 'refused')
      if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
      if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const took = performance.now() - before
    const faults = await faultsOf(streets.house, me.accountId, kept)
    for (const fault of faults.slice(0, 20)) bench.log(fault)
    engine.lock()
    book.close()
    bench.line({
      name: 'phone: a whole shift is sent',
      figure: `${rounded(took / 1000)} s, ${faults.length} faults`,
      comparedTo: `${kept.length} records, ${photos} photos of ${PHOTO_BYTES / 1000} KB, one phone`,
      wanted: `≤ ${WANTED_MS / 1000} s`,
      met: took <= WANTED_MS && faults.length === 0,
    })
  } finally {
    await streets.close()
  }
}

/** So many of the deeds are photos of the first who was met; none where the shift has photos of its own. */
function withPhotos(deeds: readonly Deed[], photos: number): { deed: Deed; photo: boolean }[] {
  const met = deeds.find((deed) => deed.door === 'patrol.meet-person')
  const encounterId = met?.form.encounterId
  const plain = deeds.filter((deed) => deed.door !== 'patrol.add-photos')
  const pictures = Array.from({ length: photos }, (): { deed: Deed; photo: boolean } => ({
    deed: { door: 'patrol.add-photos', title: '照片', form: { encounterId } },
    photo: true,
  }))
  return [...plain.slice(0, deeds.length - photos).map((deed) => ({ deed, photo: false })), ...pictures]
}

/** Bytes that nothing makes smaller, and that begin as a JPEG does. */
function picture(number: number): Blob {
  const chance = chanceOf(number)
  const bytes = new Uint8Array(PHOTO_BYTES)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = chance.between(0, 255)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return new Blob([bytes], { type: 'image/jpeg' })
}
