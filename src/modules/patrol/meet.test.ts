/** Encounters through their doors, on a real database: who is met, what is done, who sees it, and who does not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { factsOf } from '#kernel/ledger.ts'
import { DAY } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, met, type Street, started } from './testing/street.ts'

let house: TestHouse
let police: Actor
let managers: Actor
let head: Actor
let south: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse()
  police = house.actor('patrol-officer', 'police')
  managers = house.actor('patrol-officer', 'city-management')
  head = house.actor('station-head')
  south = house.actor('station-head', 'south')
  const bureau = house.actor('bureau-officer', 'bureau')
  for (const pack of ['s0', 's2'])
    await house.done(bureau, 'supervision.adopt-pack', { pack, from: '2026-01-01', reason: '本市执行' })
  await house.work()
  street = await areaOf(house)
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const facts = async (personId: string) => (await house.look((tx) => factsOf(tx, [personId]))).map((each) => each.name)
interface Line {
  encounterId: string
  personId: string
  called: string
  escort: string
  answer: string | null
  goods: number
  done: { what: string }[]
}
const of = async (by: Actor, personId: string) =>
  (await house.ask(by, 'patrol.encounters-of-person', { personId })) as { total: number; items: Line[]; code?: string }
const duties = async (subjectId: string) =>
  Object.fromEntries(
    (
      (await house.ask(head, 'supervision.file-duties', { subjectId })) as { items: { clause: string; state: string }[] }
    ).items.map((each) => [each.clause, each.state]),
  )

describe('somebody met on the street', () => {
  test('is a person of the responsible station, without a name, seen by those who patrol there and by nobody else', async () => {
    const { personId } = await met(house, police, {
      areaId: street.areaId,
      stopId: street.stopIds[0],
      groups: ['capable', 'aged'],
      signs: [],
      look: '灰棉帽，本地口音',
      ageSeenMin: 60,
      ageSeenMax: 70,
    })
    expect(await facts(personId)).toEqual(['patrol.person-met', 'person.birth-known'])
    const [seen] = await house.look((tx) => factsOf(tx, [personId]))
    // Of several the one that asks for most care is what policies read.
    expect(seen?.value).toMatchObject({ group: 'aged', signs: [] })
    expect(seen?.subject.ownerPath).toBe(house.organisations.north.path)
    for (const who of [head, house.actor('bureau-officer', 'bureau'), house.actor('street-officer', 'city-management')])
      expect((await of(who, personId)).total).toBe(1)
    for (const who of [south, house.actor('street-officer', 'transport'), house.actor('police-officer', 'minors-police')])
      expect((await of(who, personId)).items ?? []).toEqual([])
    expect(await of(house.actor('village-worker', 'village'), personId)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  test('“sixty or more” leaves all ages above open, “under fourteen” all below', async () => {
    const born = async (seen: object) => {
      const { personId } = await met(house, police, {
        areaId: street.areaId,
        stopId: street.stopIds[0],
        groups: ['aged'],
        ...seen,
      })
      const told = await house.look((tx) => factsOf(tx, [personId]))
      return told.find((each) => each.name === 'person.birth-known')?.value
    }
    expect(await born({ ageSeenMin: 60 })).toEqual({ ageSeen: { min: 60, max: 100 } })
    expect(await born({ ageSeenMax: 13 })).toEqual({ ageSeen: { min: 0, max: 13 } })
  })

  test('two phones that meet the same person at the same time leave two encounters', async () => {
    const shiftId = await started(house, police, street.areaId)
    const here = { shiftId, stopId: street.stopIds[1] }
    const first = await met(house, police, here)
    const second = await met(house, managers, { ...here, known: true, personId: first.personId })
    expect(second.personId).toBe(first.personId)
    expect((await of(head, first.personId)).total).toBe(2)
  })

  test('an id that is somebody else’s is refused and gives nothing away', async () => {
    const { personId, encounterId } = await met(house, police, { areaId: street.areaId })
    const form = { encounterId: crypto.randomUUID(), personId, known: false }
    expect(await code(house.actor('patrol-officer', 'town'), 'patrol.meet-person', form)).toBe('PATROL.ID_TAKEN')
    expect(await code(house.actor('patrol-officer', 'town'), 'patrol.meet-person', { ...form, known: true })).toBe(
      'KERNEL.NOT_FOUND',
    )
    expect(await code(police, 'patrol.meet-person', { ...form, encounterId, personId: crypto.randomUUID() })).toBe(
      'PATROL.ID_TAKEN',
    )
  })

  test('a step that comes before its encounter is refused and says that the record is safe', async () => {
    const form = { encounterId: crypto.randomUUID(), answer: 'refused' }
    const refusal = (await house.act(police, 'patrol.offer-help', form)) as { code: string; sentence: string }
    expect(refusal.code).toBe('PATROL.NO_ENCOUNTER')
    expect(refusal.sentence).toContain('记录还在手机里')
  })

  test('what arrives days late keeps its own time, and does not move the one who was seen since', async () => {
    const now = house.now()
    const seen = await met(house, police, { areaId: street.areaId, stopId: street.stopIds[0], look: '红围巾' })
    await met(
      house,
      managers,
      { personId: seen.personId, known: true, areaId: street.areaId, stopId: street.stopIds[1], look: '黑大衣' },
      now - 3 * DAY,
    )
    const list = (await house.ask(police, 'patrol.sleepers')) as {
      items: { sleeperId: string; stopId: string; met: number; look: string }[]
    }
    const line = list.items.find((each) => each.sleeperId === seen.personId)
    expect(line).toMatchObject({ stopId: street.stopIds[0], met: 2, look: '红围巾' })
    const times = (await house.look((tx) => factsOf(tx, [seen.personId]))).map((each) => each.occurredAt)
    expect(times).toContain(now - 3 * DAY)
  })

  test('the same record sent twice is one encounter', async () => {
    const actionId = crypto.randomUUID()
    const form = { encounterId: crypto.randomUUID(), personId: crypto.randomUUID(), known: false, areaId: street.areaId }
    const once = await house.done(police, 'patrol.meet-person', form, { actionId })
    expect(await house.done(police, 'patrol.meet-person', form, { actionId })).toEqual(once)
    expect((await of(head, form.personId)).total).toBe(1)
  })

  test('a phone whose shift never arrived still brings whom it met', async () => {
    const { personId } = await met(house, police, { shiftId: crypto.randomUUID() })
    expect(await facts(personId)).toEqual(['patrol.person-met'])
  })
})

describe('what the clauses ask', () => {
  test('help refused is to be followed by persuasion with the way to ask for help, the same day', async () => {
    const { personId, encounterId } = await met(house, police, { areaId: street.areaId, groups: ['capable'], signs: [] })
    await house.done(police, 'patrol.offer-help', { encounterId, answer: 'refused' })
    await house.work()
    expect((await duties(personId))['s2.12.persuasion']).toBe('pending')
    await house.done(police, 'patrol.persuade', { encounterId, contactGiven: true, words: '说开春再走' })
    await house.work()
    expect((await duties(personId))['s2.12.persuasion']).toBe('met')
  })

  test('drunk or critical: emergency within the hour, late after it; with a minor: the police', async () => {
    const { personId, encounterId } = await met(house, police, {
      areaId: street.areaId,
      groups: ['unclear'],
      signs: ['drunk'],
      withMinor: true,
    })
    await house.work()
    expect(await duties(personId)).toMatchObject({ 's2.12.emergency': 'pending', 's2.12.police': 'pending' })
    await house.done(police, 'patrol.take-step', { encounterId, step: 'emergency-called', to: '120' })
    await house.work()
    expect((await duties(personId))['s2.12.emergency']).toBe('met')
    house.at('2026-12-09T04:00')
    await house.work()
    expect((await duties(personId))['s2.12.police']).toMatch(/late|overdue/)
    const owed = (await house.ask(house.actor('police-officer', 'police'), 'supervision.file-duties', {
      subjectId: personId,
    })) as {
      items: unknown[]
    }
    expect(owed.items.length).toBeGreaterThan(0)
  })

  test('a minor without a guardian is to be at the station within four hours', async () => {
    house.at('2026-12-09T05:00')
    const { personId, encounterId } = await met(house, police, {
      areaId: street.areaId,
      groups: ['minor'],
      signs: [],
      guardianThere: false,
      ageSeenMin: 9,
      ageSeenMax: 11,
    })
    await house.work()
    expect((await duties(personId))['s0.minor-station']).toBe('pending')
    await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.north.id })
    const clerk = house.actor('clerk')
    const asked = await house.done(clerk, 'intake.receive', {
      personId,
      arrival: 'police',
      safety: 'deferred',
      deferredWhy: '夜里，先安顿',
      decision: 'accept',
    })
    expect(asked.reply['personId']).toBe(personId)
    await house.work()
    expect((await duties(personId))['s0.minor-station']).toBe('met')
    expect((await of(head, personId)).items[0]?.escort).toBe('received')
  })
})
