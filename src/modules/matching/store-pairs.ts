/** SQL of pairs: as decisions lock them, as lists show them. */
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { Evidence } from './engine/types.ts'
import type { PairState } from './lifecycle.ts'
import type { KnownPair } from './rules.ts'
import { evidencePlace } from './store-profiles.ts'

/** Longest list of this room. */
export const LONGEST = 200

/** Grounds of the decisions, and what stood before a confirmation. */
export interface Grounds {
  excluded?: { reason: string; ground: string }
  readmitted?: { reason: string }
  agreed?: { reason: string }
  confirmed?: { reason: string; action: string }
  declined?: { reason: string; by: string; at: number }
  undone?: { reason: string }
  before?: { identity: string; writtenName?: string; told?: string }
}

export interface Pair {
  id: string
  kind: 'inquiry' | 'guest'
  fileId: string
  personId: string
  otherId: string
  rootId: string
  ownerPath: string
  otherPath: string
  state: PairState
  probability: number
  low: number
  high: number
  ranAt: number
  suggestedAt: number | null
  seenAt: number | null
  seenThereAt: number | null
  agreedBy: string | null
  agreedAt: number | null
  decidedBy: string | null
  decidedAt: number | null
  grounds: Grounds
}

type SealedPair = Omit<Pair, 'grounds'> & { grounds: Buffer | null }

const columns = sql`p.id, p.kind, p.file_id as "fileId", p.person_id as "personId", p.other_id as "otherId", p.root_id as "rootId",
  p.owner_path as "ownerPath", p.other_path as "otherPath", p.state, p.probability, p.low, p.high, p.ran_at as "ranAt",
  p.suggested_at as "suggestedAt", p.seen_at as "seenAt", p.seen_there_at as "seenThereAt", p.agreed_by as "agreedBy",
  p.agreed_at as "agreedAt", p.decided_by as "decidedBy", p.decided_at as "decidedAt", p.grounds`
const groundsPlace = (id: string) => `matching.pair.grounds:${id}`

function opened(vault: Vault, sealed: SealedPair): Pair {
  return { ...sealed, grounds: sealed.grounds ? vault.openJson<Grounds>(groundsPlace(sealed.id), sealed.grounds) : {} }
}

async function pairs(
  tx: Tx,
  vault: Vault,
  where: ReturnType<typeof sql>,
  order = sql`p.probability desc, p.id`,
): Promise<Pair[]> {
  const found = await rows(
    sql<SealedPair>`select ${columns} from matching.pair p where ${where} order by ${order} limit ${LONGEST}`,
    tx,
  )
  return found.map((each) => opened(vault, each))
}

/** Locks a pair for a decision. */
export async function lockPair(tx: Tx, vault: Vault, id: string): Promise<Pair | null> {
  const found = await row(sql<SealedPair>`select ${columns} from matching.pair p where p.id = ${id} for update`, tx)
  return found ? opened(vault, found) : null
}

export async function pairById(tx: Tx, vault: Vault, id: string): Promise<Pair | null> {
  return (await pairs(tx, vault, sql`p.id = ${id}`))[0] ?? null
}

export async function pairOf(tx: Tx, vault: Vault, fileId: string, otherId: string): Promise<Pair | null> {
  return (await pairs(tx, vault, sql`p.file_id = ${fileId} and p.other_id = ${otherId}`))[0] ?? null
}

export const pairsOfFile = (tx: Tx, vault: Vault, fileId: string, kind: Pair['kind']): Promise<Pair[]> =>
  pairs(tx, vault, sql`p.file_id = ${fileId} and p.kind = ${kind}`)

export const pairsOfInquiry = (tx: Tx, vault: Vault, inquiryId: string): Promise<Pair[]> =>
  pairs(tx, vault, sql`p.kind = 'inquiry' and (p.other_id = ${inquiryId} or p.root_id = ${inquiryId}) and p.state <> 'overtaken'`)

/** Pairs of one state as either side's list shows them, what is newest first. */
export const pairsIn = (tx: Tx, vault: Vault, states: readonly PairState[]): Promise<Pair[]> =>
  pairs(
    tx,
    vault,
    sql`p.kind = 'inquiry' and p.state = any(${[...states]})`,
    sql`coalesce(p.decided_at, p.agreed_at, p.suggested_at, p.ran_at) desc, p.id`,
  )

/** What a run moves of one guest's pairs. */
export const knownPairs = (tx: Tx, fileId: string, kind: Pair['kind']): Promise<KnownPair[]> =>
  rows(
    sql<KnownPair>`select id, other_id as "otherId", state from matching.pair where file_id = ${fileId} and kind = ${kind}`,
    tx,
  )

export async function evidenceOf(tx: Tx, vault: Vault, id: string): Promise<{ evidence: Evidence[]; kinOf?: string }> {
  const found = await row(sql<{ evidence: Buffer }>`select evidence from matching.pair where id = ${id}`, tx)
  return found ? vault.openJson(evidencePlace(id), found.evidence) : { evidence: [] }
}

export async function evidenceOfMany(tx: Tx, vault: Vault, ids: readonly string[]) {
  const found = await rows(
    sql<{ id: string; evidence: Buffer }>`select id, evidence from matching.pair where id = any(${[...ids]}::uuid[])`,
    tx,
  )
  return new Map(
    found.map((each) => [
      each.id,
      vault.openJson<{ evidence: Evidence[]; kinOf?: string }>(evidencePlace(each.id), each.evidence),
    ]),
  )
}

/**
 * Whatever must not be a candidate of this guest: excluded or undone with the same person, and inquiries that are
 * confirmed with somebody else. Joined inquiries count as one.
 */
export async function notCandidates(tx: Tx, personId: string): Promise<Set<string>> {
  const found = await rows(
    sql<{ id: string }>`with barred as (
        select other_id, root_id from matching.pair where kind = 'inquiry' and person_id = ${personId} and state in ('excluded', 'undone')
        union
        select other_id, root_id from matching.pair where kind = 'inquiry' and person_id <> ${personId} and state = 'confirmed')
      select other_id as id from barred union select q.subject_id from matching.profile q join barred on q.root_id = barred.root_id`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

/** Pairs that a confirmation overtakes: of the same inquiry with others, of the same guest with other inquiries. */
export async function rivalsOf(
  tx: Tx,
  pair: { id: string; rootId: string; personId: string },
): Promise<{ id: string; fileId: string }[]> {
  return rows(
    sql<{ id: string; fileId: string }>`select id, file_id as "fileId" from matching.pair
      where kind = 'inquiry' and id <> ${pair.id} and (root_id = ${pair.rootId} or person_id = ${pair.personId})
        and state in ('candidate', 'suggested', 'possible', 'agreed') limit ${LONGEST}`,
    tx,
  )
}

/** Guests that had this inquiry, or those joined with it, among their pairs. */
export async function guestsWith(tx: Tx, rootId: string): Promise<string[]> {
  const found = await rows(
    sql<{ id: string }>`select distinct p.file_id as id from matching.pair p join matching.profile g on g.subject_id = p.file_id
      where p.root_id = ${rootId} and p.kind = 'inquiry' and g.open limit ${LONGEST}`,
    tx,
  )
  return found.map((each) => each.id)
}

export async function hasConfirmed(tx: Tx, personId: string): Promise<boolean> {
  const found = await row(
    sql`select 1 as there from matching.pair where person_id = ${personId} and state = 'confirmed' and kind = 'inquiry'`,
    tx,
  )
  return found !== undefined
}

export interface Decided {
  state: PairState
  grounds?: Grounds
  /** `null` takes the first signature back. */
  agreed?: { by: string; at: number } | null
  decided?: { by: string; at: number }
}

export async function decidePair(tx: Tx, vault: Vault, pair: Pair, change: Decided): Promise<void> {
  const grounds = change.grounds ? vault.sealJson(groundsPlace(pair.id), { ...pair.grounds, ...change.grounds }) : null
  await sql`update matching.pair set state = ${change.state}, grounds = coalesce(${grounds}, grounds),
    agreed_by = ${change.agreed === undefined ? sql`agreed_by` : (change.agreed?.by ?? null)},
    agreed_at = ${change.agreed === undefined ? sql`agreed_at` : instant(change.agreed?.at ?? null)},
    decided_by = coalesce(${change.decided?.by ?? null}, decided_by), decided_at = coalesce(${instant(change.decided?.at ?? null)}, decided_at)
    where id = ${pair.id}`.execute(tx)
}

/** Moves that nobody signs: what the machine puts up, lets go, or lets stand back. */
export async function movePairs(tx: Tx, ids: readonly string[], state: PairState, suggestedAt: number | null): Promise<void> {
  await sql`update matching.pair set state = ${state}, suggested_at = coalesce(${instant(suggestedAt)}, suggested_at)
    where id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** Pairs with an earlier guest end when the hall judged the two persons; what was judged two stays so when a merge is undone. */
export async function settleEarlier(tx: Tx, personId: string, otherId: string, state: PairState): Promise<void> {
  await sql`update matching.pair set state = ${state}
    where kind = 'guest' and (state <> 'excluded' or ${state} <> 'overtaken')
      and ((person_id = ${personId} and root_id = ${otherId}) or (person_id = ${otherId} and root_id = ${personId}))`.execute(tx)
}

/** Notes that somebody looked today; true for the first time. */
export async function noteLook(
  tx: Tx,
  look: { pairId: string; accountId: string; day: string; ownerPath: string; side: 'here' | 'there' | 'both'; at: number },
): Promise<boolean> {
  const noted = await row(
    sql`insert into matching.look (pair_id, account_id, day, owner_path) values (${look.pairId}, ${look.accountId}, ${look.day}, ${look.ownerPath})
      on conflict do nothing returning 1 as noted`,
    tx,
  )
  await sql`update matching.pair set
      seen_at = ${look.side === 'there' ? sql`seen_at` : instant(look.at)},
      seen_there_at = ${look.side === 'here' ? sql`seen_there_at` : instant(look.at)}
    where id = ${look.pairId}`.execute(tx)
  return noted !== undefined
}

export async function lookedToday(tx: Tx, pairId: string, accountId: string, day: string): Promise<boolean> {
  const found = await row(
    sql`select 1 as there from matching.look where pair_id = ${pairId} and account_id = ${accountId} and day = ${day}`,
    tx,
  )
  return found !== undefined
}

/** Of some pairs, those that somebody opened today. */
export async function openedToday(tx: Tx, pairIds: readonly string[], accountId: string, day: string): Promise<Set<string>> {
  if (pairIds.length === 0) return new Set()
  const found = await rows(
    sql<{ id: string }>`select pair_id as id from matching.look
      where pair_id = any(${[...pairIds]}::uuid[]) and account_id = ${accountId} and day = ${day}`,
    tx,
  )
  return new Set(found.map((each) => each.id))
}

/** What somebody had erased: the words of both sides go, that there was a pair stays. */
export async function eraseEvidence(tx: Tx, vault: Vault, inquiryId: string): Promise<void> {
  const found = await rows(sql<{ id: string }>`select id from matching.pair where other_id = ${inquiryId}`, tx)
  for (const { id } of found)
    await sql`update matching.pair set evidence = ${vault.sealJson(evidencePlace(id), { evidence: [] })} where id = ${id}`.execute(
      tx,
    )
}
