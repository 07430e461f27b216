/** SQL of two files of one child: found by keyed digests, decided by somebody, and the rows that move over. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, rows, sql, type Tx } from '#kernel/db.ts'
import { endChildPart } from '#modules/people-and-cases/index.ts'
import type { ChildKeys } from './rules.ts'
import { decideReader, readerRequests } from './store-readers.ts'
import { accountsById } from './store-read.ts'
import type { Likeness } from './words.ts'

/** Leave that was given until the file closes ends with it. */
export async function endNamedReaders(context: LoadContext, childId: string): Promise<void> {
  const { tx, vault, now } = context
  const held = (await readerRequests(tx, vault, childId, 500)).filter((each) => each.state === 'approved')
  const who = await accountsById(
    tx,
    held.map((each) => each.accountId),
  )
  for (const request of held) {
    const account = who.get(request.accountId)
    if (account) await endChildPart(tx, { childId, part: request.part, path: account.path, accountId: account.id, at: now })
    await decideReader(context, request, { state: 'ended', ended: '结案' })
  }
}

const ordered = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one])

export async function decideTwice(
  { tx, vault, now, actor }: LoadContext,
  one: string,
  other: string,
  decided: 'same' | 'two',
  reason: string,
): Promise<void> {
  const [first, second] = ordered(one, other)
  const content = vault.sealJson(`minors.twice.content:${first}:${second}`, { reason })
  await sql`insert into minors.twice (one_id, other_id, likeness, found_at, decided, decided_by, decided_at, content)
    values (${first}, ${second}, 'hand', ${instant(now)}, ${decided}, ${actor.accountId}, ${instant(now)}, ${content})
    on conflict (one_id, other_id) do update set decided = excluded.decided, decided_by = excluded.decided_by,
      decided_at = excluded.decided_at, content = excluded.content`.execute(tx)
}

export interface Pair {
  oneId: string
  otherId: string
  likeness: Likeness | 'hand'
  foundAt: number
}

/** Pairs that nobody has decided and of which the asker knows both. */
export function undecidedPairs(tx: Tx, childId: string | null, limit: number): Promise<Pair[]> {
  return rows(
    sql<Pair>`select one_id as "oneId", other_id as "otherId", likeness, found_at as "foundAt" from minors.twice
      where decided is null and (${childId}::uuid is null or one_id = ${childId}::uuid or other_id = ${childId}::uuid)
      order by found_at desc limit ${limit}`,
    tx,
  )
}

/** Keeps by what children may be found a second time, and puts down each other file that is like one of them. By the system. */
export async function lookForTwins(
  tx: Tx,
  vault: Vault,
  sought: readonly { id: string; ownerPath: string; keys: ChildKeys }[],
  now: number,
): Promise<number> {
  if (sought.length === 0) return 0
  const listed = sought.map(({ id, ownerPath, keys }) => ({
    id,
    path: ownerPath,
    number: keys.number && vault.blind('minors.child_key.number', keys.number).toString('hex'),
    name: keys.nameAndBirth && vault.blind('minors.child_key.name', keys.nameAndBirth).toString('hex'),
  }))
  const told = sql`(select r.id, kernel.city_path_of(r.path) as city, decode(r.number, 'hex') as number, decode(r.name, 'hex') as name
    from jsonb_to_recordset(${json(listed)}) as r (id uuid, path text, number text, name text)) c`
  await sql`insert into minors.child_key (child_id, city_path, number_key, name_key)
    select c.id, c.city, c.number, c.name from ${told} order by c.id
    on conflict (child_id) do update set city_path = excluded.city_path, number_key = excluded.number_key,
      name_key = excluded.name_key`.execute(tx)
  // By the number, else by name and birth where one of the two has none; fenced, so that each child asks the index alone.
  const found = await rows(
    sql<{ id: string }>`insert into minors.twice (one_id, other_id, likeness, found_at)
      select least(k.child_id, c.id), greatest(k.child_id, c.id), k.likeness, ${instant(now)}
      from ${told} cross join lateral (
        (select n.child_id, 'number' as likeness from minors.child_key n join people.child_file f on f.id = n.child_id
          where n.number_key = c.number and n.city_path = c.city and n.child_id <> c.id and f.closed_how is distinct from 'merged' limit 20)
        union all
        (select n.child_id, 'name' from minors.child_key n join people.child_file f on f.id = n.child_id
          where n.name_key = c.name and n.city_path = c.city and n.child_id <> c.id and (n.number_key is null or c.number is null)
            and f.closed_how is distinct from 'merged' limit 20)) k
      on conflict do nothing returning one_id as id`,
    tx,
  )
  return found.length
}

/** Tables whose rows go with the child, each sealed under its own id. */
const TABLES = ['member', 'entrusting', 'schooling', 'health'] as const

/** Rows of one file hung on another. Two cares entrusted at once stay two in time: the one that moves over is ended. By the system. */
export async function moveRows(tx: Tx, vault: Vault, from: string, into: string): Promise<void> {
  await sql`update minors.entrusting e set ended_on = greatest(e.from_on, kernel.moment()::date) where e.child_id = ${from} and e.ended_on is null
    and exists (select 1 from minors.entrusting o where o.child_id = ${into} and o.ended_on is null)`.execute(tx)
  for (const table of TABLES)
    await sql`update ${sql.table(`minors.${table}`)} set child_id = ${into} where child_id = ${from}`.execute(tx)
  await sql`insert into minors.sibling (child_id, other_id, kind, together, since)
    select case when child_id = ${from} then ${into}::uuid else child_id end, case when other_id = ${from} then ${into}::uuid else other_id end,
      kind, together, since
    from minors.sibling where (child_id = ${from} or other_id = ${from}) and child_id <> ${into} and other_id <> ${into} and ended_at is null
    on conflict (child_id, other_id) do nothing`.execute(tx)
  await sql`update minors.sibling set ended_at = kernel.moment() where (child_id = ${from} or other_id = ${from}) and ended_at is null`.execute(
    tx,
  )
  const home = await rows(
    sql<{
      childId: string
      content: Buffer
    }>`select child_id as "childId", content from minors.home where child_id in (${from}, ${into})`,
    tx,
  )
  const old = home.find((each) => each.childId === from)
  if (old && !home.some((each) => each.childId === into)) {
    const told = vault.openJson<object>(`minors.home.content:${from}`, old.content)
    await sql`insert into minors.home (child_id, content) values (${into}, ${vault.sealJson(`minors.home.content:${into}`, told)})`.execute(
      tx,
    )
  }
}
