/** Sealed notes of one worker: drafts, answers, the clock's frames, the vault's own. Their names tell nothing either. */
import type { NoteKind, PhoneDatabase } from './database.ts'
import { saysFull } from './errors.ts'
import type { Vault } from './vault.ts'

export interface Note<T> {
  value: T
  at: number
}

export class Notes {
  readonly #database: PhoneDatabase
  readonly #vault: Vault

  constructor(database: PhoneDatabase, vault: Vault) {
    this.#database = database
    this.#vault = vault
  }

  async get<T>(kind: NoteKind, key: string): Promise<Note<T> | null> {
    const id = await this.#vault.nameFor(kind, key)
    const row = await this.#database.notes.get([this.#vault.id, kind, id])
    return row ? { value: (await this.#vault.open<{ key: string; value: T }>(kind, id, row)).value, at: row.at } : null
  }

  /** Keeps a note. Answers false when the phone is full. */
  async put(kind: NoteKind, key: string, value: unknown, at: number): Promise<boolean> {
    const id = await this.#vault.nameFor(kind, key)
    const sealed = await this.#vault.seal(kind, id, { key, value })
    try {
      await this.#database.notes.put({ vault: this.#vault.id, kind, id, at, ...sealed })
      return true
    } catch (error) {
      if (saysFull(error)) return false
      throw error
    }
  }

  async remove(kind: NoteKind, key: string): Promise<void> {
    const id = await this.#vault.nameFor(kind, key)
    await this.#database.notes.delete([this.#vault.id, kind, id])
  }

  /** All of a kind, by their keys. */
  async all<T>(kind: NoteKind): Promise<(Note<T> & { key: string })[]> {
    const rows = await this.#database.notes.where({ vault: this.#vault.id, kind }).toArray()
    return Promise.all(
      rows.map(async (row) => ({ ...(await this.#vault.open<{ key: string; value: T }>(kind, row.id, row)), at: row.at })),
    )
  }

  /** Takes out a kind, or what of it is older than `before`. */
  async wipe(kind: NoteKind, before = Number.POSITIVE_INFINITY): Promise<void> {
    await this.#database.notes
      .where({ vault: this.#vault.id, kind })
      .and((row) => row.at < before)
      .delete()
  }
}
