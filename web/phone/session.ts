/** Signing in, from the phone. Every "no" comes back as a value with its sentence. */
import { isRefusal, type Refusal } from '#kernel/refusal.ts'

export interface Me {
  accountId: string
  name: string
  login: string
  organisation: { id: string; name: string; kind: string }
  doors: string[]
  mustChangePassword: boolean
}

export interface Contact {
  now: number
  version: string
  sampleCity: boolean
  me: Me | null
}

export type SignedIn = { state: 'in' } | { state: 'code' } | { state: 'enrol'; secret: string; uri: string }

const unreachable: Refusal = {
  refused: true,
  code: 'PHONE.UNREACHABLE',
  status: 0,
  sentence: '没有连上服务器。请走到有网络的地方再试；已经在这部手机上用过的人，没有网络也能用密码打开。',
}

const unreadable = (status: number): Refusal => ({
  refused: true,
  code: 'PHONE.UNREADABLE',
  status,
  sentence: `连上的不是归途的服务器（${status}），可能是要先登录的无线网。请换一个网络再试。`,
})

async function call<T>(path: string, body?: object): Promise<T | Refusal> {
  const init: RequestInit = body
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    : {}
  let response: Response
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    })
  } catch {
    return unreachable
  }
  const answer = (await response.json().catch(() => null)) as (T & { refusal?: Refusal }) | null
  if (answer === null || typeof answer !== 'object') return unreadable(response.status)
  if (answer.refusal?.refused) return answer.refusal
  return response.ok ? answer : unreadable(response.status)
}

/** A new session takes the place of whatever was there before it. */
export async function signIn(login: string, password: string): Promise<SignedIn | Refusal> {
  const answer = await call<SignedIn>('/api/session/sign-in', { login, password, phone: true })
  if (!isRefusal(answer)) localStorage.removeItem(OWED)
  return answer
}

export const sendCode = (code: string) => call<SignedIn>('/api/session/code', { code })

/** Who the server takes us for; `version` tells whether the app is older than the house. */
export const contact = () => call<Contact>('/api/me')

/** A sign-out without network is owed: the cookie would still open the desk of whoever has left. */
const OWED = 'guitu-phone-sign-out-owed'

/** Ends the session on the server; where it cannot be reached, as soon as it can. The phone's own sign-out does not wait for it. */
export async function endSession(): Promise<void> {
  localStorage.setItem(OWED, 'yes')
  await endOwedSession()
}

/** Ends the session that a sign-out without network has left behind. */
export async function endOwedSession(): Promise<void> {
  if (localStorage.getItem(OWED) === null) return
  const answer = await call('/api/session/sign-out', {})
  if (!isRefusal(answer)) localStorage.removeItem(OWED)
}

export { isRefusal }
