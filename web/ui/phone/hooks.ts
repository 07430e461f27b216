/** How a screen reads the phone's engine. Nothing here waits for the network. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { usePhone, type PhoneState, type Waiting } from './phone.ts'

export function usePhoneState(): PhoneState {
  const phone = usePhone()
  return useSyncExternalStore(
    useCallback((listener) => phone.subscribe(listener), [phone]),
    useCallback(() => phone.state(), [phone]),
  )
}

export interface WaitingSummary {
  all: readonly Waiting[]
  actions: number
  photos: number
  refused: number
  /** Epoch ms of the oldest that waits; null when nothing does. */
  oldestAt: number | null
}

export function summaryOf(waiting: readonly Waiting[]): WaitingSummary {
  const actions = waiting.filter((each) => each.kind === 'action')
  return {
    all: waiting,
    actions: actions.length,
    photos: waiting.length - actions.length,
    refused: waiting.filter((each) => each.state === 'refused').length,
    oldestAt: waiting.length === 0 ? null : Math.min(...waiting.map((each) => each.recordedAt)),
  }
}

/** What the server has not received yet. */
export function useWaiting(): WaitingSummary {
  return summaryOf(usePhoneState().waiting)
}

/** An answer younger than this is not asked for again. */
const FRESH_MS = 120_000

export interface ReceivedAnswer<A> {
  /** What the query answered last; null when it never did. */
  answer: A | null
  /** Epoch ms of that answer. */
  at: number | null
  /** Before the phone's own memory was read: a moment. */
  loading: boolean
  /** Asks the server again; returns at once without network. */
  refresh(): Promise<void>
}

/** When the last record of a room arrived; 0 while others of it are still to go: an answer of before is old then. */
export function lastReceived({ waiting, received }: Pick<PhoneState, 'waiting' | 'received'>, room: string): number {
  const of = (each: { door: string }) => each.door.startsWith(room)
  if (waiting.some((each) => of(each) && each.state !== 'refused')) return 0
  return Math.max(0, ...received.filter(of).map((each) => each.receivedAt))
}

/** What a query answered last, from the phone; asked anew where there is a network, and read again after each contact. */
export function useReceived<A>(query: string, params?: object): ReceivedAnswer<A> {
  const phone = usePhone()
  const state = usePhoneState()
  const { lastContactAt } = state
  const changedAt = lastReceived(state, `${query.split('.')[0]}.`)
  const key = JSON.stringify(params ?? {})
  const [read, setRead] = useState<{ answer: A; at: number } | null>(null)
  const [loading, setLoading] = useState(true)

  const take = useCallback(async () => {
    const found = await phone.received<A>(query, JSON.parse(key) as object)
    setRead((before) => (before && found && before.at === found.at ? before : found))
    setLoading(false)
    return found
  }, [phone, query, key])

  // What lies here is shown at once; what is old is asked for, and read when it came.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again after each contact
  useEffect(() => {
    const look = async () => {
      const found = await take()
      if (found && found.at >= changedAt && phone.now() - found.at < FRESH_MS) return
      await phone.refresh(query, JSON.parse(key) as object)
      await take()
    }
    look().catch(() => setLoading(false))
  }, [take, lastContactAt, changedAt])

  const refresh = useCallback(async () => {
    await phone.refresh(query, JSON.parse(key) as object)
    await take()
  }, [phone, query, key, take])

  return { answer: read?.answer ?? null, at: read?.at ?? null, loading, refresh }
}

/** Pages with a draft on the phone that are open now: the band says so. */
let keptPages = 0
const keptListeners = new Set<() => void>()
function countPage(by: 1 | -1): void {
  keptPages += by
  for (const listener of keptListeners) listener()
}

/** Whether what is on the page lies on the phone as it stands. */
export function usePageKept(): boolean {
  return useSyncExternalStore(
    (listener) => {
      keptListeners.add(listener)
      return () => keptListeners.delete(listener)
    },
    () => keptPages > 0,
  )
}

export interface Draft<D> {
  value: D
  /** Keeps the change at once. */
  set(change: Partial<D> | ((before: D) => D)): void
  /** What was kept before has been read; draw the form only then. */
  ready: boolean
  /** A draft of earlier was found: say so. */
  resumed: boolean
  /** After the record was kept. */
  clear(): Promise<void>
}

/** A half-written page, kept on the phone at every change. `key` names the page and what it is about. */
export function useDraft<D extends object>(key: string, initial: D): Draft<D> {
  const phone = usePhone()
  const [value, setValue] = useState(initial)
  const [state, setState] = useState<'reading' | 'fresh' | 'resumed'>('reading')
  const latest = useRef(initial)
  const dropped = useRef(false)
  const first = useRef(initial)
  const [kept, setKept] = useState(false)

  useEffect(() => {
    if (!kept) return undefined
    countPage(1)
    return () => countPage(-1)
  }, [kept])

  useEffect(() => {
    let alive = true
    dropped.current = false
    setState('reading')
    setKept(false)
    const read = phone.draft<D>(key).catch(() => null)
    void read.then((kept) => {
      if (!alive) return
      latest.current = kept ? { ...first.current, ...kept } : first.current
      setValue(latest.current)
      setState(kept ? 'resumed' : 'fresh')
      setKept(kept !== null)
    })
    return () => {
      alive = false
    }
  }, [phone, key])

  const set = useCallback(
    (change: Partial<D> | ((before: D) => D)) => {
      latest.current = typeof change === 'function' ? change(latest.current) : { ...latest.current, ...change }
      setValue(latest.current)
      if (dropped.current) return
      phone.keepDraft(key, latest.current).then(
        () => setKept(!dropped.current),
        () => setKept(false),
      )
    },
    [phone, key],
  )

  const clear = useCallback(async () => {
    dropped.current = true
    setKept(false)
    await phone.keepDraft(key, null)
  }, [phone, key])

  return { value, set, ready: state !== 'reading', resumed: state === 'resumed', clear }
}
