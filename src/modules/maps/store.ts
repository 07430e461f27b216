/** This room's SQL. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, json, row, sql, type Tx } from '#kernel/db.ts'
import type { Shape } from './rules.ts'

export interface Ground {
  id: string
  ownerPath: string
  cityPath: string
  kind: 'tiles' | 'file'
  address: string | null
  system: 'wgs84' | 'gcj02'
  attribution: string
  approval: string
  lat: number | null
  lng: number | null
  shapes: Shape[] | null
  setAt: number
}

/** The map of a city; the platform's, for all, where the city has none. */
export async function groundOf(tx: Tx, path: string, lock = false): Promise<Ground | null> {
  const found = await row(
    sql<Ground>`select id, owner_path as "ownerPath", city_path as "cityPath", kind, address, system, attribution, approval, lat, lng, shapes,
        set_at as "setAt" from maps.ground where ended_at is null and starts_with(${path}, city_path)
      order by length(city_path) desc limit 1 ${lock ? sql`for update` : sql``}`,
    tx,
  )
  return found ?? null
}

export async function endGround(tx: Tx, id: string, now: number): Promise<void> {
  await sql`update maps.ground set ended_at = ${instant(now)} where id = ${id}`.execute(tx)
}

export async function putGround({ tx, now }: LoadContext, made: Ground): Promise<void> {
  await sql`update maps.ground set ended_at = ${instant(now)} where city_path = ${made.cityPath} and ended_at is null`.execute(tx)
  await sql`insert into maps.ground (id, owner_path, city_path, kind, address, system, attribution, approval, lat, lng, shapes, set_at)
    values (${made.id}, ${made.ownerPath}, ${made.cityPath}, ${made.kind}, ${made.address}, ${made.system}, ${made.attribution},
      ${made.approval}, ${made.lat}, ${made.lng}, ${made.shapes ? json(made.shapes) : null}, ${instant(made.setAt)})`.execute(tx)
}
