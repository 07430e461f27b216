/**
 * A backup as it lies on a disk: compressed, then sealed frame by frame (AES-256-GCM) with a key derived from the key file,
 * so that a lost disk tells nothing and an altered, shortened or re-ordered file is noticed before a row of it is used.
 *
 * `GUITU1\n` · key id (2 bytes) · salt (16) · frames: length with the last-frame mark in its highest bit (4) · nonce (12) ·
 * ciphertext · tag (16). Position and mark are bound into each frame.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { KeyFile } from '../crypto.ts'
import { Trouble } from '../trouble.ts'

const MAGIC = Buffer.from('GUITU1\n')
const FRAME = 1024 * 1024
const LAST = 0x80000000

function keyOf(keys: KeyFile, id: number, salt: Buffer): Buffer {
  const key = keys.keys[String(id)]
  if (!key)
    throw new Trouble(
      '这份备份是用另一份密钥做的：请用 GUITU_KEYS 指明当时的密钥目录。[The key of this backup is not in the key file.]',
    )
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), salt, 'guitu backup', 32))
}

const bound = (position: number, last: boolean) => Buffer.from(`guitu backup ${position}${last ? ' last' : ''}`)

/** Seals a stream of bytes. */
export async function* sealed(plain: AsyncIterable<Buffer>, keys: KeyFile): AsyncGenerator<Buffer> {
  const salt = randomBytes(16)
  const id = Buffer.alloc(2)
  id.writeUInt16BE(keys.current)
  yield Buffer.concat([MAGIC, id, salt])
  const key = keyOf(keys, keys.current, salt)
  let position = 0
  const frame = (body: Buffer, last: boolean) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(bound(position, last))
    const text = Buffer.concat([cipher.update(body), cipher.final()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE((text.length | (last ? LAST : 0)) >>> 0)
    position += 1
    return Buffer.concat([length, nonce, text, cipher.getAuthTag()])
  }
  let waiting: Buffer = Buffer.alloc(0)
  for await (const chunk of plain) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    while (waiting.length > FRAME) {
      yield frame(waiting.subarray(0, FRAME), false)
      waiting = waiting.subarray(FRAME)
    }
  }
  yield frame(waiting, true)
}

const broken = () =>
  new Trouble('这份备份不完整或被改动过，没有使用其中任何内容。请换一份备份。[This backup is damaged; nothing of it was used.]')

/** Opens what `sealed` made. Throws at the first frame that is not what it was, and where the end is missing. */
export async function* unsealed(source: AsyncIterable<Buffer>, keys: KeyFile): AsyncGenerator<Buffer> {
  let have: Buffer = Buffer.alloc(0)
  const incoming = source[Symbol.asyncIterator]()
  const take = async (count: number): Promise<Buffer> => {
    while (have.length < count) {
      const next = await incoming.next()
      if (next.done) throw broken()
      have = Buffer.concat([have, next.value])
    }
    const taken = have.subarray(0, count)
    have = have.subarray(count)
    return taken
  }
  if (!(await take(MAGIC.length)).equals(MAGIC)) throw new Trouble('这不是归途的备份文件。[Not a backup of Guitu.]')
  const id = (await take(2)).readUInt16BE()
  const key = keyOf(keys, id, Buffer.from(await take(16)))
  for (let position = 0; ; position += 1) {
    const head = (await take(4)).readUInt32BE()
    const last = head >= LAST
    const length = last ? head - LAST : head
    if (length > FRAME) throw broken()
    const frame = await take(12 + length + 16)
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(0, 12))
      decipher.setAAD(bound(position, last))
      decipher.setAuthTag(frame.subarray(-16))
      yield Buffer.concat([decipher.update(frame.subarray(12, -16)), decipher.final()])
    } catch {
      throw broken()
    }
    if (last) return
  }
}
