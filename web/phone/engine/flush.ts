/**
 * Sending what waits: actions in their order, then photos in pieces, then the actions that waited for photos. Only the server's
 * `ok` for an action's very id takes it off the phone; whatever else happens, it stays and goes again.
 */
import type { Refusal } from '#kernel/refusal.ts'
import { type Answer, type Caller, saysSignedOut } from './call.ts'
import { utf8 } from './bytes.ts'
import type { PhoneClock } from './clock.ts'
import type { Outbox } from './outbox.ts'
import { isStubborn, MOST_AT_ONCE, photosToSend, pick, refusedBefore, restsOnWaiting, sentAtOf, waitsForPhotos } from './pick.ts'
import type { Item, PhotoItem, Shelf } from './shelf.ts'

const PIECE = 256 * 1024
/** A sending weighs less than the server's bound of a form. */
const HEAVIEST_SENDING = 600 * 1024
/** A conflict with somebody else's deed passes by itself; one that does not is shown. */
const CONFLICTS = 6

export type Ended =
  /** Nothing is left that can go now. */
  | { end: 'done' }
  | { end: 'signed-out' }
  /** To be tried again, after so many ms when the server said it. */
  | { end: 'later'; after: number | null; reached?: boolean }

export interface FlushParts {
  caller: Caller
  outbox: Outbox
  shelf: Shelf
  clock: PhoneClock
  /** Measured offsets by frame. */
  frames(): ReadonlyMap<string, number>
  /** The server answered. */
  contact(serverNow: number, asked: number): Promise<void>
  /** The engine was locked or dropped: whatever is under way ends. */
  over(): boolean
}

interface Result {
  actionId: string
  ok: boolean
  refusal?: Refusal
}

interface Sending {
  now: number
  results: Result[]
}

const isSending = (body: Sending) => typeof body.now === 'number' && Array.isArray(body.results)
const isArrival = (body: Arrival) => typeof body.received === 'number'

interface Arrival {
  received: number
  done?: boolean
}

export async function flushAll(on: FlushParts): Promise<Ended> {
  const run = new Run(on)
  return run.everything()
}

class Run {
  readonly #on: FlushParts
  #most = MOST_AT_ONCE

  constructor(on: FlushParts) {
    this.#on = on
  }

  async everything(): Promise<Ended> {
    await this.#on.outbox.comeBack()
    for (;;) {
      const actions = await this.#actions()
      if (actions.end !== 'done') return actions
      // What was recorded meanwhile goes before the next photo.
      const [photo] = photosToSend(this.#on.shelf.inOrder(), this.#on.shelf.photos)
      if (!photo) break
      const sent = await this.#photo(photo)
      if (sent.end !== 'done') return sent
    }
    return this.#stubborn()
  }

  async #actions(): Promise<Ended> {
    const { shelf, clock, frames } = this.#on
    while (!this.#on.over()) {
      const at = { frames: frames(), clock: readingOf(clock) }
      const next = pick({ items: shelf.inOrder(), photos: shelf.photos, ...at, most: this.#most })
      if (!next) return { end: 'done' }
      const ended = await this.#send(next.items, next.sentAt)
      if (ended) return ended
    }
    return { end: 'later', after: null }
  }

  /** The server broke at these again and again: each goes alone, behind all others. */
  async #stubborn(): Promise<Ended> {
    const { shelf, clock, frames } = this.#on
    let last: Ended = { end: 'done' }
    for (const item of shelf.inOrder().filter((each) => isStubborn(each) && each.state !== 'refused')) {
      if (waitsForPhotos(item, shelf.photos)) continue
      const ended = await this.#send([item], sentAtOf(item, { frames: frames(), clock: readingOf(clock) }))
      if (ended?.end === 'signed-out') return ended
      last = ended ?? last
    }
    return last
  }

  /** Sends some; undefined when it may go on at once. */
  async #send(items: Item[], sentAt: number): Promise<Ended | undefined> {
    const { caller, outbox, clock } = this.#on
    const { kept, actions } = await this.#written(items)
    if (kept.length === 0) return undefined
    const ids = kept.map((item) => item.id)
    await outbox.sending(ids)
    const asked = clock.phoneNow()
    const answer = await caller.json<Sending>('/api/act', { sentAt, actions }, isSending)
    if (answer.kind === 'answer') return this.#results(kept, answer.body, { asked, sentAt })
    if (answer.kind === 'refused') return this.#whole(kept, answer.refusal)
    await outbox.waiting(ids)
    return endOf(answer)
  }

  /** The forms as they go, as many as fit; what another tab has meanwhile sent is not among them. */
  async #written(items: Item[]) {
    const kept: Item[] = []
    const actions: object[] = []
    let weight = 0
    for (const item of items) {
      const content = await this.#on.outbox.contentOf(item.id)
      if (!content) {
        await this.#on.outbox.waiting([item.id])
        continue
      }
      const { photos } = content
      const form = photos?.field ? { ...content.form, [photos.field]: photos.ids } : content.form
      const action = { name: content.door, actionId: item.id, form, occurredAt: content.occurredAt }
      weight += utf8(JSON.stringify(action)).byteLength
      if (kept.length > 0 && weight > HEAVIEST_SENDING) break
      kept.push(item)
      actions.push(action)
    }
    return { kept, actions }
  }

  async #results(items: Item[], { now, results }: Sending, at: { asked: number; sentAt: number }): Promise<Ended | undefined> {
    const { outbox } = this.#on
    await this.#on.contact(now, at.asked)
    const byId = new Map(results.map((result) => [result.actionId, result]))
    let ended: Ended | undefined
    let settled = 0
    for (const item of items) {
      const result = byId.get(item.id)
      if (result?.ok === true) {
        await outbox.received(item, now)
        settled += 1
      } else if (result?.refusal?.refused) {
        const became = await this.#no(item, result.refusal)
        if (became === 'settled') settled += 1
        else if (became) ended ??= became
      } else {
        // No word of it: as if it had not been sent.
        await outbox.waiting([item.id])
      }
    }
    return ended ?? (settled > 0 ? undefined : { end: 'later', after: null })
  }

  /** The server's no to one action. */
  async #no(item: Item, refusal: Refusal): Promise<'settled' | Ended | undefined> {
    const { outbox, shelf, clock } = this.#on
    if (saysSignedOut(refusal)) {
      await outbox.waiting([item.id])
      return { end: 'signed-out' }
    }
    if (refusal.code === 'KERNEL.NOT_REACHED') {
      await outbox.waiting([item.id])
      return undefined
    }
    const passing = refusal.code === 'KERNEL.CONFLICT' && item.defects < CONFLICTS
    if (refusal.status >= 500 || refusal.status === 429 || passing) {
      await outbox.waiting([item.id], { defect: refusal.status !== 429 && refusal.code !== 'KERNEL.BUSY' })
      return { end: 'later', after: null }
    }
    // No record is of the future: the clock was set while nobody looked. It happened at the latest now.
    if (refusal.code === 'KERNEL.FUTURE' && item.frame !== 'now') {
      await outbox.moved(item.id, { frame: 'now', offset: clock.now() - item.occurredAt })
      return 'settled'
    }
    // What it rests on goes again: a no to this one says nothing before that is there.
    if (restsOnWaiting(item, shelf.inOrder())) {
      await outbox.waiting([item.id])
      return undefined
    }
    await outbox.refused(item.id, refusal, refusedBefore(item, shelf.inOrder())?.id ?? null)
    return 'settled'
  }

  /** The sending itself was refused: smaller ones, until it is known which one it is. */
  async #whole(items: Item[], refusal: Refusal): Promise<Ended | undefined> {
    const { outbox } = this.#on
    const [only] = items
    const aboutForms = refusal.status === 413 || refusal.status === 400 || refusal.status === 422
    if (items.length === 1 && only && aboutForms) {
      await outbox.refused(only.id, refusal, null)
      this.#most = MOST_AT_ONCE
      return undefined
    }
    await outbox.waiting(items.map((item) => item.id))
    if (!aboutForms) return { end: 'later', after: null }
    this.#most = refusal.status === 413 ? Math.ceil(items.length / 2) : 1
    return undefined
  }

  /** One photo, from where the server says that it has it. */
  async #photo(photo: PhotoItem): Promise<Ended> {
    const { caller, outbox } = this.#on
    const body = await outbox.bodyOf(photo.id)
    if (!body) {
      await outbox.photoRefused(photo, LOST)
      return { end: 'done' }
    }
    const { id: fileId, size, digest, name } = photo
    for (let begun = 0; begun < 3; begun += 1) {
      const answer = await caller.json<Arrival>('/api/files/resume', { fileId, size, digest, name }, isArrival)
      const ended = await this.#pieces(photo, body, answer)
      if (ended) return ended
    }
    return { end: 'later', after: null }
  }

  /** Piece by piece; undefined when the server wants to say anew where to go on. */
  async #pieces(photo: PhotoItem, body: Uint8Array<ArrayBuffer>, first: Answer<Arrival>): Promise<Ended | undefined> {
    const { caller, outbox } = this.#on
    let answer = first
    while (!this.#on.over()) {
      if (answer.kind === 'refused') {
        const { code } = answer.refusal
        if (answer !== first && /^KERNEL\.(UPLOAD_PIECE|UPLOAD_DAMAGED|NOT_FOUND)$/.test(code)) return undefined
        if (answer === first && code === 'KERNEL.NOT_FOUND') return { end: 'later', after: null }
        await outbox.photoRefused(photo, answer.refusal)
        return { end: 'done' }
      }
      if (answer.kind !== 'answer') return endOf(answer)
      const { received, done } = answer.body
      await outbox.photoSent(photo.id, Math.min(received, photo.size), done === true)
      if (done) return { end: 'done' }
      if (received >= photo.size) return undefined
      const piece = body.slice(received, received + PIECE)
      answer = await caller.bytes<Arrival>(`/api/files/${photo.id}/bytes?at=${received}`, piece, isArrival)
    }
    return { end: 'later', after: null }
  }
}

const readingOf = (clock: PhoneClock) => ({ phoneNow: clock.phoneNow(), offset: clock.frame().offset ?? 0 })

const LOST: Refusal = {
  refused: true,
  code: 'PHONE.PHOTO_LOST',
  status: 410,
  sentence: '这张照片在手机里读不出来了，记录照常上传。请看相册里还有没有。',
}

function endOf(answer: Extract<Answer<unknown>, { kind: 'signed-out' | 'later' }>): Ended {
  return answer.kind === 'signed-out' ? { end: 'signed-out' } : { end: 'later', after: answer.after, reached: answer.reached }
}
