/** Writes a plain zip of contents that are packed already; names in UTF-8. */
import { crc32 } from 'node:zlib'

export interface Entry {
  name: string
  body: Buffer
}

const UTF8 = 0x0800
const VERSION = 20
/** The first day that a zip can name: nought would be no day at all, and some programs refuse it. */
const FIRST_DAY = (1 << 5) | 1

export async function zipOf(entries: () => AsyncIterable<Entry>): Promise<Buffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  let count = 0
  for await (const { name, body } of entries()) {
    const named = Buffer.from(name)
    const sum = crc32(body)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(VERSION, 4)
    head.writeUInt16LE(UTF8, 6)
    head.writeUInt16LE(FIRST_DAY, 12)
    head.writeUInt32LE(sum, 14)
    head.writeUInt32LE(body.length, 18)
    head.writeUInt32LE(body.length, 22)
    head.writeUInt16LE(named.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(VERSION, 4)
    head.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(at, 42)
    parts.push(head, named, body)
    directory.push(entry, named)
    at += head.length + named.length + body.length
    count += 1
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, index, end])
}
