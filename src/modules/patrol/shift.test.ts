/** Shifts, lists and what other rooms bring about, through the doors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { sql } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { DAY, MINUTE } from '#kernel/time.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { MOST_ASIDE } from './words.ts'
import { areaOf, met, planned, type Street, started } from './testing/street.ts'

let house: TestHouse
let police: Actor
let managers: Actor
let head: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T19:00' })
  police = house.actor('patrol-officer', 'police')
  managers = house.actor('patrol-officer', 'city-management')
  head = house.actor('station-head')
  street = await areaOf(house)
})
afterAll(() => house?.close())

const code = async (by: Actor, door: string, form: Record<string, unknown>) =>
  ((await house.act(by, door, form)) as { code?: string }).code
const names = async (id: string) => (await house.look((tx) => factsOf(tx, [id]))).map((each) => each.name)
interface TonightAnswer {
  shifts: {
    shiftId: string
    mine: boolean
    state: string
    stops: { stopId: string; sleepers: { sleeperId: string }[]; reports: { number: string }[]; visitedAt: number | null }[]
  }[]
  areas: { areaId: string }[]
}
const tonight = async (by: Actor) => (await house.ask(by, 'patrol.tonight')) as TonightAnswer
const sleeper = async (by: Actor, id: string, state = 'there') =>
  (
    (await house.ask(by, 'patrol.sleepers', { state })) as { items: { sleeperId: string; alias: string; offered: string[] }[] }
  ).items.find((each) => each.sleeperId === id)

describe('a shift', () => {
  test('of several organisations is planned once, weekly, and seen by each of them and by no other', async () => {
    const members = [
      { organisationId: house.organisations.police.id, name: '邹凯' },
      { organisationId: house.organisations['city-management'].id },
    ]
    const street2 = await areaOf(house, { name: '北环' })
    const plan = await house.done(head, 'patrol.plan-shift', {
      areaId: street2.areaId,
      date: '2026-12-10',
      from: '21:30',
      to: '01:00',
      kind: 'cold',
      members,
      weekdays: ['4'],
      until: '2026-12-31',
    })
    expect(plan.reply['count']).toBe(4)
    for (const who of [police, managers])
      expect((await tonight(who)).shifts.map((each) => each.shiftId)).toContain(plan.reply['shiftId'])
    const others = await tonight(house.actor('patrol-officer', 'town'))
    expect(others).toMatchObject({ shifts: [], areas: [] })
    expect(
      await code(head, 'patrol.cancel-shift', { shiftId: plan.reply['shiftId'] as string, following: true, reason: '换班' }),
    ).toBe(undefined)
    const left = (await house.ask(head, 'patrol.plans', { from: '2026-12-10', to: '2026-12-31' })) as {
      items: { state: string }[]
    }
    expect(new Set(left.items.map((each) => each.state))).toEqual(new Set(['cancelled']))
  })

  test('is begun by each phone and over when the last has come back', async () => {
    const shiftId = await planned(house, head, street.areaId)
    for (const who of [police, managers]) await started(house, who, street.areaId, shiftId)
    expect((await names(shiftId)).toSorted()).toEqual(['patrol.planned', 'patrol.started'])
    expect((await house.done(police, 'patrol.end-shift', { shiftId, note: '一切正常' })).reply).toMatchObject({
      over: false,
      out: 1,
    })
    expect((await house.done(managers, 'patrol.end-shift', { shiftId })).reply).toMatchObject({ over: true })
    expect((await names(shiftId)).toSorted()).toEqual(['patrol.ended', 'patrol.planned', 'patrol.started'])
    const page = (await house.ask(head, 'patrol.shift', { shiftId })) as { told: string[]; crew: string[]; state: string }
    expect(page).toMatchObject({ state: 'ended', told: ['一切正常'] })
  })

  test('tells the desk how far it has come: who was met, what was looked at, where it was last', async () => {
    const shiftId = await started(house, police, street.areaId)
    const onBoard = async () =>
      ((await house.ask(head, 'patrol.board')) as { shifts: { shiftId: string }[] }).shifts.find(
        (each) => each.shiftId === shiftId,
      )
    expect(await onBoard()).toMatchObject({ met: 0, checked: 0, lastAt: null, lastPlace: null })
    const [tunnel, culvert] = street.stopIds
    await house.done(police, 'patrol.check-place', { shiftId, stopId: tunnel, people: 0 })
    expect(await onBoard()).toMatchObject({ met: 0, checked: 1, lastPlace: '站前地下通道' })
    const at = house.now()
    await met(house, police, { shiftId, areaId: street.areaId, stopId: culvert }, at - 2 * MINUTE)
    expect(await onBoard()).toMatchObject({ met: 1, checked: 1, lastPlace: '站前地下通道' })
    house.at('2026-12-09T19:10')
    const place = { words: '售票厅台阶', source: 'words' }
    await met(house, police, { shiftId, areaId: street.areaId, place })
    const told = { met: 2, checked: 1, lastAt: house.now(), lastPlace: '售票厅台阶' }
    expect(await onBoard()).toMatchObject(told)
    expect(await house.ask(head, 'patrol.shift', { shiftId })).toMatchObject(told)
    await house.done(police, 'patrol.end-shift', { shiftId })
  })

  test('that nobody ended is over by itself, and one that nobody planned begins all the same', async () => {
    const shiftId = await started(house, police, street.areaId)
    expect((await tonight(police)).shifts.find((each) => each.shiftId === shiftId)).toMatchObject({
      state: 'started',
      mine: true,
    })
    house.at('2026-12-10T12:00')
    await house.house.handlers.get('patrol.close-forgotten')?.run(jobs(), {})
    expect((await names(shiftId)).toSorted()).toEqual(['patrol.ended', 'patrol.started'])
    house.at('2026-12-10T19:00')
  })

  test('keeps its way only while it lasts, by the corrected clock, for the term', async () => {
    const shiftId = await started(house, police, street.areaId)
    const now = house.now()
    const point = (at: number) => ({ at, lat: 26.2, lng: 119.1, accuracyM: 12 })
    // A telephone whose clock is a day behind.
    await house.done(
      police,
      'patrol.keep-track',
      { shiftId, points: [point(now - DAY - MINUTE), point(now - DAY)] },
      { occurredAt: now },
    )
    expect(await code(managers, 'patrol.keep-track', { shiftId, points: [point(now)] })).toBe('PATROL.NOT_OUT')
    expect(await code(police, 'patrol.keep-track', { shiftId: crypto.randomUUID(), points: [point(now)] })).toBe(
      'PATROL.NO_SHIFT',
    )
    const page = (await house.ask(head, 'patrol.shift', { shiftId })) as { track: { at: number }[][] }
    expect(page.track[0]?.at(-1)?.at).toBe(now)
    const other = (await house.ask(managers, 'patrol.shift', { shiftId })) as { track: unknown[] }
    expect(other.track).toEqual([])
    await house.done(police, 'patrol.end-shift', { shiftId })
    house.at('2027-03-20T04:00')
    await house.house.handlers.get('patrol.erase-tracks-due')?.run(jobs(), {})
    const left = await house.look(
      async (tx) => (await sql<{ n: number }>`select count(*) as n from patrol.track`.execute(tx)).rows[0]?.n,
    )
    expect(left).toBe(0)
    house.at('2026-12-10T19:10')
  })

  test('tells of a place with nobody, and of somebody looked for and not seen', async () => {
    const shiftId = await started(house, police, street.areaId)
    const [stopId] = street.stopIds
    const { personId } = await met(house, police, { shiftId, stopId }, house.now() - 2 * DAY)
    await house.done(police, 'patrol.check-place', { shiftId, stopId, people: 0 })
    await house.done(police, 'patrol.look-for', { shiftId, stopId, sleeperId: personId })
    expect(await names(shiftId)).toContain('patrol.place-checked')
    expect(await names(personId)).toEqual(['patrol.person-met', 'patrol.looked-for'])
    const stop = (await tonight(managers)).shifts
      .find((each) => each.shiftId === shiftId)
      ?.stops.find((each) => each.stopId === stopId)
    expect(stop?.visitedAt).toBe(house.now())
    expect(stop?.sleepers.map((each) => each.sleeperId)).toContain(personId)
  })
})

const jobs = () => ({
  db: house.house.db,
  clock: house.house.clock,
  vault: house.house.vault,
  perform: (actor: Actor, name: string, envelope: { actionId: string; form: unknown }) =>
    house.act(actor, name, envelope.form as Record<string, unknown>, { actionId: envelope.actionId }),
  ask: (actor: Actor, name: string, params: unknown) => house.ask(actor, name, params as Record<string, unknown>),
})

describe('the list', () => {
  test('shows what was offered before to the next shift, under the name given to him', async () => {
    const { personId, encounterId } = await met(house, police, { areaId: street.areaId, groups: ['aged'], heardName: '老田' })
    await house.done(police, 'patrol.offer-help', { encounterId, answer: 'refused' })
    await house.done(police, 'patrol.persuade', { encounterId, contactGiven: true })
    await house.done(police, 'patrol.give-goods', { encounterId, goods: [{ item: 'quilt', count: 1 }] })
    expect(await sleeper(managers, personId)).toMatchObject({ alias: '老田（音）', offered: ['劝过 1 次，都不愿', '给过棉被'] })
    await house.done(managers, 'patrol.name-sleeper', { sleeperId: personId, alias: '红围巾大爷' })
    expect((await sleeper(police, personId))?.alias).toBe('红围巾大爷')
    await house.done(managers, 'patrol.end-sleeper', { sleeperId: personId, reason: 'gone' })
    expect(await sleeper(police, personId)).toBe(undefined)
    expect(await code(managers, 'patrol.end-sleeper', { sleeperId: personId, reason: 'gone' })).toBe('PATROL.GONE')
    await met(house, police, { personId, known: true, areaId: street.areaId })
    expect((await sleeper(police, personId))?.alias).toBe('红围巾大爷')
  })

  test('goes to an organisation that joins, and is closed to one that leaves', async () => {
    const area = await areaOf(house, { name: '东门', members: ['police'] })
    const { personId } = await met(house, police, { areaId: area.areaId })
    const town = house.actor('patrol-officer', 'town')
    const set = (members: string[]) =>
      house.done(head, 'patrol.set-area', {
        areaId: area.areaId,
        name: '东门',
        kinds: ['bridge'],
        stationId: house.organisations.north.id,
        memberIds: members,
      })
    expect(await sleeper(town, personId)).toBe(undefined)
    await set([house.organisations.town.id])
    expect(await sleeper(town, personId)).toBeDefined()
    house.at('2026-12-10T19:20')
    expect(await sleeper(police, personId)).toBe(undefined)
  })

  test('is joined when two turn out to be one', async () => {
    const [one, two] = [
      await met(house, police, { areaId: street.areaId, look: '黑大衣' }),
      await met(house, managers, { areaId: street.areaId }),
    ]
    await house.done(head, 'people.merge', { personId: one.personId, otherId: two.personId, reason: '同一人，照片相同' })
    await house.work()
    expect(await sleeper(police, two.personId)).toBe(undefined)
    expect(await sleeper(police, one.personId)).toMatchObject({ met: 2 })
  })
})

describe('an escort', () => {
  const coming = async (by: Actor) =>
    ((await house.ask(by, 'patrol.coming')) as { items: { personId: string; vehicle: string | null }[] }).items.map(
      (each) => each.personId,
    )

  test('is seen coming by the desk it goes to, ends by itself with the reception, and he may be met again', async () => {
    const { personId, encounterId } = await met(house, police, { areaId: street.areaId })
    await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.north.id, vehicle: '警车' })
    expect(await coming(house.actor('clerk'))).toContain(personId)
    expect(await coming(house.actor('clerk', 'south'))).toEqual([])
    await house.done(house.actor('clerk'), 'intake.ask', { personId, arrival: 'police' })
    await house.work()
    expect(await coming(house.actor('clerk'))).toEqual([])
    expect(await sleeper(police, personId, 'received')).toBeDefined()
    // The phone told it afterwards: no harm, and nothing twice.
    await house.done(police, 'patrol.end-escort', { encounterId, arrived: true })
    expect((await names(personId)).filter((name) => name === 'patrol.escort-ended')).toHaveLength(1)
  })

  test('to another station opens the person to it, and closes when they did not come', async () => {
    const { personId, encounterId } = await met(house, police, { areaId: street.areaId })
    await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.south.id })
    expect(await coming(house.actor('clerk', 'south'))).toEqual([personId])
    await house.done(police, 'patrol.end-escort', { encounterId, arrived: false, note: '半路走了' })
    house.at('2026-12-10T19:30')
    expect(await coming(house.actor('clerk', 'south'))).toEqual([])
    expect(await house.ask(house.actor('clerk', 'south'), 'patrol.encounters-of-person', { personId })).toMatchObject({
      total: 0,
    })
    expect(await code(police, 'patrol.end-escort', { encounterId, arrived: true })).toBe('PATROL.NO_ESCORT')
  })
})

describe('what the house did not take', () => {
  test('lies on the desk word for word until somebody has settled it, once', async () => {
    const told = {
      door: 'patrol.persuade',
      title: '劝导：北环涵洞',
      form: { encounterId: 'x', words: '不愿走' },
      refusal: { code: 'PATROL.NO_ENCOUNTER', sentence: '还没有收到' },
      reason: '换了手机',
      recordedAt: house.now(),
    }
    const { id } = (await house.done(police, 'patrol.set-aside', told)).reply as { id: string }
    const desk = house.actor('street-officer', 'city-management')
    const own = house.actor(['patrol-officer', 'police-officer'], 'police')
    expect(((await house.ask(desk, 'patrol.board')) as { setAside: unknown[] }).setAside).toEqual([])
    expect((await house.ask(own, 'patrol.board')) as object).toMatchObject({
      setAside: [{ id, form: JSON.stringify(told.form) }],
    })
    const settle = { id, outcome: 'entered', note: '已补录' }
    expect(await code(desk, 'patrol.settle-set-aside', settle)).toBe('KERNEL.NOT_FOUND')
    const bureau = house.actor('bureau-officer', 'bureau')
    await house.done(bureau, 'patrol.settle-set-aside', settle)
    expect(await code(bureau, 'patrol.settle-set-aside', settle)).toBe('PATROL.SETTLED')
  })

  test('names a door, is no longer than a record, and is not poured out without end', async () => {
    const out = house.actor('patrol-officer', 'village')
    const told = {
      door: 'patrol.persuade',
      title: '劝导',
      form: {},
      refusal: {},
      reason: '换了手机',
      recordedAt: house.now(),
    }
    expect(await code(out, 'patrol.set-aside', { ...told, door: '老李家' })).toBe('KERNEL.FORM')
    expect(await code(out, 'patrol.set-aside', { ...told, form: { words: '长'.repeat(60_000) } })).toBe('KERNEL.FORM')
    for (let count = 0; count < MOST_ASIDE; count += 1) await house.done(out, 'patrol.set-aside', told)
    expect(await code(out, 'patrol.set-aside', told)).toBe('PATROL.ASIDE_FULL')
    expect(await code(house.actor('patrol-officer', 'town'), 'patrol.set-aside', told)).toBe(undefined)
  }, 60_000)
})
