/** SQL of places for children and of what is held there: counts, never names of children. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'

export interface PlaceContent {
  name: string
  address: string
  hours?: string | undefined
  keeper?: string | undefined
  phone?: string | undefined
}
export interface PlaceRow {
  id: string
  ownerPath: string
  owner: string | null
  kind: string
  openedOn: string
  closedOn: string | null
  seats: number | null
  held: number
  content: PlaceContent
}
export interface MeetingContent {
  what: string
  which?: string | undefined
  files?: string[] | undefined
}
export interface MeetingRow {
  id: string
  ownerPath: string
  owner: string | null
  placeId: string | null
  kind: string
  heldOn: string
  children: number | null
  parents: number | null
  volunteers: number | null
  content: MeetingContent
}
type Sealed<T> = Omit<T, 'content'> & { content: Buffer }
const placePlace = (id: string) => `helping.place.content:${id}`
const meetingPlace = (id: string) => `helping.meeting.content:${id}`
const ownerName = sql`(select o.name from kernel.organisation o where o.path = x.organisation_path) as owner`

const placeColumns = sql`x.id, x.organisation_path as "ownerPath", ${ownerName}, x.kind, x.opened_on::text as "openedOn", x.closed_on::text as "closedOn",
  x.seats, (select count(*)::int from helping.meeting m where m.place_id = x.id) as held, x.content`
const openPlace = (vault: Vault, found: Sealed<PlaceRow>): PlaceRow => ({
  ...found,
  content: vault.openJson<PlaceContent>(placePlace(found.id), found.content),
})

export async function lockPlace({ tx, vault }: LoadContext, id: string): Promise<PlaceRow | null> {
  const found = await row(sql<Sealed<PlaceRow>>`select ${placeColumns} from helping.place x where x.id = ${id} for update`, tx)
  return found ? openPlace(vault, found) : null
}

export async function placesOf(tx: Tx, vault: Vault, limit: number): Promise<PlaceRow[]> {
  const found = await rows(
    sql<
      Sealed<PlaceRow>
    >`select ${placeColumns} from helping.place x order by x.closed_on is not null, x.organisation_path, x.opened_on limit ${limit}`,
    tx,
  )
  return found.map((each) => openPlace(vault, each))
}

export async function writePlace(
  { tx, vault, actor }: LoadContext,
  place: { id: string; kind: string; openedOn: string; closedOn: string | null; seats: number | null; content: PlaceContent },
): Promise<void> {
  const content = vault.sealJson(placePlace(place.id), place.content)
  await sql`insert into helping.place (id, organisation_path, kind, opened_on, closed_on, seats, content)
    values (${place.id}, ${actor.organisation.path}, ${place.kind}, ${place.openedOn}::date, ${place.closedOn}::date, ${place.seats}, ${content})
    on conflict (id) do update set kind = excluded.kind, closed_on = excluded.closed_on, seats = excluded.seats,
      content = excluded.content`.execute(tx)
}

export async function insertMeeting(
  { tx, vault, actor }: LoadContext,
  made: Omit<MeetingRow, 'ownerPath' | 'owner'>,
): Promise<void> {
  await sql`insert into helping.meeting (id, organisation_path, place_id, kind, held_on, children, parents, volunteers, content)
    values (${made.id}, ${actor.organisation.path}, ${made.placeId}, ${made.kind}, ${made.heldOn}::date, ${made.children}, ${made.parents},
      ${made.volunteers}, ${vault.sealJson(meetingPlace(made.id), made.content)})`.execute(tx)
}

export async function meetingsOf(
  tx: Tx,
  vault: Vault,
  asked: { committee?: boolean | undefined; from?: string | undefined },
  limit: number,
): Promise<{ items: MeetingRow[]; total: number }> {
  const where = sql`where (${asked.from ?? null}::date is null or x.held_on >= ${asked.from ?? null}::date)
    and (${asked.committee ?? null}::boolean is null or (x.kind = 'committee') = ${asked.committee ?? null}::boolean)`
  const found = await rows(
    sql<
      Sealed<MeetingRow>
    >`select x.id, x.organisation_path as "ownerPath", ${ownerName}, x.place_id as "placeId", x.kind, x.held_on::text as "heldOn",
      x.children, x.parents, x.volunteers, x.content from helping.meeting x ${where} order by x.held_on desc, x.id limit ${limit}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*)::int as total from helping.meeting x ${where}`, tx)
  const items = found.map((each) => ({
    ...each,
    content: vault.openJson<MeetingContent>(meetingPlace(each.id), each.content),
  }))
  return { items, total: counted?.total ?? 0 }
}
