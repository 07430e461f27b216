/** A rich life of this room: rows in every table, nothing of anybody in the clear, nothing at the station next door. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, sql, withActor } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { complainedRichly } from './testing/life.ts'

const CANARY = '金丝雀'
const PHONE = '13900005678'
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await complainedRichly(house, 'north', { canary: CANARY, phone: PHONE })
})
afterAll(() => house?.close())

const tables = ['complaint', 'complainant', 'step', 'measure', 'statement', 'supervisor']

test('every table has rows, and none of them says a word or a name in the clear', async () => {
  for (const table of tables) {
    const found = await rows<{ all: string }>(
      sql`select t::text as all from complaints.${sql.raw(table)} t`,
      house.house.db.kysely as never,
    )
    expect([table, found.length > 0]).toEqual([table, true])
    for (const secret of [CANARY, PHONE]) {
      const hex = Buffer.from(secret).toString('hex')
      expect([table, found.some(({ all }) => all.includes(secret) || all.includes(hex))]).toEqual([table, false])
    }
  }
})

test('whom it is about and who works next door find nothing but the statement that they were asked for', async () => {
  for (const [role, place] of [
    ['station-head', 'north'],
    ['clerk', 'north'],
    ['nurse', 'north'],
    ['station-head', 'south'],
    ['police-officer', 'police'],
  ] as const) {
    const who = house.actor(role, place)
    await house.ask(who, 'complaints.statements')
    for (const table of tables.slice(0, 5)) {
      const found = await withActor(house.house.db, who, (tx) => rows(sql`select 1 from complaints.${sql.raw(table)}`, tx))
      // The nurse is one of the accused: not even what is asked of the house.
      const own = table === 'statement' && place === 'north' && role !== 'nurse' ? 1 : 0
      expect([role, place, table, found.length]).toEqual([role, place, table, own])
    }
  }
})
