/** One thread of `guitu match`: its own index, guests by helpings. */
import { parentPort, workerData } from 'node:worker_threads'
import { openIndex, parseWeights, readGuest, readInquiry } from '#modules/matching/engine/index.ts'
import { readJsonLines } from './json-lines.ts'

export interface MatchWork {
  weights: string
  /** Files: each thread reads them for itself. */
  inquiries: string
  faces?: string
  limit: number
}
export interface MatchBatch {
  from: number
  guests: readonly unknown[]
}

const work = workerData as MatchWork
const index = openIndex(parseWeights(work.weights))

async function fill(): Promise<void> {
  const faces = new Map<string, unknown>()
  if (work.faces) await readJsonLines(work.faces, ({ id, face }) => typeof id === 'string' && faces.set(id, face))
  await readJsonLines(work.inquiries, (record) => {
    const face = typeof record.id === 'string' ? faces.get(record.id) : undefined
    const inquiry = readInquiry(face === undefined ? record : { ...record, face })
    if (inquiry) index.put(inquiry)
  })
}

const MARK = { '++': '强支持', '+': '支持', '0': '无关', '?': '未知', '-': '反对', '--': '强反对' } as const

function line(raw: unknown): string | undefined {
  const guest = readGuest(raw)
  if (!guest) return undefined
  const { candidates, nobody } = index.rank(guest, { limit: work.limit })
  return JSON.stringify({
    guestId: guest.id,
    nobody: Number(nobody.toFixed(6)),
    candidates: candidates.map((each) => ({
      inquiryId: each.inquiryId,
      // Towards zero, so that the sum stays within one.
      probability: Math.floor(each.probability * 1e7) / 1e7,
      reasons: [
        ...(each.kinOf ? [`注意：${each.kinOf}`] : []),
        ...each.evidence.filter(({ strength }) => strength !== '?').map(({ words, strength }) => `${MARK[strength]}：${words}`),
      ],
    })),
  })
}

parentPort?.on('message', (batch: MatchBatch | null) => {
  if (!batch) {
    parentPort?.close()
    return
  }
  parentPort?.postMessage({ from: batch.from, lines: batch.guests.flatMap((guest) => line(guest) ?? []) })
})
fill().then(
  () => parentPort?.postMessage({ inquiries: index.size }),
  (error: unknown) => {
    parentPort?.postMessage({ trouble: (error as Error).message })
    parentPort?.close()
  },
)
