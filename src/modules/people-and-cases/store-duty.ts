/** The roster of those on duty: who answers at a place at an instant. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'

/** Who answers. Nobody on the roster: the organisation itself, by its own telephone. */
export interface OnDuty {
  dutyId: string | null
  organisationId: string
  organisationPath: string
  organisationName: string
  organisationKind: string
  /** The person's account, where one is told; a report goes to the organisation all the same. */
  accountId: string | null
  name: string | null
  phone: string | null
  rostered: boolean
  /** 1 answers first, 2 when the first does not. */
  turn: 1 | 2 | null
  /** When the shift ends. */
  until: number | null
}

interface Content {
  name: string
  phone?: string | undefined
}

const place = (id: string) => `people.duty.content:${id}`

type Found = Omit<OnDuty, 'name' | 'phone' | 'rostered'> & {
  phone: string | null
  accountName: string | null
  content: Buffer | null
}

/**
 * Everybody who may be asked at a place, in the order in which to ask: who is on a roster first, the nearest before the
 * others. `path` is the path of the town, village, school or city. With the vault also the name and telephone on the roster.
 */
export async function dutyAround(tx: Tx, path: string, at: number, vault?: Vault): Promise<OnDuty[]> {
  const found = await rows(
    sql<Found>`select duty_id as "dutyId", organisation_id as "organisationId", path as "organisationPath",
      name as "organisationName", kind as "organisationKind", phone, account_id as "accountId", account_name as "accountName",
      turn, ends_at as until, content from people.duty_around(${path}, ${instant(at)})`,
    tx,
  )
  return found.map(({ content, accountName, ...each }) => {
    const told = vault && content && each.dutyId ? vault.openJson<Content>(place(each.dutyId), content) : undefined
    return {
      ...each,
      name: told?.name ?? accountName,
      phone: told?.phone ?? each.phone,
      rostered: each.dutyId !== null,
    }
  })
}

/** Who answers at a place at an instant; null where no organisation of the network stands there. */
export async function onDuty(tx: Tx, path: string, at: number, vault?: Vault): Promise<OnDuty | null> {
  return (await dutyAround(tx, path, at, vault))[0] ?? null
}

export interface NewDuty {
  id: string
  turn: 1 | 2
  startsAt: number
  endsAt: number
  accountId?: string | undefined
  name: string
  phone?: string | undefined
}

/** Puts shifts on an organisation's roster. */
export async function insertDuties(
  { tx, vault, actor, now }: LoadContext,
  organisation: { id: string; path: string },
  duties: readonly NewDuty[],
): Promise<void> {
  for (const duty of duties)
    await sql`insert into people.duty (id, owner_path, organisation_id, account_id, turn, starts_at, ends_at, content, made_at, made_by)
      values (${duty.id}, ${organisation.path}, ${organisation.id}, ${duty.accountId ?? null}, ${duty.turn}, ${instant(duty.startsAt)},
        ${instant(duty.endsAt)}, ${vault.sealJson(place(duty.id), { name: duty.name, phone: duty.phone } satisfies Content)},
        ${instant(now)}, ${actor.accountId})`.execute(tx)
}

/** Takes shifts from the roster; the rows stay. */
export async function replaceDuties({ tx, now }: LoadContext, ids: readonly string[]): Promise<void> {
  await sql`update people.duty set replaced_at = ${instant(now)} where id = any(${[...ids]}::uuid[]) and replaced_at is null`.execute(
    tx,
  )
}

export interface DutyRow {
  id: string
  organisationId: string
  ownerPath: string
  accountId: string | null
  turn: 1 | 2
  startsAt: number
  endsAt: number
  name: string
  phone: string | null
}

/** Shifts between two instants of the organisations whose path begins so; at most `limit`, the earliest first. */
export async function dutiesBetween(
  tx: Tx,
  vault: Vault,
  of: { path: string; from: number; until: number; limit: number; lock?: boolean },
): Promise<DutyRow[]> {
  const found = await rows(
    sql<Omit<DutyRow, 'name' | 'phone'> & { content: Buffer }>`select id, organisation_id as "organisationId",
      owner_path as "ownerPath", account_id as "accountId", turn, starts_at as "startsAt", ends_at as "endsAt", content
      from people.duty where starts_with(owner_path, ${of.path}) and replaced_at is null
        and ends_at > ${instant(of.from)} and starts_at < ${instant(of.until)}
      order by starts_at, owner_path, turn limit ${of.limit} ${of.lock ? sql`for update` : sql``}`,
    tx,
  )
  return found.map(({ content, ...each }) => {
    const told = vault.openJson<Content>(place(each.id), content)
    return { ...each, name: told.name, phone: told.phone ?? null }
  })
}
