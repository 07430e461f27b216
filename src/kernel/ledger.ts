/**
 * The ledger: every fact, chained per organisation. The chain hashes digests, so that value and details of one entry
 * can be erased by law and the chain still holds.
 */
import { createHash } from 'node:crypto'
import type { NewFact } from './action.ts'
import type { Actor } from './actor.ts'
import { canonical, digestOf, type Vault } from './crypto.ts'
import { instant, rows, sql, type Tx } from './db.ts'

/** A fact as the ledger keeps it; details stay sealed until somebody with the right reads them. */
export interface LedgerFact {
  id: string
  subject: { kind: string; id: string; ownerPath: string }
  name: string
  v: number
  value: Record<string, unknown>
  occurredAt: number
  recordedAt: number
  recordedBy: string
  action: string
  replaces?: string
}

interface EntryColumns {
  fact_id: string
  action_id: string
  subject_kind: string
  subject_id: string
  owner_path: string
  name: string
  v: number
  value_digest: string
  details_digest: string | null
  occurred_at: string
  recorded_at: string
  recorded_by: string
  replaces: string | null
}

/** Digest over every column that the entry names; `verify` makes it again from the rows. */
function entryDigest(columns: EntryColumns): string {
  return createHash('sha256').update(canonical(columns)).digest('hex')
}

/** Turns a decision's facts into ledger facts with ids, times and recorder. */
export function toLedgerFacts(
  facts: NewFact[],
  by: { actor: Actor; actionId: string; now: number; occurredAt: number; version(name: string): number },
): LedgerFact[] {
  return facts.map((fact, index) => ({
    id: `${by.actionId}:${index}`,
    subject: fact.subject,
    name: fact.name,
    v: by.version(fact.name),
    value: fact.value ?? {},
    occurredAt: fact.occurredAt ?? by.occurredAt,
    recordedAt: by.now,
    recordedBy: by.actor.accountId,
    action: by.actionId,
    ...(fact.replaces ? { replaces: fact.replaces } : {}),
  }))
}

/**
 * Appends facts to the actor's organisation's chain. Call it last in the transaction: it takes the chain's lock.
 * `details` runs parallel to `facts`.
 */
export async function append(
  tx: Tx,
  vault: Vault,
  organisationId: string,
  facts: LedgerFact[],
  details: (Record<string, unknown> | undefined)[],
): Promise<void> {
  if (facts.length === 0) return
  const entries = facts.map((fact, index) => {
    const own = details[index]
    const sealed = own && Object.keys(own).length > 0 ? vault.sealJson(`ledger.details:${fact.id}`, own) : null
    const columns: EntryColumns = {
      fact_id: fact.id,
      action_id: fact.action,
      subject_kind: fact.subject.kind,
      subject_id: fact.subject.id,
      owner_path: fact.subject.ownerPath,
      name: fact.name,
      v: fact.v,
      value_digest: digestOf(fact.value).toString('hex'),
      details_digest: sealed ? createHash('sha256').update(sealed).digest('hex') : null,
      occurred_at: instant(fact.occurredAt),
      recorded_at: instant(fact.recordedAt),
      recorded_by: fact.recordedBy,
      replaces: fact.replaces ?? null,
    }
    return { ...columns, value: fact.value, details: sealed ? sealed.toString('hex') : null, entry_digest: entryDigest(columns) }
  })
  await sql`select kernel.ledger_append(${organisationId}::uuid, ${JSON.stringify(entries)}::jsonb)`.execute(tx)
}

interface LedgerRow {
  organisation_id: string
  seq: number
  fact_id: string
  action_id: string
  subject_kind: string
  subject_id: string
  owner_path: string
  name: string
  v: number
  value: Record<string, unknown> | null
  value_digest: Buffer
  details: Buffer | null
  details_digest: Buffer | null
  occurred_at: number
  recorded_at: number
  recorded_by: string
  replaces: string | null
  entry_digest: Buffer
  hash: Buffer
}

function toFact(row: LedgerRow): LedgerFact {
  return {
    id: row.fact_id,
    subject: { kind: row.subject_kind, id: row.subject_id, ownerPath: row.owner_path },
    name: row.name,
    v: row.v,
    value: row.value ?? {},
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    action: row.action_id,
    ...(row.replaces ? { replaces: row.replaces } : {}),
  }
}

/** Facts of some subjects in the order of recording, as far as the actor's range reaches. */
export async function factsOf(tx: Tx, subjectIds: string[]): Promise<LedgerFact[]> {
  if (subjectIds.length === 0) return []
  const found = await rows(
    sql<LedgerRow>`select organisation_id, seq, fact_id, action_id, subject_kind, subject_id, owner_path, name, v, value, occurred_at,
      recorded_at, recorded_by, replaces from kernel.ledger where subject_id = any(${subjectIds}::uuid[]) order by recorded_at, organisation_id, seq`,
    tx,
  )
  return found.map(toFact)
}

/** One fact's sealed details, opened; undefined when there are none or they were erased. */
export async function detailsOf(tx: Tx, vault: Vault, factIds: string[]): Promise<Map<string, Record<string, unknown>>> {
  if (factIds.length === 0) return new Map()
  const found = await rows(
    sql<{
      fact_id: string
      details: Buffer
    }>`select fact_id, details from kernel.ledger where fact_id = any(${factIds}::text[]) and details is not null`,
    tx,
  )
  return new Map(found.map((each) => [each.fact_id, vault.openJson(`ledger.details:${each.fact_id}`, each.details)]))
}

export interface BrokenAt {
  organisationId: string
  seq: number
  reason: 'entry' | 'chain' | 'value' | 'details' | 'gap' | 'head' | 'signature'
}

const PAGE = 5000

/**
 * Walks every chain from its first entry and names the first point where it breaks. An erased value (null) passes: its
 * digest is still chained. Needs the owner's connection: it must see every organisation.
 */
export async function verifyLedger(tx: Tx, each: (organisationId: string, entries: number) => void): Promise<BrokenAt[]> {
  const broken: BrokenAt[] = []
  const heads = await rows(
    sql<{
      organisation_id: string
      seq: number
      hash: Buffer
    }>`select organisation_id, seq, hash from kernel.ledger_head order by 1`,
    tx,
  )
  for (const head of heads) {
    const at = (seq: number, reason: BrokenAt['reason']) => ({ organisationId: head.organisation_id, seq, reason })
    let hash = createHash('sha256').update(head.organisation_id).digest()
    let seq = 0
    let fault: BrokenAt | undefined
    while (!fault) {
      const page = await rows(
        sql<LedgerRow>`select * from kernel.ledger where organisation_id = ${head.organisation_id}::uuid and seq > ${seq} order by seq limit ${PAGE}`,
        tx,
      )
      for (const row of page) {
        seq += 1
        if (row.seq !== seq) fault = at(seq, 'gap')
        else if (row.value !== null && !digestOf(row.value).equals(row.value_digest)) fault = at(seq, 'value')
        else if (
          row.details &&
          !createHash('sha256')
            .update(row.details)
            .digest()
            .equals(row.details_digest ?? Buffer.alloc(0))
        )
          fault = at(seq, 'details')
        else if (entryDigest(columnsOf(row)) !== row.entry_digest.toString('hex')) fault = at(seq, 'entry')
        else {
          hash = createHash('sha256').update(hash).update(row.entry_digest).digest()
          if (!hash.equals(row.hash)) fault = at(seq, 'chain')
        }
        if (fault) break
      }
      if (page.length < PAGE) break
    }
    if (!fault && (seq !== head.seq || !hash.equals(head.hash))) fault = at(seq, 'head')
    if (fault) broken.push(fault)
    each(head.organisation_id, seq)
  }
  return broken
}

function columnsOf(row: LedgerRow): EntryColumns {
  return {
    fact_id: row.fact_id,
    action_id: row.action_id,
    subject_kind: row.subject_kind,
    subject_id: row.subject_id,
    owner_path: row.owner_path,
    name: row.name,
    v: row.v,
    value_digest: row.value_digest.toString('hex'),
    details_digest: row.details_digest ? row.details_digest.toString('hex') : null,
    occurred_at: instant(row.occurred_at),
    recorded_at: instant(row.recorded_at),
    recorded_by: row.recorded_by,
    replaces: row.replaces,
  }
}
