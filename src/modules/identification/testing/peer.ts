/**
 * A peer for the tests: the other side of the exchange over real HTTP. Takes requests once by their key, gives signed
 * receipts and answers, and can be made to misbehave.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signedText } from '../adapter-http.ts'
import { type Envelope, envelopeOf, PROTOCOL, signBytes, signedBytes } from '../exchange-document.ts'

export interface Peer {
  url: string
  /** What was received, by key, once each. */
  received: Map<string, Record<string, unknown>>
  /** Calls to `/requests`, repetitions included. */
  calls: number
  /** What was told of answers. */
  settled: { id: string | null; outcome: string }[]
  /** How it behaves next. */
  mood: 'well' | 'away' | 'refusing' | 'unsigned'
  /** Puts an answer out for collection; with another key it is badly signed. */
  answer(more: Record<string, unknown>, key?: string): void
  /** Leaves what was settled out for collection again, as after a lost acknowledgement. */
  forgetful: boolean
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

/** Older than this is a replay. */
const WINDOW_MS = 300_000

export async function openPeer(key: string, now: () => number): Promise<Peer> {
  let answers: Envelope[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      const path = request.url ?? ''
      const time = String(request.headers['guitu-time'] ?? '')
      const say = (status: number, content: unknown) => {
        const text = JSON.stringify(content)
        const signature = signBytes(peer.mood === 'unsigned' ? 'x'.repeat(40) : key, `${path}\n${time}\n${text}`)
        response.writeHead(status, { 'content-type': 'application/json', 'guitu-signature': signature }).end(text)
      }
      if (peer.mood === 'away') return say(503, {})
      const ours = signedBytes(key, signedText(request.method ?? '', path, time, body), request.headers['guitu-signature'])
      if (!ours || Math.abs(now() - Number(time)) > WINDOW_MS) return say(401, {})
      if (request.method === 'POST' && path === '/requests') {
        peer.calls += 1
        if (peer.mood === 'refusing') return say(422, { error: 'not here' })
        const document = JSON.parse(body) as Record<string, unknown>
        const id = String(request.headers['idempotency-key'])
        const before = peer.received.get(id)
        if (before && JSON.stringify(before) !== JSON.stringify(document)) return say(409, {})
        peer.received.set(id, document)
        return say(before ? 200 : 201, { receipt: `P-${id.slice(0, 8)}` })
      }
      if (request.method === 'GET' && path === '/answers') return say(200, { answers })
      if (request.method === 'POST' && path === '/answers/settled') {
        const told = JSON.parse(body) as { id: string | null; outcome: string }
        peer.settled.push(told)
        if (!peer.forgetful) answers = answers.filter((each) => each.document.id !== told.id)
        return say(200, {})
      }
      return say(404, {})
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const peer: Peer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: new Map(),
    calls: 0,
    settled: [],
    mood: 'well',
    forgetful: false,
    answer: (more, signedWith = key) => {
      answers.push(envelopeOf(signedWith, { protocol: PROTOCOL, type: 'answer', id: crypto.randomUUID(), ...more }))
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return peer
}
