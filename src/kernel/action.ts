/** Actions: the doors for writing. A declared object each; types flow from `form` and `load` into the rest. */
import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import type { Vault } from './crypto.ts'
import type { Refusal } from './refusal.ts'

/** What a fact speaks of, and whose it is. */
export interface SubjectRef {
  kind: string
  id: string
  /** Path of the organisation that owns the subject; row-level security goes by it. */
  ownerPath: string
}

/** A fact as `decide` hands it over; the kernel adds id, recorder and time of recording. */
export interface NewFact {
  subject: SubjectRef
  name: string
  /** Only what policies read; checked against the fact's schema before it is kept. */
  value?: Record<string, unknown>
  /** Whatever names or describes somebody beyond that; encrypted beside the value. */
  details?: Record<string, unknown>
  /** Epoch ms; the action's own time when left out. */
  occurredAt?: number
  /** Fact id that this one takes the place of. */
  replaces?: string
}

export interface NewJob {
  name: string
  data: Record<string, unknown>
  /** Epoch ms before which it does not run. */
  startAfter?: number
  /** Asked several times with this key and the same data, in one action or while it waits, it is done once. */
  key?: string
}

export interface Decision<C> {
  facts: NewFact[]
  /** What `save` writes. */
  changes: C
  /** Goes back to the screen, and again when the same action id comes again. Ids and numbers, no personal data. */
  reply?: Record<string, unknown>
  jobs?: NewJob[]
}

/** What a decision may know besides state and form. */
export interface Moment {
  now: number
  /** When it happened, told by the actor, corrected by the device's offset. */
  occurredAt: number
  actor: Actor
  actionId: string
  /** An id derived from the action's id and a label: the same on every repeat. */
  newId(label: string): string
}

export interface LoadContext extends Moment {
  tx: Tx
  vault: Vault
}

export interface Action<F extends z.ZodObject = z.ZodObject, L = unknown, C = unknown> {
  /** `room.verb-object` */
  name: string
  /** 中文, a verb phrase: the button. */
  title: string
  help?: string
  legalBasis?: string
  form: F
  /** Reads and locks what the decision needs; null when it does not exist or is not the actor's to see. */
  load(context: LoadContext, form: z.output<F>): Promise<L | null>
  /** Deny by default: only `true` opens. The role's right to the door itself is checked before. */
  may(actor: Actor, loaded: L, form: z.output<F>): boolean | Refusal
  /** Pure. */
  decide(loaded: L, form: z.output<F>, moment: Moment): Decision<C> | Refusal
  save(context: LoadContext, changes: C, loaded: L): Promise<void>
  /** The refusal for a database constraint of the room that this action can run into under concurrency. */
  constraintRefusal?(constraint: string): Refusal | undefined
  /** Set when the reply carries what was asked for with a reason (reveal): it is answered, never stored. */
  replyNotKept?: boolean
  /**
   * What a reply that is not kept says once more to whoever sends the same action again within some hours, because the answer never
   * arrived: what follows from the sending itself, and is kept nowhere.
   */
  again?(sent: { vault: Vault; actionId: string }): Record<string, string | boolean>
  /** Fields that say where a form was sent from, not what it says: from another address it is the same form. */
  beside?: readonly string[]
  /** Added to the reply after saving, inside the same transaction (what was opened with a reason). */
  answer?(context: LoadContext, loaded: L, form: z.output<F>): Promise<Record<string, unknown>>
}

// biome-ignore lint: the list of doors is heterogeneous by nature
export type AnyAction = Action<any, any, any>

/** Declares an action; only there for its types. */
export function action<F extends z.ZodObject, L, C>(definition: Action<F, L, C>): Action<F, L, C> {
  return definition
}
