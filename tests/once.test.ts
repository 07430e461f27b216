/** What an action promises whoever sends it: once, whole or not at all, and nothing kept that was only shown. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { action } from '#kernel/action.ts'
import { rows, sql } from '#kernel/db.ts'
import { field } from '#kernel/field.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { isRefusal, kernelRefusal } from '#kernel/refusal.ts'
import { uploadBy } from './guest.ts'
import { liveRichly, type Life } from './life.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
let life: Life
const clerk = () => house.actor('clerk')
beforeAll(async () => {
  house = await openTestHouse()
  life = await liveRichly(house, 'north', 1)
}, 300_000)
afterAll(() => house.close())

/** Everything that is kept, table by table, but for refused attempts: those are told. */
async function everything(): Promise<Record<string, string>> {
  const db = house.house.db.kysely as never
  const tables = await rows(
    sql<{
      name: string
    }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'jobs', 'public')
        and c.relname not in ('ledger', 'ledger_head', 'account', 'account_role')`,
    db,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [digest] = await rows(
      sql<{ digest: string | null }>`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.raw(name)} t`,
      db,
    )
    found[name] = digest?.digest ?? ''
  }
  const [facts] = await rows(
    sql<{
      count: number
    }>`select count(*) as count from kernel.ledger where name not in ('attempt.refused', 'child.view-refused')`,
    db,
  )
  return { ...found, facts: String(facts?.count) }
}

test('sent twenty times at once under one id, a reception begins once, and all are told the same', async () => {
  const actionId = crypto.randomUUID()
  const form = { arrival: 'self', writtenName: '同一次' }
  const replies = await Promise.all(Array.from({ length: 20 }, () => house.act(clerk(), 'intake.ask', form, { actionId })))
  expect(replies.map((each) => (isRefusal(each) ? each.code : each.reply.fileId))).toEqual(
    Array.from({ length: 20 }, () => (isRefusal(replies[0]!) ? '' : replies[0]!.reply.fileId)),
  )
  const persons = await house.look((tx) => rows(sql`select id from people.person where display_name = '同一次'`, tx))
  expect(persons).toHaveLength(1)
})

test('sent again when all has moved on, it answers as before and does nothing', async () => {
  const actionId = crypto.randomUUID()
  const form = { arrival: 'self', writtenName: '走了又问' }
  const first = await house.done(clerk(), 'intake.ask', form, { actionId })
  await house.done(clerk(), 'intake.withdraw', { fileId: first.reply.fileId, reason: '先走了', signing: 'gone' })
  const before = await everything()
  expect(await house.done(clerk(), 'intake.ask', form, { actionId })).toEqual(first)
  expect(await everything()).toEqual(before)
})

test('an id of somebody else’s action gives nothing of theirs away', async () => {
  const actionId = crypto.randomUUID()
  await house.done(clerk(), 'intake.ask', { arrival: 'self', writtenName: '甲站的人' }, { actionId })
  for (const other of [house.actor('duty-leader'), house.actor('clerk', 'south')]) {
    const answer = await house.act(other, 'intake.ask', { arrival: 'self', writtenName: '甲站的人' }, { actionId })
    expect(answer).toMatchObject({ code: 'KERNEL.ID_REUSED' })
  }
})

test('a refusal leaves nothing behind, not even a number of a file', async () => {
  const before = await everything()
  const refused = [
    await house.act(clerk(), 'intake.ask', { arrival: 'self', personId: life.personId, arrivedAt: house.now() + 86_400_000 }),
    await house.act(clerk(), 'people.merge', { personId: life.personId, otherId: life.personId, reason: '看着像同一人' }),
    await house.act(clerk(), 'people.judge-different', {
      personId: life.personId,
      otherId: crypto.randomUUID(),
      reason: '看着不像',
    }),
    await house.act(house.actor('clerk', 'south'), 'people.add-note', {
      subjectKind: 'rescue-file',
      subjectId: life.fileId,
      text: '某',
    }),
  ]
  expect(refused.map((each) => isRefusal(each))).toEqual([true, true, true, true])
  expect(await everything()).toEqual(before)
})

test('a defect after rows were saved takes them back', async () => {
  const broken = action({
    name: 'people.break',
    title: '出错',
    form: z.strictObject({ at: field(z.enum(['saving', 'shape', 'refused']), { label: '哪里' }) }),
    load: async () => ({}),
    may: () => true,
    decide: (_loaded, form) => ({
      facts: [
        {
          subject: { kind: 'person', id: life.personId, ownerPath: house.organisations.north.path },
          name: 'person.identity-stated',
          value: form.at === 'shape' ? { status: '没有这种' } : { status: 'unknown' },
        },
      ],
      changes: form.at,
      jobs: [{ name: 'nobody.takes-this', data: {} }],
    }),
    async save({ tx }, where) {
      await sql`update people.rescue_file set left_kind = 'broken' where id = ${life.fileId}`.execute(tx)
      if (where === 'saving') throw new Error('broken')
      if (where === 'refused') await sql`insert into kernel.seal (subject_id) values (${life.fileId})`.execute(tx)
    },
  })
  ;(house.house.actions as Map<string, unknown>).set(broken.name, broken)
  const before = await everything()
  for (const at of ['saving', 'shape', 'refused']) await expect(house.act(clerk(), broken.name, { at })).rejects.toThrow()
  expect(await everything()).toEqual(before)
})

test('what was revealed with a reason is shown once and kept nowhere', async () => {
  const actionId = crypto.randomUUID()
  const form = { personId: life.personId, what: 'phone', reason: '联系本人' }
  const shown = await house.done(clerk(), 'people.reveal', form, { actionId })
  expect(shown.reply.value).toBeTruthy()
  const kept = await house.look(async (tx) => {
    const [found] = await rows(sql<{ reply: Buffer }>`select reply from kernel.action where id = ${actionId}`, tx)
    return house.house.vault.open(`action.reply:${actionId}`, found?.reply as Buffer)
  })
  expect(kept).not.toContain(shown.reply.value)
  expect((await house.done(clerk(), 'people.reveal', form, { actionId })).reply).toEqual({})
})

test('uploads are attached by whose they are, and belong to their subject from then on', async () => {
  const upload = (place: 'north' | 'south') => uploadBy(house, house.actor('clerk', place))
  const note = (files: string[]) =>
    house.act(clerk(), 'people.add-note', { subjectKind: 'rescue-file', subjectId: life.fileId, text: '附照片', files })
  const [own, other] = [await upload('north'), await upload('south')]
  expect(await note([own, other])).toMatchObject({
    ...kernelRefusal('FORM', { count: 1 }),
    fields: { files: expect.any(String) },
  })
  expect(isRefusal(await note([own]))).toBe(false)
  const bound = await house.look((tx) => rows(sql`select subject_id as "subjectId" from kernel.file where id = ${own}`, tx))
  expect(bound).toEqual([{ subjectId: life.fileId }])
})

test('whatever of all this happened, every chain holds', async () => {
  expect(await verifyLedger(house.house.db.kysely as never, () => undefined)).toEqual([])
})
