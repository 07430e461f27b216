/** The engine of one worker: puts vault, queue, photos, answers and sending together as the `Phone` that screens see. */
import type { Phone, PhoneState, PhoneSupply, RecordOptions } from '#web/ui/phone/phone.ts'
import { uuid7 } from '#web/ui/uuid7.ts'
import { callerFor } from './call.ts'
import { type PhoneClock, phoneClock } from './clock.ts'
import { Contact, type Me, SUPPLIES_EVERY_MS } from './contact.ts'
import type { PhoneDatabase } from './database.ts'
import { PhoneClosed, PhotoUnreadable, StorageFull } from './errors.ts'
import { type Ended, flushAll, type FlushParts } from './flush.ts'
import { handOverFile } from './hand-over.ts'
import { alone } from './locks.ts'
import { Notes } from './notes.ts'
import { Outbox } from './outbox.ts'
import type { Parts } from './parts.ts'
import { HEAVIEST_PHOTO } from './photos.ts'
import { Sender } from './sender.ts'
import { Shelf } from './shelf.ts'
import { stateOf } from './state.ts'
import { Supplies } from './supplies.ts'
import type { Vault } from './vault.ts'

/** The engine as the shell sees it. */
export interface Engine extends Phone {
  /** Begins to send by itself and keeps these answers fresh. */
  start(supplies: readonly PhoneSupply[]): void
  /** Asks the server who we are, how late it is, and for the supplies; then sends. Called after a sign-in and when the page is looked at again. */
  contact(): Promise<void>
  /** Takes a photo out of a form before it is recorded. */
  dropPhoto(id: string): Promise<void>
  /** What waits as an encrypted file for the desk; null as long as this phone was never registered. */
  handOver(): Promise<{ name: string; text: string } | null>
  /** Forgets what was received. What waits and the drafts stay, sealed. */
  signOut(): Promise<void>
  /** Locks: the keys are gone, what lies in the database stays. */
  lock(): void
}

export interface EngineParts {
  parts: Parts
  database: PhoneDatabase
  vault: Vault
  me: Me
}

const LITTLE_ROOM = 50 * 1024 * 1024
const LOOSE_PHOTO_MS = 7 * 86_400_000
const FRAMES_MS = 60 * 86_400_000

export async function openEngine({ parts, database, vault, me }: EngineParts): Promise<Engine> {
  const notes = new Notes(database, vault)
  const shelf = new Shelf(database, vault)
  await notes.wipe('frame', parts.clock.now() - FRAMES_MS)
  const [frames, carried] = await Promise.all([notes.all<number>('frame'), notes.get<number>('own', 'offset'), shelf.load()])
  const clock = phoneClock(parts.clock, () => uuid7(parts.clock.now()), carried?.value ?? null)
  return new WorkerEngine({
    parts,
    database,
    vault,
    me,
    notes,
    shelf,
    clock,
    frames: new Map(frames.map((each) => [each.key, each.value])),
  })
}

interface Inside extends EngineParts {
  notes: Notes
  shelf: Shelf
  clock: PhoneClock
  frames: Map<string, number>
}

class WorkerEngine implements Engine {
  readonly #on: Inside
  readonly #contact: Contact
  readonly #outbox: Outbox
  readonly #supplies: Supplies
  readonly #sender: Sender
  readonly #listeners = new Set<() => void>()
  readonly #holder = uuid7()
  readonly #deaf: () => void
  #state: PhoneState | null = null
  #over = false

  constructor(inside: Inside) {
    this.#on = inside
    const { parts, database, vault, shelf, notes, clock, frames, me } = inside
    const caller = callerFor(parts, me.accountId)
    const changed = (ids: string[]) => {
      this.#changed()
      parts.tabs.tell({ vault: vault.id, ids })
    }
    const over = () => this.#over
    this.#outbox = new Outbox({ database, vault, shelf, crypto: parts.crypto, changed })
    this.#supplies = new Supplies({ caller, notes, now: () => clock.now(), changed: () => this.#changed() })
    this.#contact = new Contact({
      parts,
      caller,
      clock,
      notes,
      supplies: this.#supplies,
      frames,
      me,
      changed: () => this.#changed(),
      over,
    })
    const contact = (now: number, asked: number) => this.#contact.measured(now, asked)
    const flush = { caller, outbox: this.#outbox, shelf, clock, frames: () => frames, contact, over }
    this.#sender = new Sender({
      ...parts,
      run: () => this.#send(flush),
      waits: () => shelf.inOrder().some((item) => item.state !== 'refused'),
      over,
    })
    this.#deaf = parts.tabs.listen((message) => {
      if (message.vault !== vault.id || this.#over) return
      shelf.refresh(message.ids).then(
        () => this.#changed(),
        () => undefined,
      )
    })
  }

  start(supplies: readonly PhoneSupply[]): void {
    this.#contact.wanted = supplies
    void this.#tidy().catch(() => undefined)
    void this.#sender.flush().catch(() => undefined)
  }

  async contact(): Promise<void> {
    this.#alive()
    if (await this.#contact.meet()) await this.#sender.fresh()
    await this.#contact.supply()
  }

  state(): PhoneState {
    this.#state ??= stateOf(this.#contact.connection, this.#on.shelf)
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  phoneNow(): number {
    return this.#on.clock.phoneNow()
  }

  now(): number {
    return this.#on.clock.now()
  }

  async record(door: string, form: Record<string, unknown>, options: RecordOptions): Promise<string> {
    const { clock } = this.#on
    const at = clock.phoneNow()
    const { id: frame, offset } = clock.frame()
    const id = options.actionId ?? uuid7(at)
    const { title, photos, occurredAt = at } = options
    await this.#keep(() => this.#outbox.add({ id, door, title, form, at, occurredAt, frame, offset, photos }))
    this.#sender.soon()
    return id
  }

  async keepPhoto(photo: Blob): Promise<string> {
    const { parts, clock } = this.#on
    const small = await parts.shrink(photo)
    if (small.size > HEAVIEST_PHOTO || small.size === 0) throw new PhotoUnreadable()
    const body = new Uint8Array(await small.arrayBuffer())
    const id = uuid7(clock.phoneNow())
    await this.#keep(() => this.#outbox.addPhoto(id, body, { at: clock.phoneNow(), name: `${id}.jpg` }))
    return id
  }

  async photo(id: string): Promise<Blob | null> {
    this.#alive()
    const body = await this.#outbox.bodyOf(id)
    return body ? new Blob([body], { type: 'image/jpeg' }) : null
  }

  dropPhoto(id: string): Promise<void> {
    this.#alive()
    return this.#outbox.dropPhoto(id)
  }

  async received<A>(query: string, params?: object): Promise<{ answer: A; at: number } | null> {
    this.#alive()
    const last = await this.#supplies.last<A>(query, params)
    // A copy of long ago is asked anew; what comes is told to the listeners.
    if (!last || this.now() - last.at > SUPPLIES_EVERY_MS) void this.refresh(query, params).catch(() => undefined)
    return last
  }

  async refresh(query: string, params?: object): Promise<void> {
    this.#alive()
    this.#contact.heard(await this.#supplies.ask(query, params))
  }

  async draft<D>(key: string, { copy = false } = {}): Promise<D | null> {
    this.#alive()
    return (await this.#on.notes.get<D>(copy ? 'answer' : 'draft', key))?.value ?? null
  }

  async keepDraft(key: string, draft: object | null, { copy = false } = {}): Promise<void> {
    const { notes, clock } = this.#on
    const kind = copy ? 'answer' : 'draft'
    this.#alive()
    if (draft === null) return notes.remove(kind, key)
    await this.#keep(async () => {
      if (!(await notes.put(kind, key, draft, clock.phoneNow()))) throw new StorageFull()
    })
  }

  flush(): Promise<void> {
    this.#alive()
    return this.#sender.flush()
  }

  async retry(id: string, form?: Record<string, unknown>): Promise<void> {
    await this.#keep(() => this.#outbox.again(id, form))
    this.#sender.soon()
  }

  async setAside(id: string, reason: string): Promise<void> {
    const { shelf, clock } = this.#on
    const item = shelf.items.get(id)
    const photo = shelf.photos.get(id)
    const refusal = item?.refusal ?? photo?.refusal
    const under = [...shelf.items.values()].some((each) => each.settles === id && each.state !== 'refused')
    if (!refusal || under) return
    const content = item ? await this.#outbox.contentOf(id) : null
    const { photos } = content ?? {}
    const at = clock.phoneNow()
    const { id: frame, offset } = clock.frame()
    const form = {
      door: item?.door ?? 'files.photo',
      title: (item?.title || '照片').slice(0, 200),
      form: { ...content?.form, ...(photos?.field ? { [photos.field]: photos.ids } : {}) },
      refusal,
      reason,
      recordedAt: item?.at ?? photo?.at ?? at,
    }
    await this.#keep(() =>
      this.#outbox.add({
        id: uuid7(at),
        door: 'patrol.set-aside',
        title: `交内勤处理：${form.title}`,
        form,
        at,
        occurredAt: at,
        frame,
        offset,
        settles: id,
        ...(photos ? { photos: { field: '', ids: photos.ids } } : {}),
      }),
    )
    this.#sender.soon()
  }

  async formOf(id: string): Promise<Record<string, unknown> | null> {
    this.#alive()
    return (await this.#outbox.contentOf(id))?.form ?? null
  }

  handOver(): Promise<{ name: string; text: string } | null> {
    this.#alive()
    const { crypto } = this.#on.parts
    return handOverFile({ ...this.#on, crypto, outbox: this.#outbox })
  }

  async signOut(): Promise<void> {
    this.#alive()
    const { notes } = this.#on
    this.lock()
    await notes.wipe('answer')
    await notes.wipe('received')
    // A phone that the desk has ended is another phone after the next sign-in.
    await notes.remove('own', 'device')
  }

  lock(): void {
    this.#over = true
    this.#sender.stop()
    this.#deaf()
    this.#listeners.clear()
  }

  /** Everything that can go, by one tab; null when it is another. */
  async #send(flush: FlushParts): Promise<Ended | null> {
    const { parts, database, vault } = this.#on
    const contact = this.#contact
    let ended: Ended = { end: 'later', after: null }
    const name = `guitu-flush:${vault.id}`
    const ran = await alone(parts, { database, name, holder: this.#holder }, async () => {
      // Whose session it is and how late it is, before anything is sent under it.
      if (contact.due && !(await contact.meet())) {
        if (contact.connection.signedOut) ended = { end: 'signed-out' }
        return
      }
      ended = await flushAll(flush)
      if (ended.end === 'signed-out') contact.set({ signedOut: true })
      else if (ended.end === 'later' && ended.reached === false) contact.set({ online: false })
      else if (ended.end === 'done') await contact.supply()
    })
    return ran ? ended : null
  }

  async #tidy(): Promise<void> {
    const { parts, clock, notes, shelf } = this.#on
    await this.#supplies.forgetOld()
    const drafts = JSON.stringify(await notes.all('draft'))
    const old = clock.phoneNow() - LOOSE_PHOTO_MS
    for (const { id, state, at } of shelf.photos.values())
      if (state === 'kept' && at < old && !drafts.includes(id)) await this.#outbox.dropPhoto(id)
    const free = await parts.freeRoom()
    if (free !== null) this.#contact.set({ storage: free < LITTLE_ROOM ? 'low' : 'good' })
  }

  /** Writes; a full phone gives up its copies of answers first. */
  async #keep(work: () => Promise<void>): Promise<void> {
    this.#alive()
    try {
      await work().catch(async (error: unknown) => {
        if (!(error instanceof StorageFull)) throw error
        await this.#on.notes.wipe('answer')
        await work()
      })
      if (this.#contact.connection.storage === 'full') this.#contact.set({ storage: 'low' })
    } catch (error) {
      if (error instanceof StorageFull) this.#contact.set({ storage: 'full' })
      throw /DatabaseClosed|InvalidState/.test((error as Error).name) ? new PhoneClosed() : error
    }
  }

  #alive(): void {
    if (this.#over) throw new PhoneClosed()
  }

  #changed(): void {
    this.#state = null
    for (const listener of this.#listeners) listener()
  }
}
