/** The only place of the desk that speaks to the server. Every expected "no" comes back as a value, a `Refusal`. */
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'
import { kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import type { Duty } from './duty.ts'
import { somebodyThere } from './idle.ts'
import { uuid7 } from './uuid7.ts'

export type { Refusal }

/** What became of an action. `duties`: what the policies now ask for because of it. */
export type Outcome<R> =
  | { ok: true; actionId: string; reply: R; duties: Duty[] }
  | { ok: false; actionId: string; refusal: Refusal }

/** An answer of "no" to a question, as React Query's error. */
export class AskRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.sentence)
    this.refusal = refusal
  }
}

/** Event on `window` when the server no longer knows who we are. The page stays; the shell asks to sign in over it. */
export const signedOutEvent = 'guitu:signed-out'

let clockOffset = 0

/** The server's clock as measured at the last contact; what a wrong clock of this computer cannot spoil. */
export function serverNow(): number {
  return Date.now() + clockOffset
}

/** Sets how far the server's clock is from this computer's. */
export function setServerNow(now: number): void {
  clockOffset = now - Date.now()
}

/** Whether a refusal says that the server could not be reached or broke, so that trying again may help. */
export function mayRetry(refusal: Refusal): boolean {
  return refusal.status === 0 || refusal.status >= 500
}

const unreachable = (writing: boolean): Refusal => ({
  refused: true,
  code: 'DESK.UNREACHABLE',
  status: 0,
  sentence: writing
    ? '没有保存成功：服务器没有回应。您填的内容还在，可以再试一次，不会重复登记。'
    : '没有取到内容：服务器没有回应。请检查网络后再试。',
})

const broken = (status: number): Refusal => ({
  refused: true,
  code: 'DESK.BROKEN',
  status,
  sentence: `服务器的回答读不懂（${status}）。已有记录不受影响，请再试一次；仍不行请告诉系统管理员。`,
})

async function refusalOf(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => null)) as { refusal?: Refusal } | null
  const refusal = body?.refusal?.refused ? body.refusal : broken(response.status)
  if (response.status === 401 && refusal.code === 'KERNEL.SIGN_IN') window.dispatchEvent(new Event(signedOutEvent))
  return refusal
}

async function send(path: string, init: RequestInit, writing: boolean): Promise<Response | Refusal> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', signal: AbortSignal.timeout(60_000), ...init })
    return response.ok ? response : await refusalOf(response)
  } catch {
    return unreachable(writing)
  }
}

const asJson = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** A plain call (`/api/me`, `/api/session/…`, `/api/setup/…`): the JSON answer, or a refusal. */
export async function call<T>(path: string, body?: unknown): Promise<T | Refusal> {
  const writing = body !== undefined
  const response = await send(path, writing ? asJson(body) : {}, writing)
  if (!(response instanceof Response)) return response
  if (response.status === 204) return {} as T
  return (await response.json().catch(() => broken(response.status))) as T | Refusal
}

/** Asks a query by name. Throws `AskRefused`; screens use `useAsk`. */
export async function ask<A>(name: string, params: object = {}): Promise<A> {
  const response = await send(`/api/ask/${name}`, asJson(params), false)
  if (!(response instanceof Response)) throw new AskRefused(response)
  const body = (await response.json().catch(() => null)) as { answer: A } | null
  if (!body) throw new AskRefused(broken(response.status))
  return body.answer
}

/** Performs an action by name. The same `actionId` may be sent again without harm. Screens use `useAct` or `ActionButton`. */
export async function act<R = Record<string, unknown>>(
  name: string,
  form: object,
  options: { actionId?: string; occurredAt?: number } = {},
): Promise<Outcome<R>> {
  const actionId = options.actionId ?? uuid7()
  const envelope = {
    actionId,
    form,
    ...(options.occurredAt === undefined ? {} : { occurredAt: options.occurredAt }),
    sentAt: serverNow(),
  }
  const response = await send(`/api/act/${name}`, asJson(envelope), true)
  if (!(response instanceof Response)) return { ok: false, actionId, refusal: response }
  const body = (await response.json().catch(() => null)) as { reply: R & { duties?: Duty[] }; duties?: Duty[] } | null
  if (!body) return { ok: false, actionId, refusal: broken(response.status) }
  return { ok: true, actionId, reply: body.reply, duties: body.duties ?? body.reply?.duties ?? [] }
}

/** What `useAsk` gives back: React Query's result, and the refusal apart. */
export type Asked<A> = UseQueryResult<A, AskRefused> & { refusal: Refusal | null }

/**
 * Asks and keeps asking when something was changed. `enabled: false` waits. `every` asks again after so many ms. A door
 * that is closed to whoever is signed in is not knocked at: the refusal stands at once.
 */
export function useAsk<A>(
  name: string,
  params: object = {},
  options: { enabled?: boolean; every?: number; keepPrevious?: boolean } = {},
): Asked<A> {
  const doors = useQueryClient().getQueryData<{ me: { doors: string[] } | null }>(['situation'])?.me?.doors
  const open = doors === undefined || doors.includes(name)
  const result = useQuery<A, AskRefused>({
    queryKey: ['ask', name, params],
    queryFn: () => ask<A>(name, params),
    enabled: open && (options.enabled ?? true),
    ...(options.every ? { refetchInterval: () => (somebodyThere() ? options.every : false) } : {}),
    ...(options.keepPrevious ? { placeholderData: (previous: A | undefined) => previous as never } : {}),
  })
  return { ...result, refusal: result.error ? result.error.refusal : open ? null : kernelRefusal('NOT_FOUND') }
}

/** Makes every question on the screen be asked again. */
export function useAskAgain(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['ask'] })
}

export interface Acting<R> {
  /** Sends the form. A second press while the first is under way gives the same promise: nothing happens twice. */
  send(form: object, occurredAt?: number): Promise<Outcome<R>>
  busy: boolean
  refusal: Refusal | null
  /** Forgets a refusal and takes a new action id. */
  reset(): void
}

/**
 * One action from a screen. The action id is kept until the server has said yes, so that pressing again after a broken
 * line repeats the same deed instead of making a second one.
 */
export function useAct<R = Record<string, unknown>>(name: string): Acting<R> {
  const actionId = useRef<string | null>(null)
  const flight = useRef<Promise<Outcome<R>> | null>(null)
  const askAgain = useAskAgain()
  const mutation = useMutation({
    mutationFn: async ({ form, occurredAt }: { form: object; occurredAt?: number | undefined }) => {
      actionId.current ??= uuid7()
      const outcome = await act<R>(name, form, {
        actionId: actionId.current,
        ...(occurredAt === undefined ? {} : { occurredAt }),
      })
      if (outcome.ok) {
        actionId.current = null
        askAgain()
      }
      return outcome
    },
  })
  return {
    send(form, occurredAt) {
      flight.current ??= mutation.mutateAsync({ form, occurredAt }).finally(() => {
        flight.current = null
      })
      return flight.current
    },
    busy: mutation.isPending,
    refusal: mutation.data && !mutation.data.ok ? mutation.data.refusal : null,
    reset() {
      actionId.current = null
      mutation.reset()
    },
  }
}
