/** One sender among the tabs of a phone. Two would do no harm (the server does an action once) but twice the work. */
import type { PhoneDatabase } from './database.ts'
import type { Parts } from './parts.ts'

/** A tab that died keeps others waiting no longer than this. */
const LEASE_MS = 60_000

/** Runs `work` unless another tab is at it; answers whether it ran. */
export async function alone(
  { locks, clock, timer }: Pick<Parts, 'locks' | 'clock' | 'timer'>,
  { database, name, holder }: { database: PhoneDatabase; name: string; holder: string },
  work: () => Promise<void>,
): Promise<boolean> {
  if (locks) {
    return locks.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return false
      await work()
      return true
    }) as Promise<boolean>
  }
  const take = () =>
    database.transaction('rw', database.leases, async () => {
      const now = clock.now()
      const held = await database.leases.get(name)
      // A lease that ends further ahead than one can last was written by a clock that has been set back since.
      if (held && held.holder !== holder && held.until > now && held.until <= now + LEASE_MS) return false
      await database.leases.put({ name, holder, until: now + LEASE_MS })
      return true
    })
  if (!(await take())) return false
  let stop = () => {}
  const renew = () => {
    stop = timer.after(LEASE_MS / 3, () => void take().then(renew, () => undefined))
  }
  renew()
  try {
    await work()
    return true
  } finally {
    stop()
    await database.leases
      .where({ name })
      .and((row) => row.holder === holder)
      .delete()
      .catch(() => 0)
  }
}
