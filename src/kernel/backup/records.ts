/** What a backup holds, as records: a header, then each table's rows as PostgreSQL's own COPY text, then the count of all. */
export type Record =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; table: TableHead }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'end'; tables: number }

export interface Header {
  /** Epoch ms. */
  madeAt: number
  version: string
  migrations: { room: string; name: string; checksum: string }[]
  /** Schema-qualified name → last value. */
  sequences: [string, string | null][]
  /** Jobs that waited; they are inserted anew. */
  jobs: { name: string; data: unknown; startAfter: number }[]
}

export interface TableHead {
  schema: string
  name: string
  columns: string[]
}

const KINDS = { header: 1, table: 2, rows: 3, end: 4 } as const

/** One record: kind (1 byte), length (4), payload. */
export function written(record: Record): Buffer {
  const payload =
    record.kind === 'rows'
      ? record.bytes
      : Buffer.from(
          JSON.stringify(record.kind === 'header' ? record.header : record.kind === 'table' ? record.table : record.tables),
        )
  const head = Buffer.alloc(5)
  head.writeUInt8(KINDS[record.kind])
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

/** Reads records out of a stream of bytes; throws where the stream ends within one. */
export async function* readRecords(source: AsyncIterable<Buffer>): AsyncGenerator<Record> {
  let have: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    have = have.length === 0 ? chunk : Buffer.concat([have, chunk])
    while (have.length >= 5) {
      const length = have.readUInt32BE(1)
      if (have.length < 5 + length) break
      const payload = have.subarray(5, 5 + length)
      yield recordOf(have.readUInt8(), payload)
      have = have.subarray(5 + length)
    }
  }
  if (have.length > 0) throw new Error('a backup ends within a record')
}

function recordOf(kind: number, payload: Buffer): Record {
  if (kind === KINDS.rows) return { kind: 'rows', bytes: payload }
  const told: unknown = JSON.parse(payload.toString('utf8'))
  if (kind === KINDS.header) return { kind: 'header', header: told as Header }
  if (kind === KINDS.table) return { kind: 'table', table: told as TableHead }
  if (kind === KINDS.end) return { kind: 'end', tables: told as number }
  throw new Error('a backup holds a record of an unknown kind')
}
