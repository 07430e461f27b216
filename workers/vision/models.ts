/** The weights: which files, and that they are the very ones that were judged. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export interface ModelFile {
  path: string
  sha256: string
}

export interface Models {
  face: { id: string; version: number }
  card: { id: string }
  files: Record<'detect' | 'landmark' | 'feature' | 'lines' | 'letters' | 'dictionary', ModelFile>
}

const here = new URL('./', import.meta.url)

export const models = JSON.parse(await readFile(new URL('models.json', here), 'utf8')) as Models

export const pathOf = (file: ModelFile) => fileURLToPath(new URL(file.path, here))

/** A weight file's bytes. Throws when it is missing or another one than the pinned. */
export async function weights(name: keyof Models['files']): Promise<Buffer> {
  const file = models.files[name]
  const bytes = await readFile(pathOf(file))
  const digest = createHash('sha256').update(bytes).digest('hex')
  if (digest !== file.sha256) throw new Error(`${file.path} is not the pinned file: ${digest}`)
  return bytes
}
