/** Who somebody is to the house: an account's organisation, roles and range. */
import type { Roles } from './access.ts'
import { type Actor, rangeOf } from './actor.ts'
import { type Database, row, sql } from './db.ts'

export interface AccountActorRow {
  account_id: string
  name: string
  organisation_id: string
  path: string
  kind: string
  organisation_name: string
  roles: string[]
}

/** The roles that an account `a` holds now. */
export const rolesHeld = sql`array(select role from kernel.account_role r where r.account_id = a.id and r.revoked_at is null)`

/** The actor of a row. A police officer's or a doctor's organisation owns no files: the range is its own path, parts come on top. */
export function actorOfRow(roles: Roles, found: AccountActorRow): Actor {
  const partsOnly = found.roles.length > 0 && found.roles.every((role) => roles.get(role)?.reach === 'parts')
  return {
    kind: 'person',
    accountId: found.account_id,
    name: found.name,
    organisation: { id: found.organisation_id, path: found.path, kind: found.kind, name: found.organisation_name },
    roles: found.roles,
    range: partsOnly ? rangeOf(found.path) : rangeOf(rangePathOf(found.kind, found.path)),
  }
}

/** A bureau and a town watch over everything under the level they stand in; others over themselves. */
function rangePathOf(kind: string, path: string): string {
  if (kind !== 'bureau') return path
  return path.replace(/[^.]+\.$/, '')
}

/** The actor of an account without a session, for records that it made on a phone; undefined when it is closed. */
export async function actorOfAccount(house: { db: Database; roles: Roles }, accountId: string): Promise<Actor | undefined> {
  const found = await row(
    sql<AccountActorRow>`select a.id as account_id, a.name, o.id as organisation_id, o.path, o.kind, o.name as organisation_name, ${rolesHeld} as roles
      from kernel.account a join kernel.organisation o on o.id = a.organisation_id
      where a.id = ${accountId} and a.disabled_at is null and o.active`,
    house.db.kysely,
  )
  return found && actorOfRow(house.roles, found)
}
