/** This room's SQL for lists: what is held, where children live, who went home, what waits at the bureau. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import type { ActorOrganisation } from '#kernel/actor.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import { openPlacement, placementColumns, type PlacementRow } from './store-care.ts'
import type { HoldKind, RequestKind, ReviewCause, ReturnedFinding } from './words.ts'

/** Rows of one list. */
export const LONGEST = 500

export const organisationAt = (tx: Tx, path: string): Promise<ActorOrganisation | undefined> =>
  row(sql<ActorOrganisation>`select id, path, kind, name from kernel.organisation where path = ${path}`, tx)

/** Whether a request of the child waits at this bureau. */
export const askedOfBureau = async (tx: Tx, childId: string, bureauPath: string): Promise<boolean> =>
  (await row(
    sql`select 1 as there from guardianship.request where child_id = ${childId} and bureau_path = ${bureauPath} and state = 'asked' limit 1`,
    tx,
  )) !== undefined

/** The next visit to a child at home is brought forward. */
export async function askAgain({ tx }: LoadContext, returnId: string, on: string): Promise<void> {
  await sql`update guardianship.home_return set next_visit = ${on} where id = ${returnId}`.execute(tx)
}

interface Named {
  childId: string
  no: string
  name: string
  birthFrom: string | null
  birthTo: string | null
}
const named = sql`f.id as "childId", f.no, n.display_name as name, n.birth_from as "birthFrom", n.birth_to as "birthTo"`
const child = (id: ReturnType<typeof sql.ref>) =>
  sql`join people.child_file f on f.id = ${id} join people.person n on n.id = f.person_id`

export type HeldRow = Named & {
  kind: HoldKind
  ground: string
  since: number
  reviewOn: string | null
  reviewCause: ReviewCause | null
  place: string | null
}

export async function heldNow(tx: Tx): Promise<{ items: HeldRow[]; total: number }> {
  const items = await rows(
    sql<HeldRow>`select ${named}, h.kind, h.ground, h.since, h.review_on as "reviewOn", h.review_cause as "reviewCause",
        (select p.kind from guardianship.placement p where p.child_id = h.child_id and p.state = 'current' and p.kind <> 'sponsored') as place
      from guardianship.hold h ${child(sql.ref('h.child_id'))}
      where h.state <> 'ended' order by h.review_on nulls last, h.since limit ${LONGEST}`,
    tx,
  )
  return { items, total: await counted(tx, sql`guardianship.hold where state <> 'ended'`) }
}

export type PlacedRow = Named & PlacementRow & { familyState: string | null; familyVolunteer: boolean | null }

export async function placedNow(tx: Tx, vault: Vault): Promise<{ items: PlacedRow[]; total: number }> {
  const found = await rows(
    sql<
      Named & Omit<PlacementRow, 'content'> & { content: Buffer; familyState: string | null; familyVolunteer: boolean | null }
    >`select
        ${named}, ${placementColumns}, y.state as "familyState", y.volunteer as "familyVolunteer"
      from guardianship.placement p ${child(sql.ref('p.child_id'))} left join guardianship.family y on y.id = p.family_id
      where p.state = 'current' order by p.next_visit nulls last, p.placed_at limit ${LONGEST}`,
    tx,
  )
  return {
    items: found.map((each) => ({ ...each, ...openPlacement(vault, each) })),
    total: await counted(tx, sql`guardianship.placement where state = 'current'`),
  }
}

export type HomeRow = Named & {
  returnedAt: number
  nextVisit: string | null
  visits: number
  finding: ReturnedFinding | null
}

export async function homeNow(tx: Tx): Promise<{ items: HomeRow[]; total: number }> {
  const items = await rows(
    sql<HomeRow>`select ${named}, r.returned_at as "returnedAt", r.next_visit as "nextVisit", r.visits, r.finding
      from guardianship.home_return r ${child(sql.ref('r.child_id'))}
      where r.state = 'watched' order by r.next_visit nulls last, r.returned_at limit ${LONGEST}`,
    tx,
  )
  return { items, total: await counted(tx, sql`guardianship.home_return where state = 'watched'`) }
}

export type WaitingRow = Named & {
  requestId: string
  kind: RequestKind
  state: 'asked' | 'approved'
  askedAt: number
  from: string
  bureauPath: string
  askedPath: string
}

/** Requests that wait: for the bureau, or approved and not carried out. */
export async function waitingNow(tx: Tx): Promise<{ items: WaitingRow[]; total: number }> {
  const items = await rows(
    sql<WaitingRow>`select ${named}, r.id as "requestId", r.kind, r.state, r.asked_at as "askedAt", o.name as from,
        r.bureau_path as "bureauPath", r.asked_path as "askedPath"
      from guardianship.request r ${child(sql.ref('r.child_id'))} join kernel.organisation o on o.path = r.asked_path
      where r.state in ('asked', 'approved') order by r.asked_at limit ${LONGEST}`,
    tx,
  )
  return { items, total: await counted(tx, sql`guardianship.request where state in ('asked', 'approved')`) }
}

async function counted(tx: Tx, from: ReturnType<typeof sql>): Promise<number> {
  return (await row(sql<{ total: number }>`select count(*) as total from ${from}`, tx))?.total ?? 0
}
