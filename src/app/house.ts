/** Puts the rooms, the roles, the facts and the projectors together on one database. */
import { join } from 'node:path'
import type pg from 'pg'
import { allFacts, factDef, parseFactValue } from '#facts/index.ts'
import { loadRoles } from '#kernel/access.ts'
import { root } from '#kernel/config.ts'
import { type KeyFile, openVault } from '#kernel/crypto.ts'
import { openDatabase, withOwner } from '#kernel/db.ts'
import { buildHouse, type FactCatalogue, type House } from '#kernel/house.ts'
import { openJobs } from '#kernel/jobs.ts'
import { keepParts, loadParts } from '#kernel/parts.ts'
import type { Clock } from '#kernel/time.ts'
import { modules } from './modules.ts'
import { projectors } from './projectors.ts'

/** Entries of the ledger that are no facts of a room: what the kernel itself notes. */
const kernelEntries: Record<string, number> = {
  'attempt.refused': 1,
  'account.signed-in': 1,
  'account.sign-in-refused': 1,
  'account.signed-out': 1,
  'account.opened': 1,
  'account.changed': 1,
  'account.closed': 1,
  'organisation.opened': 1,
  'organisation.changed': 1,
  'ledger.signed': 1,
  'file.uploaded': 1,
  'job.retried': 1,
}

const facts: FactCatalogue = {
  has: (name) => name in kernelEntries || factDef(name) !== undefined,
  version: (name) => kernelEntries[name] ?? factDef(name)?.v ?? 1,
  fault(name, value) {
    if (name in kernelEntries) return undefined
    const parsed = parseFactValue(name, value)
    return parsed.ok ? undefined : parsed.problems.map((problem) => `${problem.field}: ${problem.message}`).join('; ')
  },
}

/** Opens the house on a migrated database. `keys` come from the key file, `clock` from whoever starts it. */
export async function openHouse(input: {
  connection: pg.PoolConfig
  keys: KeyFile
  clock: Clock
  log: (line: string) => void
}): Promise<House> {
  const db = openDatabase(input.connection)
  const queues = modules.flatMap((room) => (room.jobs ?? []).map((job) => job.name))
  const jobs = await openJobs(db.pool, queues, input.log)
  const parts = loadParts(join(root, 'policies', 'parts.yaml'))
  const compartments = allFacts().flatMap(({ name, compartment }) => (compartment ? [{ name, compartment }] : []))
  await withOwner(db, async (tx) => {
    await keepParts(tx, parts, compartments)
    for (const room of modules) await room.prepare?.(tx)
  })
  return buildHouse({
    db,
    clock: input.clock,
    vault: openVault(input.keys),
    roles: loadRoles(join(root, 'policies', 'roles.yaml')),
    parts,
    modules,
    facts,
    projectors: await projectors(),
    jobs,
  })
}
