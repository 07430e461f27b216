/** The search's SQL: renewing what a person is found by, and asking `people.search` (migration 20261121-2). */
import type { Vault } from '#kernel/crypto.ts'
import { json, rows, sql, type Tx } from '#kernel/db.ts'
import type { Asked } from './query-words.ts'
import { type Blind, type IndexRows, indexRows, questionOf } from './search-keys.ts'
import type { PersonRow } from './store.ts'
import { openLeftNote } from './store-left-note.ts'

/** Most persons that one answer lists. */
export const HIT_LIMIT = 50
const STAYS = 20

const blindOf =
  (vault: Vault): Blind =>
  (part, value) =>
    vault.blind(`person.document.${part}`, value).toString('hex')

/** Puts index rows in the place of those that the person had; one statement to remove, one to write. */
export async function indexNames(tx: Tx, person: { id: string; ownerPath: string }, rowsOf: IndexRows): Promise<void> {
  const { id, ownerPath } = person
  await sql`with names as (delete from people.name_index where person_id = ${id}),
      clues as (delete from people.clue_index where person_id = ${id})
    delete from people.document_index where person_id = ${id}`.execute(tx)
  if (rowsOf.names.length + rowsOf.clues.length + rowsOf.documents.length === 0) return
  await sql`with names as (
      insert into people.name_index (person_id, kind, text, pinyin, initials, sounds, bigrams, owner_path)
      select ${id}, kind, text, pinyin, initials, sounds, bigrams, people.index_path(${id}, ${ownerPath})
      from jsonb_to_recordset(${json(rowsOf.names)}) as n (kind text, text text, pinyin text, initials text, sounds text[], bigrams text[])),
    clues as (
      insert into people.clue_index (person_id, kind, text, bigrams, owner_path)
      select ${id}, kind, text, bigrams, people.index_path(${id}, ${ownerPath})
      from jsonb_to_recordset(${json(rowsOf.clues)}) as c (kind text, text text, bigrams text[]))
    insert into people.document_index (person_id, part, blind, owner_path)
    select ${id}, part, decode(blind, 'hex'), people.index_path(${id}, ${ownerPath})
    from jsonb_to_recordset(${json(rowsOf.documents)}) as d (part text, blind text)`.execute(tx)
}

/** Renews everything a person is found by. Runs within the action that changed the person. */
export async function indexPerson(tx: Tx, vault: Vault, person: PersonRow): Promise<void> {
  await indexNames(tx, person, indexRows(person.description, blindOf(vault)))
}

/** One earlier or present stay, a line. */
export interface Stay {
  personId: string
  fileId: string
  no: string
  stationId: string
  state: string
  arrivedAt: number
  leftAt: number | null
  leftKind: string | null
  /** Tickets given, where to. */
  leftNote: string | null
}

/** A station outside the own range that had this person, and in which month it last received them. */
export interface Elsewhere {
  stationId: string
  station: string
  month: string
}

/** How a person was found; `part`, `sound`, … of whatever name, `kind-same` for a name that is written the same. */
export type Way = string

export interface Hit {
  personId: string
  /** In the own range and not sealed. Otherwise everything below `elsewhere` is null: one line, opened with a reason. */
  inside: boolean
  sealed: boolean
  ways: Way[]
  score: number
  elsewhere: Elsewhere[]
  displayName: string | null
  /** The name by which the person was found. */
  said: string | null
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identity: PersonRow['identity'] | null
  namelessNo: string | null
  stays: Stay[]
}

export interface Found {
  hits: Hit[]
  /** There are more than are listed: another word would narrow it. */
  more: boolean
}

interface SearchRow extends Omit<Hit, 'stays'> {
  more: boolean
  mergedFrom: string[]
}

/** Earlier stays of persons in the own range, newest first, at most twenty each; row-level security bounds them. */
async function staysOf(tx: Tx, vault: Vault, persons: string[]): Promise<Stay[]> {
  if (persons.length === 0) return []
  const found = await rows(
    sql<
      Omit<Stay, 'leftNote'> & { note: Buffer | null }
    >`select stay.* from unnest(${persons}::uuid[]) as wanted (id) cross join lateral (
      select person_id as "personId", id as "fileId", no, station_id as "stationId", state, arrived_at as "arrivedAt",
        left_at as "leftAt", left_kind as "leftKind", left_note as note
      from people.rescue_file where person_id = wanted.id order by arrived_at desc limit ${STAYS}) stay`,
    tx,
  )
  return found.map(({ note, ...stay }) => ({ ...stay, leftNote: openLeftNote(vault, stay.fileId, note) }))
}

/** Asks the index; the best first. The scope is the actor's city, held inside the database function. */
export async function searchPeople(tx: Tx, vault: Vault, asked: Asked, limit = HIT_LIMIT): Promise<Found> {
  const question = questionOf(asked, blindOf(vault), Math.min(limit, HIT_LIMIT))
  const found = await rows(
    sql<SearchRow>`select person_id as "personId", inside, sealed, ways, score, more, elsewhere, display_name as "displayName", said, sex,
      birth_from as "birthFrom", birth_to as "birthTo", identity, nameless_no as "namelessNo", merged_from as "mergedFrom"
      from people.search(${json(question)})`,
    tx,
  )
  const inside = found.filter((each) => each.inside)
  const stays = await staysOf(
    tx,
    vault,
    inside.flatMap((each) => [each.personId, ...each.mergedFrom]),
  )
  const hits = found.map(({ more: _more, mergedFrom, ...hit }) => {
    const ids = new Set([hit.personId, ...mergedFrom])
    const own = stays.filter((stay) => ids.has(stay.personId)).sort((a, b) => b.arrivedAt - a.arrivedAt)
    return { ...hit, ways: [...new Set(hit.ways)], stays: hit.inside ? own : [] }
  })
  return { hits, more: found[0]?.more ?? false }
}

/** One child found: by which ways, and which name it was found by. */
export interface ChildHit {
  id: string
  personId: string
  ways: Way[]
  said: string | null
}

/** Looks for children of whom the actor holds a part, at most 50, the best first; nobody else's is ever in the answer. */
export async function searchChildren(tx: Tx, vault: Vault, asked: Asked): Promise<ChildHit[]> {
  const question = questionOf(asked, blindOf(vault), HIT_LIMIT)
  const found = await rows(
    sql<ChildHit>`select child_id as id, person_id as "personId", ways, said from people.search_children(${json(question)})`,
    tx,
  )
  return found.map((hit) => ({ ...hit, ways: [...new Set(hit.ways)] }))
}
