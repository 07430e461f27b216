/** Queries: the doors for reading. Answers pass the result schema: what it does not name does not leave the house. */
import { type z } from 'zod'
import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import type { Vault } from './crypto.ts'
import { compileMask } from './field.ts'
import type { Refusal } from './refusal.ts'

export interface ReadContext {
  tx: Tx
  actor: Actor
  now: number
  vault: Vault
}

/** An answer that is a paper or a sheet. `name` holds no personal data: it ends up in download folders. */
export interface FileAnswer {
  file: { name: string; type: string; body: Uint8Array }
}

export interface Query<P extends z.ZodObject = z.ZodObject, R extends z.ZodType = z.ZodType> {
  name: string
  title: string
  help?: string
  params: P
  /** Shape of the answer, or `'file'`. Every list in it is bounded. */
  result: R | 'file'
  may(actor: Actor, params: z.output<P>): boolean | Refusal
  /** Null: not found, or not the actor's to see; both look alike. */
  read(context: ReadContext, params: z.output<P>): Promise<z.input<R> | FileAnswer | Refusal | null>
  /** Set by queries that give clear values because the actor opened them with a reason that stands in the ledger. */
  unmasked?: boolean
}

// biome-ignore lint: the list of doors is heterogeneous by nature
export type AnyQuery = Query<any, any>

export function query<P extends z.ZodObject, R extends z.ZodType>(definition: Query<P, R>): Query<P, R> {
  return definition
}

const masks = new WeakMap<z.ZodType, (value: unknown) => unknown>()

/** Reads a query's answer through its schema and masks it. Throws (a defect) when the room answered out of shape. */
export function closeAnswer(definition: AnyQuery, answer: unknown): unknown {
  const schema = definition.result as z.ZodType
  const parsed = schema.parse(answer)
  if (definition.unmasked) return parsed
  let mask = masks.get(schema)
  if (!mask) {
    mask = compileMask(schema)
    masks.set(schema, mask)
  }
  return mask(parsed)
}
