import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { reportedRichly } from './testing/life.ts'

const CANARY = '金丝雀'
let test: TestHouse
let ids: Map<string, string>
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  ids = new Map(await reportedRichly(test, 'north', { canary: CANARY, phone: '13900005678' }))
})
afterAll(() => test.close())

const desk = () => test.actor('station-head')
const police = () => test.actor('police-officer', 'minors-police')
const pdf = { file: { type: 'application/pdf' } }

describe('papers', () => {
  it('the sheet of a report and the letter of a clue are for whoever reads them on the screen', async () => {
    const [reportId, clueId] = [ids.get('reportId'), ids.get('clueId')]
    expect(await test.ask(desk(), 'reports.paper-report', { reportId })).toMatchObject(pdf)
    expect(await test.ask(desk(), 'reports.paper-clue', { clueId })).toMatchObject(pdf)
    expect(await test.ask(police(), 'reports.paper-clue', { clueId })).toMatchObject(pdf)
    for (const actor of [police(), test.actor('station-head', 'south')])
      expect(await test.ask(actor, 'reports.paper-report', { reportId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('lists for pickers name whom can be sent, told, joined', async () => {
    const reportId = ids.get('reportId')
    const items = async (name: string, params: Record<string, unknown> = {}) =>
      ((await test.ask(desk(), `reports.${name}`, params)) as { items: { name: string }[] }).items.map((each) => each.name)
    expect(await items('bodies', { reportId })).toEqual(expect.arrayContaining(['杨店派出所', '杨店镇']))
    expect(await items('desks')).toContain('云川市未成年人救助保护中心')
    expect(await items('police-offices')).toContain('杨店派出所')
    expect((await items('join-choices', { reportId }))[0]).toContain(`${CANARY}丁`)
    expect(await items('children-to-link', { reportId })).toEqual([])
    expect(await test.ask(desk(), 'reports.counts')).toMatchObject({ clues: expect.any(Number) })
  })
})

describe('what is kept', () => {
  it('names nobody in the clear: not in rows, facts or jobs', async () => {
    const kept = await test.look(async (tx) => [
      ...(await rows(sql<{ text: string }>`select r::text as text from reports.report r`, tx)),
      ...(await rows(sql<{ text: string }>`select p::text as text from reports.reporter p`, tx)),
      ...(await rows(sql<{ text: string }>`select c::text as text from reports.clue c`, tx)),
      ...(await rows(sql<{ text: string }>`select l.value::text as text from kernel.ledger l`, tx)),
    ])
    const jobs = await sql<{ text: string }>`select data::text as text from jobs.job`.execute(test.house.db.kysely)
    const all = JSON.stringify([...kept, ...jobs.rows])
    expect(kept.length).toBeGreaterThan(10)
    for (const secret of [CANARY, '13900005678', '203.0.113.5']) expect(all).not.toContain(secret)
  })

  it('is not seen by the station next door, in any table', async () => {
    const { withActor } = await import('#kernel/db.ts')
    for (const table of ['report', 'reporter', 'dispatch', 'clue'])
      expect(
        await withActor(
          test.house.db,
          test.actor('station-head', 'south'),
          (tx) => rows(sql`select 1 from ${sql.table(`reports.${table}`)}`, tx),
          test.now(),
        ),
      ).toEqual([])
  })

  it('two files of one child: reports and clues go with it, by the system alone', async () => {
    expect(
      await test.act(desk(), 'reports.move-to-child', { childId: crypto.randomUUID(), intoId: crypto.randomUUID() }),
    ).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})
