/** HTTP: documents are posted, answers fetched and acknowledged. Every message of ours is signed with its time; so is every reply. */
import { type Adapter, NotSent } from './adapter.ts'
import { signBytes, signedBytes } from './exchange-document.ts'

const PATIENCE_MS = 20_000
const LARGEST = 1024 * 1024
const MOST = 100

/** What is signed of a message: method, path, time and body, each on a line of its own. */
export const signedText = (method: string, path: string, time: string, body: string) => `${method}\n${path}\n${time}\n${body}`

export function httpAdapter(url: string, key: string): Adapter {
  const base = url.replace(/\/+$/, '')

  async function call(method: 'GET' | 'POST', path: string, now: number, body = '', idempotency?: string) {
    const time = String(now)
    let response: Response
    let text: string
    try {
      response = await fetch(`${base}${path}`, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          'content-type': 'application/json',
          'guitu-time': time,
          'guitu-signature': signBytes(key, signedText(method, path, time, body)),
          ...(idempotency ? { 'idempotency-key': idempotency } : {}),
        },
        ...(method === 'POST' ? { body } : {}),
      })
      text = await bounded(response)
    } catch {
      throw new NotSent('unreachable')
    }
    if (response.status >= 500 || response.status === 429) throw new NotSent('unreachable')
    if (!response.ok) throw new NotSent('refused')
    if (!signedBytes(key, `${path}\n${time}\n${text}`, response.headers.get('guitu-signature'))) throw new NotSent('bad-receipt')
    return parsed(text)
  }

  return {
    async send(document, now) {
      const answer = await call('POST', '/requests', now, JSON.stringify(document), String(document.id))
      const receipt = (answer as { receipt?: unknown } | null)?.receipt
      if (typeof receipt !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9/_.-]{0,63}$/.test(receipt)) throw new NotSent('bad-receipt')
      return receipt
    },
    async collect(now) {
      const answer = (await call('GET', '/answers', now)) as { answers?: unknown } | null
      const answers = Array.isArray(answer?.answers) ? answer.answers.slice(0, MOST) : []
      return answers.map((raw: unknown) => ({
        raw,
        async settle(outcome) {
          const id = (raw as { document?: { id?: unknown } } | null)?.document?.id
          await call('POST', '/answers/settled', now, JSON.stringify({ id: typeof id === 'string' ? id : null, outcome }))
        },
      }))
    },
  }
}

/** Reads no more than an answer may be long. */
async function bounded(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.byteLength
    if (size > LARGEST) throw new Error('too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
