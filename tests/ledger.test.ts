/** The ledger cannot be altered unseen. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#kernel/db.ts'
import { withActor } from '#kernel/db.ts'
import { systemActor } from '#kernel/actor.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { signHeads, verifySignatures } from '#kernel/ledger-signature.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  const clerk = house.actor('clerk')
  for (let index = 0; index < 4; index += 1) {
    const asked = await house.done(clerk, 'intake.ask', { arrival: 'self', writtenName: `测甲${index}` })
    await house.done(clerk, 'people.add-note', {
      subjectKind: 'rescue-file',
      subjectId: asked.reply.fileId as string,
      text: '看过',
    })
  }
})
afterAll(() => house.close())

const owner = () => house.house.db.kysely
const verify = () => verifyLedger(owner(), () => undefined)

test('an untouched chain holds', async () => {
  expect(await verify()).toEqual([])
})

test("the application's role can neither change nor remove an entry", async () => {
  await expect(house.look((tx) => sql`update kernel.ledger set name = 'x'`.execute(tx))).rejects.toThrow(/permission denied/)
  await expect(house.look((tx) => sql`delete from kernel.ledger`.execute(tx))).rejects.toThrow(/permission denied/)
  await expect(
    house.look((tx) => sql`insert into kernel.ledger_head values (gen_random_uuid(), 1, 'x')`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
})

test('altering any column of any entry is found at that entry', async () => {
  const entries = (
    await sql<{ organisation_id: string; seq: number }>`select organisation_id, seq from kernel.ledger`.execute(owner())
  ).rows
  const changes = [
    sql`name = name || 'x'`,
    sql`value = value || '{"altered": true}'`,
    sql`occurred_at = occurred_at + interval '1 minute'`,
    sql`recorded_at = recorded_at - interval '1 minute'`,
    sql`recorded_by = gen_random_uuid()`,
    sql`subject_id = gen_random_uuid()`,
    sql`owner_path = owner_path || 'x.'`,
    sql`replaces = 'other:0'`,
    sql`hash = sha256(hash)`,
    sql`entry_digest = sha256(entry_digest)`,
    sql`details = coalesce(details, ''::bytea) || '\\x00'::bytea`,
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: entries.length - 1 }),
      fc.integer({ min: 0, max: changes.length - 1 }),
      async (which, how) => {
        const entry = entries[which] as (typeof entries)[number]
        await owner()
          .transaction()
          .execute(async (tx) => {
            await sql`update kernel.ledger set ${changes[how]} where organisation_id = ${entry.organisation_id} and seq = ${entry.seq}`.execute(
              tx,
            )
            const broken = await verifyLedger(tx, () => undefined)
            expect(broken).toMatchObject([{ organisationId: entry.organisation_id, seq: entry.seq }])
            throw new Error('undo')
          })
          .catch((error: Error) => {
            if (error.message !== 'undo') throw error
          })
      },
    ),
    { numRuns: 40 },
  )
})

test('a removed entry is found, also the last', async () => {
  for (const which of ['min', 'max'] as const) {
    await owner()
      .transaction()
      .execute(async (tx) => {
        await sql`delete from kernel.ledger where (organisation_id, seq) in (select organisation_id, ${sql.raw(which)}(seq) from kernel.ledger group by 1)`.execute(
          tx,
        )
        expect((await verifyLedger(tx, () => undefined)).length).toBeGreaterThan(0)
        throw new Error('undo')
      })
      .catch((error: Error) => {
        if (error.message !== 'undo') throw error
      })
  }
})

test('a value erased by law leaves the chain whole', async () => {
  await owner()
    .transaction()
    .execute(async (tx) => {
      const entry = (
        await sql<{ fact_id: string }>`select fact_id from kernel.ledger where details is not null limit 1`.execute(tx)
      ).rows[0]
      await sql`select kernel.ledger_erase(${entry?.fact_id})`.execute(tx)
      const left = (
        await sql<{
          value: unknown
          details: unknown
        }>`select value, details from kernel.ledger where fact_id = ${entry?.fact_id}`.execute(tx)
      ).rows[0]
      expect(left).toEqual({ value: null, details: null })
      expect(await verifyLedger(tx, () => undefined)).toEqual([])
      throw new Error('undo')
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') throw error
    })
})

test('every head is signed once a day; who rewrites a signed chain or cuts its end is found', async () => {
  const { db, vault, clock } = house.house
  const sign = () => withActor(db, systemActor, (tx) => signHeads(tx, vault, clock.now()))
  expect(await sign()).toBeGreaterThan(0)
  expect(await sign()).toBe(0)
  expect(await verifySignatures(owner(), vault)).toMatchObject({ broken: [] })
  const altered = async (change: ReturnType<typeof sql>) =>
    await owner()
      .transaction()
      .execute(async (tx) => {
        await change.execute(tx)
        const { broken } = await verifySignatures(tx, vault)
        throw Object.assign(new Error('rolled back'), { broken })
      })
      .catch((error: Error & { broken?: unknown[] }) => error.broken)
  expect(await altered(sql`delete from kernel.ledger`)).not.toEqual([])
  expect(await altered(sql`update kernel.ledger set hash = sha256(hash)`)).not.toEqual([])
  expect(await altered(sql`update kernel.ledger_signature set signed_at = signed_at + interval '1 second'`)).not.toEqual([])
  expect(await altered(sql`update kernel.ledger_signature set hash = sha256(hash)`)).not.toEqual([])
})
