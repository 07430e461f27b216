/** A phone with its worker and a small server, for tests that want both. */
import { IDBFactory } from 'fake-indexeddb'
import { openPhoneBook, type PhoneBook } from '#web/phone/engine/book.ts'
import type { Engine } from '#web/phone/engine/engine.ts'
import { Air, type TestParts, type TestPartsOptions, testParts } from './parts.ts'
import { smallServer } from './server.ts'

export const ACCOUNT = '019b0000-0000-7000-8000-000000000001'
export const PASSWORD = '雨夜-2026'
const me = { accountId: ACCOUNT, name: '林一鸣', organisation: { id: 'o', name: '派出所', kind: 'police' }, doors: [] }

/** A phone that can be opened again, and true time that can be let go by. */
export function aPhone(options: TestPartsOptions = {}) {
  const disk = new IDBFactory()
  const air = new Air()
  let time = Date.parse('2026-12-09T21:00:00+08:00')
  const now = () => time
  const server = smallServer(now, ACCOUNT)
  const open: { book: PhoneBook; engine: Engine }[] = []
  let ahead = 0
  return {
    server,
    disk,
    now,
    later: (ms: number) => {
      time += ms
    },
    /** The phone's clock against the truth. */
    setClock: (value: number) => {
      ahead = value
    },
    /** Opens the app, or another tab of it. */
    async open(more: Partial<TestParts> = {}): Promise<Engine> {
      const parts = testParts({ disk, air, fetch: server.fetch, ...options })
      const clock = { now: () => time + ahead, steady: () => time }
      const book = openPhoneBook({ ...parts, clock, ...more })
      const known = await book.unlock('lin', PASSWORD)
      const opened = known.state === 'unknown' ? await book.signedIn(me, 'lin', PASSWORD) : known
      if (opened.state !== 'open') throw new Error(opened.state)
      open.push({ book, engine: opened.engine })
      return opened.engine
    },
    /** The battery falls out. */
    close() {
      for (const { book, engine } of open.splice(0)) {
        engine.lock()
        book.close()
      }
    },
  }
}

/** Waiting as a screen sees it: titles and states. */
export const seen = (engine: Engine) => engine.state().waiting.map(({ title, state }) => `${title} ${state}`)
