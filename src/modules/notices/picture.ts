/** The picture of a notice: what cameras write into it is left out, and it is small enough for a page that everybody opens. */
import { typeOfContent } from '#kernel/files.ts'
import { withoutMetadata } from '#kernel/photo-metadata.ts'

export const LARGEST_PICTURE = 600 * 1024

export interface Picture {
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  body: Buffer
}

/** The picture alone; undefined for what is no picture, is broken or too large. */
export function cleanPicture(raw: Uint8Array): Picture | undefined {
  const type = typeOfContent(Buffer.from(raw)) as Picture['type']
  const body = withoutMetadata(type, raw)
  return body && body.byteLength <= LARGEST_PICTURE ? { type, body: Buffer.from(body) } : undefined
}
