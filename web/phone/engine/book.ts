/**
 * The phone before anybody is known: whose vaults lie on it, and how one is opened. Each worker has his own; nobody's opening,
 * sign-in or sign-out touches another's.
 */
import { uuid7 } from '#web/ui/uuid7.ts'
import { openDatabase, type PhoneDatabase } from './database.ts'
import type { Me } from './contact.ts'
import { type Engine, openEngine } from './engine.ts'
import { Notes } from './notes.ts'
import type { Clock, Parts } from './parts.ts'
import { makeVault, openVault, rewrapVault, type Vault, type VaultRow } from './vault.ts'

/** Told on the lock screen: numbers and a time, nothing else of what waits. */
export interface Owner {
  vaultId: string
  accountId: string
  login: string
  name: string
  actions: number
  photos: number
  /** Recording of the oldest that waits, by the phone's clock. */
  oldestAt: number | null
}

export type Opened =
  | { state: 'open'; engine: Engine }
  /** Nobody of this name has worked on this phone: signing in needs the network. */
  | { state: 'unknown' }
  | { state: 'wrong' }
  /** The server takes the password, the vault does not yet: `renew` with the old one, or `startAnew` beside it. */
  | { state: 'needs-old-password' }

export interface PhoneBook {
  /** The phone's own, right or wrong. */
  readonly clock: Clock
  owners(): Promise<Owner[]>
  /** Without network. */
  unlock(login: string, password: string): Promise<Opened>
  /** After the server has taken the sign-in: opens the worker's vault, or makes one. */
  signedIn(me: Me, login: string, password: string): Promise<Opened>
  /** Puts the vault under the new password; false when `old` does not open it. */
  renew(accountId: string, old: string, fresh: string): Promise<boolean>
  /** The old password is forgotten: a new vault. What waits in the old one stays there until `unlock` with the old password. */
  startAnew(me: Me, login: string, password: string): Promise<Opened>
  close(): void
}

export function openPhoneBook(parts: Parts): PhoneBook {
  return new Book(parts, openDatabase(parts))
}

class Book implements PhoneBook {
  readonly #parts: Parts
  readonly #database: PhoneDatabase

  constructor(parts: Parts, database: PhoneDatabase) {
    this.#parts = parts
    this.#database = database
  }

  get clock(): Clock {
    return this.#parts.clock
  }

  async owners(): Promise<Owner[]> {
    const vaults = await this.#database.vaults.toArray()
    return Promise.all(vaults.map((row) => this.#owner(row)))
  }

  async unlock(login: string, password: string): Promise<Opened> {
    const rows = await this.#database.vaults.where({ login: loginOf(login) }).toArray()
    if (rows.length === 0) return { state: 'unknown' }
    for (const row of rows) {
      const vault = await openVault(this.#parts.crypto, row, password)
      if (vault) return this.#open(vault, row)
    }
    return { state: 'wrong' }
  }

  async signedIn(me: Me, login: string, password: string): Promise<Opened> {
    const rows = await this.#database.vaults.where({ accountId: me.accountId }).toArray()
    for (const row of rows) {
      const vault = await openVault(this.#parts.crypto, row, password)
      if (!vault) continue
      await this.#database.vaults.update(row.id, { login: loginOf(login), name: me.name })
      return this.#open(vault, row, me)
    }
    return rows.length > 0 ? { state: 'needs-old-password' } : this.startAnew(me, login, password)
  }

  async renew(accountId: string, old: string, fresh: string): Promise<boolean> {
    const { crypto, rounds } = this.#parts
    for (const row of await this.#database.vaults.where({ accountId }).toArray()) {
      const renewed = await rewrapVault(crypto, row, { old, fresh, rounds })
      if (!renewed) continue
      await this.#database.vaults.put(renewed)
      return true
    }
    return false
  }

  async startAnew(me: Me, login: string, password: string): Promise<Opened> {
    const { crypto, rounds, clock } = this.#parts
    const owner = { accountId: me.accountId, login: loginOf(login), name: me.name }
    const { row, vault } = await makeVault(crypto, uuid7(clock.now()), { owner, password, rounds })
    await this.#database.vaults.add(row)
    return this.#open(vault, row, me)
  }

  close(): void {
    this.#database.close()
  }

  async #open(vault: Vault, row: VaultRow, told?: Me): Promise<Opened> {
    const notes = new Notes(this.#database, vault)
    if (told) await notes.put('own', 'me', told, this.#parts.clock.now())
    const kept = told ?? (await notes.get<Me>('own', 'me'))?.value
    const me = kept ?? { accountId: row.accountId, name: row.name, organisation: { id: '', name: '', kind: '' }, doors: [] }
    const engine = await openEngine({ parts: this.#parts, database: this.#database, vault, me })
    return { state: 'open', engine }
  }

  async #owner({ id, accountId, login, name }: VaultRow): Promise<Owner> {
    const [actions, photos] = await Promise.all([
      this.#database.queue.where({ vault: id }).toArray(),
      this.#database.photos.where({ vault: id }).toArray(),
    ])
    const unsent = photos.filter((photo) => photo.state === 'waiting' || photo.state === 'refused')
    const times = [...actions, ...unsent].map((row) => row.at)
    const oldestAt = times.length > 0 ? Math.min(...times) : null
    return { vaultId: id, accountId, login, name, actions: actions.length, photos: unsent.length, oldestAt }
  }
}

const loginOf = (login: string) => login.trim().normalize('NFC')
