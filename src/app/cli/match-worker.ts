/** One thread of `guitu match`: its own index, guests by helpings. */
import { parentPort, workerData } from 'node:worker_threads'
import { openIndex, parseWeights, readGuest, readInquiry } from '#modules/matching/engine/index.ts'

export interface MatchWork {
  weights: string
  inquiries: readonly unknown[]
  limit: number
}
export interface MatchBatch {
  from: number
  guests: readonly unknown[]
}

const { weights, inquiries, limit } = workerData as MatchWork
const index = openIndex(parseWeights(weights))
for (const raw of inquiries) {
  const inquiry = readInquiry(raw)
  if (inquiry) index.put(inquiry)
}

const MARK = { '++': '强支持', '+': '支持', '0': '无关', '?': '未知', '-': '反对', '--': '强反对' } as const

function line(raw: unknown): string | undefined {
  const guest = readGuest(raw)
  if (!guest) return undefined
  const { candidates, nobody } = index.rank(guest, { limit })
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
parentPort?.postMessage('ready')
