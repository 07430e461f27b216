/** What a way out of the house is. */
import type { Refused } from './exchange-document.ts'
import type { MessageFault } from './words.ts'

/** Something that came in, not believed yet; `settle` tells the other side, and puts it away. */
export interface Arrived {
  raw: unknown
  settle(outcome: 'taken' | Refused): Promise<void>
}

export interface Adapter {
  /** Sends one document; a repetition has no second effect. A receipt, or null where it comes later; throws `NotSent`. */
  send(document: Record<string, unknown>, now: number): Promise<string | null>
  /** What lies there for us, oldest first, at most a hundred. */
  collect(now: number): Promise<Arrived[]>
}

/** Why something did not go out; anything else that is thrown is a defect. */
export class NotSent extends Error {
  readonly fault: MessageFault

  constructor(fault: MessageFault) {
    super(fault)
    this.fault = fault
  }
}
