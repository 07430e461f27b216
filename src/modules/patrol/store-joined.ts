/** SQL of two who are taken for one, and are two again. Run by the system. */
import type { LoadContext } from '#kernel/action.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import { type Encounter, encounterColumns, openEncounter, type SealedEncounter, type Sleeper } from './store.ts'

/** How the list spoke of each before, and of both since. */
export interface Lines {
  from: Sleeper | null
  kept: Sleeper | null
  joined: Sleeper | null
}
export interface Joined extends Lines {
  id: string
}

const key = (id: string) => `patrol.joined.content:${id}`
type Person = { id: string; ownerPath: string }

/** What was recorded of one becomes the other's, when both turn out to be one; whoever saw the one sees the other. */
export async function moveEncounters(context: LoadContext, id: string, from: string, into: Person, lines: Lines): Promise<void> {
  const { tx, vault, now } = context
  const opened = await rows(
    sql<{
      part: string
      path: string
    }>`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
      select 'person', ${into.id}::uuid, ${into.ownerPath}, p.organisation_path, p.part, ${instant(now)}
      from kernel.part p where p.subject_id = ${from} and p.part in ('patrol', 'escort') and p.valid_until is null
        and p.organisation_path <> ${into.ownerPath} and not kernel.closed(${into.id}::uuid)
        and not exists (select 1 from kernel.part k where k.subject_id = ${into.id}::uuid and k.organisation_path = p.organisation_path
          and k.part = p.part and k.valid_until is null)
      on conflict do nothing returning part, organisation_path as path`,
    tx,
  )
  await sql`insert into patrol.joined (id, person_id, into_id, joined_at, opened_parts, opened_paths, content)
    values (${id}, ${from}, ${into.id}, ${instant(now)}, ${opened.map((each) => each.part)}::text[],
      ${opened.map((each) => each.path)}::text[], ${vault.sealJson(key(id), lines)})
    on conflict (person_id) where parted_at is null do nothing`.execute(tx)
  await sql`update patrol.encounter set person_id = ${into.id}, owner_path = ${into.ownerPath} where person_id = ${from}`.execute(
    tx,
  )
  await sql`update patrol.visit set person_id = ${into.id} where person_id = ${from}`.execute(tx)
}

export async function lockJoined({ tx, vault }: LoadContext, personId: string): Promise<Joined | null> {
  const found = await row(
    sql<{ id: string; content: Buffer }>`select id, content from patrol.joined where person_id = ${personId} and parted_at is null
      for update`,
    tx,
  )
  return found ? { id: found.id, ...vault.openJson<Lines>(key(found.id), found.content) } : null
}

/** Whoever is taken for one with a person now, by what was joined into him: himself among them. */
const family = (personId: string) => sql`with recursive family (id) as (
    select ${personId}::uuid union select j.person_id from patrol.joined j join family f on j.into_id = f.id where j.parted_at is null)`

/** What was recorded for a person, whoever has it now. */
export async function recordedFor({ tx, vault }: LoadContext, personId: string): Promise<Encounter[]> {
  const found = await rows(
    sql<SealedEncounter>`${family(personId)} select ${encounterColumns} from patrol.encounter e
      where e.recorded_for in (select id from family) order by e.met_at, e.id for update of e`,
    tx,
  )
  return found.map((each) => openEncounter(vault, each))
}

export async function encountersOf({ tx, vault }: LoadContext, personId: string): Promise<Encounter[]> {
  const found = await rows(
    sql<SealedEncounter>`select ${encounterColumns} from patrol.encounter e where e.person_id = ${personId} order by e.met_at, e.id`,
    tx,
  )
  return found.map((each) => openEncounter(vault, each))
}

/** Gives a person back what was recorded for him, and closes the other to whoever saw the other only for his sake. */
export async function returnEncounters(
  { tx, now }: LoadContext,
  to: Person,
  joined: Joined | null,
  holder: string,
): Promise<void> {
  await sql`${family(to.id)} update patrol.encounter set person_id = ${to.id}, owner_path = ${to.ownerPath}
    where recorded_for in (select id from family)`.execute(tx)
  await sql`${family(to.id)} update patrol.visit set person_id = ${to.id} where recorded_for in (select id from family)`.execute(
    tx,
  )
  if (!joined) return
  // Whoever has met the other since, or goes with the other still, has a sight of their own.
  await sql`update kernel.part p set valid_until = greatest(${instant(now)}::timestamptz, p.valid_from)
    from patrol.joined j, unnest(j.opened_parts, j.opened_paths) as o (part, path)
    where j.id = ${joined.id} and p.subject_id in (j.into_id, ${holder}::uuid) and p.part = o.part and p.organisation_path = o.path
      and p.valid_until is null and p.valid_from >= j.joined_at
      and not exists (select 1 from patrol.encounter e left join kernel.organisation g on g.id in (e.organisation_id, e.escort_to)
        where e.person_id = p.subject_id and g.path = o.path)`.execute(tx)
  await sql`update patrol.joined set parted_at = ${instant(now)} where id = ${joined.id}`.execute(tx)
}

/** Whether anything was recorded for a person, whoever has it now. */
export const recorded = async (tx: Tx, personId: string): Promise<boolean> =>
  (await row(sql<{ id: string }>`select id from patrol.encounter where recorded_for = ${personId} limit 1`, tx)) !== undefined
