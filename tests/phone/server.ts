/** The server's contract in a few lines, for tests of sending: it can be told to break in every way. */
import type { Refusal } from '#kernel/refusal.ts'

export interface Act {
  name: string
  actionId: string
  form: Record<string, unknown>
  occurredAt: number
}

export interface SmallServer {
  fetch(path: string, init: RequestInit): Promise<Response>
  /** Actions done, in order, with the time that the correction yields. */
  done: (Act & { trueAt: number })[]
  files: Map<string, Uint8Array>
  /** Every request: path and body. */
  asked: { path: string; body: unknown; headers: Record<string, string> }[]
  /** Answers a request before the server does; undefined lets it through. */
  before: (path: string, body: unknown) => Response | Error | undefined
  /** Refuses an action; undefined does it. */
  judge: (act: Act) => Refusal | undefined
  account: string | null
  /** Most actions done in one sending. */
  most: number
}

export const no = (code: string, status: number, more: Partial<Refusal> = {}): Refusal => ({
  refused: true,
  code,
  status,
  sentence: '不行。',
  ...more,
})
export const refusing = (refusal: Refusal, headers: Record<string, string> = {}): Response =>
  Response.json({ refusal }, { status: refusal.status, headers })

export function smallServer(now: () => number, account: string): SmallServer {
  const begun = new Map<string, { size: number; bytes: Uint8Array; received: number }>()
  const server: SmallServer = {
    done: [],
    files: new Map(),
    asked: [],
    before: () => undefined,
    judge: () => undefined,
    account,
    most: 25,
    async fetch(path, init) {
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : init.body
      server.asked.push({ path, body, headers: init.headers as Record<string, string> })
      const early = server.before(path, body)
      if (early instanceof Error) throw early
      if (early) return early
      if (path === '/api/me') {
        const organisation = { id: 'o', name: '派出所', kind: 'police' }
        return Response.json({
          now: now(),
          me: server.account ? { accountId: server.account, name: '林', organisation, doors: [] } : null,
        })
      }
      if (!server.account) return refusing(no('KERNEL.SIGN_IN', 401))
      if (path === '/api/act') return Response.json({ now: now(), results: perform(body as { sentAt: number; actions: Act[] }) })
      if (path === '/api/files/resume') {
        const { fileId, size } = body as { fileId: string; size: number }
        const file = begun.get(fileId) ?? { size, bytes: new Uint8Array(size), received: 0 }
        begun.set(fileId, file)
        return Response.json({ received: file.received, done: server.files.has(fileId) })
      }
      const piece = /^\/api\/files\/([^/]+)\/bytes\?at=(\d+)$/.exec(path)
      if (piece) {
        const file = begun.get(piece[1] as string)
        if (!file) return refusing(no('KERNEL.NOT_FOUND', 404))
        const at = Number(piece[2])
        if (at !== file.received) return refusing(no('KERNEL.UPLOAD_PIECE', 409))
        file.bytes.set(body as Uint8Array, at)
        file.received += (body as Uint8Array).byteLength
        const all = file.received === file.size
        if (all) server.files.set(piece[1] as string, file.bytes)
        return Response.json({ received: file.received, done: all })
      }
      return Response.json({ answer: { asked: path } })
    },
  }
  function perform({ sentAt, actions }: { sentAt: number; actions: Act[] }) {
    if (actions.length > 25) throw new Error('too many')
    return actions.map((act, at) => {
      if (at >= server.most) return { actionId: act.actionId, ok: false, refusal: no('KERNEL.NOT_REACHED', 503) }
      const before = server.done.find((each) => each.actionId === act.actionId)
      if (before) {
        const same = JSON.stringify([before.form, before.occurredAt]) === JSON.stringify([act.form, act.occurredAt])
        return same
          ? { actionId: act.actionId, ok: true, reply: {} }
          : { actionId: act.actionId, ok: false, refusal: no('KERNEL.ID_REUSED', 409) }
      }
      const offset = now() - sentAt
      const trueAt = act.occurredAt + (Math.abs(offset) > 30_000 ? offset : 0)
      const refusal = trueAt > now() + 120_000 ? no('KERNEL.FUTURE', 422) : server.judge(act)
      if (refusal) return { actionId: act.actionId, ok: false, refusal }
      server.done.push({ ...act, trueAt })
      return { actionId: act.actionId, ok: true, reply: {} }
    })
  }
  return server
}
