/**
 * A whole shift of bad luck: a phone records through a network that cuts, delays, repeats, reorders and lies, while server and
 * phone are killed, tabs are doubled and sessions end. Each run follows its seed. What must hold afterwards is told by whoever
 * looks into the database.
 */
import { IDBFactory } from 'fake-indexeddb'
import { type Chance, chanceOf } from '#app/sample/chance.ts'
import { openPhoneBook, type PhoneBook } from '#web/phone/engine/book.ts'
import type { Me } from '#web/phone/engine/contact.ts'
import type { Engine } from '#web/phone/engine/engine.ts'
import type { Parts } from '#web/phone/engine/parts.ts'
import { uuid7 } from '#web/ui/uuid7.ts'
import { Air, testParts } from './parts.ts'

/** The server of a run: it can be killed at any moment and comes back on the same database. */
export interface World {
  /** Where it listens now. */
  base(): string
  kill(): Promise<void>
  /** A session for the worker, as a cookie. */
  signIn(): Promise<string>
  endSessions(): Promise<void>
  /** The true time, which the server's clock tells. */
  now(): number
  /** A while goes by. */
  later(ms: number): void
}

/** Something that the worker does. */
export interface Deed {
  door: string
  title: string
  form: Record<string, unknown>
  photos?: { field: string; count: number }
}

/** A deed of which the phone said: kept. */
export interface Kept {
  actionId: string
  door: string
  /** True time of the deed. */
  at: number
  photos: string[]
}

export interface Figures {
  seed: number
  kept: Kept[]
  /** What hit. */
  blows: Record<string, number>
  requests: number
}

export interface LuckOptions {
  seed: number
  world: World
  me: Me
  deeds: readonly Deed[]
  /** Part of the requests that something happens to. */
  weather?: number
  /** How long the phone may take until all is sent, in ms. */
  patience?: number
}

const PASSWORD = '雨夜-2026'
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const never = <T>() => new Promise<T>(() => undefined)

/** One tab with the app: everything that it stands on ends with it. */
interface Tab {
  engine: Engine
  book: PhoneBook
  dead: boolean
}

export async function liveShift(options: LuckOptions): Promise<{ figures: Figures; disk: IDBFactory }> {
  const phone = new Phone(options)
  try {
    return { figures: await phone.live(), disk: phone.disk }
  } finally {
    phone.off()
  }
}

class Phone {
  readonly disk = new IDBFactory()
  readonly #options: LuckOptions
  readonly #chance: Chance
  readonly #air = new Air()
  readonly #held = new Map<string, Tab>()
  readonly #blows: Record<string, number> = {}
  readonly #kept: Kept[] = []
  #cookie = ''
  #down = false
  #weather: number
  #ahead: number
  #requests = 0
  #tabs: Tab[] = []
  /** The tab that opens now dies after so many more steps. */
  #fuse = Number.POSITIVE_INFINITY

  constructor(options: LuckOptions) {
    this.#options = options
    this.#chance = chanceOf(options.seed)
    this.#weather = options.weather ?? 0.35
    // Every third phone has a clock that is wrong: by a day, or by some minutes.
    this.#ahead = this.#chance.happens(0.33) ? this.#chance.pick([86_400_000, -86_400_000, 420_000, -3_600_000]) : 0
  }

  async live(): Promise<Figures> {
    const { world, deeds } = this.#options
    this.#cookie = await world.signIn()
    for (const deed of deeds) {
      await this.#misfortune()
      await this.#perform(deed)
      world.later(this.#chance.between(5_000, 600_000))
    }
    await this.#morning()
    return {
      seed: this.#options.seed,
      kept: this.#kept,
      blows: this.#blows,
      requests: this.#requests,
    }
  }

  off(): void {
    for (const tab of this.#tabs) this.#die(tab)
  }

  #blow(name: string): void {
    this.#blows[name] = (this.#blows[name] ?? 0) + 1
  }

  /** Something may happen between two deeds. */
  async #misfortune(): Promise<void> {
    const { world } = this.#options
    const chance = this.#chance
    if (chance.happens(0.25)) {
      this.#down = !this.#down
      this.#blow(this.#down ? 'no network' : 'network')
    }
    if (chance.happens(0.15)) {
      this.#blow('phone killed')
      for (const tab of this.#tabs) this.#die(tab)
    }
    // It dies in the midst of something that is not yet begun.
    if (chance.happens(0.2)) this.#fuse = chance.between(1, 40)
    if (chance.happens(0.12) && this.#tabs.some((tab) => !tab.dead)) {
      this.#blow('tab doubled')
      await this.#open()
    }
    if (chance.happens(0.08)) {
      this.#blow('session ended')
      await world.endSessions()
    }
    if (chance.happens(0.06)) {
      this.#blow('server killed')
      await world.kill()
    }
    if (this.#ahead !== 0 && chance.happens(0.1)) {
      this.#blow('clock put right')
      this.#ahead = 0
      if (chance.happens(0.5)) for (const tab of this.#tabs) this.#die(tab)
    }
    if (chance.happens(0.3)) {
      const tab = await this.#tab()
      void tab.engine.contact().catch(() => undefined)
    }
    if (chance.happens(0.5)) await pause(chance.between(1, 40))
  }

  /** The worker records until the phone says that it is kept; a phone that died is opened again. */
  async #perform(deed: Deed): Promise<void> {
    const { world } = this.#options
    const actionId = uuid7()
    const at = world.now()
    // What the form holds already: a screen keeps it in a draft.
    const photos: string[] = []
    for (let tries = 0; ; tries += 1) {
      if (tries > 50) throw new Error('the phone never kept it')
      const tab = await this.#tab()
      const done = (async () => {
        while (photos.length < (deed.photos?.count ?? 0)) photos.push(await tab.engine.keepPhoto(photoOf(this.#chance, 20_000)))
        const carried = deed.photos ? { photos: { field: deed.photos.field, ids: photos } } : {}
        return tab.engine.record(deed.door, deed.form, { title: deed.title, actionId, ...carried })
      })()
      if (!(await Promise.race([done, this.#death(tab)]).catch(() => null))) continue
      this.#kept.push({ actionId, door: deed.door, at, photos })
      return
    }
  }

  /** After the shift: the weather clears up slowly, the worker signs in where he is asked to, and everything must go. */
  async #morning(): Promise<void> {
    const { world, patience = 120_000 } = this.#options
    this.#down = false
    const begin = Date.now()
    for (let round = 0; ; round += 1) {
      if (Date.now() - begin > patience) throw new Error(`not everything was sent: ${JSON.stringify(this.#left())}`)
      this.#weather *= 0.8
      const tab = await this.#tab()
      world.later(60_000)
      if (tab.engine.state().signedOut) this.#cookie = await world.signIn()
      await Promise.race([tab.engine.contact().then(() => tab.engine.flush()), this.#death(tab)]).catch(() => undefined)
      if (tab.dead) continue
      const { waiting } = tab.engine.state()
      const refused = waiting.filter((each) => each.state === 'refused')
      if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`)
      if (waiting.length === 0) return
      await pause(Math.min(500, 20 * round))
    }
  }

  #left() {
    return this.#tabs.map((tab) =>
      tab.engine.state().waiting.map(({ id, state, tries, refusal }) => ({ id, state, tries, refusal })),
    )
  }

  #death(tab: Tab): Promise<never> {
    return new Promise((_, reject) => {
      const look = () => (tab.dead ? reject(new Error('the phone died')) : setTimeout(look, 3).unref())
      look()
    })
  }

  async #tab(): Promise<Tab> {
    this.#tabs = this.#tabs.filter((tab) => !tab.dead)
    return this.#tabs.length > 0 ? this.#chance.pick(this.#tabs) : this.#open()
  }

  /** Opens the app: signed in the first time, by the password alone afterwards. */
  async #open(): Promise<Tab> {
    for (;;) {
      const made = { dead: false } as Tab
      const parts = this.#partsOf(made)
      made.book = openPhoneBook(parts)
      const opening = made.book
        .unlock('lin', PASSWORD)
        .then((opened) => (opened.state === 'unknown' ? made.book.signedIn(this.#options.me, 'lin', PASSWORD) : opened))
      const opened = await Promise.race([opening, this.#death(made)]).catch(() => null)
      if (!opened) continue
      if (opened.state !== 'open') throw new Error(opened.state)
      made.engine = opened.engine
      if (made.dead) continue
      this.#tabs.push(made)
      made.engine.start([])
      return made
    }
  }

  #die(tab: Tab): void {
    if (tab.dead) return
    tab.dead = true
    tab.book.close()
    for (const [name, holder] of this.#held) if (holder === tab) this.#held.delete(name)
  }

  /** A step of the app; the fuse may burn down here, and then nothing of this tab goes on. */
  #step<T>(tab: Tab, work: () => Promise<T>): Promise<T> {
    if (tab.dead) return never()
    this.#fuse -= 1
    if (this.#fuse <= 0) {
      this.#fuse = Number.POSITIVE_INFINITY
      this.#blow('phone killed in the midst')
      this.#die(tab)
      return never()
    }
    return work().then(
      (value) => (tab.dead ? never<T>() : value),
      (error) => (tab.dead ? never<T>() : Promise.reject(error)),
    )
  }

  #partsOf(tab: Tab): Parts {
    const { world } = this.#options
    const base = testParts({ disk: this.disk, air: this.#air, minute: 40 })
    const { subtle } = globalThis.crypto
    const stepping = (name: 'encrypt' | 'decrypt' | 'sign' | 'digest') =>
      ((...given: never[]) =>
        this.#step(tab, () => (subtle[name] as (...all: never[]) => Promise<unknown>).apply(subtle, given))) as never
    const crypto = {
      getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
      subtle: {
        encrypt: stepping('encrypt'),
        decrypt: stepping('decrypt'),
        sign: stepping('sign'),
        digest: stepping('digest'),
        importKey: subtle.importKey.bind(subtle),
        deriveKey: subtle.deriveKey.bind(subtle),
      },
    } as unknown as Crypto
    return {
      ...base,
      crypto,
      clock: { now: () => Math.round(world.now() + this.#ahead), steady: () => world.now() },
      timer: { after: (ms, work) => base.timer.after(ms, () => (tab.dead ? undefined : work())) },
      fetch: (path, init) => this.#step(tab, () => this.#network(path, init)),
      locks: this.#locks(tab),
    }
  }

  #locks(tab: Tab): Parts['locks'] {
    const request = async (name: string, _options: unknown, work: (lock: Lock | null) => Promise<unknown>) => {
      if (this.#held.has(name)) return work(null)
      this.#held.set(name, tab)
      try {
        return await work({ name, mode: 'exclusive' })
      } finally {
        if (this.#held.get(name) === tab) this.#held.delete(name)
      }
    }
    return { request: request as LockManager['request'] }
  }

  async #network(path: string, init: RequestInit): Promise<Response> {
    const chance = this.#chance
    this.#requests += 1
    if (this.#down) throw new TypeError('no network')
    if (!chance.happens(this.#weather)) return this.#really(path, init)
    switch (chance.pick(['cut before', 'cut after', 'delayed', 'repeated', 'reordered', 'broken', 'portal', 'killed'] as const)) {
      case 'cut before':
        this.#blow('cut before the server')
        throw new TypeError('cut')
      case 'cut after':
        this.#blow('cut after the server')
        await this.#really(path, init).catch(() => undefined)
        throw new TypeError('cut')
      case 'delayed':
        this.#blow('delayed')
        await pause(chance.between(5, 60))
        return this.#really(path, init)
      case 'repeated': {
        this.#blow('repeated')
        const [first] = await Promise.all([this.#really(path, init), this.#really(path, init).catch(() => undefined)])
        return first
      }
      case 'reordered':
        // Given up by the phone, it reaches the server after what is sent next.
        this.#blow('reordered')
        setTimeout(() => void this.#really(path, init).catch(() => undefined), chance.between(10, 120)).unref()
        throw new TypeError('timed out')
      case 'broken':
        this.#blow('broken answer')
        return new Response('<h1>502 Bad Gateway</h1>', { status: 502 })
      case 'portal':
        this.#blow('portal in between')
        return Response.json({ welcome: 'free WLAN' }, { status: 200 })
      case 'killed': {
        if (!chance.happens(0.25)) return this.#really(path, init)
        this.#blow('server killed in the midst')
        const sent = this.#really(path, init)
        await Promise.all([sent.catch(() => undefined), this.#options.world.kill()])
        return sent
      }
    }
  }

  async #really(path: string, { headers, method, body, signal }: RequestInit): Promise<Response> {
    const given = { ...(headers as Record<string, string>), cookie: this.#cookie }
    const response = await fetch(`${this.#options.world.base()}${path}`, {
      headers: given,
      ...(method ? { method } : {}),
      ...(body ? { body } : {}),
      ...(signal ? { signal } : {}),
    })
    // Read to its end here: a connection that is cut in the body is cut for the phone as well.
    return new Response(await response.arrayBuffer(), { status: response.status, headers: response.headers })
  }
}

/** What passes for a photo: begins as a JPEG does. */
export function photoOf(chance: Chance, most: number): Blob {
  const bytes = new Uint8Array(chance.between(1_000, most))
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + bytes.length) & 0xff
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return new Blob([bytes], { type: 'image/jpeg' })
}

/** What still lies on the phone's disk and should have gone; a photo that no record carries is nobody's loss. */
export async function leftOn(disk: IDBFactory): Promise<{ actions: number; photos: number; bodies: number }> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = disk.open('guitu-phone')
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  const all = (store: string) =>
    new Promise<{ id: string; state?: string }[]>((resolve, reject) => {
      const asked = database.transaction(store).objectStore(store).getAll()
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  const [actions, photos, bodies] = await Promise.all([all('queue'), all('photos'), all('bodies')])
  database.close()
  const loose = new Set(photos.filter((photo) => photo.state === 'kept').map((photo) => photo.id))
  return {
    actions: actions.length,
    photos: photos.length - loose.size,
    bodies: bodies.filter((body) => !loose.has(body.id)).length,
  }
}
