/** The folder: `out/` holds one signed document per file, `in/` is read, what was read goes to `done/` or `refused/`. */
import { mkdir, open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Adapter, type Arrived, NotSent } from './adapter.ts'
import { envelopeOf } from './exchange-document.ts'

const MOST = 100
/** An answer is a page of text; anything larger is none. */
const LARGEST = 256 * 1024

/** Whole or not at all: written aside, pushed to the disk, then named. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const aside = join(folder, `.${name}.part`)
  const handle = await open(aside, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, join(folder, name))
}

export function folderAdapter(dir: string, key: string): Adapter {
  const move = async (name: string, to: 'done' | 'refused', why?: string) => {
    await mkdir(join(dir, to), { recursive: true, mode: 0o700 })
    await rename(join(dir, 'in', name), join(dir, to, name))
    if (why) await writeFile(join(dir, to, `${name}.reason.txt`), `${why}\n`, { mode: 0o600 })
  }
  return {
    async send(document) {
      try {
        await writeWhole(
          join(dir, 'out'),
          `${String(document.id)}.json`,
          `${JSON.stringify(envelopeOf(key, document), null, 2)}\n`,
        )
      } catch {
        throw new NotSent('not-writable')
      }
      return null
    },
    async collect() {
      await mkdir(join(dir, 'in'), { recursive: true, mode: 0o700 }).catch(() => {
        throw new NotSent('not-writable')
      })
      const names = (await readdir(join(dir, 'in'))).filter((name) => /^[\w-]{1,80}\.json$/.test(name)).sort()
      const arrived: Arrived[] = []
      for (const name of names.slice(0, MOST)) {
        const path = join(dir, 'in', name)
        const raw = (await stat(path)).size > LARGEST ? null : parsed(await readFile(path, 'utf8'))
        arrived.push({
          raw,
          settle: (outcome) => (outcome === 'taken' ? move(name, 'done') : move(name, 'refused', outcome)),
        })
      }
      return arrived
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
