/**
 * Encryption at rest and blind indexes. Keys live in a file outside the database and outside its backup.
 *
 * A sealed value is `version | algorithm | key id | nonce | ciphertext | tag`; table, column and row id are bound in as
 * additional data, so a value cannot be moved to another row. Algorithm 1 is AES-256-GCM; 2 is SM4-CTR with HMAC-SM3
 * (encrypt-then-MAC), for sites that must use the national algorithms (node's OpenSSL has no SM4-GCM).
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'

export interface KeyFile {
  /** Key id written into every sealed value. */
  current: number
  algorithm: 'aes-256-gcm' | 'sm4-hmac-sm3'
  /** Key id → 32 bytes, base64. Old keys stay to read old values. */
  keys: Record<string, string>
  /** Separate key of the blind indexes, 32 bytes, base64. */
  index: string
}

export function newKeyFile(): KeyFile {
  return {
    current: 1,
    algorithm: 'aes-256-gcm',
    keys: { '1': randomBytes(32).toString('base64') },
    index: randomBytes(32).toString('base64'),
  }
}

const VERSION = 1
const AES = 1
const SM4 = 2

export interface Vault {
  /** `place` is `table.column:row id`. */
  seal(place: string, plain: string): Buffer
  /** Throws when the value was altered, moved, or its key is missing. */
  open(place: string, sealed: Uint8Array): string
  sealJson(place: string, value: unknown): Buffer
  openJson<T>(place: string, sealed: Uint8Array): T
  /** Keyed index of a normalised value for look-up by equality; `purpose` keeps indexes of different fields apart. */
  blind(purpose: string, value: string): Buffer
  /** Ed25519 over the bytes, with a key derived from the current one. Whoever has the public key can check it. */
  sign(message: Uint8Array): { keyId: string; signature: Buffer }
  /** False also when the key is not in the key file any more. */
  signedByUs(keyId: string, message: Uint8Array, signature: Uint8Array): boolean
  /** The public half of the current signing key, base64 of its 32 bytes: kept by an auditor, it needs no secret. */
  publicKey(): string
}

/** PKCS #8 frame of an Ed25519 private key; the 32 bytes of the seed follow. */
const ED25519_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex')

export function openVault(file: KeyFile): Vault {
  // Key objects are made once: made of bytes at each use, they cost more than the cipher.
  const keys = new Map(
    Object.entries(file.keys).map(([id, key]) => [Number(id), createSecretKey(Buffer.from(key, 'base64'))] as const),
  )
  for (const key of keys.values()) if (key.symmetricKeySize !== 32) throw new Error('a key in the key file is not 32 bytes long')
  const indexKey = createSecretKey(Buffer.from(file.index, 'base64'))
  const keyOf = (id: number) => {
    const key = keys.get(id)
    if (!key) throw new Error(`key ${id} is not in the key file`)
    return key
  }
  const sm4Keys = (key: KeyObject) => ({
    cipher: Buffer.from(hkdfSync('sha256', key, '', 'guitu sm4', 16)),
    mac: Buffer.from(hkdfSync('sha256', key, '', 'guitu hmac-sm3', 32)),
  })

  const signers = new Map<number, KeyObject>()
  /** The signing key is derived, so that one key file is all there is to keep. */
  const signerOf = (id: number) => {
    const kept = signers.get(id)
    if (kept) return kept
    const seed = Buffer.from(hkdfSync('sha256', keyOf(id), '', 'guitu ledger signature', 32))
    const made = createPrivateKey({ key: Buffer.concat([ED25519_FRAME, seed]), format: 'der', type: 'pkcs8' })
    signers.set(id, made)
    return made
  }

  function seal(place: string, plain: string): Buffer {
    const key = keyOf(file.current)
    const algorithm = file.algorithm === 'aes-256-gcm' ? AES : SM4
    const head = Buffer.from([VERSION, algorithm, file.current >> 8, file.current & 0xff])
    if (algorithm === AES) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.concat([head, Buffer.from(place)]))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([head, nonce, body, cipher.getAuthTag()])
    }
    const { cipher: cipherKey, mac } = sm4Keys(key)
    const nonce = randomBytes(16)
    const cipher = createCipheriv('sm4-ctr', cipherKey, nonce)
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    const tag = createHmac('sm3', mac).update(head).update(place).update(nonce).update(body).digest()
    return Buffer.concat([head, nonce, body, tag])
  }

  function open(place: string, sealedBytes: Uint8Array): string {
    const sealed = Buffer.from(sealedBytes)
    const head = sealed.subarray(0, 4)
    if (head[0] !== VERSION) throw new Error('a sealed value of an unknown version')
    const key = keyOf(((head[2] ?? 0) << 8) | (head[3] ?? 0))
    if (head[1] === AES) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(4, 16))
      decipher.setAAD(Buffer.concat([head, Buffer.from(place)]))
      decipher.setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(16, -16), undefined, 'utf8') + decipher.final('utf8')
    }
    if (head[1] !== SM4) throw new Error('a sealed value of an unknown algorithm')
    const { cipher: cipherKey, mac } = sm4Keys(key)
    const nonce = sealed.subarray(4, 20)
    const body = sealed.subarray(20, -32)
    const tag = createHmac('sm3', mac).update(head).update(place).update(nonce).update(body).digest()
    if (!timingSafeEqual(tag, sealed.subarray(-32))) throw new Error('a sealed value was altered or moved')
    const decipher = createDecipheriv('sm4-ctr', cipherKey, nonce)
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
  }

  return {
    seal,
    open,
    sealJson: (place, value) => seal(place, JSON.stringify(value)),
    openJson: (place, sealed) => JSON.parse(open(place, sealed)),
    sign: (message) => ({ keyId: String(file.current), signature: sign(null, message, signerOf(file.current)) }),
    signedByUs: (keyId, message, signature) =>
      keys.has(Number(keyId)) && verify(null, message, createPublicKey(signerOf(Number(keyId))), signature),
    publicKey: () =>
      createPublicKey(signerOf(file.current)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    blind: (purpose, value) => createHmac('sha256', indexKey).update(`${purpose}\n${value}`).digest().subarray(0, 16),
  }
}

/** SHA-256 over canonical JSON (keys sorted at every depth), for the ledger's digests. */
export function digestOf(value: unknown): Buffer {
  return createHash('sha256').update(canonical(value)).digest()
}

/** JSON with sorted keys, so that two equal values have one writing. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    return `{${Object.keys(value)
      .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`)
      .join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** An id in UUID form derived from another id and a label, the same every time (SHA-256, marked as version 8). */
export function derivedId(seed: string, label: string): string {
  const bytes = createHash('sha256').update(`${seed}\n${label}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
