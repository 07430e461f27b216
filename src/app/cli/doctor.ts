/** Proving the data: the ledger's chains, and columns that repeat what facts say. */
import { sql } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { verifySignatures } from '#kernel/ledger-signature.ts'
import { Trouble } from '#kernel/trouble.ts'
import { withHouse } from './database.ts'

const LISTED = 20

/** Walks chains and signatures, says what holds; returns the number of faults. */
export async function provedLedger(house: House, out: (line: string) => void): Promise<number> {
  let chains = 0
  let entries = 0
  const broken = await verifyLedger(house.db.kysely, (_organisation, count) => {
    chains += 1
    entries += count
  })
  const signatures = await verifySignatures(house.db.kysely, house.vault)
  broken.push(...signatures.broken)
  for (const fault of broken) out(`断链：机构 ${fault.organisationId} 第 ${fault.seq} 条（${fault.reason}）`)
  out(`每日签名核对 ${signatures.checked} 个，公钥 ${house.vault.publicKey()}`)
  out(broken.length === 0 ? `留痕链完好：${chains} 条链，${entries} 条记录。` : `有 ${broken.length} 条链断了。`)
  return broken.length
}

/** `guitu ledger verify`: exit 1 when a chain is broken. */
export async function ledger(args: string[], out: (line: string) => void): Promise<number> {
  if (args[0] !== 'verify') throw new Trouble('用法：guitu ledger verify')
  return withHouse(async (house) => ((await provedLedger(house, out)) === 0 ? 0 : 1))
}

/** `guitu doctor`: everything that can be proved without a person. Prints ids only. */
export async function doctor(_args: string[], out: (line: string) => void): Promise<number> {
  return withHouse(async (house) => {
    let faults = await provedLedger(house, out)
    for (const room of house.modules) {
      for (const replay of room.replays ?? []) {
        const differing = await replay.differing(house.db.kysely, LISTED)
        for (const each of differing)
          out(`不一致：${replay.column} ${each.id} 存的是 ${String(each.kept)}，事实是 ${String(each.told)}`)
        if (differing.length === 0) out(`一致：${replay.column}`)
        faults += differing.length
      }
    }
    const unprotected = await sql<{ name: string }>`select n.nspname || '.' || c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_path'
      where c.relkind in ('r', 'p') and not c.relrowsecurity`.execute(house.db.kysely)
    for (const table of unprotected.rows) out(`没有行级保护：${table.name}`)
    faults += unprotected.rows.length
    out(faults === 0 ? '体检通过。' : `发现 ${faults} 处问题。`)
    return faults === 0 ? 0 : 1
  })
}
