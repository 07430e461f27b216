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
