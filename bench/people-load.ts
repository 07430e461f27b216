/** Loads invented persons with all that they are found by; indexes are built after the rows. */
import type pg from 'pg'
import type { Vault } from '#kernel/crypto.ts'
import { sealLeftNote } from '#modules/people-and-cases/index.ts'
import { indexRows } from '#modules/people-and-cases/search-keys.ts'
import { type Cell, copyInto, copyLine } from './copy.ts'
import { inventedPeople, inventedStations } from './people-data.ts'

const TABLES = ['person', 'rescue_file', 'name_index', 'clue_index', 'document_index'] as const
const COLUMNS: Record<(typeof TABLES)[number], string> = {
  person: 'id, owner_path, display_name, sex, birth_from, birth_to, identity, nameless_no, created_at',
  rescue_file:
    'id, person_id, no, station_id, owner_path, state, arrived_at, accepted_at, left_at, left_kind, left_note, created_at',
  name_index: 'person_id, kind, text, pinyin, initials, sounds, bigrams, owner_path',
  clue_index: 'person_id, kind, text, bigrams, owner_path',
  document_index: 'person_id, part, blind, owner_path',
}
const BATCH = 50_000

/** Rows by table of a run of persons. */
function* batches(persons: number, seed: number, vault: Vault): Generator<Record<(typeof TABLES)[number], string[]>> {
  const fresh = () =>
    Object.fromEntries(TABLES.map((table) => [table, [] as string[]])) as Record<(typeof TABLES)[number], string[]>
  // The same name comes up again and again; what it is found by is worked out once.
  const kept = new Map<string, ReturnType<typeof indexRows>>()
  const blind = (part: string, value: string) => vault.blind(`person.document.${part}`, value).toString('hex')
  const rowsOf = (description: Parameters<typeof indexRows>[0]) => {
    const key = JSON.stringify(description)
    const found = kept.get(key)
    if (found) return found
    const made = indexRows(description, blind)
    if (kept.size < 400_000 && !description.idNumber) kept.set(key, made)
    return made
  }
  let lines = fresh()
  const put = (table: (typeof TABLES)[number], ...cells: Cell[]) => lines[table].push(copyLine(cells))
  for (const person of inventedPeople(persons, seed)) {
    const { id, station, description } = person
    const created = person.files[0]?.arrivedAt ?? '2020-01-01T00:00:00Z'
    put(
      'person',
      id,
      station.path,
      person.displayName,
      person.sex,
      person.birth.from,
      person.birth.to,
      'claimed',
      person.namelessNo,
      created,
    )
    for (const file of person.files) {
      put(
        'rescue_file',
        file.id,
        id,
        file.no,
        file.station.id,
        file.station.path,
        'left',
        file.arrivedAt,
        file.arrivedAt,
        file.leftAt,
        'own',
        `\\x${sealLeftNote(vault, file.id, '火车票一张，到站县城').toString('hex')}`,
        file.arrivedAt,
      )
    }
    const { writtenName, heardNames, nicknames, kin, places, accent, marks, idNumber } = description
    const parts: Parameters<typeof indexRows>[0][] = [
      writtenName ? { writtenName } : {},
      heardNames ? { heardNames } : {},
      nicknames ? { nicknames } : {},
      kin ? { kin } : {},
      { ...(places ? { places } : {}), ...(accent ? { accent } : {}) },
      marks ? { marks } : {},
      idNumber ? { idNumber } : {},
    ]
    for (const part of parts.filter((each) => Object.keys(each).length > 0)) {
      const rows = rowsOf(part)
      for (const name of rows.names)
        put('name_index', id, name.kind, name.text, name.pinyin, name.initials, name.sounds, name.bigrams, station.path)
      for (const clue of rows.clues) put('clue_index', id, clue.kind, clue.text, clue.bigrams, station.path)
      for (const document of rows.documents) put('document_index', id, document.part, `\\x${document.blind}`, station.path)
    }
    if (lines.person.length >= BATCH) {
      yield lines
      lines = fresh()
    }
  }
  yield lines
}

/** Fills an empty migrated database. The connection must be that of the tables' owner. */
export async function loadPeople(
  client: pg.Client | pg.PoolClient,
  options: { persons: number; seed: number; vault: Vault; log: (line: string) => void },
): Promise<void> {
  for (const { id, path, name } of inventedStations()) {
    await client.query(
      `insert into kernel.organisation (id, path, kind, level, name, short_name, created_at)
       values ($1, $2, 'station', 'county', $3, $3, '2020-01-01') on conflict do nothing`,
      [id, path, name],
    )
  }
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'people' and t.relname = any ($1) and not i.indisunique`,
    [[...TABLES]],
  )
  for (const { name } of indexes) await client.query(`drop index people.${name}`)
  // Row by row checks of references cost more than all the rest; every reference here is made by the generator.
  for (const table of TABLES) await client.query(`alter table people.${table} disable trigger all`)
  let done = 0
  for (const lines of batches(options.persons, options.seed, options.vault)) {
    for (const table of TABLES) await copyInto(client, `people.${table} (${COLUMNS[table]})`, lines[table])
    done += lines.person.length
    options.log(`${done} persons`)
  }
  for (const table of TABLES) await client.query(`alter table people.${table} enable trigger all`)
  await client.query("set maintenance_work_mem = '512MB'")
  for (const { definition, name } of indexes) {
    await client.query(definition)
    options.log(`index ${name}`)
  }
  for (const table of TABLES) await client.query(`vacuum analyze people.${table}`)
}
