/**
 * The worker: one JSON line in, one JSON line out, one thing after the other. Pictures come and go in memory. Started by
 * src/modules/vision/worker.ts, ends when its input ends.
 */
import './fence.ts'
import { createInterface } from 'node:readline'
import { readCard } from './card.ts'
import { compare } from './compare.ts'
import { template } from './faces.ts'
import { LARGEST_FILE, Unfit, unpack } from './image.ts'
import { models } from './models.ts'

interface Request {
  id: number
  do: 'hello' | 'template' | 'compare' | 'card'
  /** A picture's file, base64. */
  picture?: string
  pick?: number
  one?: string
  many?: { key: string; template: string }[]
}

const pictureOf = ({ picture }: Request) => {
  if (!picture) throw new Unfit('没有收到照片。')
  if (picture.length > LARGEST_FILE * 1.4) throw new Unfit('照片文件太大，请用不超过 12 MB 的照片。')
  return unpack(Buffer.from(picture, 'base64'))
}

async function answer(request: Request): Promise<unknown> {
  switch (request.do) {
    case 'hello':
      return {
        face: { ...models.face, sha256: models.files.feature.sha256 },
        card: { ...models.card, sha256: models.files.letters.sha256 },
      }
    case 'template':
      return template(await pictureOf(request), request.pick)
    case 'compare':
      return { ranked: compare(request.one ?? '', request.many ?? []) }
    case 'card': {
      // Its libraries take longest to load: only who reads a card waits for them.
      const { linesOf } = await import('./letters.ts')
      return readCard(await linesOf(await pictureOf(request)))
    }
    default:
      throw new Error('unknown request')
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let id = -1
  let reply: Record<string, unknown>
  try {
    const request = JSON.parse(line) as Request
    id = request.id
    reply = { id, answer: await answer(request) }
  } catch (error) {
    // Never what was in the picture: the class of the fault, or the sentence meant for a person.
    reply = error instanceof Unfit ? { id, unfit: error.reason } : { id, fault: (error as Error).name }
  }
  process.stdout.write(`${JSON.stringify({ ...reply, rss: process.memoryUsage.rss() })}\n`)
}
