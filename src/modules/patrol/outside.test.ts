/** Other rooms bring about: an operation's rounds, a report's stop; the paper and the sheet; a child. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { instant, rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { areaOf, met, type Street, started } from './testing/street.ts'

let house: TestHouse
let police: Actor
let head: Actor
let bureau: Actor
let street: Street
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T19:00' })
  police = house.actor('patrol-officer', 'police')
  head = house.actor('station-head')
  bureau = house.actor('bureau-officer', 'bureau')
  street = await areaOf(house)
  await house.work()
})
afterAll(() => house?.close())

test('the rounds that an operation adds are planned once for each area and night', async () => {
  await house.done(bureau, 'weather.open', {
    kind: 'cold',
    from: '2026-12-10',
    until: '2026-12-12',
    areas: [{ areaId: street.areaId }],
    ground: '寒潮蓝色预警',
    rounds: 2,
    fromTime: '21:30',
    toTime: '05:30',
  })
  await house.work()
  const found = (await house.ask(head, 'patrol.plans', { from: '2026-12-10', to: '2026-12-13' })) as {
    items: { kind: string; day: string }[]
  }
  expect(found.items).toHaveLength(6)
  expect(new Set(found.items.map((each) => each.kind))).toEqual(new Set(['cold']))
})

test('a report given to an organisation that patrols is a stop of tonight until somebody was there', async () => {
  const desk = house.actor('duty-leader')
  const { reportId } = (
    await house.done(desk, 'reports.receive', { channel: '110', about: ['vagrant'], what: '老人躺着', place: '北环涵洞' })
  ).reply as { reportId: string }
  await house.done(desk, 'reports.dispatch', { reportId, organisationIds: [house.organisations.police.id] })
  await house.work()
  const shiftId = await started(house, police, street.areaId)
  const stops = async () =>
    (
      (await house.ask(police, 'patrol.tonight')) as {
        shifts: { shiftId: string; stops: { stopId: string; fixed: boolean; name: string }[] }[]
      }
    ).shifts
      .find((each) => each.shiftId === shiftId)
      ?.stops.filter((each) => !each.fixed)
  const [stop] = (await stops()) ?? []
  expect(stop?.name).toBe('北环涵洞')
  await met(house, police, { shiftId, stopId: stop?.stopId })
  expect(await stops()).toEqual([])
})

test('a report about a child is no stop: the patrol of those who were sent knows nothing of it', async () => {
  const desk = house.actor('duty-leader')
  const { reportId } = (
    await house.done(desk, 'reports.receive', { channel: '110', about: ['minor'], what: '桥下有个孩子', place: '北环涵洞' })
  ).reply as { reportId: string }
  await house.done(desk, 'reports.dispatch', {
    reportId,
    organisationIds: [house.organisations.police.id],
    note: '孩子叫小刚，浑身是伤',
  })
  await house.work()
  const told = JSON.stringify(await house.ask(police, 'patrol.tonight'))
  expect([told.includes('小刚'), told.includes(reportId)]).toEqual([false, false])
  expect(JSON.stringify(await house.ask(police, 'reports.board'))).not.toContain(reportId)
  expect(await house.ask(police, 'reports.report', { reportId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
})

test('where somebody is brought stands in the open only as a name of the house', async () => {
  const { encounterId, personId } = await met(house, police)
  await house.done(police, 'patrol.start-escort', { encounterId, toName: '李大爷家' })
  await house.done(police, 'patrol.start-escort', { encounterId, toId: house.organisations.north.id })
  const facts = (await house.look((tx) => factsOf(tx, [personId]))).filter((fact) => fact.name === 'patrol.escort-started')
  expect(facts.map((fact) => fact.value)).toEqual([{}, { to: house.organisations.north.name }])
})

test('photos come after the record, are seen by those who patrol there, and a shift is printed', async () => {
  const shiftId = await started(house, police, street.areaId)
  const { encounterId, personId } = await met(house, police, { shiftId, stopId: street.stopIds[0], groups: ['aged'] })
  const photoId = crypto.randomUUID()
  const body = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const { db, vault } = house.house
  await withActor(db, police, (tx) =>
    keepFile(tx, vault, police, { id: photoId, name: 'p.jpg', type: 'image/jpeg', body, now: house.now() }),
  )
  await house.done(police, 'patrol.add-photos', { encounterId, photos: [photoId] })
  const photo = async (by: Actor) =>
    (await house.ask(by, 'patrol.person-photo', { personId, photoId })) as { file?: object; code?: string }
  for (const by of [police, head, house.actor('patrol-officer', 'city-management')]) expect((await photo(by)).file).toBeDefined()
  expect((await photo(house.actor('station-head', 'south'))).code).toBe('KERNEL.NOT_FOUND')
  await house.done(police, 'patrol.correct-encounter', { encounterId, groups: ['disabled'], reason: '走近了看' })
  const seen = (await house.ask(head, 'patrol.encounters-of-person', { personId })) as {
    items: { group: string; photos: string[] }[]
  }
  expect(seen.items[0]).toMatchObject({ group: 'disabled', photos: [photoId] })
  await house.done(police, 'patrol.end-shift', { shiftId, note: '正常' })
  const file = async (name: string, params: object) =>
    (await house.ask(head, name, params as never)) as { file?: { type: string } }
  expect((await file('patrol.paper-shift', { shiftId })).file?.type).toBe('application/pdf')
  expect((await file('patrol.sheet', { month: '2026-12' })).file?.type).toContain('spreadsheet')
})

test('of those met lately each sees exactly whom the rows themselves show: the own city, the shared area, nobody of the neighbour', async () => {
  const since = house.now() - 3_600_000
  const one = await met(house, police, { areaId: street.areaId })
  const other = await met(house, house.actor('patrol-officer', 'south'))
  const closed = await met(house, police, { areaId: street.areaId })
  await withActor(house.house.db, head, async (tx) => {
    await sql`insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by)
      values (${closed.personId}, 'person', ${head.organisation.path}, ${instant(house.now())}, ${head.accountId})`.execute(tx)
    await sql`insert into kernel.seal_reader (subject_id, account_id) values (${closed.personId}, ${head.accountId})`.execute(tx)
  })
  const seenBy = async (actor: Actor) => {
    const shownTo = async (from: ReturnType<typeof sql>) =>
      withActor(house.house.db, actor, (tx) => rows(sql<{ id: string }>`select id from ${from} order by id`, tx), house.now())
    const asked = await shownTo(sql`patrol.met_since(${instant(since)})`)
    const shown = await shownTo(sql`patrol.encounter where met_at >= ${instant(since)}`)
    expect(asked, actor.organisation.name).toEqual(shown)
    return [one, other, closed].map(({ encounterId }) => asked.some((each) => each.id === encounterId))
  }
  expect(await seenBy(head)).toEqual([true, false, true])
  expect(await seenBy(house.actor('clerk'))).toEqual([true, false, false])
  expect(await seenBy(police)).toEqual([true, false, false])
  expect(await seenBy(house.actor('station-head', 'south'))).toEqual([false, true, false])
  expect(await seenBy(bureau)).toEqual([true, true, false])
  expect(await seenBy(house.actor('patrol-officer', 'town'))).toEqual([false, false, false])
})
