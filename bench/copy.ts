/** Fills a table by COPY over the driver's own connection, without a package for it. */
import type pg from 'pg'

/** What the driver's connection offers to a query that copies; not part of its published types. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  stream: NodeJS.WritableStream & { writableLength: number }
}

export type Cell = string | null | readonly string[]

const escaped = (text: string) =>
  text.replace(/[\\\t\n\r]/g, (found) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[found] as string)
const arrayOf = (list: readonly string[]) => `{${list.map((each) => `"${each.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

/** A row in COPY's text form. */
export function copyLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => (cell === null ? '\\N' : escaped(typeof cell === 'string' ? cell : arrayOf(cell)))).join('\t')}\n`
}

/** Sends all lines; resolves when the server has them. */
export function copyInto(client: pg.Client | pg.PoolClient, target: string, lines: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    const submittable = {
      submit: (connection: CopyConnection) => connection.query(`copy ${target} from stdin`),
      handleCopyInResponse: (connection: CopyConnection) => {
        const source = lines[Symbol.iterator]()
        const pump = () => {
          for (;;) {
            let chunk = ''
            let end = false
            while (chunk.length < 65_536 && !end) {
              const { value, done } = source.next()
              if (done) end = true
              else chunk += value
            }
            if (chunk !== '') connection.sendCopyFromChunk(Buffer.from(chunk))
            if (end) return connection.endCopyFrom()
            if (connection.stream.writableLength > 1_048_576) return void connection.stream.once('drain', pump)
          }
        }
        pump()
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failure = error
        reject(error)
      },
      handleReadyForQuery: () => (failure ? undefined : resolve()),
    }
    client.query(submittable as unknown as pg.Submittable)
  })
}
