/** The register, selection and contract of institutions, through the doors, on a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { statesUnlikeFacts } from './store-institutions.ts'
import { allMet, contractOf, registered, underContract } from './testing/institutions.ts'
import { later, placedAt, ready } from './testing/placements.ts'

let house: TestHouse
let head: Actor
let bureau: Actor
let officer: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-03-02T09:00' })
  head = house.actor('station-head')
  bureau = house.actor('bureau-officer', 'bureau')
  officer = house.actor('institution-officer', 'institution')
  await house.done(bureau, 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
})
afterAll(() => house.close())

const code = async (by: Actor, door: string, told: object) =>
  ((await house.act(by, door, told as Record<string, unknown>)) as { code?: string }).code
interface Page {
  name: string
  state: string
  fit: boolean | null
  against: string[]
  phone: string | null
  coveredUntil: string | null
  contractState: string
  licences: { kind: string; state: string }[]
  rates: { level: string; fen: number; from: string }[]
  months: { month: string; fen: number }[]
}
const page = async (institutionId: string, by: Actor = head) =>
  (await house.ask(by, 'institution.page', { institutionId })) as Page
const duties = (institutionId: string, clause: string) =>
  house.look((tx) =>
    rows(
      sql<{
        state: string
        instance: string
        met: number | null
        due: number | null
        late: number | null
      }>`select state, instance, met_at as met,
        due_at as due, late_at as late from supervision.obligation where subject_id = ${institutionId} and clause = ${clause} order by instance`,
      tx,
    ),
  )
const names = (id: string) => house.look(async (tx) => (await factsOf(tx, [id])).map((fact) => fact.name))

describe('the register', () => {
  test('an institution is registered under its station, what names people lies sealed, and the neighbour sees nothing', async () => {
    const id = await registered(house, '清河福利院')
    expect(await page(id)).toMatchObject({ name: '清河福利院', state: 'registered', fit: null })
    expect((await page(id, bureau)).name).toBe('清河福利院')
    for (const by of [house.actor('station-head', 'south'), officer, house.stranger()])
      expect(await house.ask(by, 'institution.page', { institutionId: id })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const kept = await house.look((tx) => rows(sql<object>`select * from entrusted_care.institution where id = ${id}`, tx))
    expect(JSON.stringify(kept)).not.toContain('方主任')
    expect(JSON.stringify(await house.look((tx) => factsOf(tx, [id])))).not.toContain('测试路')
    expect((await page(id)).phone).toBe('13900001111')
  })

  test('the bureau says for which station; the same organisation is registered once', async () => {
    const form = { name: '仁爱院', kind: 'elderly', governmentRun: true }
    expect(await code(bureau, 'institution.register', form)).toBe('INSTITUTION.WHICH_STATION')
    expect(await code(bureau, 'institution.register', { ...form, stationId: house.organisations.town.id })).toBe(
      'INSTITUTION.WHICH_STATION',
    )
    const own = { ...form, stationId: house.organisations.north.id, organisationId: house.organisations.institution.id }
    await house.done(bureau, 'institution.register', own)
    expect(await code(bureau, 'institution.register', own)).toBe('INSTITUTION.TWICE')
    const wrong = { ...form, organisationId: house.organisations.hospital.id }
    expect(await code(head, 'institution.register', wrong)).toBe('INSTITUTION.NOT_AN_INSTITUTION')
  })

  test('its own officer sees it while it is linked, without what is the station’s to know', async () => {
    const id = await registered(house, '康宁养护院', { place: 'south', organisation: 'institution' })
    const south = house.actor('station-head', 'south')
    await house.done(south, 'institution.assess', { institutionId: id, ...allMet })
    expect(await page(id, officer)).toMatchObject({ name: '康宁养护院', fit: null, against: [] })
    expect(await code(officer, 'institution.assess', { institutionId: id, ...allMet })).toBe('KERNEL.NOT_FOUND')
    later(house, 0, 1)
    const form = { institutionId: id, name: '康宁养护院', kind: 'welfare', governmentRun: true, reason: '另有机构' }
    await house.done(south, 'institution.change', form)
    expect(await house.ask(officer, 'institution.page', { institutionId: id })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe('licences and criteria', () => {
  test('an ending licence is shown sixty and thirty days ahead, an expired one stops placements', async () => {
    const id = await underContract(house, '平安养老院')
    const today = dateOf(house.now())
    const licence = { institutionId: id, kind: 'fire', validUntil: addDays(today, 45), number: '消 9' }
    await house.done(head, 'institution.record-licence', licence)
    expect((await page(id)).licences.find((each) => each.kind === 'fire')?.state).toBe('soon')
    expect((await page(id)).against).toEqual([])
    later(house, 20)
    expect((await page(id)).licences.find((each) => each.kind === 'fire')?.state).toBe('pressing')
    later(house, 26)
    expect((await page(id)).against).toEqual(['消防验收、检查合格已过期'])
    expect(await code(head, 'institution.record-licence', licence)).toBe('INSTITUTION.EXPIRED_ALREADY')
    await house.done(head, 'institution.record-licence', { ...licence, validUntil: addDays(dateOf(house.now()), 365) })
    expect((await page(id)).against).toEqual([])
  })

  test('what is lacking or not found out is not fit; an exception is the bureau’s, with its reason', async () => {
    const institutionId = await registered(house, '山后康复院')
    const form = { institutionId, ...allMet, fire: { state: 'unknown' }, staff: { state: 'lacking', evidence: '夜间一人' } }
    const { reply } = await house.done(head, 'institution.assess', form)
    expect(reply).toEqual({ fit: false, lacking: ['staff'], unknown: ['fire'] })
    expect(await code(head, 'institution.select', { institutionId, way: 'tender' })).toBe('INSTITUTION.NOTHING_ASSESSED')
    const excepted = { ...form, exception: '本地仅此一家，三个月内补夜班' }
    expect(await code(head, 'institution.assess', excepted)).toBe('INSTITUTION.EXCEPTION_BY_BUREAU')
    expect(await code(bureau, 'institution.assess', { institutionId, ...allMet, exception: '无' })).toBe(
      'INSTITUTION.NO_EXCEPTION_NEEDED',
    )
    await house.done(bureau, 'institution.assess', excepted)
    expect((await page(institutionId)).fit).toBe(true)
  })
})

describe('government-run first', () => {
  test('a private one takes who was asked, why not, and the reason', async () => {
    const institutionId = await registered(house, '民营颐养院', { governmentRun: false })
    await house.done(head, 'institution.assess', { institutionId, ...allMet })
    const form = { institutionId, way: 'tender', noticeNo: '云采 7' }
    const asked = [{ name: '云川市福利院', answer: 'full', words: '满员' }]
    for (const told of [{}, { governmentAsked: asked }, { whyPrivate: '价低' }])
      expect(await code(head, 'institution.select', { ...form, ...told })).toBe('INSTITUTION.GOVERNMENT_FIRST')
    await house.done(head, 'institution.select', { ...form, governmentAsked: asked, whyPrivate: '福利院满员' })
    expect((await page(institutionId)).state).toBe('selected')
    expect(await code(head, 'institution.select', { ...form, governmentAsked: asked, whyPrivate: '再来' })).toBe(
      'INSTITUTION.NOT_NOW',
    )
  })
})

describe('the contract', () => {
  test('without selection, with a wrong period or a level twice it is not signed', async () => {
    const institutionId = await registered(house, '东山院')
    const form = contractOf(house, institutionId)
    expect(await code(head, 'institution.contract', form)).toBe('INSTITUTION.NOT_NOW')
    await house.done(head, 'institution.assess', { institutionId, ...allMet })
    await house.done(head, 'institution.select', { institutionId, way: 'entrusted' })
    expect(await code(head, 'institution.contract', { ...form, until: addDays(form.from, -1) })).toBe('INSTITUTION.PERIOD')
    const twice = [form.rates[0], form.rates[0]]
    expect(await code(head, 'institution.contract', { ...form, rates: twice })).toBe('INSTITUTION.RATE_TWICE')
    await house.done(head, 'institution.contract', form)
    expect(await page(institutionId)).toMatchObject({ state: 'contracted', contractState: 'valid', coveredUntil: form.until })
  })

  test('it is renewed from the day after its end, never over itself, and its end is seen ahead', async () => {
    const institutionId = await underContract(house, '西湖院', { days: 60 })
    expect((await page(institutionId)).contractState).toBe('soon')
    const next = contractOf(house, institutionId)
    expect(await code(head, 'institution.contract', next)).toBe('INSTITUTION.OVERLAPS')
    const from = addDays(dateOf(house.now()), 61)
    await house.done(head, 'institution.contract', { ...next, no: '托-2', from, until: addDays(from, 364) })
    expect(await page(institutionId)).toMatchObject({ contractState: 'valid', coveredUntil: addDays(from, 364) })
  })

  test('the contact is due within ten days of it, named by the bureau; too late is late', async () => {
    const [early, late] = [await underContract(house, '甲院'), await underContract(house, '乙院')]
    expect((await duties(early, 's2.02.contact')).map((each) => each.state)).toEqual(['open'])
    const contact = { name: '孙科长', post: '社会救助科', phone: '13900002222' }
    expect(await code(head, 'institution.name-contact', { institutionId: early, ...contact })).toBe('KERNEL.NOT_FOUND')
    later(house, 9)
    await house.done(bureau, 'institution.name-contact', { institutionId: early, ...contact })
    later(house, 3)
    await house.done(bureau, 'institution.name-contact', { institutionId: late, ...contact })
    const [met] = await duties(early, 's2.02.contact')
    const [tooLate] = await duties(late, 's2.02.contact')
    expect(met?.met).not.toBeNull()
    expect(met?.met as number).toBeLessThanOrEqual(met?.due as number)
    expect(tooLate?.met as number).toBeGreaterThan(tooLate?.due as number)
    const listed = (await house.ask(bureau, 'supervision.file-duties', { subjectId: early })) as {
      items: { subject: { name: string; kind: string }; clause: string; doors: { door: string }[] }[]
    }
    expect(listed.items[0]?.subject).toMatchObject({ kind: 'institution', name: '甲院' })
    expect(listed.items.find((each) => each.clause === 's2.02.inspected')?.doors[0]?.door).toBe('institution.start-inspection')
  })

  test('the open day falls on the nineteenth of June, for who is under contract then', async () => {
    const institutionId = await underContract(house, '六月院', { organisation: 'institution', place: 'south' })
    const without = await underContract(house, '无开放日院')
    house.at('2026-06-19T10:00')
    await house.done(officer, 'institution.hold-open-day', { institutionId, visitors: 30 })
    house.at('2026-06-20T10:00')
    await house.done(bureau, 'institution.name-contact', { institutionId, name: '孙科长' })
    const [open] = await duties(institutionId, 's2.04.open-day-outside')
    expect(open?.met).not.toBeNull()
    const [owed] = await duties(without, 's2.04.open-day-outside')
    expect(owed).toMatchObject({ state: 'open', met: null })
    expect(owed?.due as number).toBeLessThan(house.now())
  })

  test('it is not ended while people are there and nobody says where they go', async () => {
    const institutionId = await underContract(house, '南坡院')
    const guest = await ready(house, '赵一')
    await placedAt(house, guest.fileId, institutionId)
    const form = { institutionId, ground: 'violation', reason: '多次整改不到位' }
    expect(await code(head, 'institution.end-contract', form)).toBe('INSTITUTION.PEOPLE_THERE')
    const today = dateOf(house.now())
    const where = { ...form, whereTo: 'brought-back', by: addDays(today, -1) }
    expect(await code(head, 'institution.end-contract', where)).toBe('INSTITUTION.BY_PAST')
    await house.done(head, 'institution.end-contract', { ...where, by: addDays(today, 10) })
    expect((await page(institutionId)).state).toBe('ended')
    expect((await page(institutionId)).against).toContain('没有在有效期内的协议')
    expect(await names(institutionId)).toContain('institution.contract-ended')
    expect(await code(head, 'institution.end-contract', form)).toBe('INSTITUTION.NOT_NOW')
  })
})

describe('what a month costs', () => {
  test('days times rate by level, once, after the month is over, with its rate changed from a date', async () => {
    house.at('2026-09-01T09:00')
    const institutionId = await underContract(house, '账目院')
    const guest = await ready(house, '钱二')
    await placedAt(house, guest.fileId, institutionId)
    const rate = { institutionId, level: 'full', yuan: 150, from: '2026-09-16', reason: '护理费上调' }
    await house.done(head, 'institution.change-rate', rate)
    const settle = { institutionId, month: '2026-09' }
    expect(await code(head, 'institution.settle-month', settle)).toBe('INSTITUTION.MONTH_RUNS')
    house.at('2026-10-09T09:00')
    const account = (await house.ask(head, 'institution.month', settle)) as {
      days: number
      fen: number
      lines: { name: string }[]
    }
    expect(account).toMatchObject({ days: 30, fen: 15 * 12_000 + 15 * 15_000 })
    expect(account.lines[0]?.name).toBe('钱二')
    const { reply } = await house.done(head, 'institution.settle-month', settle)
    expect(reply).toEqual({ days: 30, fen: 405_000 })
    expect(await code(bureau, 'institution.settle-month', settle)).toBe('INSTITUTION.SETTLED_ALREADY')
    expect(await code(head, 'institution.change-rate', rate)).toBe('INSTITUTION.RATE_IN_SETTLED')
    const facts = await house.look((tx) => factsOf(tx, [institutionId]))
    expect(facts.find((fact) => fact.name === 'cost.recorded')?.value).toEqual({
      fund: 'entrusted',
      amount: 405_000,
      chargedTo: 'fund',
    })
    expect(await house.look((tx) => statesUnlikeFacts(tx, 10))).toEqual([])
  })
})
