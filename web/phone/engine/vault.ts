/**
 * The vault of one worker on one phone. A random 256-bit key, wrapped under the worker's password (PBKDF2-SHA-256, AES-256-GCM),
 * gives two keys that never leave WebCrypto: one seals rows (AES-256-GCM, with the vault, the row's kind and its id as additional
 * data, so that no row passes for another), one makes names out of keys that would tell something by themselves.
 * Nothing here asks the network: the password alone opens it, and without the password nothing does.
 */
import { type Bytes, hexOf, textOf, utf8 } from './bytes.ts'

/** What lies in the clear: who, and the wrapped key. */
export interface VaultRow {
  id: string
  accountId: string
  login: string
  name: string
  salt: Bytes
  rounds: number
  nonce: Bytes
  wrapped: Bytes
}

export interface Sealed {
  nonce: Bytes
  body: Bytes
}

const NONCE_BYTES = 12

/** An opened vault: seals and opens rows while the worker is there. */
export class Vault {
  readonly id: string
  readonly #crypto: Crypto
  readonly #rows: CryptoKey
  readonly #names: CryptoKey

  constructor(crypto: Crypto, id: string, keys: { rows: CryptoKey; names: CryptoKey }) {
    this.#crypto = crypto
    this.id = id
    this.#rows = keys.rows
    this.#names = keys.names
  }

  async sealBytes(kind: string, id: string, body: Bytes): Promise<Sealed> {
    const nonce = this.#crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    const sealed = await this.#crypto.subtle.encrypt(this.#way(kind, id, nonce), this.#rows, body)
    return { nonce, body: new Uint8Array(sealed) }
  }

  async openBytes(kind: string, id: string, sealed: Sealed): Promise<Bytes> {
    return new Uint8Array(await this.#crypto.subtle.decrypt(this.#way(kind, id, sealed.nonce), this.#rows, sealed.body))
  }

  seal(kind: string, id: string, value: unknown): Promise<Sealed> {
    return this.sealBytes(kind, id, utf8(JSON.stringify(value)))
  }

  async open<T>(kind: string, id: string, sealed: Sealed): Promise<T> {
    return JSON.parse(textOf(await this.openBytes(kind, id, sealed))) as T
  }

  /** A name that says nothing, always the same for the same key in this vault. */
  async nameFor(kind: string, key: string): Promise<string> {
    return hexOf(new Uint8Array(await this.#crypto.subtle.sign('HMAC', this.#names, utf8(`${kind}\n${key}`))))
  }

  #way(kind: string, id: string, nonce: Bytes): AesGcmParams {
    return { name: 'AES-GCM', iv: nonce, additionalData: utf8(`guitu-phone/1\n${this.id}\n${kind}\n${id}`) }
  }
}

export interface VaultOwner {
  accountId: string
  login: string
  name: string
}

/** A new vault for a worker; the row is kept by the caller. */
export async function makeVault(
  crypto: Crypto,
  id: string,
  { owner, password, rounds }: { owner: VaultOwner; password: string; rounds: number },
): Promise<{ row: VaultRow; vault: Vault }> {
  const root = crypto.getRandomValues(new Uint8Array(32))
  const row = await wrap(crypto, { id, ...owner }, { root, password, rounds })
  const vault = new Vault(crypto, id, await keysOf(crypto, root))
  root.fill(0)
  return { row, vault }
}

/** Opens a vault; null when the password is another. */
export async function openVault(crypto: Crypto, row: VaultRow, password: string): Promise<Vault | null> {
  const root = await unwrap(crypto, row, password)
  if (!root) return null
  const vault = new Vault(crypto, row.id, await keysOf(crypto, root))
  root.fill(0)
  return vault
}

/** The same vault under another password; null when `old` does not open it. What lies in it is not touched. */
export async function rewrapVault(
  crypto: Crypto,
  row: VaultRow,
  { old, fresh, rounds }: { old: string; fresh: string; rounds: number },
): Promise<VaultRow | null> {
  const root = await unwrap(crypto, row, old)
  if (!root) return null
  const { id, accountId, login, name } = row
  const renewed = await wrap(crypto, { id, accountId, login, name }, { root, password: fresh, rounds })
  root.fill(0)
  return renewed
}

type Named = { id: string } & VaultOwner

async function wrap(
  crypto: Crypto,
  named: Named,
  { root, password, rounds }: { root: Bytes; password: string; rounds: number },
): Promise<VaultRow> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const key = await keyOfPassword(crypto, password, { salt, rounds })
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(wayOfWrapping(named, nonce), key, root))
  return { ...named, salt, rounds, nonce, wrapped }
}

async function unwrap(crypto: Crypto, row: VaultRow, password: string): Promise<Bytes | null> {
  const key = await keyOfPassword(crypto, password, row)
  try {
    return new Uint8Array(await crypto.subtle.decrypt(wayOfWrapping(row, row.nonce), key, row.wrapped))
  } catch {
    return null
  }
}

const wayOfWrapping = (row: { id: string; accountId: string }, nonce: Bytes): AesGcmParams => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: utf8(`guitu-phone/1\n${row.id}\nvault\n${row.accountId}`),
})

async function keyOfPassword(
  crypto: Crypto,
  password: string,
  { salt, rounds }: { salt: Bytes; rounds: number },
): Promise<CryptoKey> {
  // Typed on another keyboard the same password may come in other code points.
  const secret = await crypto.subtle.importKey('raw', utf8(password.normalize('NFC')), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

async function keysOf(crypto: Crypto, root: Bytes): Promise<{ rows: CryptoKey; names: CryptoKey }> {
  const base = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveKey'])
  const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) })
  const [rows, names] = await Promise.all([
    crypto.subtle.deriveKey(from('rows'), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveKey(from('names'), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']),
  ])
  return { rows, names }
}
