import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../database.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  ;[one, other] = await Promise.all([freshDatabase(), freshDatabase()])
})

afterAll(async () => {
  await Promise.all([one.drop(), other.drop()])
})

test('each test file has a migrated database that no other file sees', async () => {
  await one.pool.query('create table only_here (n int)')
  const { rows } = await other.pool.query("select to_regclass('only_here') as here, to_regclass('kernel.migration') as migrated")
  expect(rows[0]).toEqual({ here: null, migrated: 'kernel.migration' })
})

test('the database knows that Chinese characters are letters, and sorts by their bytes', async () => {
  const { rows } = await one.pool.query(
    "select cardinality(show_trgm('王小明')) as trigrams, '44.4401.' < '44.4401.440105.' as sorted",
  )
  expect(rows[0]).toEqual({ trigrams: 4, sorted: true })
})
