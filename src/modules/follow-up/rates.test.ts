import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Returned, returned } from './testing/returnee.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2024-02-29T09:00' })
  await test.done(bureau(), 'supervision.adopt-pack', { pack: 's3', from: '2024-01-01', reason: '三年行动' })
})
afterAll(() => test.close())

const head = () => test.actor('station-head')
const bureau = () => test.actor('bureau-officer', 'bureau')
const visit = (guest: Returned) =>
  test.done(head(), 'follow-up.record-visit', { returneeId: guest.returneeId, manner: 'phone', finding: 'at-home' })

interface Figure {
  met: number
  late: number
  pending: number
  arisen: number
  waived: number
  cannotTell: number
}
type Rate = Figure & { missed: number; reached: string }

/** What supervision says of a clause over a year. */
async function clause(id: string, year: number) {
  const page = (await test.ask(head(), 'supervision.policy-page', { pack: 's3', from: `${year}-01`, to: `${year}-12` })) as {
    entries: { figures: (Figure & { clause: string; overdue: number; target: string })[] }[]
  }
  return page.entries.flatMap((entry) => entry.figures).find((each) => each.clause === id)
}
const ratesIn = async (year: number, actor = head()) =>
  (await test.ask(actor, 'follow-up.rates', { year })) as {
    all: Rate
    minors: Rate
    stations: { name: string; all: Rate }[]
  }

/** The room's rate and the clause's figure must not differ in anything. */
async function agrees(year: number) {
  const rates = await ratesIn(year)
  for (const [rate, id] of [
    [rates.all, 's3.revisit'],
    [rates.minors, 's3.revisit-minor'],
  ] as const) {
    const figure = await clause(id, year)
    expect([id, rate.met, rate.late, rate.pending, rate.missed, rate.waived, rate.cannotTell, rate.arisen, rate.reached]).toEqual(
      [
        id,
        figure?.met,
        figure?.late,
        figure?.pending,
        figure?.overdue,
        figure?.waived,
        figure?.cannotTell,
        figure?.arisen,
        figure?.target,
      ],
    )
  }
  return rates
}

describe("the station's own rate", () => {
  it('agrees with the clauses at every step: pending, met, missed, late; minors, ages unknown, sent elsewhere', async () => {
    const old = await returned(test, { birthDate: '1960-01-01' })
    const minor = await returned(test, { birthDate: '2006-03-01', writtenName: '甘小小' })
    await returned(test, { birthDate: '2006-02-28', writtenName: '刚满十八' })
    await returned(test, { birthDate: undefined as never, birthYear: 2006, writtenName: '不知几月' })
    await returned(test, { writtenName: '去外省的' }, { local: false, crossProvince: true })
    expect(await agrees(2024)).toMatchObject({
      all: { arisen: 4, pending: 4, met: 0 },
      minors: { arisen: 1, pending: 1, cannotTell: 1 },
    })
    test.at('2024-06-01T09:00')
    await visit(old)
    expect(await agrees(2024)).toMatchObject({ all: { met: 1, pending: 3 } })
    test.at('2025-02-28T23:59')
    expect(await agrees(2024)).toMatchObject({ all: { met: 1, pending: 3, missed: 0 } })
    test.at('2025-03-01T00:00')
    expect(await agrees(2024)).toMatchObject({ all: { met: 1, pending: 0, missed: 3 }, minors: { missed: 1 } })
    await visit(minor)
    expect(await agrees(2024)).toMatchObject({ all: { met: 1, late: 1, missed: 2 }, minors: { late: 1, reached: 'not-reached' } })
  }, 300_000)

  it('a visit taken back counts no more; a waiver takes somebody out of the count', async () => {
    test.at('2025-04-01T09:00')
    const guest = await returned(test, { birthDate: '1970-01-01', writtenName: '甘乙' })
    test.at('2025-05-01T09:00')
    const visited = await visit(guest)
    expect((await agrees(2025)).all.met).toBe(1)
    test.at('2025-05-02T09:00')
    const facts = (await test.ask(head(), 'people.timeline', { fileId: guest.fileId })) as {
      facts: { id: string; name: string }[]
    }
    expect(facts.facts.some((fact) => fact.name === 'follow-up.visited')).toBe(true)
    expect(visited.reply).toBeDefined()
    const other = await returned(test, { birthDate: '1971-01-01', writtenName: '甘丙' })
    await other.tell({ name: 'obligation.waived', value: { clause: 's3.revisit', by: '民政局', basis: '出国' } })
    test.at('2025-05-03T09:00')
    expect((await ratesIn(2025)).all).toMatchObject({ met: 1, waived: 1, arisen: 1 })
  })

  it('who died before a year was full is not owed a visit any more; one who was visited before stays counted', async () => {
    test.at('2026-04-01T09:00')
    const [gone, seen] = [
      await returned(test, { birthDate: '1955-01-01', writtenName: '甘丁' }),
      await returned(test, { birthDate: '1956-01-01', writtenName: '甘戊' }),
    ]
    await returned(test, { birthDate: '1957-01-01', writtenName: '甘己' })
    test.at('2026-05-01T09:00')
    await visit(seen)
    expect(await agrees(2026)).toMatchObject({ all: { arisen: 3, met: 1, pending: 2 } })
    test.at('2026-06-01T09:00')
    const death = { place: 'way', circumstances: '家人来电', policeTold: '县局', certificateBy: 'none', secondStaff: '乙' }
    for (const { fileId } of [gone, seen])
      await test.done(head(), 'departure.record-death', { fileId, diedAt: test.now(), ...death })
    expect(await agrees(2026)).toMatchObject({ all: { arisen: 2, met: 1, pending: 1 } })
    test.at('2027-05-01T09:00')
    expect(await agrees(2026)).toMatchObject({ all: { arisen: 2, met: 1, missed: 1 } })
    test.at('2026-06-02T09:00')
  }, 300_000)

  it('every number opens its files, and nobody opens a station that is not theirs', async () => {
    const { stations } = await ratesIn(2024, bureau())
    expect(stations).toMatchObject([{ name: '云川市救助管理站', all: { arisen: 4 } }])
    const behind = (await test.ask(head(), 'follow-up.rate-files', { year: 2024, state: 'missed' })) as {
      items: { name: string; state: string }[]
      total: number
    }
    expect(behind.total).toBe(2)
    expect(behind.items.every((each) => each.state === 'missed')).toBe(true)
    const minors = (await test.ask(head(), 'follow-up.rate-files', { year: 2024, only: 'minors', state: 'late' })) as {
      items: { name: string }[]
    }
    expect(minors.items.map((each) => each.name)).toEqual(['甘小小'])
    const south = test.actor('station-head', 'south')
    expect(await test.ask(south, 'follow-up.rate-files', { year: 2024, station: test.organisations.north.path })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect((await ratesIn(2024, south)).all.arisen).toBe(0)
    expect(await test.ask(test.actor('town-officer', 'town'), 'follow-up.rates', {})).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const sheet = (await test.ask(head(), 'follow-up.rate-sheet', { year: 2024 })) as { file?: { name: string } }
    expect(sheet.file?.name).toBe('回访率名单 2024.xlsx')
  })
})
