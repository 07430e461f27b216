/**
 * When to send: at once after a record, again after a while when it did not work, never before the server's `Retry-After`, by one
 * tab at a time. Keeps what is known of the connection.
 */
import type { Parts } from './parts.ts'
import type { Ended } from './flush.ts'

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000
/** After a record: what is recorded together goes together. */
const SOON_MS = 300
/** While nothing waits: the clock, the doors and the supplies stay fresh. */
const QUIET_MS = 5 * 60_000

export interface SenderParts extends Pick<Parts, 'clock' | 'timer' | 'chance'> {
  /** Contact and everything that can go; null when another tab is at it. */
  run(): Promise<Ended | null>
  /** Something could go. */
  waits(): boolean
  over(): boolean
}

export class Sender {
  readonly #on: SenderParts
  #running: Promise<void> | null = null
  #again = false
  #failures = 0
  /** By the steady clock: the server does not want us before. */
  #notBefore = 0
  #calledOff: () => void = () => undefined

  constructor(parts: SenderParts) {
    this.#on = parts
  }

  /** Tries now, unless the server asked for a pause. */
  flush(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return this.#running
    }
    this.#running = this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** After a record. While it does not work the next try has its time already. */
  soon(): void {
    if (this.#running) this.#again = true
    else if (this.#failures === 0) this.#in(SOON_MS)
  }

  /** Signed in again: what went before does not count. */
  fresh(): Promise<void> {
    this.#failures = 0
    return this.flush()
  }

  stop(): void {
    this.#calledOff()
  }

  async #run(): Promise<void> {
    const { clock, run, over, waits } = this.#on
    this.#calledOff()
    const pause = this.#notBefore - clock.steady()
    if (pause > 0) return this.#in(pause)
    let ended: Ended | null
    do {
      this.#again = false
      ended = await run()
    } while (this.#again && ended?.end === 'done' && !over())
    if (over()) return
    if (ended?.end === 'later') {
      this.#failures += 1
      if (ended.after !== null) this.#notBefore = clock.steady() + ended.after
      return this.#in(ended.after ?? this.#wait())
    }
    // Signed out: only a sign-in helps, and it calls `fresh`. A slow look all the same: the session may be another tab's doing.
    if (ended?.end === 'signed-out') return this.#in(QUIET_MS)
    this.#failures = ended === null || !waits() ? 0 : this.#failures + 1
    this.#in(ended === null ? FIRST_WAIT_MS : waits() ? this.#wait() : QUIET_MS)
  }

  #wait(): number {
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, Math.max(0, this.#failures - 1)))
    return most * (0.5 + this.#on.chance() / 2)
  }

  #in(ms: number): void {
    this.#calledOff()
    if (this.#on.over()) return
    this.#calledOff = this.#on.timer.after(ms, () => void this.flush().catch(() => undefined))
  }
}
