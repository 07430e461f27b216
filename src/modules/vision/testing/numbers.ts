/** Templates made of numbers, and what stands around them, for tests that have no worker. */
import type { Actor } from '#kernel/actor.ts'
import { rangeOf, systemActorFor } from '#kernel/actor.ts'
import type { NewFact } from '#kernel/action.ts'
import { type Database, withActor } from '#kernel/db.ts'
import type { Vault } from '#kernel/crypto.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import { insertUse } from '../store.ts'
import type { Searched } from '../words.ts'
import type { Model } from '../worker.ts'

export const model: Model = { id: 'numbers', version: 1, sha256: 'ab'.repeat(32) }

/** 512 float32 whose cosine to `numbers(1)` is the given one; base64 as the worker gives it. */
export function numbers(cosine: number): string {
  const values = new Float32Array(512)
  values[0] = cosine
  values[1] = Math.sqrt(1 - cosine * cosine)
  return Buffer.from(values.buffer).toString('base64')
}

interface Parts {
  db: Database
  vault: Vault
}

/** Tells facts of rooms that are not under test, as their organisation. */
export async function tell({ db, vault }: Parts, by: Actor, at: number, facts: NewFact[]): Promise<void> {
  const actionId = crypto.randomUUID()
  const told = toLedgerFacts(facts, { actor: by, actionId, now: at, occurredAt: at, version: () => 1 })
  await withActor(db, by, (tx) =>
    append(
      tx,
      vault,
      by.organisation.id,
      told,
      facts.map((fact) => fact.details),
    ),
  )
}

/** Names an account for faces, as its station does it. */
export const nameOfficer = (parts: Parts, by: Actor, who: Actor, at: number) =>
  tell(parts, by, at, [
    {
      subject: { kind: 'staff', id: who.accountId, ownerPath: who.organisation.path },
      name: 'staff.duty-named',
      value: { duty: 'face-comparison' },
    },
  ])

export interface AskedFor {
  kind: Searched
  id: string
  photoId: string
  reason: string
}

/** A comparison that waits for its job; gives its id. */
export async function askedUse({ db, vault }: Parts, by: Actor, at: number, of: AskedFor): Promise<string> {
  const useId = crypto.randomUUID()
  await withActor(db, by, (tx) =>
    insertUse(
      { tx, vault, actor: by, now: at, occurredAt: at, actionId: useId, newId: () => useId },
      {
        id: useId,
        kind: 'face',
        subjectKind: of.kind,
        subjectId: of.id,
        ownerPath: by.organisation.path,
        purpose: 'entry',
        basis: 'duty',
        photoId: of.photoId,
        pick: null,
        told: { reason: of.reason },
      },
    ),
  )
  return useId
}

/** The job's actor for an organisation. */
export const jobActor = (by: Actor) => ({ ...systemActorFor(by.organisation), range: rangeOf(by.organisation.path) })

/** What a bureau answers before it switches on. */
export const assessment = (assessedOn: string, paper: string) => ({
  assessedOn,
  leader: '周明远',
  purpose: '为身份不明的受助人员寻找家人',
  necessity: '问询和公安协查都没有结果的才用',
  risks: '误认、泄露、被用于其他目的',
  measures: '专人、留痕、加密、到期删除',
  consentWording: '照片只用来找人，存到找到为止，随时可以撤回',
  retentionDays: 180,
  validMonths: 12,
  paper: [paper],
})
