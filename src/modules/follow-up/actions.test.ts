import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { addDays, dateOf, DAY } from '#kernel/time.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Returned, returned, rowOf } from './testing/returnee.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
  for (const pack of ['s2', 's3'])
    await test.done(officer(), 'supervision.adopt-pack', { pack, from: '2026-01-01', reason: '本市执行' })
  await test.work()
})
beforeEach(() => test.at('2026-12-09T09:00'))
afterAll(() => test.close())

const officer = () => test.actor('bureau-officer', 'bureau')
const town = () => test.actor('town-officer', 'town')
const village = () => test.actor('village-worker', 'village')
const list = (guest: Returned, reasons = ['dementia']) =>
  test.done(officer(), 'follow-up.list-prone', { returneeId: guest.returneeId, reasons, basis: '家属说走失过两次' })
const assign = (guest: Returned, villageId?: string) =>
  test.done(officer(), 'follow-up.assign-town', {
    returneeIds: [guest.returneeId],
    townId: test.organisations.town.id,
    ...(villageId ? { villageId } : {}),
  })
const visit = (guest: Returned, more: Record<string, unknown> = {}) => ({
  returneeId: guest.returneeId,
  manner: 'in-person',
  finding: 'at-home',
  ...more,
})
const dutiesOf = async (guest: Returned, clause: string) => {
  const { items } = (await test.ask(test.actor('station-head'), 'supervision.file-duties', { subjectId: guest.fileId })) as {
    items: { citations: { clause: string }[]; state: string; instance: string }[]
  }
  return items
    .filter((each) => each.citations.some((citation) => citation.clause === clause) && each.state !== 'not-applicable')
    .toSorted((a, b) => (a.instance < b.instance ? -1 : 1))
}

describe('the ledger of returnees', () => {
  it('who was sent home stands in it: when, within the area or not, minor on the day of leaving', async () => {
    const guest = await returned(test, { birthDate: '2010-06-01' })
    expect(await rowOf(test, guest)).toMatchObject({
      state: 'returned',
      kind: 'family',
      local: true,
      minor: true,
      year: 2026,
      sentAt: test.now(),
      suggested: ['minor'],
    })
  })

  it('a departure that is taken back leaves the row, which counts nowhere', async () => {
    const guest = await returned(test)
    const sent = (await test.look((tx) => factsOf(tx, [guest.fileId]))).find((fact) => fact.name === 'departure.sent-home')
    await guest.tell({ name: 'fact.withdrawn', replaces: sent?.id as string })
    await test.done({ ...officer(), kind: 'system' }, 'follow-up.renew-returnee', { subjectId: guest.fileId })
    expect((await rowOf(test, guest)).withdrawnAt).toBe(test.now())
    expect(await test.act(officer(), 'follow-up.list-prone', { returneeId: guest.returneeId, reasons: ['limb'] })).toMatchObject({
      code: 'FOLLOW_UP.TAKEN_BACK',
    })
  })

  it('when two persons turn out to be one, the row follows the one who remains', async () => {
    const [one, other] = [await returned(test), await returned(test)]
    await test.done(test.actor('station-head'), 'people.merge', {
      personId: one.personId,
      otherId: other.personId,
      reason: '同一人，指纹一致',
    })
    await test.work()
    const remains = (await test.look((tx) => fileById(tx, one.fileId)))?.personId
    expect((await rowOf(test, one)).personId).toBe(remains)
    expect((await rowOf(test, other)).personId).toBe(remains)
    expect((await rowOf(test, other)).suggested).toContain('repeated')
  })

  it('the columns are what the facts say', async () => {
    await returned(test)
    for (const { column, differing } of test.house.modules.find((each) => each.name === 'follow-up')?.replays ?? [])
      expect([column, (await test.look((tx) => differing(tx, 10))).filter((each) => each.kept !== null)]).toEqual([column, []])
  })
})

describe('the register', () => {
  it('a person decides; the reason of health is one word in the row, and the first visit is due in two months', async () => {
    const guest = await returned(test, {}, { conditions: ['mental'] })
    expect((await rowOf(test, guest)).suggested).toEqual(['health'])
    const { reply } = await list(guest, ['mental', 'repeated'])
    expect(reply).toMatchObject({ nextDue: '2027-02-09', endsOn: '2027-12-09' })
    expect(await rowOf(test, guest)).toMatchObject({ state: 'listed', marks: ['health', 'repeated'], nextDue: '2027-02-09' })
    expect(await dutiesOf(guest, 's2.14.roster')).toMatchObject([{ state: 'pending' }])
    expect(await dutiesOf(guest, 's2.14.visit')).toMatchObject([{ state: 'pending' }])
    expect(await test.act(officer(), 'follow-up.list-prone', { returneeId: guest.returneeId, reasons: ['limb'] })).toMatchObject({
      code: 'FOLLOW_UP.LISTED_ALREADY',
    })
  })

  it('a neighbouring station, a stranger and a town do not keep the register', async () => {
    const guest = await returned(test)
    const form = { returneeId: guest.returneeId, reasons: ['limb'] }
    for (const actor of [test.actor('clerk', 'south'), test.stranger(), town()])
      expect(await test.act(actor, 'follow-up.list-prone', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('nobody is taken out before the year is over, nor while a visit is owed; a mistake may go at once', async () => {
    const guest = await returned(test)
    await list(guest)
    const out = { returneeId: guest.returneeId, reason: 'year-over' }
    expect(await test.act(officer(), 'follow-up.unlist-prone', out)).toMatchObject({ code: 'FOLLOW_UP.YEAR_NOT_OVER' })
    expect(await test.act(officer(), 'follow-up.unlist-prone', { ...out, reason: 'died' })).toMatchObject({
      code: 'FOLLOW_UP.DEATH_FIRST',
    })
    test.at('2027-12-20T09:00')
    expect(await test.act(officer(), 'follow-up.unlist-prone', out)).toMatchObject({ code: 'FOLLOW_UP.VISIT_STILL_OWED' })
    test.at('2026-12-09T09:00')
    await test.done(officer(), 'follow-up.unlist-prone', { ...out, reason: 'mistake', note: '点错了人' })
    expect(await rowOf(test, guest)).toMatchObject({ state: 'unlisted', nextDue: null, unlistedAs: 'mistake' })
    expect(await dutiesOf(guest, 's2.14.visit')).toEqual([])
    await list(guest)
    expect(await rowOf(test, guest)).toMatchObject({ state: 'listed', nextDue: '2027-02-09' })
  })

  it('why somebody is listed is opened with a reason, and that somebody looked stands in the ledger', async () => {
    const guest = await returned(test)
    await list(guest, ['mental'])
    const { reply } = await test.done(officer(), 'follow-up.open-reasons', {
      returneeId: guest.returneeId,
      reason: '制定照护方案',
    })
    expect(reply).toEqual({ value: '精神障碍' })
    expect((await test.look((tx) => factsOf(tx, [guest.fileId]))).map((fact) => fact.name)).toContain('sensitive.viewed')
    expect(JSON.stringify(await test.ask(officer(), 'people.timeline', { fileId: guest.fileId }))).not.toContain('精神障碍')
  })
})

describe('the town', () => {
  it('sees the person once it is named, and no longer when another is', async () => {
    const guest = await returned(test)
    await list(guest)
    expect(await test.act(town(), 'follow-up.record-visit', visit(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await assign(guest, test.organisations.village.id)
    expect(await test.ask(town(), 'people.file', { fileId: guest.fileId })).toHaveProperty('person')
    test.at('2026-12-10T09:00')
    await test.done(village(), 'follow-up.record-visit', visit(guest))
    const before = await rowOf(test, guest)
    expect(before.nextDue).toBe('2027-02-10')
    // Handed over to another bureau: the series goes on, no term is lost.
    await test.done(officer(), 'follow-up.unlist-prone', {
      returneeId: guest.returneeId,
      reason: 'moved',
      toId: test.organisations['far-town'].id,
    })
    expect(await rowOf(test, guest)).toMatchObject({ state: 'listed', nextDue: before.nextDue, endsOn: before.endsOn, visits: 1 })
    expect(await test.act(town(), 'follow-up.record-visit', visit(guest))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await test.ask(town(), 'people.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    test.at('2027-01-10T09:00')
    await test.done(test.actor('town-officer', 'far-town'), 'follow-up.record-visit', visit(guest))
    expect(await rowOf(test, guest)).toMatchObject({ nextDue: '2027-03-10', visits: 2 })
  })

  it('is a town, its village is its own, and the same twice says so', async () => {
    const guest = await returned(test)
    const form = { returneeIds: [guest.returneeId], townId: test.organisations.bureau.id }
    expect(await test.act(officer(), 'follow-up.assign-town', form)).toMatchObject({ code: 'FOLLOW_UP.NOT_A_TOWN' })
    expect(
      await test.act(officer(), 'follow-up.assign-town', {
        ...form,
        townId: test.organisations['far-town'].id,
        villageId: test.organisations.village.id,
      }),
    ).toMatchObject({ code: 'FOLLOW_UP.NOT_ITS_VILLAGE' })
    await assign(guest)
    expect(await test.act(officer(), 'follow-up.assign-town', { ...form, townId: test.organisations.town.id })).toMatchObject({
      code: 'FOLLOW_UP.TOWN_ALREADY',
    })
    await test.done(town(), 'follow-up.assign-village', {
      returneeIds: [guest.returneeId],
      villageId: test.organisations.village.id,
    })
    expect((await rowOf(test, guest)).villageId).toBe(test.organisations.village.id)
  })
})

describe('a visit', () => {
  it('is due, met, late: the duty says what the row says', async () => {
    const guest = await returned(test)
    await list(guest)
    test.at('2027-02-10T09:00')
    await test.work()
    await test.done(officer(), 'follow-up.try-visit', { returneeId: guest.returneeId, reason: 'absent' })
    expect((await rowOf(test, guest)).nextDue).toBe('2027-02-09')
    await test.done(officer(), 'follow-up.record-visit', visit(guest))
    expect(await dutiesOf(guest, 's2.14.visit')).toMatchObject([{ state: 'met-late' }, { state: 'pending' }])
    expect(await rowOf(test, guest)).toMatchObject({ nextDue: '2027-04-10', missed: 1, visits: 1 })
    // The station's own year is met by it too.
    expect(await dutiesOf(guest, 's3.revisit')).toMatchObject([{ state: 'met' }])
  })

  it('is neither before the return nor in the future, and nobody visits the dead', async () => {
    const guest = await returned(test)
    await list(guest)
    const act = (more: object) => test.act(officer(), 'follow-up.record-visit', visit(guest, more as never))
    expect(await act({ at: test.now() - DAY })).toMatchObject({ code: 'FOLLOW_UP.VISIT_BEFORE_RETURN' })
    expect(await act({ at: test.now() + DAY })).toMatchObject({ code: 'FOLLOW_UP.VISIT_IN_FUTURE' })
    test.at('2026-12-20T09:00')
    await test.done(officer(), 'follow-up.record-visit', visit(guest, { finding: 'died' }))
    expect(await rowOf(test, guest)).toMatchObject({ state: 'dead', nextDue: null })
    test.at('2026-12-21T09:00')
    expect(await act({})).toMatchObject({ code: 'FOLLOW_UP.DEAD' })
    await test.done(officer(), 'follow-up.unlist-prone', { returneeId: guest.returneeId, reason: 'died' })
  })

  it('told late keeps both times, and the clock goes by when it was made', async () => {
    const guest = await returned(test)
    await list(guest)
    test.at('2027-01-20T09:00')
    const at = test.now() - 10 * DAY
    const { reply } = await test.done(officer(), 'follow-up.record-visit', visit(guest, { at }))
    expect(reply).toMatchObject({ toldLate: true, nextDue: '2027-03-10' })
    const told = (await test.look((tx) => factsOf(tx, [guest.fileId]))).find((fact) => fact.name === 'follow-up.visited')
    expect(told).toMatchObject({ occurredAt: at, recordedAt: test.now() })
  })

  it('by two workers on one day: the second is told who was first, and adds a note that is no second visit', async () => {
    const guest = await returned(test)
    await list(guest)
    await assign(guest)
    test.at('2026-12-12T09:00')
    const both = await Promise.all([
      test.act(town(), 'follow-up.record-visit', visit(guest)),
      test.act(officer(), 'follow-up.record-visit', visit(guest, { manner: 'phone' })),
    ])
    expect(both.filter((each) => 'code' in each)).toMatchObject([{ code: 'FOLLOW_UP.VISITED_TODAY' }])
    await test.done(officer(), 'follow-up.record-visit', visit(guest, { asNote: true, note: '灶上有饭' }))
    expect(await rowOf(test, guest)).toMatchObject({ visits: 1, nextDue: '2027-02-12' })
  })

  it('recorded by mistake is taken back, and the term before it is owed again', async () => {
    const guest = await returned(test)
    await list(guest)
    const actionId = crypto.randomUUID()
    test.at('2026-12-12T09:00')
    const first = await test.done(officer(), 'follow-up.record-visit', visit(guest), { actionId })
    expect(await test.done(officer(), 'follow-up.record-visit', visit(guest), { actionId })).toEqual(first)
    const { returnee } = (await test.ask(officer(), 'follow-up.of-file', { fileId: guest.fileId })) as {
      returnee: { visits: { id: string }[] }
    }
    const form = { returneeId: guest.returneeId, visitId: returnee.visits[0]?.id, reason: '记到别人身上了' }
    await test.done(officer(), 'follow-up.withdraw-visit', form)
    expect(await rowOf(test, guest)).toMatchObject({ visits: 0, nextDue: '2027-02-09' })
    expect(await test.act(officer(), 'follow-up.withdraw-visit', form)).toMatchObject({ code: 'FOLLOW_UP.WITHDRAWN' })
  })

  it('every two months for a year: seven terms at most, the last within the year, then the series rests', async () => {
    const guest = await returned(test)
    await list(guest)
    let day = dateOf(test.now())
    for (let i = 0; i < 6; i += 1) {
      day = addDays(day, 55)
      test.at(`${day}T10:00`)
      await test.done(officer(), 'follow-up.record-visit', visit(guest))
    }
    expect(await rowOf(test, guest)).toMatchObject({ visits: 6, missed: 0, nextDue: null })
    test.at('2027-12-10T09:00')
    await test.done(officer(), 'follow-up.unlist-prone', { returneeId: guest.returneeId, reason: 'year-over' })
  })
})
