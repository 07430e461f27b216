/** What the rates read out of the ledger: goings home within a span, and the visits, births and waivers of those files. */
import type { Range } from '#kernel/actor.ts'
import { instant, rows, sql, type Tx } from '#kernel/db.ts'

export interface SentLine {
  fileId: string
  personId: string
  no: string
  name: string
  ownerPath: string
  at: number
  local: boolean | null
  birthFrom: string | null
  birthTo: string | null
}

/** No year of a whole province has more of them in sight at once. */
export const MOST_SENT = 100_000
const DAY_MS = 86_400_000

const stands = sql`not exists (select 1 from kernel.ledger w where w.subject_id = l.subject_id and w.replaces = l.fact_id)`

/** Standing goings home that happened in a span, in sight and in a range. A fact is never recorded before it happened. */
export function sentBetween(tx: Tx, asked: { from: number; until: number; range: Range }): Promise<SentLine[]> {
  return rows(
    sql<SentLine>`select f.id as "fileId", p.id as "personId", f.no, p.display_name as name, f.owner_path as "ownerPath", l.occurred_at as at,
        case jsonb_typeof(l.value->'local') when 'boolean' then (l.value->>'local')::boolean end as local,
        p.birth_from::text as "birthFrom", p.birth_to::text as "birthTo"
      from kernel.ledger l join people.rescue_file f on f.id = l.subject_id join people.person p on p.id = f.person_id
      where l.name = 'departure.sent-home' and l.recorded_at >= ${instant(asked.from - DAY_MS)}
        and l.occurred_at >= ${instant(asked.from)} and l.occurred_at < ${instant(asked.until)}
        and l.owner_path >= ${asked.range.from} and l.owner_path < ${asked.range.to} and ${stands}
      order by l.occurred_at limit ${MOST_SENT}`,
    tx,
  )
}

export interface Told {
  fileId: string
  name: string
  at: number
  clause: string | null
  /** Tells that he has died. */
  died: boolean
  local: boolean | null
}

/** All goings home of these files, their visits, waivers and deaths: a file's later going home takes later visits. */
export function toldOf(tx: Tx, fileIds: readonly string[]): Promise<Told[]> {
  return rows(
    sql<Told>`select l.subject_id as "fileId", l.name, l.occurred_at as at, l.value->>'clause' as clause,
        coalesce(l.value->>'kind' = 'died' or l.value->>'finding' = 'died', false) as died,
        case jsonb_typeof(l.value->'local') when 'boolean' then (l.value->>'local')::boolean end as local from kernel.ledger l
      where l.subject_id = any(${[...fileIds]}::uuid[]) and l.name = any(array['departure.sent-home', 'follow-up.visited', 'obligation.waived', 'departure.left']) and ${stands}
        and (l.name <> 'departure.left' or l.value->>'kind' = 'died')
        and (l.name <> 'obligation.waived' or (l.value->>'clause' like 's3.revisit%' and coalesce(l.value->>'by', '') <> ''
          and coalesce(l.value->>'basis', '') <> ''))
      order by l.occurred_at`,
    tx,
  )
}

/** Names of organisations by their paths. */
export function namesOf(tx: Tx, paths: readonly string[]): Promise<{ path: string; name: string }[]> {
  return rows(
    sql<{
      path: string
      name: string
    }>`select path, name from kernel.organisation where path = any(${[...paths]}::text[]) order by path limit 300`,
    tx,
  )
}
