import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { childRow, imported, registerOf, startRegister } from './testing/register.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const school = () => house.actor('school-officer', 'school')
const village = () => house.actor('child-director', 'village')
const town = () => house.actor('child-supervisor', 'town')
const centre = () => house.actor('minors-officer', 'centre')
const prison = () => house.actor('prison-officer', 'prison')
const justice = () => house.actor('justice-officer', 'justice')
const bureau = () => house.actor('bureau-officer', 'bureau')

interface Progress {
  state: string
  total: number
  counts: Record<string, number>
  rows: { row: number; outcome: string; words: string }[]
}
interface Listed {
  items: { childId: string; name: string; kinds: string[]; risk: string | null; nextOn: string; trend: string; missed: number }[]
  total: number
}
interface Board {
  rows: {
    place: string | null
    name: string | null
    total: number
    never: number
    censusDue: number
    censusDone: number
    high: number
  }[]
  round: { id: string; children: number; seen: number } | null
}
const progress = (runId: string, actor = school()) => house.ask(actor, 'watching.import-progress', { runId }) as Promise<Progress>
const listed = (actor = village(), params = {}) => house.ask(actor, 'watching.children', params) as Promise<Listed>
const board = (actor = town()) => house.ask(actor, 'watching.board') as Promise<Board>
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : answer)
const open = async (actor = village(), childId = '') => house.act(actor, 'minors.open-file', { childId, reason: '排查前看一看' })

/** Registers one child by the village and gives its file. */
async function registered(told: Record<string, unknown>, actor = village(), register = 'left-behind'): Promise<string> {
  const { reply } = await house.done(actor, 'watching.register-child', { register, ...told })
  await house.work('watching')
  return String(reply.childId)
}

describe('a register comes in', () => {
  test('each child of a school becomes a file that town, village, school and centre know; every bad row is named', async () => {
    const bad = childRow(3)
    bad[4] = '2031-02-30'
    const grown = childRow(4)
    grown[4] = '1999-01-01'
    grown[5] = ''
    const runId = await imported(house, school(), await registerOf([childRow(1), childRow(2), bad, grown, childRow(1)]), {
      townId: house.organisations.town.id,
    })
    const run = await progress(runId)
    expect(run).toMatchObject({ state: 'done', total: 5, counts: { added: 2, bad: 2, duplicate: 1 } })
    expect(run.rows.map((each) => each.row)).toEqual([5, 6, 7])
    expect(run.rows[0]?.words).toContain('没有这一天')
    expect(run.rows[1]?.words).toContain('已满十八周岁')
    for (const actor of [school(), village(), town(), centre()]) expect((await listed(actor)).total).toBe(2)
    const [first] = (await listed()).items
    expect(first).toMatchObject({ kinds: ['left-behind'], risk: null, trend: 'new', nextOn: '2026-12-31' })
    expect((await board()).rows).toMatchObject([{ name: '柳沟村', total: 2, never: 2, censusDue: 2, censusDone: 0 }])
  })

  test('the same sheet again adds nothing; as a census it registers the term, once', async () => {
    const body = await registerOf([childRow(1), childRow(2)])
    const again = await progress(await imported(house, school(), body, { townId: house.organisations.town.id }))
    expect(again.counts).toMatchObject({ added: 0, already: 2 })
    const census = await progress(await imported(house, school(), body, { census: true, townId: house.organisations.town.id }))
    expect(census.counts).toMatchObject({ census: 2, added: 0 })
    expect((await board(school())).rows).toMatchObject([{ censusDue: 2, censusDone: 2 }])
    const third = await progress(await imported(house, school(), body, { census: true, townId: house.organisations.town.id }))
    expect(third.counts).toMatchObject({ census: 0, already: 2 })
  })

  test('a neighbour school, a hospital and the bureau see no child of it; the bureau has the numbers', async () => {
    expect((await listed(house.actor('school-officer', 'other-school'))).total).toBe(0)
    expect(code(await house.ask(bureau(), 'watching.children'))).toBe('KERNEL.NOT_FOUND')
    expect((await board(bureau())).rows).toMatchObject([{ name: '杨店镇', total: 2 }])
    expect((await board(house.actor('bureau-officer', 'far-bureau'))).rows).toEqual([])
    const runs = (await house.ask(house.actor('school-officer', 'other-school'), 'watching.imports')) as { runs: unknown[] }
    expect(runs.runs).toEqual([])
  })

  test('whoever sends a second sheet while one runs is told so', async () => {
    const body = await registerOf([childRow(900)])
    const runId = await startRegister(house, school(), body)
    const second = await house.act(school(), 'watching.start-import', {
      fileId: crypto.randomUUID(),
      register: 'left-behind',
      sheet: 0,
      headerRow: 2,
      columns: [{ column: 1, field: 'name' }],
    })
    expect(code(second)).toBe('KERNEL.NOT_FOUND')
    await expect(startRegister(house, school(), body)).rejects.toThrow('RUNNING')
    await house.done(school(), 'watching.stop-import', { runId, reason: '传错了' })
    expect(code(await house.act(school(), 'watching.stop-import', { runId, reason: '又停' }))).toBe('WATCHING.ENDED')
    expect(
      code(await house.act(house.actor('school-officer', 'other-school'), 'watching.stop-import', { runId, reason: '邻校' })),
    ).toBe('KERNEL.NOT_FOUND')
  })

  test("a prison's list makes files that justice office and centre know; town knows the child and not why, village and school nothing", async () => {
    const before = (await listed(town())).total
    const villageBefore = (await listed(village())).total
    await house.done(prison(), 'watching.register-child', {
      register: 'prisoner-child',
      name: '冯小树',
      birthDate: '2017-04-04',
      townId: house.organisations.town.id,
      detained: { name: '冯某', relation: 'father', until: '2028-01-01' },
    })
    await house.work('watching')
    const seen = (await listed(town())).items.find((each) => each.name === '冯小树')
    expect((await listed(town())).total).toBe(before + 1)
    expect(seen?.kinds).toEqual([])
    expect((await listed(village())).total).toBe(villageBefore)
    const childId = seen?.childId ?? ''
    await open(town(), childId)
    const panel = (await house.ask(town(), 'watching.of-child', { childId })) as { entries: unknown[] }
    expect(panel.entries).toEqual([])
    await open(justice(), childId)
    const told = (await house.ask(justice(), 'watching.of-child', { childId })) as { entries: { register: string }[] }
    expect(told.entries).toMatchObject([{ register: '服刑人员未成年子女' }])
    expect(code(await house.act(prison(), 'watching.register-child', { register: 'left-behind', name: '谁' }))).toBe(
      'KERNEL.NOT_FOUND',
    )
    expect(code(await house.act(village(), 'watching.register-child', { register: 'prisoner-child', name: '谁' }))).toBe(
      'KERNEL.NOT_FOUND',
    )
  })

  test('two offices that register one ID number make two files, and only the centre finds the pair', async () => {
    const row = childRow(77)
    await imported(house, school(), await registerOf([row]), { townId: house.organisations.town.id })
    await imported(house, house.actor('school-officer', 'other-school'), await registerOf([row]), {
      townId: house.organisations.town.id,
    })
    const found = (await house.ask(centre(), 'watching.twins')) as { items: { name: string; otherName: string }[] }
    expect(found.items).toHaveLength(1)
  })
})

describe('a child is looked at', () => {
  test('the risk gives the day of the next look, and the change since the last is told', async () => {
    const childId = await registered({ name: '李小河', birthDate: '2016-05-05', father: { name: '李建' } })
    const { reply } = await house.done(village(), 'watching.record-screening', {
      childId,
      manner: 'home',
      risk: 'low',
      guardianship: 'normal',
      note: '奶奶在家',
    })
    expect(reply).toEqual({ risk: 'low', nextOn: '2027-03-09', trend: 'new' })
    house.at('2027-01-10T09:00')
    expect((await house.done(town(), 'watching.record-screening', { childId, manner: 'home', risk: 'high' })).reply).toEqual({
      risk: 'high',
      nextOn: '2027-01-17',
      trend: 'worse',
    })
    const changed = await listed(town(), { view: 'changes', risk: 'high' })
    expect(changed.items).toMatchObject([{ childId, trend: 'worse' }])
    house.at('2027-01-18T09:00')
    const late = await listed(village(), { bucket: 'overdue', risk: 'high' })
    expect(late.items.map((each) => each.childId)).toEqual([childId])
    house.at('2026-12-09T02:31')
  })

  test('twice on one day by one office is refused, by another it is not', async () => {
    const childId = await registered({ name: '王小二' })
    const form = { childId, manner: 'home', risk: 'low' }
    await house.done(village(), 'watching.record-screening', form)
    expect(code(await house.act(village(), 'watching.record-screening', form))).toBe('WATCHING.SEEN_TODAY')
    await house.done(town(), 'watching.record-screening', form)
  })

  test('without the sheet the risk must be said; tomorrow and before the file are no days of a look', async () => {
    const childId = await registered({ name: '田小三' })
    expect(code(await house.act(village(), 'watching.record-screening', { childId, manner: 'home' }))).toBe('WATCHING.RISK')
    const told = { childId, manner: 'home', risk: 'low' }
    expect(code(await house.act(village(), 'watching.record-screening', { ...told, on: '2026-12-10' }))).toBe(
      'WATCHING.DATE_LATER',
    )
    expect(code(await house.act(village(), 'watching.record-screening', { ...told, on: '2026-12-01' }))).toBe(
      'WATCHING.DATE_EARLIER',
    )
  })

  test('answers to the sheet in force give risk and score, and stay with their version', async () => {
    const childId = await registered({ name: '赵小四' })
    const sheet = (await house.ask(village(), 'watching.sheet')) as {
      version: string
      questions: { key: string; kind: string; options: { key: string }[]; min: number | null; title: string }[]
    }
    const best = Object.fromEntries(
      sheet.questions.map((each) => [
        each.key,
        each.kind === 'choice' ? (each.options[0]?.key ?? '') : each.kind === 'number' ? (each.min ?? 0) : false,
      ]),
    )
    const { reply } = await house.done(village(), 'watching.record-screening', { childId, manner: 'home', answers: best })
    expect(['low', 'middle', 'high']).toContain(reply.risk)
    const kept = await house.look((tx) =>
      rows(
        sql<{
          value: { sheet: string }
        }>`select value from kernel.ledger where subject_id = ${childId} and name = 'child.screened'`,
        tx,
      ),
    )
    expect(kept[0]?.value.sheet).toBe(sheet.version)
    expect(
      code(await house.act(town(), 'watching.record-screening', { childId, manner: 'home', answers: { nonsense: 'x' } })),
    ).toBe('WATCHING.SHEET')
  })

  test('who was not found stands with the changes until somebody sees the child', async () => {
    const childId = await registered({ name: '孙小五' })
    await house.done(village(), 'watching.not-found', { childId, reason: 'nobody' })
    expect((await house.done(village(), 'watching.not-found', { childId, reason: 'refused' })).reply).toEqual({ missed: 2 })
    expect((await listed(village(), { view: 'changes' })).items.find((each) => each.childId === childId)).toMatchObject({
      trend: 'missed',
      missed: 2,
    })
    await house.done(village(), 'watching.record-screening', { childId, manner: 'phone', risk: 'middle' })
    expect((await listed(village())).items.find((each) => each.childId === childId)).toMatchObject({ missed: 0, risk: 'middle' })
  })

  test('whoever holds no part finds nothing to look at', async () => {
    const childId = await registered({ name: '周小六' })
    for (const actor of [house.actor('school-officer', 'other-school'), house.actor('minors-officer', 'bureau'), justice()]) {
      expect(code(await house.act(actor, 'watching.record-screening', { childId, manner: 'home', risk: 'low' }))).toBe(
        'KERNEL.NOT_FOUND',
      )
      expect(code(await house.ask(actor, 'watching.of-child', { childId }))).toBe('KERNEL.NOT_FOUND')
    }
  })

  test('one and the same action sent again is done once', async () => {
    const childId = await registered({ name: '吴小七' })
    const actionId = crypto.randomUUID()
    const form = { childId, manner: 'home', risk: 'low' }
    const first = await house.done(village(), 'watching.record-screening', form, { actionId })
    expect((await house.done(village(), 'watching.record-screening', form, { actionId })).reply).toEqual(first.reply)
  })
})

describe('a child is registered by hand', () => {
  test('nobody told is refused, of age is refused, the same child twice is refused', async () => {
    const form = { register: 'left-behind' }
    expect(code(await house.act(village(), 'watching.register-child', form))).toBe('WATCHING.NO_ONE')
    expect(code(await house.act(village(), 'watching.register-child', { ...form, name: '甲', birthDate: '2000-01-01' }))).toBe(
      'WATCHING.NOT_A_MINOR',
    )
    await registered({ name: '郑小八', sex: 'male', birthDate: '2018-02-02' })
    expect(
      code(
        await house.act(village(), 'watching.register-child', { ...form, name: '郑小八', sex: 'male', birthDate: '2018-02-02' }),
      ),
    ).toBe('WATCHING.ALREADY')
  })

  test('twins are two; a child without name, birth or number is known by whoever cares for it', async () => {
    const one = await registered({ name: '冯大双', birthDate: '2018-08-08', mother: { name: '何秀' } })
    const other = await registered({ name: '冯小双', birthDate: '2018-08-08', mother: { name: '何秀' } })
    expect(one).not.toBe(other)
    const unnamed = await registered({ carer: { name: '田婆婆', relation: '邻居' }, foundInRound: true })
    expect((await listed()).items.find((each) => each.childId === unnamed)?.name).toContain('无名')
  })
})

describe('rounds, terms and days', () => {
  test('a town opens a round, its village works in it, and only the town ends it', async () => {
    const { reply } = await house.done(town(), 'watching.open-round', { until: '2026-12-31', note: '留意冬衣' })
    expect(code(await house.act(town(), 'watching.open-round', { until: '2026-12-31' }))).toBe('WATCHING.ROUND_OPEN')
    expect(((await house.ask(village(), 'watching.my-round')) as { round: { id: string } }).round.id).toBe(reply.roundId)
    expect(code(await house.act(village(), 'watching.close-round', { roundId: reply.roundId }))).toBe('KERNEL.NOT_FOUND')
    expect(
      code(await house.act(house.actor('school-officer', 'school'), 'watching.close-round', { roundId: reply.roundId })),
    ).toBe('KERNEL.NOT_FOUND')
    await house.done(town(), 'watching.close-round', { roundId: reply.roundId })
    expect(code(await house.act(town(), 'watching.close-round', { roundId: reply.roundId }))).toBe('WATCHING.ROUND_CLOSED')
    expect(code(await house.act(town(), 'watching.open-round', { until: '2026-01-01' }))).toBe('WATCHING.ROUND_DATE')
  })

  test('the census takes left-behind and migrant children, each once a term', async () => {
    const own = await registered({ name: '何小九' }, school(), 'migrant')
    const hard = await registered({ name: '何小十' }, school(), 'hardship')
    expect(code(await house.act(school(), 'watching.register-census', { childIds: [own, hard] }))).toBe('WATCHING.CENSUS_KIND')
    expect((await house.done(school(), 'watching.register-census', { childIds: [own] })).reply).toEqual({
      registered: 1,
      already: 0,
    })
    expect(code(await house.act(school(), 'watching.register-census', { childIds: [own] }))).toBe('WATCHING.CENSUS_DONE')
    expect(
      code(await house.act(house.actor('school-officer', 'other-school'), 'watching.register-census', { childIds: [own] })),
    ).toBe('KERNEL.NOT_FOUND')
  })

  test("a bureau's days hold from the next look on; higher risk is never looked at later", async () => {
    expect(
      code(await house.act(bureau(), 'watching.set-days', { low: 30, middle: 60, high: 7, from: '2026-01-01', reason: '试行' })),
    ).toBe('WATCHING.DAYS')
    await house.done(bureau(), 'watching.set-days', { low: 60, middle: 20, high: 3, from: '2026-01-01', reason: '本市规定' })
    const childId = await registered({ name: '李小末' })
    expect(
      (await house.done(village(), 'watching.record-screening', { childId, manner: 'home', risk: 'high' })).reply,
    ).toMatchObject({ nextOn: '2026-12-12' })
    expect(
      code(
        await house.act(house.actor('minors-officer', 'centre'), 'watching.set-days', {
          low: 1,
          middle: 1,
          high: 1,
          from: '2026-01-01',
          reason: '试',
        }),
      ),
    ).toBe('KERNEL.NOT_FOUND')
  })

  test('what the rows say agrees with the facts', async () => {
    await house.work('watching')
    const told = await house.look((tx) =>
      rows(
        sql<{ n: number }>`select count(*)::int as n from watching.standing s join people.child_file f on f.id = s.child_id`,
        tx,
      ),
    )
    expect(told[0]?.n).toBeGreaterThan(10)
  })
})
