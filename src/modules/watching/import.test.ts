/** A register of several batches: what is handled together must not change what becomes of a single row. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobContext } from '#kernel/jobs.ts'
import { rows, sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { importSlice } from './jobs-import.ts'
import { childRow, imported, registerOf, startRegister } from './testing/register.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const school = () => house.actor('school-officer', 'school')

interface Progress {
  state: string
  total: number
  counts: Record<string, number>
  rows: { row: number; outcome: string; words: string }[]
}
const progress = (runId: string) => house.ask(school(), 'watching.import-progress', { runId }) as Promise<Progress>

/** The child of that number, of whom no other row has the name. */
function child(at: number): unknown[] {
  const line = childRow(at)
  line[1] = `${String(line[1])}${String.fromCodePoint(0x4e00 + at)}`
  return line
}
const many = (from: number, count: number) => Array.from({ length: count }, (_, at) => child(from + at))
const started = async (lines: unknown[][]) =>
  startRegister(house, school(), await registerOf(lines), { townId: house.organisations.town.id })

/** What a run left behind, counted in each place where a child stands. */
async function left(runId: string): Promise<Record<string, number>> {
  const [found] = await house.look((tx) =>
    rows(
      sql<
        Record<string, number>
      >`with added as (select child_id as id from watching.run_row where run_id = ${runId} and outcome = 'added')
        select count(*)::int as files, count(distinct f.no)::int as numbers, count(distinct f.person_id)::int as persons,
          (select count(*)::int from watching.entry where child_id in (select id from added)) as entries,
          (select count(*)::int from watching.standing where child_id in (select id from added)) as standings,
          (select count(*)::int from kernel.ledger where subject_id in (select id from added) and name = 'child.file-opened') as facts
        from people.child_file f where f.id in (select id from added)`,
      tx,
    ),
  )
  return found as Record<string, number>
}
const each = (count: number) => ({
  files: count,
  numbers: count,
  persons: count,
  entries: count,
  standings: count,
  facts: count,
})

describe('a register of several batches', () => {
  test('a bad row in the middle is named with its reason, and the rows around it are registered', async () => {
    const lines = many(1000, 230)
    for (const at of [0, 57, 199, 200]) (lines[at] as unknown[])[4] = '2031-02-30'
    ;(lines[120] as unknown[])[1] = '小雨😀'
    const runId = await started(lines)
    while (await importSlice(jobContext(house.house), runId)) continue
    const done = await progress(runId)
    expect(done).toMatchObject({ state: 'done', total: 230, counts: { added: 225, bad: 5, duplicate: 0, already: 0 } })
    // The first child stands in the third line of the sheet.
    expect(done.rows.filter((row) => row.outcome === 'bad').map((row) => row.row)).toEqual([3, 60, 123, 202, 203])
    expect(done.rows.find((row) => row.row === 60)?.words).toContain('2031-02-30')
    expect(done.rows.find((row) => row.row === 123)?.words).toContain('姓名')
    expect(await left(runId)).toEqual(each(225))
  })

  test('the same child twice is one file, within a batch and from one batch to the next', async () => {
    const lines = many(2000, 205)
    lines[20] = lines[10] as unknown[]
    lines[204] = lines[11] as unknown[]
    const runId = await started(lines)
    while (await importSlice(jobContext(house.house), runId)) continue
    const done = await progress(runId)
    expect(done.counts).toMatchObject({ added: 203, duplicate: 1, already: 1, bad: 0 })
    expect(done.rows.find((row) => row.outcome === 'duplicate')).toMatchObject({ row: 23 })
    expect(await left(runId)).toEqual(each(203))
  })

  test('cut off in the middle and taken up by two at once, it ends with each child once', async () => {
    const lines = many(3000, 450)
    const runId = await started(lines)
    const context = jobContext(house.house)
    let batches = 0
    const dying = {
      ...context,
      perform: async (...told: Parameters<typeof context.perform>) => {
        if (told[1] === 'watching.import-rows' && ++batches > 1) throw new Error('the lights went out')
        return context.perform(...told)
      },
    }
    await expect(importSlice(dying, runId)).rejects.toThrow('the lights went out')
    expect(await progress(runId)).toMatchObject({ state: 'under-way', counts: { added: 200 } })
    await Promise.all([importSlice(context, runId), importSlice(context, runId)])
    expect(await progress(runId)).toMatchObject({ state: 'done', counts: { added: 450, duplicate: 0, already: 0, bad: 0 } })
    expect(await left(runId)).toEqual(each(450))
    const again = await progress(
      await imported(house, school(), await registerOf(lines), { townId: house.organisations.town.id }),
    )
    expect(again.counts).toMatchObject({ added: 0, already: 450 })
  }, 120_000)

  test('slice by slice it reaches its end; stopped between two slices, nothing more comes in', async () => {
    const runId = await started(many(4000, 25))
    let slices = 1
    while (await importSlice(jobContext(house.house), runId, 10)) slices += 1
    expect(slices).toBe(3)
    expect(await progress(runId)).toMatchObject({ state: 'done', counts: { added: 25 } })
    const other = await started(many(4100, 25))
    await importSlice(jobContext(house.house), other, 10)
    await house.done(school(), 'watching.stop-import', { runId: other, reason: '列对错了' })
    expect(await importSlice(jobContext(house.house), other)).toBe(false)
    expect(await progress(other)).toMatchObject({ state: 'stopped', counts: { added: 10 } })
  })

  test('children of one batch who seem to be one child are told to each other, and nobody else is', async () => {
    const [one, same, other] = [child(5000), child(5000), child(5001)] as [unknown[], unknown[], unknown[]]
    for (const line of [one, same]) line[5] = ''
    same[11] = '田大山'
    const runId = await started([one, same, other])
    await importSlice(jobContext(house.house), runId)
    expect((await progress(runId)).counts).toMatchObject({ added: 3 })
    await house.work('minors')
    const pairs = await house.look((tx) =>
      rows(
        sql<{ likeness: string; ours: number }>`select t.likeness, (select count(*)::int from watching.run_row r
            where r.run_id = ${runId} and r.row_no in (3, 4) and r.child_id in (t.one_id, t.other_id)) as ours
          from minors.twice t where exists (select 1 from watching.run_row r where r.run_id = ${runId} and r.child_id in (t.one_id, t.other_id))`,
        tx,
      ),
    )
    expect(pairs).toEqual([{ likeness: 'name', ours: 2 }])
  })
})
