/**
 * The heads of all chains, signed once a day with a key that lies outside the database: whoever rewrote a whole chain,
 * digests and all, could not sign it again, and whoever cut its end would be behind what was signed.
 */
import { instant, rows, sql, type Tx } from './db.ts'
import type { Vault } from './crypto.ts'
import type { BrokenAt } from './ledger.ts'

interface Head {
  organisation_id: string
  seq: number
  hash: Buffer
}

/** What is signed: the chain, how long it was, its hash, and when. */
function message(head: Head, signedAt: number): Buffer {
  return Buffer.from(`guitu ledger head\n${head.organisation_id}\n${head.seq}\n${head.hash.toString('hex')}\n${signedAt}`)
}

/** Signs every head that grew since its last signature; returns how many. Runs as the system. */
export async function signHeads(tx: Tx, vault: Vault, now: number): Promise<number> {
  const heads = await rows(
    sql<Head>`select h.organisation_id, h.seq, h.hash from kernel.ledger_head h
      where not exists (select 1 from kernel.ledger_signature s where s.organisation_id = h.organisation_id and s.seq = h.seq)
      order by h.organisation_id`,
    tx,
  )
  for (const head of heads) {
    const { keyId, signature } = vault.sign(message(head, now))
    await sql`insert into kernel.ledger_signature (organisation_id, seq, hash, signed_at, signature, key_id)
      values (${head.organisation_id}::uuid, ${head.seq}, ${head.hash}, ${instant(now)}, ${signature}, ${keyId})
      on conflict do nothing`.execute(tx)
  }
  return heads.length
}

/** Signatures that do not hold: forged, or of an entry that is not there any more or reads otherwise. Needs the owner. */
export async function verifySignatures(tx: Tx, vault: Vault): Promise<{ checked: number; broken: BrokenAt[] }> {
  const signed = await rows(
    sql<
      Head & { signed_at: number; signature: Buffer; key_id: string; now_hash: Buffer | null }
    >`select s.organisation_id, s.seq, s.hash,
        s.signed_at, s.signature, s.key_id, l.hash as now_hash
      from kernel.ledger_signature s left join kernel.ledger l on l.organisation_id = s.organisation_id and l.seq = s.seq
      order by s.organisation_id, s.seq`,
    tx,
  )
  const broken = signed
    .filter(
      (each) =>
        !each.now_hash?.equals(each.hash) || !vault.signedByUs(each.key_id, message(each, each.signed_at), each.signature),
    )
    .map((each) => ({ organisationId: each.organisation_id, seq: each.seq, reason: 'signature' as const }))
  return { checked: signed.length, broken }
}
