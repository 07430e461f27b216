/** What lies in the queue, opened: kept in memory beside the tables, row by row, so that a screen never waits for either. */
import type { Refusal } from '#kernel/refusal.ts'
import type { Received } from '#web/ui/phone/phone.ts'
import type { ActionRow, PhoneDatabase, PhotoRow } from './database.ts'
import type { Vault } from './vault.ts'

/** What is sealed of an action. */
export interface Content {
  door: string
  title: string
  form: Record<string, unknown>
  /** By the phone's clock. */
  occurredAt: number
  frame: string
  offset: number | null
  /** Photos it waits for; an empty field carries no ids: they are only to arrive before it. */
  photos: { field: string; ids: string[] } | null
  /** Ids of the phone's making that no earlier record mentions, and all that it mentions: who depends on whom. */
  makes: string[]
  mentions: string[]
  /** The refused record or photo that leaves the phone with this one's receipt. */
  settles: string | null
  /** The refused record without which this one was refused: tried again by itself when that one went through. */
  behind: string | null
}

export interface Item extends Omit<Content, 'form'> {
  seq: number
  id: string
  state: ActionRow['state']
  at: number
  tries: number
  defects: number
  refusal: Refusal | null
}

export interface PhotoItem {
  seq: number
  id: string
  state: PhotoRow['state']
  at: number
  tries: number
  sent: number
  refusal: Refusal | null
  size: number
  digest: string
  name: string
}

export interface PhotoMeta {
  size: number
  digest: string
  name: string
}

/** What stays of a received action until sign-out. */
export interface ReceivedNote extends Received {
  mentions: string[]
}

export class Shelf {
  readonly #database: PhoneDatabase
  readonly #vault: Vault
  readonly items = new Map<string, Item>()
  readonly photos = new Map<string, PhotoItem>()
  received: ReceivedNote[] = []

  constructor(database: PhoneDatabase, vault: Vault) {
    this.#database = database
    this.#vault = vault
  }

  async load(): Promise<void> {
    const { id: vault } = this.#vault
    const [queue, photos, received] = await Promise.all([
      this.#database.queue.where({ vault }).toArray(),
      this.#database.photos.where({ vault }).toArray(),
      this.#database.notes.where({ vault, kind: 'received' }).toArray(),
    ])
    const [items, pictures, notes] = await Promise.all([
      Promise.all(queue.map((row) => this.#item(row))),
      Promise.all(photos.map((row) => this.#photo(row))),
      Promise.all(received.map((row) => this.#vault.open<ReceivedNote>('received', row.id, row))),
    ])
    this.items.clear()
    this.photos.clear()
    for (const item of items) this.items.set(item.id, item)
    for (const photo of pictures) this.photos.set(photo.id, photo)
    this.received = notes.sort((a, b) => a.receivedAt - b.receivedAt)
  }

  /** Reads these rows again; what is gone from the tables is gone from here, what was received has come. */
  async refresh(ids: readonly string[]): Promise<void> {
    const { id: vault } = this.#vault
    const [queue, photos, received] = await Promise.all([
      this.#database.queue.where('id').anyOf(ids).toArray(),
      this.#database.photos.where('id').anyOf(ids).toArray(),
      this.#database.notes.bulkGet(ids.map((id) => [vault, 'received', id] as [string, string, string])),
    ])
    const mine = <R extends { vault: string }>(rows: readonly R[]): R[] => rows.filter((row) => row.vault === vault)
    const [items, pictures, notes] = await Promise.all([
      Promise.all(mine(queue).map((row) => this.#item(row))),
      Promise.all(mine(photos).map((row) => this.#photo(row))),
      Promise.all(
        received.filter((row) => row !== undefined).map((row) => this.#vault.open<ReceivedNote>('received', row.id, row)),
      ),
    ])
    for (const id of ids) {
      this.items.delete(id)
      this.photos.delete(id)
    }
    for (const item of items) this.items.set(item.id, item)
    for (const photo of pictures) this.photos.set(photo.id, photo)
    const fresh = new Set(ids)
    this.received = [...this.received.filter((each) => !fresh.has(each.id)), ...notes]
  }

  /** In the order of recording. */
  inOrder(): Item[] {
    return [...this.items.values()].sort((a, b) => a.seq - b.seq)
  }

  /** Every id of the phone's making that a record here has mentioned. */
  known(): Set<string> {
    const lists = [...[...this.items.values()].map((item) => item.mentions), ...this.received.map((each) => each.mentions)]
    return new Set(lists.flat())
  }

  async #item(row: ActionRow): Promise<Item> {
    const { form: _, ...content } = await this.#vault.open<Content>('action', row.id, row)
    const { id, state, at, tries, defects } = row
    return { seq: row.seq ?? 0, id, state, at, tries, defects, refusal: await this.#refusal(row), ...content }
  }

  async #photo(row: PhotoRow): Promise<PhotoItem> {
    const meta = await this.#vault.open<PhotoMeta>('photo', row.id, row)
    const { id, state, at, tries, sent } = row
    return { seq: row.seq ?? 0, id, state, at, tries, sent, refusal: await this.#refusal(row), ...meta }
  }

  async #refusal(row: ActionRow | PhotoRow): Promise<Refusal | null> {
    return row.refusal ? this.#vault.open<Refusal>('refusal', row.id, row.refusal) : null
  }
}

const MADE_HERE = /[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g

/** Ids of the phone's making (UUID 7) in a form. */
export function idsIn(form: Record<string, unknown>): string[] {
  return [...new Set(JSON.stringify(form).match(MADE_HERE) ?? [])]
}
