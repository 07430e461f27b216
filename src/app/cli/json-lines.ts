/** Files of one JSON record a line, gzipped or not. */
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { Trouble } from '#kernel/trouble.ts'

/** The file itself, or its `.gz`, or without it. */
export function fileOf(path: string): string {
  const found = [path, `${path}.gz`, path.replace(/\.gz$/, '')].find((each) => existsSync(each))
  if (!found) throw new Trouble(`找不到文件 ${path}（file not found）`)
  return found
}

/** Lines of a JSON Lines file; a line that is no JSON object stops the command with its number. */
export async function readJsonLines(path: string, each: (record: Record<string, unknown>) => void): Promise<void> {
  const file = fileOf(path)
  const raw = createReadStream(file)
  const bytes = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  const failed = new Promise<never>((_, reject) => {
    for (const stream of new Set([raw, bytes]))
      stream.on('error', (error: Error) => reject(new Trouble(`读不了 ${path}：${error.message}（cannot be read）`)))
  })
  const reading = (async () => {
    let number = 0
    for await (const line of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const text = line.replace(/^\uFEFF/, '').trim()
      if (text === '') continue
      let record: unknown
      try {
        record = JSON.parse(text)
      } catch {
        throw new Trouble(`${path} 第 ${number} 行不是 JSON（line ${number} is not JSON）`)
      }
      if (typeof record !== 'object' || record === null || Array.isArray(record))
        throw new Trouble(`${path} 第 ${number} 行不是一条记录（line ${number} is not an object）`)
      each(record as Record<string, unknown>)
    }
  })()
  await Promise.race([reading, failed])
}
