import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { jobContext } from '#kernel/jobs.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { parseInstant } from '#kernel/time.ts'
import { filesOfPerson, personsWithNumber } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { importSlice } from './jobs.ts'
import { importing, rowOf } from './testing/importing.ts'
import { guestRow, HEADING, rosterOf, withCheck, workbookOf } from './testing/roster.ts'

let house: TestHouse
let head: Actor
beforeAll(async () => {
  house = await openTestHouse()
  head = house.actor('station-head')
})
afterAll(() => house.close())

const NUMBER = withCheck('99990119540307171')
let serial = 0
const number = () => withCheck(`99990219610203${String((serial += 2)).padStart(3, '0')}`)

const { upload, rosterFor, start, finish, progress, imported } = importing(
  () => house,
  () => head,
)
const fileOf = async (idNumber: string) => {
  const [person] = await house.look((tx) => personsWithNumber(tx, house.house.vault, idNumber))
  if (!person) throw new Error('nobody has this number')
  const files = await house.look((tx) => filesOfPerson(tx, person.id))
  return { person, files, file: files[0] as (typeof files)[0] }
}
const codeOf = (answer: unknown) => (answer as { code?: string }).code

describe('a roster becomes files', () => {
  test('a guest still in the station, with entry, identity, birth, register and condition as of the entry', async () => {
    const idNumber = NUMBER
    const done = await imported([
      rowOf({
        姓名: '何桂香',
        性别: '男',
        身份证号: idNumber,
        入站日期: '2026-11-20',
        来站方式: '公安护送',
        户籍地: '湖北省黄冈市浠水县清泉镇',
        身体状况: '疑似精神障碍',
        备注: '随身布包一个',
      }),
    ])
    expect(done).toMatchObject({ state: 'done', total: 1, handled: 1, counts: { added: 1, bad: 0 } })
    const { person, file } = await fileOf(idNumber)
    expect(person).toMatchObject({
      displayName: '何桂香',
      sex: 'male',
      identity: 'claimed',
      birthFrom: '1954-03-07',
      division: '421125',
    })
    const entered = parseInstant('2026-11-20T00:00')
    expect(file).toMatchObject({ state: 'in', arrivedAt: entered, acceptedAt: entered, arrival: 'police', leftAt: null })
    expect(file.no).toMatch(/^云救 2026-\d{4}$/)
    const facts = await house.look((tx) => factsOf(tx, [file.id, person.id]))
    const value = (name: string) => facts.find((fact) => fact.name === name)?.value
    expect(facts.every((fact) => fact.occurredAt === entered)).toBe(true)
    expect(value('intake.asked')).toEqual({ arrival: 'police' })
    expect(value('person.birth-known')).toEqual({ date: '1954-03-07' })
    expect(value('person.identity-stated')).toEqual({ status: 'claimed' })
    expect(value('person.condition-noted')).toEqual({ kinds: ['mental'] })
    expect(value('person.register-known')).toEqual({ division: '421125', local: false })
    const asked = facts.find((fact) => fact.name === 'intake.asked')?.id as string
    const details = await house.look((tx) => detailsOf(tx, house.house.vault, [asked]))
    expect(details.get(asked)).toMatchObject({ imported: true, remark: '随身布包一个', row: 3 })
  })

  test('a guest of last year who was brought home: the file closed, its number of that year, the journey told', async () => {
    const idNumber = number()
    await imported([
      rowOf({
        姓名: '李国富',
        身份证号: idNumber,
        入站日期: '2025年3月1日',
        户籍地: '湖北省黄冈市浠水县',
        离站日期: '2025.3.5',
        离站方式: '护送返乡',
      }),
    ])
    const { file } = await fileOf(idNumber)
    expect(file).toMatchObject({ state: 'left', leftKind: 'escort', leftAt: parseInstant('2025-03-05T23:59') })
    expect(file.no).toMatch(/^云救 2025-/)
    const facts = await house.look((tx) => factsOf(tx, [file.id]))
    const home = facts.find((fact) => fact.name === 'departure.sent-home')
    expect(home?.value).toEqual({ local: false, crossProvince: true })
    const told = await house.look((tx) => detailsOf(tx, house.house.vault, [home?.id as string]))
    expect(told.get(home?.id as string)).toMatchObject({ origin: '湖北省黄冈市浠水县' })
  })

  test('a leaving whose way nobody wrote down is left open', async () => {
    const idNumber = number()
    const done = await imported([rowOf({ 姓名: '李国富', 身份证号: idNumber, 入站日期: '2025-03-01', 离站日期: '2025-03-05' })])
    expect(done.counts).toMatchObject({ added: 1 })
    expect((await fileOf(idNumber)).file).toMatchObject({ state: 'left', leftKind: null })
  })

  test('a number that is wrong in itself is kept as stated', async () => {
    const wrong = `${NUMBER.slice(0, 17)}0`
    expect((await imported([rowOf({ 姓名: '赵长根', 身份证号: wrong, 入站日期: '2026-11-21' })])).counts).toMatchObject({
      added: 1,
    })
    expect((await fileOf(wrong)).person.description.idNumber).toBe(wrong)
  })

  test('two stays of one number are one person with two files', async () => {
    const idNumber = number()
    await imported([
      rowOf({ 姓名: '孙小满', 身份证号: idNumber, 入站日期: '2026-01-05', 离站日期: '2026-01-09', 离站方式: '自行离站' }),
      rowOf({ 姓名: '孙小满', 身份证号: idNumber, 入站日期: '2026-06-05' }),
    ])
    expect((await fileOf(idNumber)).files.map((file) => file.state)).toEqual(['in', 'left'])
  })

  test('stays of one person never lie over each other; a second name for one number is refused', async () => {
    const idNumber = number()
    await imported([rowOf({ 姓名: '周玉兰', 身份证号: idNumber, 入站日期: '2026-06-05' })])
    const done = await imported([
      rowOf({ 姓名: '周玉兰', 身份证号: idNumber, 入站日期: '2026-08-01' }),
      rowOf({ 姓名: '吴翠花', 身份证号: idNumber, 入站日期: '2026-01-01', 离站日期: '2026-01-03' }),
    ])
    expect(done.counts).toMatchObject({ added: 0, bad: 2 })
    expect(done.rows.map((row) => row.words)).toEqual([expect.stringContaining('已有个案'), expect.stringContaining('另一姓名')])
  })

  test('a guest whom the desk received already is not received again by the roster', async () => {
    const asked = await house.done(house.actor('clerk'), 'intake.ask', { arrival: 'self', writtenName: '郑德胜', sex: 'male' })
    const done = await imported([rowOf({ 姓名: '郑德胜', 性别: '男', 入站日期: '2026-12-09' })])
    expect(done.counts).toMatchObject({ added: 0, bad: 1 })
    expect(done.rows[0]?.words).toContain(asked.reply.no as string)
  })

  test('nameless guests of one day are told apart by the station’s number, or reported', async () => {
    const heading = ['姓名', '性别', '年龄', '入站日期', '编号']
    const run = async (rows: unknown[][]) => {
      const runId = await start(await workbookOf({ a: [heading, ...rows] }))
      await finish(runId)
      return progress(runId)
    }
    const two = await run([
      ['不详', '男', '约60', '2026-10-01', '甲1'],
      ['不详', '男', '约60', '2026-10-01', '甲2'],
    ])
    expect(two.counts).toMatchObject({ added: 2 })
    const same = await run([
      ['无名氏', '男', '约60', '2026-10-02', null],
      ['无名氏', '男', '约50', '2026-10-02', null],
      ['无名氏', '男', '约60', '2026-10-02', null],
    ])
    expect(same.counts).toMatchObject({ added: 2, duplicate: 1 })
  })
})

describe('the same again', () => {
  const rows = () => Array.from({ length: 12 }, (_, at) => guestRow(1000 + at))
  const state = () =>
    house.look(async (tx) => {
      const { sql } = await import('#kernel/db.ts')
      const counted = await sql<{ facts: number; files: number; persons: number }>`select
        (select count(*) from kernel.ledger where name not like 'exchange.%') as facts,
        (select count(*) from people.rescue_file) as files, (select count(*) from people.person) as persons`.execute(tx)
      return counted.rows[0]
    })

  test('the same file twice changes nothing, nor its rows shuffled, nor its columns in another order', async () => {
    expect((await imported(rows())).counts).toMatchObject({ added: 12 })
    const before = await state()
    expect((await imported(rows())).counts).toMatchObject({ added: 0, already: 12 })
    expect((await imported(rows().reverse())).counts).toMatchObject({ added: 0, already: 12 })
    const turned = await workbookOf({ a: [[...HEADING].reverse(), ...rows().map((row) => [...row].reverse())] })
    const runId = await start(turned)
    await finish(runId)
    expect((await progress(runId)).counts).toMatchObject({ added: 0, already: 12 })
    expect(await state()).toEqual(before)
  })

  test('a later roster that only adds how somebody left records the leaving, once', async () => {
    const idNumber = number()
    const told = { 姓名: '冯文斌', 身份证号: idNumber, 入站日期: '2026-11-01' }
    await imported([rowOf(told)])
    const gone = rowOf({ ...told, 离站日期: '2026-11-30', 离站方式: '亲属接回', 备注: '儿子接走' })
    expect((await imported([gone])).counts).toMatchObject({ left: 1 })
    expect((await fileOf(idNumber)).file).toMatchObject({ state: 'left', leftKind: 'family' })
    expect((await imported([gone])).counts).toMatchObject({ already: 1, left: 0 })
  })

  test('a row that changed otherwise is reported and left alone', async () => {
    const told = { 姓名: '冯小满', 身份证号: number(), 入站日期: '2026-11-01' }
    await imported([rowOf(told)])
    const before = await state()
    const done = await imported([rowOf({ ...told, 户籍地: '湖北省黄冈市浠水县' })])
    expect(done.counts).toMatchObject({ changed: 1 })
    expect(done.rows[0]?.words).toContain('未改动')
    expect(await state()).toEqual(before)
  })

  test('a row that stands twice in a file is imported once; two that contradict each other are reported', async () => {
    const one = rowOf({ 姓名: '田秀珍', 身份证号: number(), 入站日期: '2026-11-02' })
    const told = { 姓名: '田翠花', 身份证号: number(), 入站日期: '2026-11-02' }
    const done = await imported([one, one, rowOf(told), rowOf({ ...told, 户籍地: '青禾县' })])
    expect(done.counts).toMatchObject({ added: 2, duplicate: 1, bad: 1 })
    expect(done.rows.map((row) => row.words)).toEqual([
      expect.stringContaining('第 3 行重复'),
      expect.stringContaining('第 5 行'),
    ])
  })

  test('a run that was cut off in the middle goes on, and nothing happens twice', async () => {
    const many = Array.from({ length: 70 }, (_, at) => guestRow(2000 + at))
    const runId = await start(await rosterOf(many))
    const context = jobContext(house.house)
    let rows = 0
    const dying = {
      ...context,
      perform: async (...told: Parameters<typeof context.perform>) => {
        if (told[1] === 'exchange.import-guest' && ++rows > 60) throw new Error('the lights went out')
        return context.perform(...told)
      },
    }
    await expect(importSlice(dying, runId)).rejects.toThrow('the lights went out')
    // The first fifty were written as handled, ten more have their files and no line yet.
    expect(await progress(runId)).toMatchObject({ state: 'under-way', handled: 50 })
    await Promise.all([importSlice(context, runId), importSlice(context, runId)])
    expect(await progress(runId)).toMatchObject({ state: 'done', handled: 70, counts: { added: 70 } })
    await finish(runId)
    expect((await imported(many)).counts).toMatchObject({ added: 0, already: 70 })
  }, 300_000)

  test('slice by slice the run reaches its end', async () => {
    const runId = await start(await rosterOf(Array.from({ length: 25 }, (_, at) => guestRow(3000 + at))))
    let slices = 1
    while (await importSlice(jobContext(house.house), runId, 10)) slices += 1
    expect(slices).toBe(3)
    expect(await progress(runId)).toMatchObject({ state: 'done', handled: 25 })
  })

  test('a run that somebody stopped imports nothing more', async () => {
    const runId = await start(await rosterOf(Array.from({ length: 25 }, (_, at) => guestRow(3100 + at))))
    await importSlice(jobContext(house.house), runId, 10)
    await house.done(head, 'exchange.stop-import', { runId, reason: '列对错了' })
    expect(await importSlice(jobContext(house.house), runId)).toBe(false)
    expect(await progress(runId)).toMatchObject({ state: 'stopped', stopped: '列对错了', handled: 10 })
  })
})

describe('beds', () => {
  test('a bed that is free and fits is given; one that is not there or not fit leaves the guest without, and says so', async () => {
    const leader = house.actor('duty-leader')
    const zone = async (kind: string, name: string) =>
      (await house.done(leader, 'stay.open-zone', { kind, name })).reply.zoneId as string
    const bed = (zoneId: string, ...labels: string[]) => house.done(leader, 'stay.open-bed', { zoneId, labels })
    await bed(await zone('men', '男区'), '男-01', '男-02')
    await bed(await zone('women', '女区'), '女-01')
    const man = (name: string, label: string) =>
      rowOf({ 姓名: name, 性别: '男', 出生日期: '1970-01-01', 入站检视: '已排除传染病', 入站日期: '2026-11-07', 床位: label })
    const done = await imported([
      man('周建国', '男-01床'),
      man('周长根', '女-01'),
      man('周文斌', '男-77'),
      man('周小满', '男-01'),
      rowOf({ 姓名: '周德胜', 性别: '男', 出生日期: '1970-01-01', 入站日期: '2026-11-07', 床位: '男-02' }),
    ])
    expect(done).toMatchObject({ counts: { added: 5 }, bedsAssigned: 1, bedsNot: 4 })
    expect(done.rows.map((row) => row.bed)).toEqual(['prevented', 'no-such-bed', 'prevented', 'prevented'])
    // Whom no check has cleared shares no room, whatever the roster says of beds.
    expect(done.rows.at(-1)?.words).toContain('传染病')
  })
})

describe('the time before the go-live day', () => {
  test('duties of a guest who came forty days before are waived on that basis, visibly, and not invented as overdue', async () => {
    const own = await openTestHouse()
    try {
      const bureau = { ...systemActor, organisation: own.organisations.bureau }
      await own.done(bureau, 'supervision.set-go-live', { day: '2026-12-08', reason: '归途上线' })
      const before = house
      house = own
      head = own.actor('station-head')
      try {
        const done = await imported([
          rowOf({ 姓名: '不详', 性别: '女', 年龄: '七十来岁', 入站日期: '2026-10-29', 备注: '口音像南方' }),
        ])
        // A row without any name needs something to be known by.
        expect(done.counts).toMatchObject({ added: 1 })
      } finally {
        house = before
        head = before.actor('station-head')
      }
      const { sql } = await import('#kernel/db.ts')
      const duties = await own.look(async (tx) => {
        const kept = await sql<{
          state: string
          subjectId: string
          instance: string
          clause: string
          late: number | null
        }>`select state, subject_id as "subjectId", instance, clause, late_at as late from supervision.obligation
          where subject_kind in ('rescue-file', 'person')`.execute(tx)
        return kept.rows
      })
      expect(duties.filter((duty) => duty.state === 'open' && duty.late !== null && duty.late <= own.now())).toEqual([])
      const notice = duties.find((duty) => duty.clause === 'nat.notice')
      expect(notice?.state).toBe('waived')
      const { subjectId = '', instance = '' } = notice ?? {}
      const why = await own.ask(own.actor('station-head'), 'supervision.why', { subjectId, clause: 'nat.notice', instance })
      expect(JSON.stringify(why)).toContain('2026-12-08 上线前的事项')
    } finally {
      await own.close()
    }
  })
})

describe('who may not', () => {
  test('a neighbour sees neither the file nor the run; nobody writes single rows by hand; a stranger finds no door', async () => {
    const fileId = await upload(await rosterOf([guestRow(5000)]))
    const form = await rosterFor(fileId)
    const runId = (await house.done(head, 'exchange.start-import', form)).reply.runId as string
    const neighbour = house.actor('station-head', 'south')
    expect(codeOf(await house.ask(neighbour, 'exchange.read-roster', { fileId }))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.ask(neighbour, 'exchange.judge-roster', form))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.ask(neighbour, 'exchange.import-progress', { runId }))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.ask(neighbour, 'exchange.bad-rows', { runId }))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.act(neighbour, 'exchange.stop-import', { runId, reason: '试试看' }))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.act(neighbour, 'exchange.start-import', form))).toBe('KERNEL.NOT_FOUND')
    expect(await house.ask(neighbour, 'exchange.imports')).toEqual({ runs: [] })
    const byHand = { runId, row: 1, guest: { name: '某人', entered: '2026-11-01' } }
    expect(codeOf(await house.act(head, 'exchange.import-guest', byHand))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.act(head, 'exchange.continue-import', { runId, handled: 0, finished: true }))).toBe(
      'KERNEL.NOT_FOUND',
    )
    expect(codeOf(await house.ask(house.stranger(), 'exchange.imports'))).toBe('KERNEL.NOT_FOUND')
    await finish(runId)
  })
  test('the same row is another station’s guest as well, in its own file', async () => {
    const row = rowOf({
      姓名: '吴文斌',
      身份证号: number(),
      入站日期: '2026-11-08',
      离站日期: '2026-11-09',
      离站方式: '自行离站',
    })
    expect((await imported([row])).counts).toMatchObject({ added: 1 })
    expect((await imported([row], house.actor('station-head', 'south'))).counts).toMatchObject({ added: 1 })
  })
})

test('what was imported agrees with its facts, once the rooms that follow them had their turn', async () => {
  await house.work('follow-up.')
  for (const room of house.house.modules)
    for (const replay of room.replays ?? [])
      expect([replay.column, await house.look((tx) => replay.differing(tx, 5))]).toEqual([replay.column, []])
  expect(isRefusal(await house.ask(head, 'exchange.imports'))).toBe(false)
})
