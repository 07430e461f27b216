/**
 * A small reader of zip files that trusts nothing: what the directory promises is checked before anything is opened, and
 * opening stops at what was promised. A workbook is a zip, a text document too; a bomb in one must not
 * reach a parser.
 */
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

export interface ZipEntry {
  name: string
  method: number
  compressed: number
  size: number
  /** Of the local header. */
  at: number
}

export type ZipFault = 'not-a-zip' | 'encrypted' | 'too-big' | 'bomb' | 'too-many' | 'broken'

export class ZipTrouble extends Error {
  readonly fault: ZipFault
  constructor(fault: ZipFault) {
    super(fault)
    this.fault = fault
  }
}

/** Bytes that all entries may have together when opened. */
export const LARGEST_OPENED = 120 * 1024 * 1024
/** Entries that a workbook may have; one with ten sheets has thirty. */
const MOST_ENTRIES = 2000
/** Growth above which a large content is no table any more. Text of tables grows ten- to fortyfold. */
const LARGEST_GROWTH = 200
const GROWTH_MATTERS_FROM = 20 * 1024 * 1024

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const FULL = 0xffffffff
const STORED = 0
const DEFLATED = 8

function findEnd(body: Buffer): number {
  const lowest = Math.max(0, body.length - 22 - 0xffff)
  for (let at = body.length - 22; at >= lowest; at -= 1) if (body.readUInt32LE(at) === END) return at
  throw new ZipTrouble('not-a-zip')
}

/** Sizes of an entry that stand in its zip64 field, in the field's order. */
function wide(extra: Buffer, values: number[]): number[] {
  if (!values.includes(FULL)) return values
  for (let at = 0; at + 4 <= extra.length; ) {
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)]
    if (id === 1) {
      let next = at + 4
      return values.map((value) => {
        if (value !== FULL) return value
        if (next + 8 > extra.length) throw new ZipTrouble('broken')
        const told = extra.readBigUInt64LE(next)
        next += 8
        return told > BigInt(FULL) ? FULL : Number(told)
      })
    }
    at += 4 + length
  }
  throw new ZipTrouble('broken')
}

/**
 * Reads the directory and checks what it promises.
 *
 * @throws {ZipTrouble} for anything that is no plain zip of a bearable size
 */
export function readZip(body: Buffer): Map<string, ZipEntry> {
  if (body.length < 22) throw new ZipTrouble('not-a-zip')
  // Excel keeps a workbook with a password in another container altogether.
  if (body.readUInt32BE(0) === 0xd0cf11e0) throw new ZipTrouble('encrypted')
  if (body.readUInt32LE(0) !== LOCAL) throw new ZipTrouble('not-a-zip')
  const end = findEnd(body)
  const count = body.readUInt16LE(end + 10)
  let at = body.readUInt32LE(end + 16)
  if (count > MOST_ENTRIES) throw new ZipTrouble('too-many')
  const entries = new Map<string, ZipEntry>()
  let opened = 0
  let packed = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || body.readUInt32LE(at) !== DIRECTORY) throw new ZipTrouble('broken')
    const flags = body.readUInt16LE(at + 8)
    const method = body.readUInt16LE(at + 10)
    const [nameLength, extraLength, noteLength] = [
      body.readUInt16LE(at + 28),
      body.readUInt16LE(at + 30),
      body.readUInt16LE(at + 32),
    ]
    const after = at + 46 + nameLength + extraLength + noteLength
    if (after > end) throw new ZipTrouble('broken')
    if (flags & 1) throw new ZipTrouble('encrypted')
    const name = body.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    const extra = body.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const [size, compressed, local] = wide(extra, [
      body.readUInt32LE(at + 24),
      body.readUInt32LE(at + 20),
      body.readUInt32LE(at + 42),
    ]) as [number, number, number]
    opened += size
    packed += compressed
    if (opened > LARGEST_OPENED) throw new ZipTrouble('too-big')
    // Entries that lie over each other hold more than the file has bytes for.
    if (packed > body.length) throw new ZipTrouble('bomb')
    if (entries.has(name)) throw new ZipTrouble('broken')
    entries.set(name, { name, method, compressed, size, at: local })
    at = after
  }
  if (opened > GROWTH_MATTERS_FROM && opened > packed * LARGEST_GROWTH) throw new ZipTrouble('bomb')
  return entries
}

const inflate = promisify(inflateRaw) as (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

/** The content of one entry, never more than the directory promised. */
export async function openEntry(body: Buffer, entry: ZipEntry): Promise<Buffer> {
  if (entry.at + 30 > body.length || body.readUInt32LE(entry.at) !== LOCAL) throw new ZipTrouble('broken')
  const from = entry.at + 30 + body.readUInt16LE(entry.at + 26) + body.readUInt16LE(entry.at + 28)
  const data = body.subarray(from, from + entry.compressed)
  if (data.length !== entry.compressed) throw new ZipTrouble('broken')
  if (entry.method === STORED) {
    if (entry.size !== entry.compressed) throw new ZipTrouble('broken')
    return data
  }
  if (entry.method !== DEFLATED) throw new ZipTrouble('broken')
  if (entry.size === 0) return Buffer.alloc(0)
  let content: Buffer
  try {
    content = await inflate(data, { maxOutputLength: entry.size })
  } catch (error) {
    throw new ZipTrouble((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'broken')
  }
  if (content.length !== entry.size) throw new ZipTrouble('broken')
  return content
}

/** A plain zip of contents that were opened already, piece by piece, nothing compressed. */
export function* storedZip(contents: [name: string, content: Buffer][]): Generator<Buffer> {
  for (const [name, content] of contents) {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(LOCAL, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    yield Buffer.concat([head, Buffer.from(name)])
    for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  yield end
}

const PIECE = 64 * 1024
