/**
 * How often the public may do something. Addresses are never kept: a keyed digest per hour, forgotten after a day.
 *
 * In the `load` of a door that writes something new (a refusal rolls back, so whoever is refused is not counted):
 *
 *     const over = await publicOver(context, 'complaints.lodge', form.remote, { hour: 20, day: 60, siteHour: 300 })
 *
 * and in `decide`: `if (over) return refuse('TOO_MANY')` for `address`, words that ask to call for `site`.
 *
 * In the `load` of a door that answers by number and code, which must never refuse (a wrong try is counted as well):
 *
 *     const byNumber = await countPublicAttempt(context, 'complaints.state-number', number)
 *     const byAddress = await countPublicAttempt(context, 'complaints.state-address', remoteKey(form.remote))
 *
 * `forgetPublicAttempts(tx)` in the `save` of the door that writes keeps the table small. `what` begins with the room's name.
 * The form's `remote` is hidden and filled in by the page: `field(z.string().max(64), { label: '来访地址', widget: 'hidden' })`.
 */
import type { Actor } from './actor.ts'
import type { Vault } from './crypto.ts'
import { all, instant, row, sql, type Tx } from './db.ts'
import { HOUR } from './time.ts'

interface Counting {
  tx: Tx
  vault: Vault
  now: number
  actor: Actor
}

/** The address that is counted: of IPv6 the first half, since one house has all of the rest. */
export function remoteKey(remote: string): string {
  const text = remote
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/u, '')
    .replace(/%.*$/u, '')
  if (!text.includes(':')) return text
  const [head = '', tail] = text.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(8 - before.length - after.length, 0) }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/u, ''))
    .join(':')
}

/** Counts one more try and answers how many there were in this hour and in the last day. */
export async function countPublicAttempt(
  { tx, vault, now, actor }: Counting,
  what: string,
  key: string,
): Promise<{ hour: number; day: number }> {
  const hour = Math.floor(now / HOUR) * HOUR
  const digest = vault.blind(`kernel.public-attempt.${what}`, key)
  const { path } = actor.organisation
  const [counted, before] = await all([
    row(
      sql<{ count: number }>`insert into kernel.public_attempt (owner_path, what, key, hour, count)
        values (${path}, ${what}, ${digest}, ${instant(hour)}, 1)
        on conflict (owner_path, what, key, hour) do update set count = kernel.public_attempt.count + 1 returning count`,
      tx,
    ),
    row(
      sql<{ count: number }>`select coalesce(sum(count), 0)::bigint as count from kernel.public_attempt
        where owner_path = ${path} and what = ${what} and key = ${digest} and hour < ${instant(hour)} and hour > ${instant(hour - 24 * HOUR)}`,
      tx,
    ),
  ])
  return { hour: counted?.count ?? 0, day: (counted?.count ?? 0) + (before?.count ?? 0) }
}

interface Limits {
  /** From one address. */
  hour: number
  day: number
  /** From everybody on one site together: what is beyond asks to call. */
  siteHour?: number
}

/** Counts a new thing of the public; which limit it is over, if any. */
export async function publicOver(
  context: Counting,
  what: string,
  remote: string,
  limits: Limits,
): Promise<'address' | 'site' | undefined> {
  const own = await countPublicAttempt(context, what, remoteKey(remote))
  if (own.hour > limits.hour || own.day > limits.day) return 'address'
  if (limits.siteHour === undefined) return undefined
  const site = await countPublicAttempt(context, `${what}.site`, '')
  return site.hour > limits.siteHour ? 'site' : undefined
}

export async function forgetPublicAttempts(tx: Tx): Promise<void> {
  await sql`select kernel.forget_public_attempts()`.execute(tx)
}
