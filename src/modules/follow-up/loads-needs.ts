/** What the needs side's decisions read: a file with its person, or a person alone, and whether the asker looks after them. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { row, sql, type Tx } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { type FileRow, fileRef, lockFile, lockPerson, type PersonRow, personRef } from '#modules/people-and-cases/index.ts'

export interface LoadedSubject {
  file: FileRow | null
  person: PersonRow
  ref: SubjectRef
  facts: LedgerFact[]
  cares: boolean
}

export interface Asked {
  fileId?: string | null | undefined
  personId?: string | null | undefined
}

/** Whether the asker's organisation holds the part of follow-up or of origin of any of these. */
export async function caresFor(tx: Tx, actor: Actor, subjects: (string | null)[]): Promise<boolean> {
  if (actor.kind === 'system') return true
  const ids = subjects.filter((id) => id !== null)
  const found = await row(
    sql<{ cares: boolean }>`select bool_or(follow_up.cares_for(id)) as cares from unnest(${ids}::uuid[]) as id`,
    tx,
  )
  return found?.cares ?? false
}

/** Locks and reads a subject. A file is preferred: policies count on it. */
export async function loadSubject(context: LoadContext, { fileId, personId }: Asked): Promise<LoadedSubject | null> {
  const { tx, vault, actor } = context
  if (fileId) {
    const loaded = await lockFile(tx, vault, fileId)
    if (!loaded) return null
    const cares = await caresFor(tx, actor, [fileId])
    return { ...loaded, ref: fileRef(loaded.file), cares }
  }
  if (!personId) return null
  const person = await lockPerson(tx, vault, personId)
  if (!person) return null
  const cares = await caresFor(tx, actor, [personId])
  return { file: null, person, ref: personRef(person), facts: await factsOf(tx, [personId]), cares }
}

/** Facts that hold, in the order in which they happened. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts
    .filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt)
}

/** Id of a fact of an action, by its place. */
export const factAt = (actionId: string, place = 0): string => `${actionId}:${place}`

/** What is left when undefined is left out. */
export function told<T extends Record<string, unknown>>(form: T, ...without: (keyof T)[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([key, value]) => value !== undefined && !without.includes(key)))
}
