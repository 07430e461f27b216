/**
 * Ids are no rights: two stations live a rich life each; then every door of the one is tried with its own ids, one of them
 * exchanged for the other's. Nothing of the other's may change, and nothing of it may be told.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayOpen } from '#kernel/access.ts'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { rows, sql } from '#kernel/db.ts'
import { fullOf, liveRichly, type Life } from './life.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** Written by the other station only; a search by name is not what is tried here. */
const THEIRS = '夜莺'

let house: TestHouse
let theirs: Life
let ours: Life
beforeAll(async () => {
  house = await openTestHouse()
  theirs = await liveRichly(house, 'north', 1, THEIRS)
  ours = await liveRichly(house, 'south', 1)
}, 300_000)
afterAll(() => house.close())

/** Digest of every row that the other station owns, but for what it is told of others' openings of its files. */
async function owned(): Promise<Record<string, string>> {
  const db = house.house.db.kysely as never
  const tables = await rows(
    sql<{
      name: string
    }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_path'
      where c.relkind = 'r' and n.nspname !~ '^pg_' and c.relname not in ('part', 'subject_state', 'obligation', 'figure')`,
    db,
  )
  const range = rangeOf(house.organisations.north.path)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const viewed =
      name === 'kernel.ledger' ? sql`name not in ('sensitive.viewed', 'attempt.refused', 'child.view-refused')` : sql`true`
    const [digest] = await rows(
      sql<{ digest: string | null }>`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.raw(name)} t
        where owner_path >= ${range.from} and owner_path < ${range.to} and ${viewed}`,
      db,
    )
    found[name] = digest?.digest ?? ''
  }
  return found
}

function holders(door: string): Actor[] {
  const { roles } = house.house
  return ['station-head', 'clerk', 'nurse', 'caregiver']
    .map((role) => house.actor(role, 'south'))
    .filter((actor) => mayOpen(roles, actor, door))
    .slice(0, 1)
}

/** Doors that are meant to reach across: they say with which reason, and tell the other station. */
const ACROSS = new Set(['people.open-elsewhere', 'people.judge-different', 'intake.ask', 'intake.receive', 'intake.triage'])

test('no door changes what another station owns, whichever of its ids is put in', async () => {
  const before = await owned()
  for (const action of house.house.actions.values()) {
    for (const actor of holders(action.name)) {
      for (const key of Object.keys(action.form.shape)) {
        if (ACROSS.has(action.name) && (key === 'personId' || key === 'otherId')) continue
        for (let turn = 0; turn < 2; turn += 1) {
          const put = (at: string) => {
            const name = at.endsWith('Ids') ? at.slice(0, -1) : at
            const from = at === key || name === key ? theirs.ids : ours.ids
            return from.get(at) ?? from.get(name)
          }
          const form = fullOf(action.form, put, house.now(), turn) as Record<string, unknown>
          if (JSON.stringify(form[key]) === undefined || !/[0-9a-f]{8}-[0-9a-f]{4}-/.test(JSON.stringify(form[key]))) break
          const answer = await house.act(actor, action.name, form)
          expect([action.name, key, JSON.stringify(answer).includes(THEIRS)]).toEqual([action.name, key, false])
        }
      }
    }
  }
  expect(await owned()).toEqual(before)
}, 300_000)

/** Signs and what was done for publicity are the city's: nobody stands in them, and whoever works in the city reads them all. */
const OF_THE_CITY = /^signs\./

test('no door tells of what another station owns, whichever of its ids is asked for', async () => {
  const asked: string[] = []
  for (const query of house.house.queries.values()) {
    if (OF_THE_CITY.test(query.name)) continue
    for (const actor of holders(query.name)) {
      for (const key of Object.keys(query.params.shape)) {
        const put = (at: string) => (at === key ? theirs.ids : ours.ids).get(at)
        const params = fullOf(query.params, put, house.now()) as Record<string, unknown>
        if (!/[0-9a-f]{8}-[0-9a-f]{4}-/.test(JSON.stringify(params[key] ?? null))) continue
        for (const shape of [params, { [key]: params[key] }]) {
          const answer = await house.ask(actor, query.name, shape)
          const told = JSON.stringify(answer, (_key, value) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
          )
          expect([query.name, key, told.includes(THEIRS)]).toEqual([query.name, key, false])
          asked.push(query.name)
        }
      }
    }
  }
  expect(new Set(asked).size).toBeGreaterThan(10)
})
