/** SQL of what other rooms' facts bring about: received, left, joined, closed. Run by the system. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'
import { type Encounter, encounterColumns, openEncounter, type SealedEncounter } from './store.ts'

/** Encounters of a person on whose way nothing has ended yet. */
export async function escortsOf({ tx, vault }: LoadContext, personId: string): Promise<Encounter[]> {
  const found = await rows(
    sql<SealedEncounter>`select ${encounterColumns} from patrol.encounter e
      where e.person_id = ${personId} and e.escort_state in ('under-way', 'arrived') order by e.met_at limit 50 for update`,
    tx,
  )
  return found.map((each) => openEncounter(vault, each))
}

export const onStreet = async (tx: Tx, personId: string): Promise<{ ownerPath: string } | undefined> =>
  (
    await rows(sql<{ ownerPath: string }>`select owner_path as "ownerPath" from patrol.sleeper where person_id = ${personId}`, tx)
  )[0]

/** What was recorded of one becomes the other's, when both turn out to be one; whoever saw the one sees the other. */
export async function moveEncounters(
  { tx, now }: LoadContext,
  from: string,
  into: { id: string; ownerPath: string },
): Promise<void> {
  await sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
    select 'person', ${into.id}::uuid, ${into.ownerPath}, p.organisation_path, p.part, ${instant(now)}
    from kernel.part p where p.subject_id = ${from} and p.part in ('patrol', 'escort') and p.valid_until is null
      and p.organisation_path <> ${into.ownerPath} and not kernel.closed(${into.id}::uuid)
      and not exists (select 1 from kernel.part k where k.subject_id = ${into.id}::uuid and k.organisation_path = p.organisation_path
        and k.part = p.part and k.valid_until is null)
    on conflict do nothing`.execute(tx)
  await sql`update patrol.encounter set person_id = ${into.id}, owner_path = ${into.ownerPath} where person_id = ${from}`.execute(
    tx,
  )
  await sql`update patrol.visit set person_id = ${into.id} where person_id = ${from}`.execute(tx)
}

export const dropSleeper = ({ tx }: LoadContext, personId: string) =>
  sql`delete from patrol.sleeper where person_id = ${personId}`.execute(tx)

/** Whoever is not of the police and held a part for the street's sake sees a child's person no more. */
export async function closeToStreet({ tx, now }: LoadContext, personId: string): Promise<void> {
  await sql`update kernel.part p set valid_until = greatest(${instant(now)}::timestamptz, p.valid_from)
    where p.subject_id = ${personId} and p.part = 'patrol' and p.valid_until is null
      and not exists (select 1 from kernel.organisation o where o.path = p.organisation_path and o.kind = 'police')`.execute(tx)
}

/** Tracks of a station that ended before an instant. */
export async function oldTracks(tx: Tx, ownerPath: string, before: number): Promise<number> {
  const [found] = await rows(
    sql<{
      count: number
    }>`select count(*) as count from patrol.track where owner_path = ${ownerPath} and last_at < ${instant(before)}`,
    tx,
  )
  return found?.count ?? 0
}
