/**
 * The queue on the phone. A record is kept when it lies there encrypted, in one transaction, and not before; it leaves only
 * with the server's receipt for its very id, in the transaction that notes the receipt.
 */
import type { Refusal } from '#kernel/refusal.ts'
import { hexOf, type Bytes } from './bytes.ts'
import type { ActionRow, PhoneDatabase, PhotoRow } from './database.ts'
import { OnItsWay, saysFull, StorageFull } from './errors.ts'
import { type Content, idsIn, type Item, type PhotoItem, type PhotoMeta, type ReceivedNote, type Shelf } from './shelf.ts'
import type { Sealed, Vault } from './vault.ts'

export interface NewRecord {
  id: string
  door: string
  title: string
  form: Record<string, unknown>
  at: number
  occurredAt: number
  frame: string
  offset: number | null
  photos?: { field: string; ids: readonly string[] } | undefined
  settles?: string | undefined
}

export interface OutboxParts {
  database: PhoneDatabase
  vault: Vault
  shelf: Shelf
  crypto: Crypto
  /** These rows changed: to be shown, and told to other tabs. */
  changed(ids: string[]): void
}

export class Outbox {
  readonly #on: OutboxParts
  #last: Promise<unknown> = Promise.resolve()

  constructor(parts: OutboxParts) {
    this.#on = parts
  }

  /** One after the other, in the order called: the order of the queue is the order of the shift. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work)
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /** Keeps a record. The same id again is the same record. */
  add(record: NewRecord): Promise<void> {
    return this.#inTurn(async () => {
      const { database, vault, shelf } = this.#on
      const mentions = idsIn(record.form)
      const known = shelf.known()
      const ids = [...(record.photos?.ids ?? [])]
      const content: Content = {
        door: record.door,
        title: record.title,
        form: record.form,
        occurredAt: record.occurredAt,
        frame: record.frame,
        offset: record.offset,
        photos: record.photos && ids.length > 0 ? { field: record.photos.field, ids } : null,
        makes: mentions.filter((id) => !known.has(id)),
        mentions,
        settles: record.settles ?? null,
        behind: null,
      }
      const sealed = await vault.seal('action', record.id, content)
      const row: ActionRow = {
        id: record.id,
        vault: vault.id,
        state: 'waiting',
        at: record.at,
        tries: 0,
        defects: 0,
        refusal: null,
        ...sealed,
      }
      await this.#write(() =>
        database.transaction('rw', database.queue, database.photos, database.notes, async () => {
          if (await database.queue.get({ id: record.id })) return
          if (await database.notes.get([vault.id, 'received', record.id])) return
          await database.queue.add(row)
          await database.photos
            .where('id')
            .anyOf(ids)
            .and((photo) => photo.state === 'kept')
            .modify({ state: 'waiting' })
        }),
      )
      await this.#tell([record.id, ...ids])
    })
  }

  /** Keeps a photo that no record carries yet. */
  async addPhoto(id: string, body: Bytes, { at, name }: { at: number; name: string }): Promise<void> {
    const { crypto, database, vault } = this.#on
    const digest = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', body)))
    const meta: PhotoMeta = { size: body.byteLength, digest, name }
    const [sealed, bytes] = await Promise.all([vault.seal('photo', id, meta), vault.sealBytes('body', id, body)])
    const row: PhotoRow = { id, vault: vault.id, state: 'kept', at, tries: 0, sent: 0, refusal: null, ...sealed }
    await this.#write(() =>
      database.transaction('rw', database.photos, database.bodies, async () => {
        await database.photos.add(row)
        await database.bodies.add({ id, vault: vault.id, ...bytes })
      }),
    )
    await this.#tell([id])
  }

  /** The bytes of a kept photo. */
  async bodyOf(id: string): Promise<Bytes | null> {
    const { database, vault } = this.#on
    const row = await database.bodies.get(id)
    return row?.vault === vault.id ? vault.openBytes('body', id, row) : null
  }

  /** Takes a photo out that no record carries. */
  async dropPhoto(id: string): Promise<void> {
    const { database, vault } = this.#on
    await database.transaction('rw', database.photos, database.bodies, async () => {
      const row = await database.photos.get({ id })
      if (row?.vault !== vault.id || row.state !== 'kept') return
      await database.photos.where({ id }).delete()
      await database.bodies.delete(id)
    })
    await this.#tell([id])
  }

  async contentOf(id: string): Promise<Content | null> {
    const { database, vault } = this.#on
    const row = await database.queue.get({ id })
    return row?.vault === vault.id ? vault.open<Content>('action', id, row) : null
  }

  /** On their way from now on, in one step. */
  async sending(ids: string[]): Promise<void> {
    const { database } = this.#on
    await database.queue
      .where('id')
      .anyOf(ids)
      .modify((row) => {
        row.state = 'sending'
        row.tries += 1
      })
    await this.#tell(ids)
  }

  /** Not received after all, or nobody knows: they wait. `defect`: the server broke at this very one. */
  async waiting(ids: string[], { defect = false }: { defect?: boolean } = {}): Promise<void> {
    const { database } = this.#on
    await database.queue
      .where('id')
      .anyOf(ids)
      .modify((row) => {
        if (row.state === 'sending') row.state = 'waiting'
        if (defect) row.defects += 1
      })
    await this.#tell(ids)
  }

  /** What a tab left behind on its way when it died. Only for whoever holds the lock of sending. */
  async comeBack(): Promise<void> {
    const { database, vault } = this.#on
    const lost = await database.queue
      .where({ vault: vault.id })
      .and((row) => row.state === 'sending')
      .toArray()
    if (lost.length > 0) await this.waiting(lost.map((row) => row.id))
  }

  /** The server's receipt: the action leaves the phone with its photos, and what it settled; what waited behind it is tried again. */
  async received(item: Item, receivedAt: number): Promise<void> {
    const { database, vault, shelf } = this.#on
    const { id, title, door, at, mentions } = item
    const note: ReceivedNote = { id, title, door, recordedAt: at, receivedAt, mentions }
    const settled = item.settles ? shelf.items.get(item.settles) : undefined
    const gone = [id, ...(item.settles ? [item.settles] : [])]
    // A photo that the server would not take stays to be settled by itself.
    const pictures = [...(item.photos?.ids ?? []), ...(settled?.photos?.ids ?? [])].filter(
      (photo) => shelf.photos.get(photo)?.state !== 'refused',
    )
    if (item.settles && shelf.photos.has(item.settles)) pictures.push(item.settles)
    const again = [...shelf.items.values()].filter((each) => each.state === 'refused' && each.behind === id)
    const [sealed, ...bodies] = await Promise.all([
      vault.seal('received', id, note),
      ...again.map((each) => this.#sealChanged(each.id, { behind: null })),
    ])
    await database.transaction('rw', database.queue, database.photos, database.bodies, database.notes, async () => {
      await database.queue.where('id').anyOf(gone).delete()
      await database.photos.where('id').anyOf(pictures).delete()
      await database.bodies.bulkDelete(pictures)
      await database.notes.put({ vault: vault.id, kind: 'received', id, at: receivedAt, ...sealed })
      for (const [at, each] of again.entries()) {
        const body = bodies[at]
        if (body) await database.queue.where({ id: each.id }).modify({ ...body, state: 'waiting', refusal: null })
      }
    })
    await this.#tell([...gone, ...pictures, ...again.map((each) => each.id)])
  }

  /** The server's no: kept with its reason. `behind`: a refused one on which it rests. */
  async refused(id: string, refusal: Refusal, behind: string | null): Promise<void> {
    const { database, vault } = this.#on
    const [reason, body] = await Promise.all([vault.seal('refusal', id, refusal), this.#sealChanged(id, { behind })])
    await database.queue.where({ id }).modify({ ...body, state: 'refused', refusal: reason })
    await this.#tell([id])
  }

  /** Waits again, with another form where given. */
  async again(id: string, form?: Record<string, unknown>): Promise<void> {
    const { database, shelf } = this.#on
    const item = shelf.items.get(id)
    if (!item) return this.#photoAgain(id)
    // What may have arrived cannot be changed any more: under its id the server holds one form.
    if (form && item.state !== 'refused' && item.tries > 0) throw new OnItsWay()
    const changes = form ? { form, mentions: idsIn(form), behind: null } : { behind: null }
    const body = await this.#sealChanged(id, changes)
    const photos = item.photos?.ids ?? []
    await this.#write(() =>
      database.transaction('rw', database.queue, database.photos, async () => {
        await database.queue.where({ id }).modify({ ...body, state: 'waiting', refusal: null, defects: 0 })
        // Asked for anew: a server that lost a photo gets it again.
        await database.photos
          .where('id')
          .anyOf(photos)
          .and((each) => each.state === 'arrived')
          .modify({ state: 'waiting' })
      }),
    )
    await this.#tell([id, ...photos])
  }

  async #photoAgain(id: string): Promise<void> {
    const { database } = this.#on
    await database.photos
      .where({ id })
      .and((row) => row.state === 'refused')
      .modify({ state: 'waiting', refusal: null })
    await this.#tell([id])
  }

  /** Another time for a record that would come out in the future by the server's clock. */
  async moved(id: string, changes: Pick<Content, 'frame' | 'offset'>): Promise<void> {
    const body = await this.#sealChanged(id, changes)
    if (body) await this.#on.database.queue.where({ id }).modify({ ...body, state: 'waiting' })
    await this.#tell([id])
  }

  /** How far a photo has come. */
  async photoSent(id: string, sent: number, arrived: boolean): Promise<void> {
    const { database } = this.#on
    await database.photos.where({ id }).modify(arrived ? { sent, state: 'arrived' } : { sent })
    await this.#tell([id])
  }

  /** The server takes this photo never: the record goes without it, the photo stays with the reason. */
  async photoRefused(photo: PhotoItem, refusal: Refusal): Promise<void> {
    const { database, vault, shelf } = this.#on
    const carriers = [...shelf.items.values()].filter((item) => item.photos?.ids.includes(photo.id))
    const [reason, ...bodies] = await Promise.all([
      vault.seal('refusal', photo.id, refusal),
      ...carriers.map(({ id, photos }) => {
        const ids = (photos?.ids ?? []).filter((each) => each !== photo.id)
        return this.#sealChanged(id, { photos: ids.length > 0 ? { field: photos?.field ?? '', ids } : null })
      }),
    ])
    await database.transaction('rw', database.queue, database.photos, async () => {
      await database.photos.where({ id: photo.id }).modify({ state: 'refused', refusal: reason })
      for (const [at, { id }] of carriers.entries()) if (bodies[at]) await database.queue.where({ id }).modify({ ...bodies[at] })
    })
    await this.#tell([photo.id, ...carriers.map((each) => each.id)])
  }

  async #sealChanged(id: string, changes: Partial<Content>): Promise<Sealed | undefined> {
    const content = await this.contentOf(id)
    return content ? this.#on.vault.seal('action', id, { ...content, ...changes }) : undefined
  }

  async #write(work: () => PromiseLike<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      throw saysFull(error) ? new StorageFull() : error
    }
  }

  async #tell(ids: string[]): Promise<void> {
    await this.#on.shelf.refresh(ids)
    this.#on.changed(ids)
  }
}
