/** The only place of the engine that speaks to the server. What is not the server's own answer is no answer. */
import type { Refusal } from '#kernel/refusal.ts'
import type { Parts } from './parts.ts'

export type Answer<T> =
  | { kind: 'answer'; body: T }
  | { kind: 'refused'; refusal: Refusal }
  /** The server knows us no more, or knows somebody else. */
  | { kind: 'signed-out' }
  /** No network, a portal in between, a server that broke or is busy: everything stays, `after` ms at the earliest it goes on. */
  | { kind: 'later'; after: number | null; reached: boolean }

export interface Caller {
  /** JSON there and back; `null` body asks by GET. `fits` knows our server's answer from somebody else's. */
  json<T>(path: string, body: object | null, fits: (body: T) => boolean): Promise<Answer<T>>
  bytes<T>(path: string, body: Uint8Array<ArrayBuffer>, fits: (body: T) => boolean): Promise<Answer<T>>
}

/** Longest wait that a server may ask for. */
const LONGEST_WAIT_MS = 10 * 60_000

export function callerFor(parts: Parts, accountId: string): Caller {
  async function call<T>(path: string, init: RequestInit, fits: (body: T) => boolean): Promise<Answer<T>> {
    let response: Response
    let body: unknown
    try {
      // The phone's cookie may meanwhile be another worker's: then the server says so instead of noting it under his name.
      const headers = { 'guitu-account': accountId, ...(init.headers as Record<string, string> | undefined) }
      const signal = AbortSignal.timeout(parts.patience)
      response = await parts.fetch(path, {
        ...init,
        headers,
        credentials: 'same-origin',
        redirect: 'error',
        cache: 'no-store',
        signal,
      })
      body = await response.json()
    } catch {
      return { kind: 'later', after: null, reached: false }
    }
    const refusal = (body as { refusal?: Refusal } | null)?.refusal
    const refused = refusal?.refused === true && typeof refusal.code === 'string'
    if (response.ok && !refused && typeof body === 'object' && body !== null && fits(body as T))
      return { kind: 'answer', body: body as T }
    // Whoever answers with something else stands between us and the server.
    if (!refused) return { kind: 'later', after: waitOf(response, parts), reached: false }
    if (saysSignedOut(refusal)) return { kind: 'signed-out' }
    if (response.status === 429 || response.status >= 500) return { kind: 'later', after: waitOf(response, parts), reached: true }
    return { kind: 'refused', refusal }
  }
  return {
    json: (path, body, fits) =>
      call(
        path,
        body === null
          ? { method: 'GET' }
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
        fits,
      ),
    bytes: (path, body, fits) =>
      call(path, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body }, fits),
  }
}

/** Sign in, or first change the password: the shell's page does both. */
export function saysSignedOut(refusal: Refusal): boolean {
  return refusal.code === 'KERNEL.SIGN_IN' || refusal.code === 'KERNEL.CHANGE_PASSWORD'
}

function waitOf(response: Response, parts: Parts): number | null {
  const text = response.headers.get('retry-after')
  if (!text) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - parts.clock.now()
  return Number.isNaN(ms) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, ms))
}
