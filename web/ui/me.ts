/** Who is signed in, and which doors they may open. */
import { useQuery } from '@tanstack/react-query'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { call, setServerNow, signedOutEvent } from './api.ts'

export interface Me {
  accountId: string
  name: string
  login: string
  organisation: { id: string; name: string; kind: string; path: string }
  roles: { key: string; title: string }[]
  /** Names of all doors (actions and queries) that the actor may open. */
  doors: string[]
  sample: boolean
  mustChangePassword: boolean
  secondFactor: boolean
}

/** The answer of `GET /api/me`. */
export interface Situation {
  setup: 'needed' | 'done'
  me: Me | null
  sampleCity: boolean
  now: number
  version: string
}

/** Thrown inside React Query when `/api/me` could not be had. */
export class SituationRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.sentence)
    this.refusal = refusal
  }
}

let last: Me | null = null

/**
 * The situation of this browser: set up or not, who is signed in. When a session ended while a page stood open, the page
 * keeps its person, so that nothing half filled is lost, and the shell asks to sign in over it.
 */
export function useSituation() {
  return useQuery<Situation, SituationRefused>({
    queryKey: ['situation'],
    queryFn: async () => {
      const answer = await call<Situation>('/api/me')
      if (isRefusal(answer)) throw new SituationRefused(answer)
      setServerNow(answer.now)
      if (!answer.me && last) {
        window.dispatchEvent(new Event(signedOutEvent))
        return { ...answer, me: last }
      }
      last = answer.me
      return answer
    },
    staleTime: 60_000,
  })
}

/** Who is signed in; null before sign-in. */
export function useMe(): Me | null {
  return useSituation().data?.me ?? null
}

/** Whether the actor may open a door; no door named means yes. The server asks again in any case. */
export function useMay(): (door: string | undefined) => boolean {
  const doors = useMe()?.doors
  return (door) => door === undefined || (doors?.includes(door) ?? false)
}
